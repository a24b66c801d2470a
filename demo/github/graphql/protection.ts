import { nodeId } from '../node-id.ts';
import { accountAt } from '../state-at.ts';
import { classicRuleFor } from '../state-of-protection.ts';
import { allBranchesAt } from '../state-of-pulls.ts';
import type { AccountId } from '../world.ts';
import type { BypassActor, RequiredCheck, Rule } from '../world-protection.ts';
import { listed, listing } from './connection.ts';
import { demand, NEEDS } from './may.ts';
import { as, asMaybe, type Context, type Fields, plain, type Served, time } from './served.ts';
import { actorOf, asActor, type OfClassicRule, type OfRef, type OfRule, type OfRuleset } from './shapes.ts';

interface OfAllowance {
  readonly of: OfClassicRule;
  readonly account: AccountId;
}

function allowances(connection: string, type: string, accountsOf: (it: OfClassicRule) => readonly AccountId[]) {
  return listing<OfClassicRule>(connection, [], (of, { world, at }) => {
    const there = accountsOf(of).filter((id) => accountAt(world, id, at) !== null);
    return listed({ items: there.map((account): OfAllowance => ({ of, account })), keyOf: ({ account }) => account, node: (one) => as(type, one) });
  });
}

export const branchProtectionRule: Fields<OfClassicRule> = {
  id: ({ home, rule }) => nodeId('BranchProtectionRule', `${home.repository.id}/${rule.id}`),
  databaseId: ({ rule }) => rule.id,
  pattern: ({ rule }) => rule.pattern,
  creator: ({ rule }, context) => actorOf(context, rule.createdBy),
  repository: ({ home }) => as('Repository', home),
  isAdminEnforced: ({ settings }) => settings.enforceAdmins,
  allowsForcePushes: ({ settings }) => settings.allowForcePushes,
  allowsDeletions: ({ settings }) => settings.allowDeletions,
  requiresApprovingReviews: ({ settings }) => settings.reviews !== null,
  requiredApprovingReviewCount: ({ settings }) => settings.reviews?.approvals ?? null,
  dismissesStaleReviews: ({ settings }) => settings.reviews?.dismissStale ?? false,
  requiresCodeOwnerReviews: ({ settings }) => settings.reviews?.codeOwners ?? false,
  requireLastPushApproval: ({ settings }) => settings.reviews?.lastPushApproval ?? false,
  requiresStatusChecks: ({ settings }) => settings.checks !== null,
  requiresStrictStatusChecks: ({ settings }) => settings.checks?.strict ?? false,
  requiredStatusCheckContexts: ({ settings }) => (settings.checks?.required ?? []).map(({ context }) => context),
  requiredStatusChecks: ({ settings }) => (settings.checks?.required ?? []).map((check) => as('RequiredStatusCheckDescription', check)),
  requiresCommitSignatures: ({ settings }) => settings.signatures,
  requiresLinearHistory: ({ settings }) => settings.linearHistory,
  requiresConversationResolution: ({ settings }) => settings.conversationResolution,
  requiresDeployments: () => false,
  requiredDeploymentEnvironments: () => [],
  lockBranch: ({ settings }) => settings.lockBranch,
  lockAllowsFetchAndMerge: () => false,
  blocksCreations: () => false,
  restrictsPushes: ({ settings }) => settings.pushers !== null,
  restrictsReviewDismissals: () => false,
  bypassPullRequestAllowances: allowances(
    'BypassPullRequestAllowanceConnection',
    'BypassPullRequestAllowance',
    ({ settings }) => settings.reviews?.bypass ?? [],
  ),
  bypassForcePushAllowances: allowances('BypassForcePushAllowanceConnection', 'BypassForcePushAllowance', () => []),
  reviewDismissalAllowances: allowances('ReviewDismissalAllowanceConnection', 'ReviewDismissalAllowance', () => []),
  pushAllowances: allowances('PushAllowanceConnection', 'PushAllowance', ({ settings }) => settings.pushers ?? []),
  matchingRefs: listing('RefConnection', [], ({ home, rule }, { at }) => {
    const bound = allBranchesAt(home.repository, at).filter(({ name }) => classicRuleFor(home.repository, name, at)?.rule.id === rule.id);
    return listed({ items: bound.map((one): OfRef => ({ home, ...one })), keyOf: ({ name }) => name, node: (one) => as('Ref', one) });
  }),
};

const allowance: Fields<OfAllowance> = {
  id: ({ of, account }) => nodeId('BypassPullRequestAllowance', `${of.home.repository.id}/${of.rule.id}/${account}`),
  actor: ({ account }, { world, at }) => {
    const state = accountAt(world, account, at);
    if (state === null) return null;
    return state.account.type === 'bot' ? asMaybe('App', state.account.app) : asActor(state);
  },
  branchProtectionRule: ({ of }) => as('BranchProtectionRule', of),
};

export const requiredStatusCheck: Fields<RequiredCheck> = {
  context: ({ context }) => context,
  app: ({ app }) => asMaybe('App', app),
};

