import type { Instant } from '../../src/kernel/time.ts';
import { repositoryAt, valueAt } from './state-at.ts';
import type { GithubWorld, Repository } from './world.ts';
import type { Protection, ProtectionSettings, Rule, Ruleset, RulesetState } from './world-protection.ts';

/** Protection as it stood at an instant: classic rules by pattern, and rulesets of the repository and of the organization. */

export interface ClassicRule {
  readonly rule: Protection;
  readonly settings: ProtectionSettings;
}

export function classicRulesAt(repository: Repository, at: Instant): ClassicRule[] {
  return repository.protections.flatMap((rule) => {
    const settings = valueAt(rule.settings, at);
    return settings === null ? [] : [{ rule, settings }];
  });
}

/** The one classic rule that binds a branch: an exact pattern before one with `*`, then the older one. */
export function classicRuleFor(repository: Repository, branch: string, at: Instant): ClassicRule | null {
  const matching = classicRulesAt(repository, at).filter(({ rule }) => matches(rule.pattern, branch));
  return matching.find(({ rule }) => rule.pattern === branch) ?? matching[0] ?? null;
}

export interface StandingRuleset {
  readonly ruleset: Ruleset;
  readonly state: RulesetState;
  readonly from: 'Repository' | 'Organization';
}

/** All rulesets that target the repository, in whatever enforcement; the organization's, too. */
export function rulesetsAt(world: GithubWorld, repository: Repository, at: Instant): StandingRuleset[] {
  const place = repositoryAt(repository, at);
  if (place === null) return [];
  const inherited = organizationRulesetsAt(world, at).filter(({ state }) => isNamed(state.repositories, place.name, '~ALL'));
  return [...standing(repository.rulesets, at, 'Repository'), ...inherited];
}

export function organizationRulesetsAt(world: GithubWorld, at: Instant): StandingRuleset[] {
  return standing(world.organization.rulesets, at, 'Organization');
}

function standing(rulesets: readonly Ruleset[], at: Instant, from: StandingRuleset['from']): StandingRuleset[] {
  return rulesets.flatMap((ruleset) => {
    const state = valueAt(ruleset.state, at);
    return state === null ? [] : [{ ruleset, state, from }];
  });
}

/** Does the ruleset bind this branch? */
export function targets(state: RulesetState, branch: string, defaultBranch: string): boolean {
  if (state.target !== 'branch') return false;
  const { include, exclude } = state.branches;
  const isIn = (pattern: string): boolean =>
    pattern === '~ALL' || (pattern === '~DEFAULT_BRANCH' && branch === defaultBranch) || matches(pattern, `refs/heads/${branch}`);
  return include.some(isIn) && !exclude.some(isIn);
}

/** Each active rule that binds a branch, with its ruleset: what `rules/branches/{branch}` answers. */
export function activeRulesAt(
  world: GithubWorld,
  repository: Repository,
  branch: string,
  at: Instant,
): { readonly rule: Rule; readonly of: StandingRuleset }[] {
  const defaultBranch = repositoryAt(repository, at)?.defaultBranch ?? 'main';
  return rulesetsAt(world, repository, at)
    .filter(({ state }) => state.enforcement === 'active' && targets(state, branch, defaultBranch))
    .flatMap((of) => of.state.rules.map((rule) => ({ rule, of })));
}

/** Names of the checks that a branch requires, by whichever rule. */
export function requiredChecksAt(world: GithubWorld, repository: Repository, branch: string, at: Instant): string[] {
  const classic = classicRuleFor(repository, branch, at)?.settings.checks?.required ?? [];
  const byRules = activeRulesAt(world, repository, branch, at).flatMap(({ rule }) => (rule.type === 'required_status_checks' ? rule.required : []));
  return [...new Set([...classic, ...byRules].map(({ context }) => context))];
}

function isNamed(names: { readonly include: readonly string[]; readonly exclude: readonly string[] } | null, name: string, all: string): boolean {
  if (names === null) return true;
  const isIn = (pattern: string): boolean => pattern === all || matches(pattern, name);
  return names.include.some(isIn) && !names.exclude.some(isIn);
}

/** fnmatch with `*` (not over a slash), `**` and `?`, as GitHub reads patterns. */
export function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*|\*|\?/g, (sign) => (sign === '**' ? '.*' : sign === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`).test(name);
}
