import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { ask, json } from '../rest/in-process.ts';
import type { RestAnswer, RestHost } from '../rest/reply.ts';
import { routes } from '../rest/routes.ts';
import { type RepositoryState, repositoriesAt, teamMembersAt } from '../state-at.ts';
import type { Level, Token } from '../token.ts';
import type { GithubWorld } from '../world.ts';
import type { ProtectionSettings, RulesetState } from '../world-protection.ts';
import { makeCredentials } from './credentials.ts';
import { type Demand, demands, permissionsDemanded } from './demands.ts';
import { makeLimits, PUBLISHED } from './limits.ts';
import { ALL_SCOPES, allPermissions, anOwner, classicToken, fineGrainedToken, installationToken } from './make-token.ts';

const NOW = Date.parse('2025-06-02T10:00:00Z') as Instant;
const made = makeGithub(makeCompany('permissions', { changes: 60 }), { plan: 'enterprise' });
const everywhere = { include: ['~ALL'], exclude: [] };
const ruleset: RulesetState = {
  ...{ name: 'everywhere', target: 'branch', enforcement: 'active', branches: everywhere, repositories: everywhere },
  ...{ rules: [{ type: 'deletion' }], bypass: [] },
};
const protection: ProtectionSettings = {
  ...{ reviews: null, checks: null, enforceAdmins: true, allowForcePushes: false, allowDeletions: false, signatures: false },
  ...{ linearHistory: false, conversationResolution: false, lockBranch: false, pushers: null },
};
const classicRule = { id: 2, pattern: 'main', createdBy: 0, settings: [{ from: made.organization.createdAt, value: protection }] };
const world: GithubWorld = {
  ...made,
  repositories: made.repositories.map((one) => ({ ...one, protections: [classicRule] })),
  organization: { ...made.organization, rulesets: [{ id: 1, createdBy: 0, state: [{ from: made.organization.createdAt, value: ruleset }] }] },
};
const owner = anOwner(world);
const member = world.accounts.find(
  ({ membership }) => membership.length > 0 && membership.every(({ value, from }) => value === 'member' && from < NOW),
);
const installation = world.organization.installations[0]?.id ?? 0;
const repository = repositoriesAt(world, NOW).find(({ repository: { deployments, pulls } }) =>
  [deployments[0]?.createdAt, pulls[0]?.openedAt].every((at) => at !== undefined && at <= NOW),
) as RepositoryState;
const [pull] = repository.repository.pulls;
const engineers = world.teams.find(({ slug }) => slug === 'engineers');
const engineer = engineers === undefined ? '' : (teamMembersAt(world, engineers, NOW)[0]?.account.login ?? '');
const { login } = world.organization;

function hostWith(token: Token): RestHost {
  return { world, now: NOW, credentials: makeCredentials([token]), limits: makeLimits(PUBLISHED, () => NOW) };
}

/** An address of a demand's route at which there is something. */
function addressOf({ path }: Demand): string {
  const of: Readonly<Record<string, string>> = {
    ...{
      org: login,
      owner: login,
      repo: repository.name,
      basehead: 'main...main',
      branch: 'main',
      ref: 'main',
      team_slug: 'engineers',
      ruleset_id: '1',
    },
    ...{ username: engineer, commit_sha: repository.repository.commits[0]?.sha ?? '' },
    ...{ pull_number: String(pull?.number), issue_number: String(pull?.number), deployment_id: String(repository.repository.deployments[0]?.id) },
  };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => of[name] ?? '');
}

function asked(demand: Demand, token: Token): RestAnswer {
  return ask(hostWith(token), token.token, addressOf(demand));
}

const open = demands.filter(({ jwt }) => !jwt);
const kinds = ['fine-grained', 'app-installation'] as const;

function holding(kind: (typeof kinds)[number], permissions: Token['permissions']): Token {
  return kind === 'fine-grained' ? fineGrainedToken('t', owner, permissions) : installationToken('t', installation, permissions);
}

test('every route has a row that says who may ask, and every row a route', () => {
  const served = routes.map(({ method, path }) => `${method} ${path}`).sort();
  expect(demands.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served);
});

describe.each(kinds)('%s', (kind) => {
  const rows = open.flatMap((demand) =>
    (permissionsDemanded(demand, kind) ?? []).map((set) => ({ demand, set, name: `${demand.path} with ${JSON.stringify(set)}` })),
  );

  test.each(rows)('$name is enough', ({ demand, set }) => {
    expect(asked(demand, holding(kind, set)).status).toBeLessThan(300);
  });

  const withPermissions = rows.filter(({ set }) => Object.keys(set).some((name) => name !== 'metadata'));

  test.each(withPermissions)('$name: all others together are not', ({ demand }) => {
    const demanded = new Set((permissionsDemanded(demand, kind) ?? []).flatMap(Object.keys));
    const others = Object.fromEntries(Object.entries(allPermissions(kind)).filter(([name]) => !demanded.has(name)));
    const answer = asked(demand, holding(kind, others));
    expect(answer.status).toBe(403);
    expect(json<{ message: string }>(answer).message).toBe(
      `Resource not accessible by ${kind === 'fine-grained' ? 'personal access token' : 'integration'}`,
    );
    expect(answer.headers['x-accepted-github-permissions']?.split('; ')).toHaveLength((permissionsDemanded(demand, kind) ?? []).length);
  });

  const writing = rows.filter(({ set }) => Object.values(set).includes('write'));

  test.each(writing)('$name: reading is less than it', ({ demand, set }) => {
    const lower = Object.fromEntries(Object.keys(set).map((name): [string, Level] => [name, 'read']));
    expect(asked(demand, holding(kind, lower)).status).toBe(403);
  });
});

test('no fine-grained token reads check runs, whatever it holds', () => {
  const demand = open.find(({ path }) => path.endsWith('/check-runs')) as Demand;
  expect(asked(demand, fineGrainedToken('t', owner, allPermissions('fine-grained'))).status).toBe(403);
  expect(asked(demand, installationToken('t', installation, { checks: 'read' })).status).toBe(200);
});

describe('classic', () => {
  /** GitHub shows public members to whoever lacks the scope, and a repository that cannot be seen is not there at all. */
  const rows = open.flatMap((demand) =>
    (demand.classic ?? []).map((scopes) => ({ demand, scopes, name: `${demand.path} with ${scopes.join(' and ')}` })),
  );

  test.each(rows)('$name is enough', ({ demand, scopes }) => {
    expect(asked(demand, classicToken('t', owner, scopes)).status).toBeLessThan(300);
  });

  const scoped = open.filter(({ classic, path }) => classic?.every((scopes) => scopes.length > 0) && !path.endsWith('/members'));

  test.each(scoped)('$path without its scopes is not answered', (demand) => {
    const answer = asked(demand, classicToken('t', owner, ['user']));
    expect([403, 404]).toContain(answer.status);
  });

  test('members without read:org are the public ones, of whom there are none', () => {
    const demand = open.find(({ path }) => path === '/orgs/{org}/members') as Demand;
    expect(json(asked(demand, classicToken('t', owner, ['repo'])))).toEqual([]);
  });
});

test.each(open.filter(({ access }) => access === 'owner' || access === 'admin'))('$path asks for more than a member', (demand) => {
  const all = classicToken('t', member?.id ?? 0, ALL_SCOPES);
  expect(asked(demand, all).status).toBe(demand.denied ?? 403);
  expect(asked(demand, fineGrainedToken('t', member?.id ?? 0, allPermissions('fine-grained'))).status).toBe(demand.denied ?? 403);
});