export const ruleset: Fields<OfRuleset> = {
  id: (of) => nodeId('RepositoryRuleset', rulesetKey(of)),
  databaseId: (of) => of.ruleset.id,
  name: ({ state }) => state.name,
  target: ({ state }) => state.target.toUpperCase(),
  enforcement: ({ state }) => state.enforcement.toUpperCase(),
  source: ({ home, from }, { world }) => (from === 'Organization' || home === null ? as('Organization', world.organization) : as('Repository', home)),
  createdAt: (of) => time(of.ruleset.state[0]?.from as never),
  updatedAt: (of, { at }) => time(of.ruleset.state.findLast(({ from }) => from <= at)?.from as never),
  conditions: ({ state }) =>
    plain('RepositoryRuleConditions', {
      refName: plain('RefNameConditionTarget', { ...state.branches }),
      repositoryName: state.repositories === null ? null : plain('RepositoryNameConditionTarget', { ...state.repositories, protected: false }),
      ...{ repositoryId: null, repositoryProperty: null },
    }),
  rules: listing('RepositoryRuleConnection', ['type'], (of, _, args) => {
    const wanted = of.state.rules.filter(({ type }) => typeof args['type'] !== 'string' || args['type'] === type.toUpperCase());
    return listed({ items: wanted, keyOf: ({ type }) => type, node: (rule) => as('RepositoryRule', { of, rule } satisfies OfRule) });
  }),
  bypassActors: listing('RepositoryRulesetBypassActorConnection', [], (of, context) => {
    demand(context, of.from === 'Organization' ? NEEDS.organizationRulesets : NEEDS.bypass, 'bypassActors');
    return listed({
      items: of.state.bypass,
      keyOf: ({ type, id }) => `${type} ${id}`,
      node: (actor) => as('RepositoryRulesetBypassActor', { of, actor }),
    });
  }),
};

const rulesetKey = ({ home, ruleset: { id } }: OfRuleset): string => (home === null ? String(id) : `${home.repository.id}/${id}`);

export const rule: Fields<OfRule> = {
  id: ({ of, rule: { type } }) => nodeId('RepositoryRule', `${rulesetKey(of)}/${type}`),
  type: ({ rule: { type } }) => type.toUpperCase(),
  repositoryRuleset: ({ of }) => as('RepositoryRuleset', of),
  parameters: ({ rule: one }) => parameters(one),
};

function parameters(one: Rule): Served | null {
  switch (one.type) {
    case 'pull_request':
      return plain('PullRequestParameters', {
        ...{ requiredApprovingReviewCount: one.approvals, dismissStaleReviewsOnPush: one.dismissStale, requireCodeOwnerReview: one.codeOwners },
        ...{ requireLastPushApproval: one.lastPushApproval, requiredReviewThreadResolution: one.threadResolution, allowedMergeMethods: null },
      });
    case 'required_status_checks':
      return plain('RequiredStatusChecksParameters', {
        ...{ strictRequiredStatusChecksPolicy: one.strict, doNotEnforceOnCreate: false },
        requiredStatusChecks: one.required.map(({ context, app }) => plain('StatusCheckConfiguration', { context, integrationId: app })),
      });
    case 'merge_queue':
      return plain('MergeQueueParameters', {
        ...{ checkResponseTimeoutMinutes: 60, groupingStrategy: 'ALLGREEN', maxEntriesToBuild: 5, maxEntriesToMerge: 5, mergeMethod: 'MERGE' },
        ...{ minEntriesToMerge: 1, minEntriesToMergeWaitMinutes: 5 },
      });
    default:
      return null;
  }
}

interface OfBypass {
  readonly of: OfRuleset;
  readonly actor: BypassActor;
}

const ROLES: Readonly<Record<number, string>> = { 2: 'maintain', 4: 'write', 5: 'admin' };

export const bypassActor: Fields<OfBypass> = {
  id: ({ of, actor }) => nodeId('RepositoryRulesetBypassActor', `${rulesetKey(of)}/${actor.type}/${actor.id}`),
  actor: ({ actor }, context) => bypassing(actor, context),
  bypassMode: ({ actor }) => actor.mode.toUpperCase(),
  deployKey: ({ actor }) => actor.type === 'DeployKey',
  enterpriseOwner: () => false,
  organizationAdmin: ({ actor }) => actor.type === 'OrganizationAdmin',
  repositoryRoleDatabaseId: ({ actor }) => (actor.type === 'RepositoryRole' ? actor.id : null),
  repositoryRoleName: ({ actor }) => (actor.type === 'RepositoryRole' ? (ROLES[actor.id ?? 0] ?? null) : null),
  repositoryRuleset: ({ of }) => as('RepositoryRuleset', of),
};

function bypassing(actor: BypassActor, { world, at }: Context): Served | null {
  if (actor.type === 'Team')
    return asMaybe(
      'Team',
      world.teams.find(({ id }) => id === actor.id),
    );
  if (actor.type === 'Integration') return asMaybe('App', actor.id);
  const user = actor.type === 'User' ? accountAt(world, actor.id, at) : null;
  return user === null ? null : asActor(user);
}

export const allowanceTypes: Readonly<Record<string, Fields<OfAllowance>>> = {
  BypassPullRequestAllowance: allowance,
  BypassForcePushAllowance: allowance,
  ReviewDismissalAllowance: allowance,
  PushAllowance: allowance,
};
