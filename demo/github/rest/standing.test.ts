import { describe, expect, test } from 'vitest';
import { DAY, type Instant, plus } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { makeCredentials } from '../permissions/credentials.ts';
import { makeLimits, PUBLISHED } from '../permissions/limits.ts';
import { ALL_SCOPES, allPermissions, anOwner, classicToken, fineGrainedToken } from '../permissions/make-token.ts';
import { membersAt, type RepositoryState, repositoriesAt } from '../state-at.ts';
import type { GithubWorld, Repository } from '../world.ts';
import type { RulesetState } from '../world-protection.ts';
import type { CheckRun } from '../world-runs.ts';
import { all, ask, json } from './in-process.ts';
import type { RestHost } from './reply.ts';

/** What stood at an instant, and to whom it is told. */

const NOW = Date.parse('2025-09-10T10:00:00Z') as Instant;
const YESTERDAY = plus(NOW, -DAY);
const TOMORROW = plus(NOW, DAY);
const made = makeGithub(makeCompany('standing', { changes: 120 }));
const owner = anOwner(made);
const member = membersAt(made, NOW).find(({ role }) => role === 'member')?.account.id ?? 0;
const [state] = repositoriesAt(made, NOW) as [RepositoryState];
const here = `/repos/harbourlight/${state.name}`;
const head = state.repository.commits[0]?.sha ?? '';

const TOKENS = [
  classicToken('owner', owner, ALL_SCOPES),
  classicToken('few-scopes', owner, ['repo', 'read:org']),
  classicToken('member', member, ALL_SCOPES),
  fineGrainedToken('reading', owner, { ...allPermissions('fine-grained'), administration: 'read', organization_administration: 'read' }),
  fineGrainedToken('no-administration', owner, { contents: 'read' }),
];

function hostOf(change: Partial<Repository> = {}, now: Instant = NOW, of: GithubWorld = made): RestHost {
  const repositories = of.repositories.map((one) => (one.id === state.repository.id ? { ...one, ...change } : one));
  return { world: { ...of, repositories }, now, credentials: makeCredentials(TOKENS), limits: makeLimits(PUBLISHED, () => now) };
}

function read<T>(host: RestHost, path: string, secret = 'owner'): T {
  return json<T>(ask(host, secret, path));
}

const ANYWHERE = { include: ['~ALL'], exclude: [] };
const RULES: RulesetState = {
  ...{ name: 'strict', target: 'branch', enforcement: 'active', branches: { include: ['~DEFAULT_BRANCH'], exclude: [] }, repositories: null },
  rules: [{ type: 'pull_request', approvals: 2, dismissStale: true, codeOwners: false, lastPushApproval: true, threadResolution: false }],
  bypass: [{ type: 'RepositoryRole', id: 5, mode: 'always' }],
};

describe('rules of a branch', () => {
  const ruleset = (id: number, value: RulesetState | null): Repository['rulesets'][number] => ({
    id,
    createdBy: owner,
    state: [{ from: YESTERDAY, value }],
  });
  const organization = {
    ...made.organization,
    rulesets: [ruleset(11, { ...RULES, name: 'everywhere', repositories: ANYWHERE, rules: [{ type: 'deletion' }] })],
  };
  const rulesets = [
    ruleset(12, RULES),
    ruleset(13, { ...RULES, enforcement: 'evaluate' }),
    ruleset(14, { ...RULES, branches: { include: ['refs/heads/release/*'], exclude: [] } }),
  ];
  const host = hostOf({ rulesets }, NOW, { ...made, organization });

  test('are the active ones that bind it, of the repository and of the organization', () => {
    const rules = read<{ type: string; ruleset_id: number; ruleset_source_type: string; parameters?: object }[]>(host, `${here}/rules/branches/main`);
    expect(rules.map(({ type, ruleset_id, ruleset_source_type }) => [type, ruleset_id, ruleset_source_type])).toEqual([
      ['pull_request', 12, 'Repository'],
      ['deletion', 11, 'Organization'],
    ]);
    expect(rules[0]?.parameters).toMatchObject({
      required_approving_review_count: 2,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
    });
    expect(read<{ ruleset_id: number }[]>(host, `${here}/rules/branches/release/1`).map((rule) => rule.ruleset_id)).toEqual([14]);
  });

  test('were not there the day before', () => {
    expect(read(hostOf({ rulesets }, plus(YESTERDAY, -1000), { ...made, organization }), `${here}/rules/branches/main`)).toEqual([]);
  });

  test('stand in rulesets, with the inherited ones unless they are left out', () => {
    const ids = (path: string): number[] => read<{ id: number }[]>(host, path).map(({ id }) => id);
    expect(ids(`${here}/rulesets`)).toEqual([12, 13, 14, 11]);
    expect(ids(`${here}/rulesets?includes_parents=false`)).toEqual([12, 13, 14]);
    expect(ids('/orgs/harbourlight/rulesets')).toEqual([11]);
  });

  test('may be bypassed by somebody, which is told only to those who may change them', () => {
    expect(read(host, `${here}/rulesets/12`)).toMatchObject({
      bypass_actors: [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }],
    });
    for (const secret of ['reading', 'member']) expect(read(host, `${here}/rulesets/12`, secret)).not.toHaveProperty('bypass_actors');
  });
});

