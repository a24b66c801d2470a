import { describe, expect, it } from 'vitest';
import { DAY, type Instant, instant } from '../../../src/kernel/time.ts';
import { YEAR } from '../../clock.ts';
import { makeCompany } from '../../company/make-company.ts';
import { randomFrom } from '../../random.ts';
import { answerGraphql } from '../graphql/execute.ts';
import { makeGithub } from '../make-github.ts';
import { anOwner, classicToken } from '../permissions/make-token.ts';
import { checkRunsAt, commitAt, reviewsAt } from '../state-of-pulls.ts';
import { githubOperatorNamed, githubOperators, layOverGithub } from './all-operators.ts';
import { asSeen, looked, nameOf, told, withEventIds } from './operator.ts';

const company = makeCompany('operators', { changes: 400 });
const clean = makeGithub(company, { plan: 'enterprise' });
const MIDNIGHTS = Array.from({ length: 366 }, (_, day) => instant(YEAR.from + day * DAY));

describe('each operator', () => {
  it.each(githubOperators.map(({ id }) => id))('%s finds a place, changes the world, and the same one again', (id) => {
    const lay = () => layOverGithub({ world: clean, company }, [githubOperatorNamed(id)], randomFrom('place'));
    const { world, planted, left } = lay();
    expect(left).toEqual([]);
    expect(world.touched.length).toBeGreaterThan(clean.touched.length);
    expect({ ...world, touched: [] }).not.toEqual(clean);
    expect(lay()).toMatchObject({ world, planted, left, laid: [{ operator: id, planted }] });
    for (const { from, until } of planted) expect(from < (until ?? YEAR.until) && from < YEAR.until).toBe(true);
    for (const { item } of withEventIds(asSeen(planted, MIDNIGHTS, 'enterprise'), world)) expect(item).not.toMatch(/^event:/);
  });
});

