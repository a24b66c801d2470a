import type { GithubWorld, Repository } from '../world.ts';
import type { Protection, ProtectionSettings, Ruleset, RulesetState } from '../world-protection.ts';
import { type Change, changesOf, type Happening } from './audit-event.ts';

/** What the audit log tells of branch protection: classic rules of a repository, and rulesets wherever they stand. */
export function protectionHappenings(world: GithubWorld): Happening[] {
  return [
    ...world.repositories.flatMap((repository) =>
      repository.protections.flatMap((rule) => changesOf(rule.settings).flatMap((change) => classic(repository, rule, change))),
    ),
    ...world.repositories.flatMap((repository) =>
      repository.rulesets.flatMap((one) => changesOf(one.state).flatMap((change) => ruleset(repository, one, change))),
    ),
    ...world.organization.rulesets.flatMap((one) => changesOf(one.state).flatMap((change) => ruleset(undefined, one, change))),
  ];
}

/** 0 off, 1 for all but administrators, 2 for everyone. */
function level(isOn: boolean, { enforceAdmins }: ProtectionSettings): number {
  return isOn ? (enforceAdmins ? 2 : 1) : 0;
}

/** Each setting with the operation that tells its change, its field, and its value. */
const SETTINGS: readonly (readonly [string, string, (settings: ProtectionSettings) => boolean | number])[] = [
  ['update_admin_enforced', 'admin_enforced', ({ enforceAdmins }) => enforceAdmins],
  ['update_pull_request_reviews_enforcement_level', 'pull_request_reviews_enforcement_level', (one) => level(one.reviews !== null, one)],
  ['update_required_approving_review_count', 'required_approving_review_count', ({ reviews }) => reviews?.approvals ?? 0],
  ['dismiss_stale_reviews', 'dismiss_stale_reviews_on_push', ({ reviews }) => reviews?.dismissStale ?? false],
  ['update_require_code_owner_review', 'require_code_owner_review', ({ reviews }) => reviews?.codeOwners ?? false],
  ['update_require_last_push_approval', 'require_last_push_approval', ({ reviews }) => reviews?.lastPushApproval ?? false],
  ['update_required_status_checks_enforcement_level', 'required_status_checks_enforcement_level', (one) => level(one.checks !== null, one)],
  ['update_strict_required_status_checks_policy', 'strict_required_status_checks_policy', ({ checks }) => checks?.strict ?? false],
  ['update_allow_force_pushes_enforcement_level', 'allow_force_pushes_enforcement_level', (one) => level(one.allowForcePushes, one)],
  ['update_allow_deletions_enforcement_level', 'allow_deletions_enforcement_level', (one) => level(one.allowDeletions, one)],
  ['update_signature_requirement_enforcement_level', 'signature_requirement_enforcement_level', (one) => level(one.signatures, one)],
  ['update_linear_history_requirement_enforcement_level', 'linear_history_requirement_enforcement_level', (one) => level(one.linearHistory, one)],
  ['update_lock_branch_enforcement_level', 'lock_branch_enforcement_level', (one) => level(one.lockBranch, one)],
];

function classic(repository: Repository, { pattern, createdBy }: Protection, change: Change<ProtectionSettings | null>): Happening[] {
  const { at, by, now, before } = change;
  const common = { at, by, repository, further: { name: pattern } };
  if (now === null) return before === null ? [] : [{ ...common, action: 'protected_branch.destroy' }];
  if (before === null) return [{ ...common, by: by ?? createdBy, action: 'protected_branch.create' }];
  const settings = SETTINGS.filter(([, , value]) => value(now) !== value(before)).map(([operation, field, value]) => ({
    ...common,
    ...{ action: `protected_branch.${operation}`, further: { name: pattern, [field]: value(now) } },
  }));
  return [...settings, ...requiredChecks(common, now, before), ...bypass(common, now, before)];
}

function requiredChecks(common: Omit<Happening, 'action'>, now: ProtectionSettings, before: ProtectionSettings): Happening[] {
  const names = ({ checks }: ProtectionSettings): string[] => (checks?.required ?? []).map(({ context }) => context);
  const added = names(now).filter((context) => !names(before).includes(context));
  const gone = names(before).filter((context) => !names(now).includes(context));
  return [
    ...added.map((context) => ({ ...common, action: 'required_status_check.create', further: { context } })),
    ...gone.map((context) => ({ ...common, action: 'required_status_check.destroy', further: { context } })),
  ];
}

function bypass(common: Omit<Happening, 'action'>, now: ProtectionSettings, before: ProtectionSettings): Happening[] {
  const who = (one: ProtectionSettings): string => JSON.stringify([one.reviews?.bypass ?? [], one.pushers]);
  return who(now) === who(before) ? [] : [{ ...common, action: 'protected_branch.authorized_users_teams' }];
}

function ruleset(repository: Repository | undefined, one: Ruleset, { at, by, now, before }: Change<RulesetState | null>): Happening[] {
  const common = { at, by: by ?? (before === null ? one.createdBy : undefined), repository };
  const named = { ruleset_id: one.id, ruleset_source_type: repository === undefined ? 'Organization' : 'Repository' };
  if (now === null) {
    return before === null
      ? []
      : [{ ...common, action: 'repository_ruleset.destroy', further: { ...named, name: before.name, ruleset_name: before.name } }];
  }
  const further = { ...named, ruleset_name: now.name, ruleset_enforcement: word(now) };
  if (before === null) return [{ ...common, action: 'repository_ruleset.create', further: { ...further, name: now.name } }];
  const old = { ...(now.name === before.name ? {} : { ruleset_old_name: before.name }), ruleset_old_enforcement: word(before) };
  return [{ ...common, action: 'repository_ruleset.update', further: { ...further, ...old } }];
}

const WORDS = { active: 'enabled', evaluate: 'evaluate', disabled: 'disabled' } as const;

function word({ enforcement }: RulesetState): string {
  return WORDS[enforcement];
}
