import type { Instant } from '../../src/kernel/time.ts';
import { isAudited } from '../company/changes.ts';
import type { Change, World } from '../company/world.ts';
import { type Random, randomFrom } from '../random.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Cast, makeCast, ORGANIZATION_BEGAN } from './make-accounts.ts';
import { hasRoom } from './make-extremes.ts';
import { strictRuleset } from './make-protection.ts';
import { accountOf } from './make-pulls.ts';
import { hook, type Making, makeRepository } from './make-repository.ts';
import { makeSignIns } from './make-sign-ins.ts';
import type { GithubWorld, Installation, Organization, OrganizationSettings, Repository, Team } from './world.ts';

const FIRST_ID = 1_500_000_000;

/**
 * The company's year as GitHub saw it, without a fault: the same repositories, people and changes; each change a pull request, approved by
 * another person on its last commit, green, and landed by merge, squash, rebase or queue. What the company did in a repository that had left
 * its scope is left out: there it was archived. The same company gives the same world.
 */
export function makeGithub(company: World, options: { readonly plan?: Organization['plan'] } = {}): GithubWorld {
  const random = randomFrom(`harbourlight/${company.seed}/github`);
  const ids = idsFrom(FIRST_ID);
  const cast = makeCast(random.fork('accounts'), company, ids);
  const making = {
    company,
    cast,
    ids,
    approvals: new Map(company.approvals.map((one) => [one.change, one])),
    ...choose(company, random.fork('choice')),
  };
  const repositories = company.repositories.map((one) => makeRepository(making, one, random.fork(one.id)));
  const organization = makeOrganization(cast, ids, options.plan ?? 'team');
  return {
    ...{ seed: company.seed, organization, accounts: cast.accounts, repositories, teams: withRepositories(cast, repositories) },
    ...{ incidents: makeSignIns(random.fork('sign-ins'), cast.accounts), nextId: ids.unused, touched: [] },
  };
}

/** Which changes are told larger than life, and which three were emergencies. */
function choose(company: World, random: Random): Pick<Making, 'extremes' | 'emergencies'> {
  const approved = new Set(company.approvals.map(({ change }) => change));
  const audited = random.shuffled(company.changes.filter((change) => isAudited(change, company.repositories) && approved.has(change.id)));
  const roomy = audited.filter((change) => hasRoom(change) && change.repository !== 'search' && change.repository !== 'reports');
  const [commits, reviews, checkRuns] = roomy.map(({ id }) => id);
  const extremes = { commits: commits ?? null, reviews: reviews ?? null, checkRuns: checkRuns ?? null };
  return { extremes, emergencies: new Set(audited.slice(-3).map(({ id }: Change) => id)) };
}

function makeOrganization(cast: Cast, ids: Ids, plan: Organization['plan']): Organization {
  const owner = accountOf(cast, 'p-001');
  const from: Instant = ORGANIZATION_BEGAN;
  const settings: OrganizationSettings = {
    twoFactorRequired: true,
    basePermission: 'read',
    membersMayCreatePublicRepositories: false,
    membersMayForkPrivateRepositories: false,
  };
  return {
    ...{ id: ids.next(), login: 'harbourlight', name: 'Harbourlight (demo)', createdAt: from, plan },
    settings: [{ from, value: settings, by: owner }],
    rulesets: plan === 'enterprise' ? [strictRuleset(ids, owner, from, { repositories: ['web', 'reports'] })] : [],
    webhooks: [hook(ids, owner, from)],
    installations: [installation(cast, ids)],
  };
}

function installation(cast: Cast, ids: Ids): Installation {
  const app = { id: ids.next(), slug: 'harbour-chat', name: 'Harbour Chat' };
  return {
    ...{ id: ids.next(), app, installedAt: ORGANIZATION_BEGAN, installedBy: accountOf(cast, 'p-001'), removedAt: null, suspended: [] },
    ...{ permissions: { metadata: 'read', pull_requests: 'read' }, events: ['pull_request'], repositories: 'all' },
  };
}

/** Engineers may write everywhere; the other teams read what they read anyway. */
function withRepositories(cast: Cast, repositories: readonly Repository[]): Team[] {
  return cast.teams.map((team) => ({
    ...team,
    repositories:
      team.slug === 'engineers'
        ? repositories.map(({ id, createdAt }) => ({ repository: id, permission: [{ from: createdAt, value: 'write' }] }))
        : [],
  }));
}