describe('all operators over one world', () => {
  const { world, planted, left } = layOverGithub({ world: clean, company }, githubOperators, randomFrom('all'));

  it('find a place beside each other', () => {
    expect(left).toEqual([]);
    expect(new Set(world.touched).size).toBe(world.touched.length);
  });

  it('fail under every check that a pretend GitHub can make fail, and each item but once at a time', () => {
    const found = asSeen(planted, MIDNIGHTS, 'enterprise');
    expect(new Set(found.map(({ check }) => check)).size).toBeGreaterThanOrEqual(36);
    const keys = found.map(({ check, item, from }) => `${check} ${item} ${from}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are found less without an audit log: what lies between two looks is not seen', () => {
    const [team, enterprise] = (['team', 'enterprise'] as const).map((plan) => asSeen(planted, MIDNIGHTS, plan));
    expect(team?.filter(({ check }) => check.startsWith('privileged/'))).toEqual([]);
    expect(enterprise?.filter(({ check }) => check.startsWith('privileged/')).length).toBeGreaterThanOrEqual(4);
    expect(team?.length).toBeLessThan(enterprise?.length ?? 0);
  });

  it('leave a world in which every sha, account and instant is still to be had', () => {
    for (const home of world.repositories) {
      for (const { reviews, merged, pushes } of home.pulls) {
        for (const sha of [...reviews.map(({ commit }) => commit), ...(merged?.landed ?? []), ...pushes.flatMap(({ commits }) => commits)]) {
          expect(commitAt(home, sha, YEAR.until), nameOf(home)).not.toBeNull();
        }
      }
      for (const { sha, createdAt } of home.deployments) expect(commitAt(home, sha, createdAt)).not.toBeNull();
    }
    const ids = world.accounts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(world.nextId);
  });

  it('are told by the server without an error', async () => {
    const token = classicToken('t', anOwner(clean), ['repo', 'admin:org']);
    const query = `{ organization(login: "harbourlight") { repositories(first: 50) { nodes { name
      branchProtectionRules(first: 5) { nodes { pattern isAdminEnforced } } deployKeys(first: 10) { nodes { title readOnly } }
      vulnerabilityAlerts(first: 20) { nodes { number state } } deployments(last: 5) { nodes { commitOid creator { login } } }
      pullRequests(last: 20) { nodes { number author { login } reviews(first: 20) { nodes { state author { login } authorCanPushToRepository } }
        timelineItems(first: 30, itemTypes: [LABELED_EVENT, REVIEW_DISMISSED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT]) { nodes { __typename
          ... on ReviewDismissedEvent { previousReviewState review { state } } ... on HeadRefForcePushedEvent { beforeCommit { oid } afterCommit { oid } } } } } } } } } }`;
    for (const days of [40, 130, 250, 364]) {
      const at = instant(YEAR.from + days * DAY);
      const answer = await answerGraphql(
        { query, variables: {}, operationName: null },
        { world, at, token, web: 'https://github.com', rateLimit: { limit: 5000, used: 0, resetAt: at }, mostNodes: 1_000_000 },
      );
      expect(answer.body['errors']).toBeUndefined();
    }
  });
});

describe('what an operator says is so', () => {
  const over = (id: string) => layOverGithub({ world: clean, company }, [githubOperatorNamed(id)], randomFrom('so')).world;
  const touchedPull = (world: typeof clean) => {
    const [, name, number] = /^change:(.+)#(\d+)$/.exec(world.touched[0] ?? '') ?? [];
    const home = world.repositories.find((one) => nameOf(one) === name);
    return { home, pull: home?.pulls.find((one) => one.number === Number(number)) };
  };

  it('a stale approval does not cover the last commit, which is green all the same', () => {
    const { home, pull } = touchedPull(over('github/change/approval-stale'));
    const [head, at] = [pull?.pushes.at(-1)?.commits.at(-1) as string, pull?.merged?.at as Instant];
    expect(reviewsAt(pull as never, at).find(({ now }) => now === 'APPROVED')?.commit).not.toBe(head);
    expect(checkRunsAt(home as never, head, at).map(({ name, conclusion }) => `${name} ${conclusion}`)).toEqual([
      'test success',
      'lint success',
      'build success',
    ]);
  });

  it('a direct push has no pull request, and its landed commit is the author’s own', () => {
    const world = over('github/change/direct-push');
    const { pull } = touchedPull(world);
    expect(pull).toBeUndefined();
    const { planted } = layOverGithub({ world: clean, company }, [githubOperatorNamed('github/change/direct-push')], randomFrom('so'));
    const [name, sha] = (planted[0]?.item ?? '').split('@') as [string, string];
    const commit = commitAt(world.repositories.find((one) => nameOf(one) === name) as never, sha, YEAR.until);
    expect(commit?.committer).toEqual(commit?.author);
    expect(commit?.message).toMatch(/^(HL|OPS)-\d+: /);
  });
});

describe('what is seen of a span', () => {
  const looks = [10, 20, 30].map((hours) => instant(YEAR.from + hours * 3_600_000));
  const at = (hours: number): Instant => instant(YEAR.from + hours * 3_600_000);

  it('goes from the first look inside to the first look after it; between two looks there is nothing', () => {
    expect(asSeen([looked('c', 'i', at(12), at(25))], looks, 'team')).toEqual([{ check: 'c', item: 'i', from: at(20), until: at(30) }]);
    expect(asSeen([looked('c', 'i', at(12), at(15))], looks, 'enterprise')).toEqual([]);
    expect(asSeen([looked('c', 'i', at(25), null)], looks, 'team')).toEqual([{ check: 'c', item: 'i', from: at(30), until: null }]);
  });

  it('is exact where the host tells the instant, and from the event on where it keeps a log', () => {
    expect(asSeen([told('c', 'i', at(12), at(15))], looks, 'team')).toEqual([{ check: 'c', item: 'i', from: at(12), until: at(15) }]);
    const brief = { ...looked('c', 'i', at(12), at(15)), as: 'protection' as const };
    expect(asSeen([brief], looks, 'enterprise')).toEqual([{ check: 'c', item: 'i', from: at(12), until: at(20) }]);
    expect(asSeen([brief], looks, 'team')).toEqual([]);
  });
});
