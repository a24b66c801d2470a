import type { Instant } from '../../../src/kernel/time.ts';
import { nodeId } from '../node-id.ts';
import { accountAt, accountByLogin, collaboratorsAt, membersAt, permissionOf, type RepositoryState, sinceAt } from '../state-at.ts';
import { classicRulesAt, rulesetsAt } from '../state-of-protection.ts';
import {
  allBranchesAt,
  commitAt,
  deploymentsAt,
  labelsAt,
  lastEvent,
  type PullState,
  pullAt,
  pullNumbered,
  pullUpdatedAt,
} from '../state-of-pulls.ts';
import type { Issue, Repository } from '../world.ts';
import { isAmong, listed, listing, ordered } from './connection.ts';
import { demand, NEEDS } from './may.ts';
import { type Args, as, asMaybe, type Context, type Fields, field, GithubError, time, timeMaybe } from './served.ts';
import { asActor, type OfDeployment, type OfPull, type OfRef } from './shapes.ts';

export function lastPushAt(repository: Repository, at: Instant): Instant {
  return Math.max(
    repository.createdAt,
    ...repository.branches.flatMap(({ pushes }) => pushes.findLast((push) => push.at <= at)?.at ?? []),
  ) as Instant;
}

export function refOf(home: RepositoryState, name: string, at: Instant): OfRef | null {
  const found = allBranchesAt(home.repository, at).find((branch) => branch.name === name);
  return found === undefined ? null : { home, ...found };
}

/** What each repository tells. */
const facts: Fields<RepositoryState> = {
  id: ({ repository }) => nodeId('Repository', repository.id),
  databaseId: ({ repository }) => repository.id,
  name: ({ name }) => name,
  nameWithOwner: ({ owner, name }) => `${owner}/${name}`,
  description: ({ repository }) => repository.description,
  url: ({ owner, name }, { web }) => `${web}/${owner}/${name}`,
  resourcePath: ({ owner, name }) => `/${owner}/${name}`,
  owner: (_, { world }) => as('Organization', world.organization),
  isPrivate: ({ visibility }) => visibility !== 'public',
  visibility: ({ visibility }) => visibility.toUpperCase(),
  isArchived: ({ archived }) => archived,
  archivedAt: ({ repository, archived }, { at }) => (archived ? timeMaybe(sinceAt(repository.archived, at)?.from) : null),
  isEmpty: ({ repository }, { at }) => allBranchesAt(repository, at).length === 0,
  isFork: () => false,
  isDisabled: () => false,
  isLocked: () => false,
  isMirror: () => false,
  isTemplate: () => false,
  isInOrganization: () => true,
  parent: () => null,
  createdAt: ({ repository }) => time(repository.createdAt),
  pushedAt: ({ repository }, { at }) => time(lastPushAt(repository, at)),
  updatedAt: ({ repository }, { at }) => time(lastPushAt(repository, at)),
  mergeCommitAllowed: ({ repository }) => repository.mergeMethods.includes('merge'),
  squashMergeAllowed: ({ repository }) => repository.mergeMethods.includes('squash'),
  rebaseMergeAllowed: ({ repository }) => repository.mergeMethods.includes('rebase'),
  deleteBranchOnMerge: () => true,
  viewerPermission: ({ repository }, context) => viewerPermission(context, repository),
  viewerCanAdminister: ({ repository }, context) => viewerPermission(context, repository) === 'ADMIN',
  hasVulnerabilityAlertsEnabled: ({ features }, context) => {
    demand(context, NEEDS.administration, 'hasVulnerabilityAlertsEnabled');
    return features.dependencyAlerts;
  },
};

function viewerPermission({ world, token, at }: Context, repository: Repository): string | null {
  if (token.owner === null) return null;
  const held = permissionOf(world, token.owner, repository, at);
  return held === 'none' ? null : held.toUpperCase();
}