describe('classic protection', () => {
  const value = {
    reviews: { approvals: 1, dismissStale: false, codeOwners: true, lastPushApproval: false, bypass: [owner] },
    checks: { strict: true, required: [{ context: 'build', app: 15368 }] },
    ...{ enforceAdmins: false, allowForcePushes: true, allowDeletions: false, signatures: true, linearHistory: false },
    ...{ conversationResolution: false, lockBranch: false, pushers: [owner] },
  };
  const protections = [
    {
      id: 21,
      pattern: 'ma*',
      createdBy: owner,
      settings: [
        { from: YESTERDAY, value },
        { from: TOMORROW, value: null },
      ],
    },
  ];

  test('is told with all that was set', () => {
    expect(read(hostOf({ protections }), `${here}/branches/main/protection`)).toMatchObject({
      required_status_checks: { strict: true, contexts: ['build'], checks: [{ context: 'build', app_id: 15368 }] },
      required_pull_request_reviews: { required_approving_review_count: 1, bypass_pull_request_allowances: { users: [{ id: owner }] } },
      ...{ restrictions: { users: [{ id: owner }] }, enforce_admins: { enabled: false }, allow_force_pushes: { enabled: true } },
    });
    expect(read(hostOf({ protections }), `${here}/branches/main`)).toMatchObject({
      protected: true,
      protection: { required_status_checks: { enforcement_level: 'non_admins' } },
    });
  });

  test('is gone after it was deleted, and is not told to members', () => {
    expect(ask(hostOf({ protections }, plus(TOMORROW, 1000)), 'owner', `${here}/branches/main/protection`).status).toBe(404);
    expect(ask(hostOf({ protections }), 'member', `${here}/branches/main/protection`).status).toBe(404);
  });
});

describe('check runs', () => {
  const run = (id: number, startedAt: Instant, completedAt: Instant | null, conclusion: CheckRun['conclusion']): CheckRun => ({
    ...{ id, suite: 30, name: 'build', app: 15368, sha: head, startedAt, completedAt, conclusion },
  });
  const checkRuns = [run(31, YESTERDAY, plus(YESTERDAY, 60_000), 'failure'), run(32, plus(NOW, -60_000), plus(NOW, 60_000), 'success')];
  const runs = (now: Instant, query = ''): unknown[] =>
    read<{ check_runs: { id: number; status: string; conclusion: string | null }[] }>(
      hostOf({ checkRuns }, now),
      `${here}/commits/${head}/check-runs${query}`,
    ).check_runs.map(({ id, status, conclusion }) => [id, status, conclusion]);

  test('run until they end, and a later run hides an earlier one', () => {
    expect(runs(plus(YESTERDAY, 120_000))).toEqual([[31, 'completed', 'failure']]);
    expect(runs(NOW)).toEqual([[32, 'in_progress', null]]);
    expect(runs(TOMORROW)).toEqual([[32, 'completed', 'success']]);
  });

  test('are all there on request', () => {
    expect(runs(TOMORROW, '?filter=all')).toEqual([
      [32, 'completed', 'success'],
      [31, 'completed', 'failure'],
    ]);
  });
});

