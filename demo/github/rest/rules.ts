import { nodeId } from '../node-id.ts';
import { hasScopes } from '../permissions/demands.ts';
import { activeRulesAt, organizationRulesetsAt, rulesetsAt, type StandingRuleset } from '../state-of-protection.ts';
import { isGranted, isOwner } from '../token.ts';
import type { Rule } from '../world-protection.ts';
import { list } from './pages.ts';
import { type Ask, get, iso, notFound, ok, param, type Reply, type Route, repositoryOf } from './reply.ts';
import { permissionOfToken } from './shape-repository.ts';

/** A rule as GitHub writes it: its type, and parameters where it has any. */
function ruleShape(rule: Rule): object {
  switch (rule.type) {
    case 'pull_request':
      return {
        type: rule.type,
        parameters: {
          ...{ required_approving_review_count: rule.approvals, dismiss_stale_reviews_on_push: rule.dismissStale },
          ...{ require_code_owner_review: rule.codeOwners, require_last_push_approval: rule.lastPushApproval },
          ...{ required_review_thread_resolution: rule.threadResolution, allowed_merge_methods: ['merge', 'squash', 'rebase'] },
        },
      };
    case 'required_status_checks':
      return {
        type: rule.type,
        parameters: {
          ...{ strict_required_status_checks_policy: rule.strict, do_not_enforce_on_create: false },
          required_status_checks: rule.required.map(({ context, app }) => (app === null ? { context } : { context, integration_id: app })),
        },
      };
    case 'merge_queue':
      return {
        type: rule.type,
        parameters: {
          ...{ merge_method: 'MERGE', grouping_strategy: 'ALLGREEN', check_response_timeout_minutes: 60, max_entries_to_build: 5 },
          ...{ max_entries_to_merge: 5, min_entries_to_merge: 1, min_entries_to_merge_wait_minutes: 5 },
        },
      };
    case 'update':
      return { type: rule.type, parameters: { update_allows_fetch_and_merge: false } };
    default:
      return { type: rule.type };
  }
}

function sourceOf(ask: Ask, { from }: StandingRuleset): { readonly type: string; readonly name: string } {
  const { login } = ask.world.organization;
  return { type: from, name: from === 'Organization' ? login : `${login}/${repositoryOf(ask).name}` };
}

function summary(ask: Ask, standing: StandingRuleset): object {
  const { ruleset, state } = standing;
  const source = sourceOf(ask, standing);
  const own = source.type === 'Organization' ? `/orgs/${source.name}/rulesets/${ruleset.id}` : `/repos/${source.name}/rulesets/${ruleset.id}`;
  const changed = ruleset.state.findLast(({ from }) => from <= ask.now) ?? ruleset.state[0];
  return {
    ...{ id: ruleset.id, name: state.name, target: state.target, source_type: source.type, source: source.name, enforcement: state.enforcement },
    ...{ node_id: nodeId('RepositoryRuleset', ruleset.id), _links: { self: { href: `${ask.request.root}${own}` } } },
    ...{ created_at: iso(ruleset.state[0]?.from ?? ask.now), updated_at: iso(changed?.from ?? ask.now) },
  };
}

/** Whole. Who may bypass is told only to those who may change the ruleset. */
function detail(ask: Ask, standing: StandingRuleset): object {
  const { state } = standing;
  const conditions = {
    ref_name: state.branches,
    ...(state.repositories === null ? {} : { repository_name: { ...state.repositories, protected: false } }),
  };
  const bypass = state.bypass.map(({ type, id, mode }) => ({ actor_id: id, actor_type: type, bypass_mode: mode }));
  return {
    ...summary(ask, standing),
    ...{ conditions, rules: state.rules.map(ruleShape) },
    ...(mayChange(ask, standing) ? { bypass_actors: bypass, current_user_can_bypass: 'never' } : {}),
  };
}

function mayChange(ask: Ask, { from }: StandingRuleset): boolean {
  const { token, world, now } = ask;
  if (from === 'Organization') {
    const granted = token.kind === 'classic' ? hasScopes(token, [['admin:org']]) : isGranted(token, 'organization_administration', 'write');
    return granted && isOwner(world, token, now);
  }
  const granted = token.kind === 'classic' ? hasScopes(token, [['repo']]) : isGranted(token, 'administration', 'write');
  return granted && permissionOfToken(ask, repositoryOf(ask)) === 'admin';
}

function branchRules(ask: Ask): Reply {
  const { repository: of } = repositoryOf(ask);
  return list(ask, activeRulesAt(ask.world, of, param(ask, 'branch'), ask.now), ({ rule, of: standing }) => {
    const source = sourceOf(ask, standing);
    return { ...ruleShape(rule), ruleset_source_type: source.type, ruleset_source: source.name, ruleset_id: standing.ruleset.id };
  });
}

function ofRepository(ask: Ask): StandingRuleset[] {
  const withParents = ask.request.query.get('includes_parents') !== 'false';
  return rulesetsAt(ask.world, repositoryOf(ask).repository, ask.now).filter(({ from }) => withParents || from === 'Repository');
}

function one(ask: Ask, all: readonly StandingRuleset[]): Reply {
  const found = all.find(({ ruleset }) => String(ruleset.id) === param(ask, 'ruleset_id'));
  return found === undefined ? notFound : ok(detail(ask, found));
}

export const ruleRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/rules/branches/{branch}', branchRules),
  get('/repos/{owner}/{repo}/rulesets', (ask) => list(ask, ofRepository(ask), (standing) => summary(ask, standing))),
  get('/repos/{owner}/{repo}/rulesets/{ruleset_id}', (ask) => one(ask, ofRepository(ask))),
  get('/orgs/{org}/rulesets', (ask) => list(ask, organizationRulesetsAt(ask.world, ask.now), (standing) => summary(ask, standing))),
  get('/orgs/{org}/rulesets/{ruleset_id}', (ask) => one(ask, organizationRulesetsAt(ask.world, ask.now))),
];
