import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/kernel/time.ts';
import { YEAR } from '../clock.ts';
import { isAudited } from '../company/changes.ts';
import { makeCompany } from '../company/make-company.ts';
import { MANY } from './make-extremes.ts';
import { makeGithub } from './make-github.ts';
import { accountByEmail, membersAt, permissionOf, repositoryAt, settingsAt } from './state-at.ts';
import { activeRulesAt, classicRuleFor, requiredChecksAt } from './state-of-protection.ts';
import { checkRunsAt, commitAt, historyFrom, pullAt, pullsOfCommit, reviewsAt } from './state-of-pulls.ts';
import type { GithubWorld, Repository } from './world.ts';
import type { Merge, PullRequest } from './world-pulls.ts';

const merges = (world: GithubWorld): { home: Repository; pull: PullRequest; merged: Merge }[] =>
  world.repositories.flatMap((home) => home.pulls.flatMap((pull) => (pull.merged === null ? [] : [{ home, pull, merged: pull.merged }])));

describe('a whole year', () => {
  const company = makeCompany('whole');
  const world = makeGithub(company);

  it('holds the repositories and the approved changes of the company, each once', () => {
    expect(world.repositories.map(({ place }) => place[0]?.value.name)).toEqual(company.repositories.map(({ id }) => id));
    expect(merges(world)).toHaveLength(company.approvals.length);
    expect(merges(world).filter(({ merged }) => merged.at >= YEAR.from).length).toBeGreaterThanOrEqual(
      company.changes.filter((change) => isAudited(change, company.repositories)).length,
    );
  });

  it('holds a pull request with 260 commits, one with 120 reviews, one whose last commit has 300 check runs', () => {
    const all = merges(world);
    expect(Math.max(...all.map(({ pull }) => pull.pushes.at(-1)?.commits.length ?? 0))).toBeGreaterThanOrEqual(MANY.commits);
    expect(Math.max(...all.map(({ pull }) => pull.reviews.length))).toBe(MANY.reviews);
    const runs = all.map(({ home, pull, merged }) => checkRunsAt(home, pull.pushes.at(-1)?.commits.at(-1) ?? '', merged.at, 'all').length);
    expect(Math.max(...runs)).toBe(MANY.checkRuns);
  });

  it('lands in every way', () => {
    expect(new Set(merges(world).map(({ merged }) => `${merged.method} ${merged.queue === null}`))).toEqual(
      new Set(['merge true', 'merge false', 'squash true', 'rebase true']),
    );
  });

  it('holds detours that are no defects: branches amended by force, approvals ended by a push, pull requests that never landed', () => {
    const pulls = world.repositories.flatMap((home) => home.pulls);
    expect(pulls.filter(({ pushes }) => pushes.some(({ forced }) => forced)).length).toBeGreaterThan(50);
    expect(pulls.filter(({ reviews }) => reviews.some(({ dismissed }) => dismissed !== null)).length).toBeGreaterThan(40);
    expect(new Set(pulls.filter(({ merged }) => merged === null).map(({ closed }) => closed === null))).toEqual(new Set([true, false]));
    expect(pulls.some(({ title }) => title.length > 1) && pulls.some(({ labels }) => labels.some(({ removed }) => removed !== null))).toBe(true);
  });

  it('is the same again, and another for another seed', () => {
    expect(makeGithub(makeCompany('whole'))).toEqual(world);
    expect(makeGithub(makeCompany('other', { changes: 30 })).accounts[0]?.name).not.toBe(world.accounts[0]?.name);
  });

  it('gives every id once, below 2^31', () => {
    const ids = world.repositories.flatMap(({ id, pulls, checkRuns, deployments }) => [
      ...[id, ...pulls.map((one) => one.id), ...pulls.flatMap(({ reviews }) => reviews.map((one) => one.id))],
      ...[...checkRuns.map((one) => one.id), ...deployments.map((one) => one.id)],
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...ids)).toBeLessThan(world.nextId);
    expect(world.nextId).toBeLessThan(2 ** 31);
  });
});