const code: Fields<RepositoryState> = {
  defaultBranchRef: (home, context) => {
    demand(context, NEEDS.contents, 'defaultBranchRef');
    return asMaybe('Ref', refOf(home, home.defaultBranch, context.at));
  },
  ref: field(['qualifiedName'], (home, context, args) => {
    demand(context, NEEDS.contents, 'ref');
    return asMaybe('Ref', refOf(home, String(args['qualifiedName']).replace(/^refs\/heads\//, ''), context.at));
  }),
  refs: listing('RefConnection', ['refPrefix', 'query', 'direction'], (home, context, args) => {
    demand(context, NEEDS.contents, 'refs');
    const prefix = String(args['refPrefix']);
    const below = prefix.startsWith('refs/heads/') ? prefix.slice('refs/heads/'.length) : null;
    const query = typeof args['query'] === 'string' ? args['query'] : '';
    const names = allBranchesAt(home.repository, context.at).filter(({ name }) => below !== null && name.startsWith(below) && name.includes(query));
    const refs = ordered(names, { field: 'NAME', direction: args['direction'] ?? 'ASC' }, { NAME: ({ name }) => name });
    return listed({ items: refs.map((one): OfRef => ({ home, ...one })), keyOf: ({ name }) => name, node: (one) => as('Ref', one) });
  }),
  object: field(['oid', 'expression'], (home, context, args) => {
    demand(context, NEEDS.contents, 'object');
    const named = typeof args['oid'] === 'string' ? args['oid'] : String(args['expression'] ?? '').replace(/^refs\/heads\//, '');
    const sha = named === 'HEAD' ? refOf(home, home.defaultBranch, context.at)?.head : refOf(home, named, context.at)?.head;
    const commit = commitAt(home.repository, sha ?? named, context.at);
    return commit === null ? null : as('Commit', { home, commit });
  }),
  deployKeys: listing('DeployKeyConnection', [], ({ repository }, context) => {
    demand(context, NEEDS.administration, 'deployKeys');
    const keys = repository.deployKeys.filter(
      ({ createdAt, deletedAt }) => createdAt <= context.at && (deletedAt === null || deletedAt > context.at),
    );
    return listed({ items: keys, keyOf: ({ id }) => id, node: (key) => as('DeployKey', key) });
  }),
  collaborators: listing('RepositoryCollaboratorConnection', ['affiliation', 'login'], (home, context, args) => {
    const { world, at } = context;
    const direct = collaboratorsAt(home.repository, at).flatMap(({ account }) => accountAt(world, account, at) ?? []);
    const outside = direct.filter(({ role }) => role === null);
    const members = membersAt(world, at).filter(({ account }) => permissionOf(world, account.id, home.repository, at) !== 'none');
    const asked = args['affiliation'] === 'OUTSIDE' ? outside : args['affiliation'] === 'DIRECT' ? direct : [...members, ...outside];
    const login = typeof args['login'] === 'string' ? accountByLogin(world, args['login'], at)?.account.id : null;
    return listed({
      items: asked.filter(({ account }) => login === null || account.id === login),
      keyOf: ({ account }) => account.id,
      node: asActor,
      edge: ({ account }) => ({ permission: permissionOf(world, account.id, home.repository, at).toUpperCase() }),
    });
  }),
};

const work: Fields<RepositoryState> = {
  pullRequest: field(['number'], (home, context, args) => {
    demand(context, NEEDS.pulls, 'pullRequest');
    const state = pullNumbered(home.repository, Number(args['number']), context.at);
    if (state === null) throw new GithubError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${Number(args['number'])}.`);
    return as('PullRequest', { ...state, home });
  }),
  pullRequests: listing('PullRequestConnection', ['states', 'orderBy', 'baseRefName', 'headRefName', 'labels'], (home, context, args) => {
    demand(context, NEEDS.pulls, 'pullRequests');
    return listedPulls(home, context, args);
  }),
  issue: field(['number'], ({ repository }, context, args) => {
    demand(context, NEEDS.issues, 'issue');
    const issue = repository.issues.find(({ number, createdAt }) => number === args['number'] && createdAt <= context.at);
    if (issue === undefined) throw new GithubError('NOT_FOUND', `Could not resolve to an Issue with the number of ${Number(args['number'])}.`);
    return as('Issue', issueIn(repository)(issue));
  }),
  issues: listing('IssueConnection', ['states', 'orderBy'], ({ repository }, context, args) => {
    demand(context, NEEDS.issues, 'issues');
    const opened = repository.issues.filter(({ createdAt }) => createdAt <= context.at);
    const wanted = opened.filter(({ closedAt }) => isAmong(args, 'states', closedAt !== null && closedAt <= context.at ? 'CLOSED' : 'OPEN'));
    const items = ordered(wanted, args['orderBy'], { CREATED_AT: ({ createdAt }) => createdAt }).map(issueIn(repository));
    return listed({ items, keyOf: ({ issue }) => issue.id, node: (one) => as('Issue', one) });
  }),
  deployments: listing('DeploymentConnection', ['environments', 'orderBy'], (home, context, args) => {
    demand(context, NEEDS.deployments, 'deployments');
    const oldestFirst = deploymentsAt(home.repository, context.at).toReversed();
    const wanted = oldestFirst.filter(({ environment }) => isAmong(args, 'environments', environment));
    const items = ordered(wanted, args['orderBy'], { CREATED_AT: ({ createdAt }) => createdAt });
    return listed({
      items: items.map((deployment): OfDeployment => ({ home, deployment })),
      keyOf: ({ deployment }) => deployment.id,
      node: (one) => as('Deployment', one),
    });
  }),
  environments: listing('EnvironmentConnection', [], ({ repository }, context) => {
    demand(context, NEEDS.actions, 'environments');
    const names = [...new Set(deploymentsAt(repository, context.at).map(({ environment }) => environment))].sort();
    return listed({ items: names, keyOf: (name) => name, node: (name) => as('Environment', { repository, name }) });
  }),
  vulnerabilityAlerts: listing('RepositoryVulnerabilityAlertConnection', ['states', 'dependencyScopes'], (home, context, args) => {
    demand(context, NEEDS.alerts, 'vulnerabilityAlerts');
    if (!home.features.dependencyAlerts) return listed({ items: [], keyOf: () => '', node: () => null });
    const there = home.repository.alerts.dependabot.filter(({ createdAt }) => createdAt <= context.at);
    const wanted = there.filter((alert) => isAmong(args, 'states', alertState(alert, context.at)) && isAmong(args, 'dependencyScopes', 'RUNTIME'));
    return listed({ items: wanted, keyOf: ({ id }) => id, node: (alert) => as('RepositoryVulnerabilityAlert', { home, alert }) });
  }),
};

const protection: Fields<RepositoryState> = {
  branchProtectionRules: listing('BranchProtectionRuleConnection', [], (home, context) => {
    demand(context, NEEDS.administration, 'branchProtectionRules');
    const items = classicRulesAt(home.repository, context.at);
    return listed({ items, keyOf: ({ rule }) => rule.id, node: (one) => as('BranchProtectionRule', { ...one, home }) });
  }),
  rulesets: listing('RepositoryRulesetConnection', ['includeParents', 'targets'], (home, { world, at }, args) => {
    const all = rulesetsAt(world, home.repository, at).filter(({ from, state }) => {
      return (args['includeParents'] !== false || from === 'Repository') && isAmong(args, 'targets', state.target.toUpperCase());
    });
    return listed({ items: all, keyOf: ({ ruleset }) => ruleset.id, node: (one) => as('RepositoryRuleset', { ...one, home }) });
  }),
};

export const repository: Fields<RepositoryState> = { ...facts, ...code, ...work, ...protection };

export function alertState(alert: Repository['alerts']['dependabot'][number], at: Instant): string {
  const last = lastEvent(alert, at);
  return last === null || last.kind === 'reopened' ? 'OPEN' : last.kind.toUpperCase();
}

export function issueIn(repository: Repository): (issue: Issue) => { readonly repository: Repository; readonly issue: Issue } {
  return (issue) => ({ repository, issue });
}

/** Pull requests as a list asks for them: the repository's own, or those of one branch. */
export function listedPulls(home: RepositoryState, { at }: Context, args: Args) {
  const { baseRefName, headRefName, labels } = args;
  const states = home.repository.pulls.flatMap((pull): PullState[] => {
    const state = pullAt(pull, at);
    if (state === null || !isAmong(args, 'states', state.state)) return [];
    if (typeof baseRefName === 'string' && baseRefName !== state.base) return [];
    if (typeof headRefName === 'string' && headRefName !== pull.headBranch) return [];
    if (Array.isArray(labels) && !labelsAt(pull, at).some((name) => labels.includes(name))) return [];
    return [state];
  });
  const oldestFirst = states.toSorted((a, b) => a.pull.number - b.pull.number);
  const items = ordered(oldestFirst, args['orderBy'], {
    CREATED_AT: ({ pull }) => pull.openedAt,
    UPDATED_AT: ({ pull }) => pullUpdatedAt(pull, at),
  });
  return listed({
    items,
    keyOf: ({ pull }: PullState) => pull.id,
    node: (state: PullState) => as('PullRequest', { ...state, home } satisfies OfPull),
  });
}