test('a review counts as dismissed from its dismissal on, and the timeline tells both', () => {
  const pull = state.repository.pulls.find(({ reviews, openedAt }) => reviews.length > 0 && openedAt < YESTERDAY);
  const review = pull?.reviews[0];
  if (pull === undefined || review === undefined) throw new Error('The demo company reviews nothing any more: mend this test.');
  const dismissed = { at: NOW, by: owner, message: 'Not any more' };
  const pulls = state.repository.pulls.map((one) => (one === pull ? { ...one, reviews: [{ ...review, dismissed }] } : one));
  const stateAt = (now: Instant): string | undefined =>
    read<{ state: string }[]>(hostOf({ pulls }, now), `${here}/pulls/${pull.number}/reviews`)[0]?.state;
  expect([stateAt(plus(NOW, -1000)), stateAt(NOW)]).toEqual([review.state, 'DISMISSED']);
  const events = all<{ event: string; dismissed_review?: object }>(hostOf({ pulls }), 'owner', `${here}/issues/${pull.number}/timeline?per_page=100`);
  expect(events.find(({ event }) => event === 'review_dismissed')).toMatchObject({
    dismissed_review: { review_id: review.id, dismissal_message: 'Not any more' },
  });
});

describe('who is told what', () => {
  test('of an organization: settings to owners with the scope', () => {
    const settings = { two_factor_requirement_enabled: true, default_repository_permission: 'read' };
    for (const secret of ['owner', 'reading']) expect(read(hostOf(), '/orgs/harbourlight', secret)).toMatchObject(settings);
    for (const secret of ['few-scopes', 'member', 'no-administration']) {
      expect(read(hostOf(), '/orgs/harbourlight', secret)).not.toHaveProperty('two_factor_requirement_enabled');
    }
  });

  test('of a repository: security features to administrators', () => {
    expect(read(hostOf(), here)).toMatchObject({ security_and_analysis: { secret_scanning: { status: expect.stringMatching(/abled$/) } } });
    for (const secret of ['member', 'no-administration']) expect(read(hostOf(), here, secret)).not.toHaveProperty('security_and_analysis');
  });

  test('of a webhook: that it has a secret, not which', () => {
    const value = { url: 'https://hooks.harbourlight.example', active: true, events: ['push'], secret: true, insecureSsl: true };
    const webhooks = [{ id: 41, createdAt: YESTERDAY, createdBy: owner, deletedAt: TOMORROW, settings: [{ from: YESTERDAY, value }] }];
    expect(read(hostOf({ webhooks }), `${here}/hooks`)).toMatchObject([{ id: 41, active: true, config: { secret: '********', insecure_ssl: '1' } }]);
    expect(read(hostOf({ webhooks }, TOMORROW), `${here}/hooks`)).toEqual([]);
  });

  test('of a deploy key: when it was last used so far', () => {
    const key = {
      id: 51,
      title: 'deploys',
      key: 'ssh-ed25519 AAAA',
      readOnly: false,
      createdAt: YESTERDAY,
      addedBy: owner,
      deletedAt: null,
      deletedBy: null,
    };
    const deployKeys = [{ ...key, uses: [NOW, TOMORROW] }];
    const lastUsed = (now: Instant): unknown => read<{ last_used: string | null }[]>(hostOf({ deployKeys }, now), `${here}/keys`)[0]?.last_used;
    expect([lastUsed(plus(NOW, -1000)), lastUsed(NOW)]).toEqual([null, '2025-09-10T10:00:00Z']);
  });

  test('of collaborators: everybody, those named directly, and those from outside', () => {
    const stranger = made.accounts.find(({ membership, type, deletedAt }) => membership.length === 0 && type === 'person' && deletedAt === null);
    const accounts = stranger === undefined ? made.accounts.map((one) => (one.id === member ? { ...one, membership: [] } : one)) : made.accounts;
    const id = stranger?.id ?? member;
    const collaborators = [{ account: id, permission: [{ from: YESTERDAY, value: 'maintain' as const }] }];
    const ids = (query: string): number[] =>
      all<{ id: number }>(hostOf({ collaborators }, NOW, { ...made, accounts }), 'owner', `${here}/collaborators?per_page=100${query}`).map(
        (one) => one.id,
      );
    expect([ids('&affiliation=direct'), ids('&affiliation=outside')]).toEqual([[id], [id]]);
    expect(ids('').length).toBeGreaterThan(1);
  });
});