describe.each(Array.from({ length: 20 }, (_, seed) => `clean-${seed}`))('the clean year of %s', (seed) => {
  const world = makeGithub(makeCompany(seed, { changes: 200 }), { plan: 'enterprise' });
  const all = merges(world);

  it('has each change approved on its last commit by another person who could write, and green, before it was ready to land', () => {
    for (const { home, pull, merged } of all) {
      const before = merged.queue?.addedAt ?? merged.at;
      const last = pull.pushes.at(-1)?.commits.at(-1) as string;
      const approval = reviewsAt(pull, before).find(({ now }) => now === 'APPROVED');
      expect(approval?.commit, `${home.place[0]?.value.name}#${pull.number}`).toBe(last);
      const authors = (pull.pushes.at(-1)?.commits ?? []).flatMap((sha) => {
        const commit = commitAt(home, sha, merged.at);
        return [commit?.author, ...(commit?.coAuthors ?? [])].map((one) => accountByEmail(world, one?.email ?? '', merged.at)?.account.id);
      });
      expect(authors).not.toContain(approval?.author);
      expect(authors).not.toContain(undefined);
      expect(['write', 'maintain', 'admin']).toContain(permissionOf(world, approval?.author ?? 0, home, (approval?.submittedAt ?? 0) as Instant));
      expect(isGreen(world, home, last, before)).toBe(true);
      if (merged.queue !== null) expect(isGreen(world, home, merged.landed.at(-1) as string, merged.at)).toBe(true);
    }
  });

  it('tells whole seconds in an order that can be', () => {
    for (const { home, pull, merged } of all) {
      const order = [pull.openedAt, ...pull.pushes.map(({ at }) => at), pull.reviews.at(-1)?.submittedAt ?? 0];
      const upToApproval = order.slice(0, pull.pushes.length + 1);
      expect(upToApproval).toEqual(upToApproval.toSorted((a, b) => a - b));
      expect([...order, merged.at].every((when) => when % 1000 === 0)).toBe(true);
      for (const review of pull.reviews) expect(commitAt(home, review.commit, review.submittedAt)).not.toBeNull();
    }
    for (const { checkRuns } of world.repositories) for (const run of checkRuns) expect(run.completedAt).toBeGreaterThanOrEqual(run.startedAt);
  });

  it('brings to the production branch nothing but the first commit and merged pull requests', () => {
    for (const home of world.repositories) {
      const [main] = home.branches;
      const head = main?.pushes.at(-1)?.head as string;
      const listed = historyFrom(home, head);
      expect(listed[0]?.sha).toBe(head);
      const without = listed.filter(({ sha, parents }) => parents.length > 0 && pullsOfCommit(home, sha, YEAR.until).length === 0);
      expect(without).toEqual([]);
      const place = new Map(listed.map(({ sha }, index) => [sha, index]));
      for (const { sha, parents } of listed) for (const parent of parents) expect(place.get(parent)).toBeGreaterThan(place.get(sha) as number);
    }
  });

  it('protects every production branch from its beginning on, for administrators, too', () => {
    for (const home of world.repositories) {
      for (const at of [YEAR.from, YEAR.until - 1].filter((when) => when > home.createdAt + 120_000) as Instant[]) {
        const classic = classicRuleFor(home, 'main', at)?.settings;
        const rules = activeRulesAt(world, home, 'main', at).map(({ rule }) => rule.type);
        if (classic !== undefined) expect([classic.enforceAdmins, classic.allowForcePushes, classic.reviews?.approvals]).toEqual([true, false, 1]);
        else expect(rules).toEqual(expect.arrayContaining(['pull_request', 'required_status_checks', 'non_fast_forward', 'deletion']));
        expect(requiredChecksAt(world, home, 'main', at)).toEqual(['test', 'lint']);
      }
    }
    expect(settingsAt(world.organization, YEAR.from).twoFactorRequired).toBe(true);
    expect(membersAt(world, YEAR.from).every(({ twoFactor }) => twoFactor)).toBe(true);
  });

  it('sees every member sign in while a member, and never for longer than two weeks without', () => {
    const latest = (YEAR.until - 14 * 86_400_000) as Instant;
    for (const { account } of membersAt(world, latest)) {
      const own = world.incidents.filter(({ actor, at }) => actor === account.id && at > latest);
      expect(own.length).toBeGreaterThan(0);
    }
    for (const { actor, at } of world.incidents) expect(membersAt(world, at).some(({ account }) => account.id === actor)).toBe(true);
  });

  it('fixes alerts within their limits', () => {
    const days = { critical: 7, high: 21, medium: 90, low: 1000 };
    for (const { alerts } of world.repositories) {
      for (const { severity, createdAt, events } of [...alerts.dependabot, ...alerts.codeScanning]) {
        expect((events[0]?.at ?? YEAR.until) - createdAt).toBeLessThanOrEqual(days[severity] * 86_400_000);
      }
      for (const { createdAt, events } of alerts.secretScanning) expect((events[0]?.at ?? YEAR.until) - createdAt).toBeLessThan(86_400_000);
    }
  });
});

it('shows a pull request as it stood: unmerged before its merge, with the commits pushed so far', () => {
  const world = makeGithub(makeCompany('then', { changes: 60 }));
  const found = merges(world).find(({ pull }) => pull.pushes.length > 2);
  const { pull, merged } = found as NonNullable<typeof found>;
  const before = (merged.at - 1000) as Instant;
  expect(pullAt(pull, before)?.state).toBe('OPEN');
  expect(pullAt(pull, merged.at)?.state).toBe('MERGED');
  expect(pullAt(pull, pull.openedAt)?.push.commits).toHaveLength(1);
  expect(pullAt(pull, (pull.openedAt - 1000) as Instant)).toBeNull();
  expect(repositoryAt(world.repositories[0] as Repository, (world.repositories[0]?.createdAt ?? 0) as Instant)?.name).toBe('api');
});

function isGreen(world: GithubWorld, home: Repository, sha: string, at: Instant): boolean {
  const runs = checkRunsAt(home, sha, at);
  return requiredChecksAt(world, home, 'main', at).every((name) => runs.some((run) => run.name === name && run.conclusion === 'success'));
}
