import type { KindState } from '../../../facts/kinds/index.ts';

type What = KindState<'privileged-event'>['what'];

/** GitHub's names of what was done, to ours. */
const known: Readonly<Record<string, What>> = {
  'protected_branch.policy_override': 'protection-overridden',
  'protected_branch.destroy': 'protection-removed',
  'repository_ruleset.destroy': 'protection-removed',
  'protected_branch.create': 'protection-changed',
  'repository_ruleset.create': 'protection-changed',
  'repository_ruleset.update': 'protection-changed',
  'org.add_member': 'member-added',
  'org.remove_member': 'member-removed',
  'org.add_outside_collaborator': 'collaborator-added',
  'repo.add_member': 'collaborator-added',
  'repo.destroy': 'repository-deleted',
  'repo.transfer': 'repository-transferred',
  'repo.transfer_outgoing': 'repository-transferred',
  'org.disable_two_factor_requirement': 'two-factor-no-longer-required',
  'org.update_default_repository_permission': 'base-permission-changed',
  'public_key.create': 'key-added',
  'deploy_key.create': 'key-added',
  'integration_installation.create': 'app-installed',
};

/** Scanning and alerts of repositories, under the names they had over the years. */
const scanning =
  /^repo\.codeql_disabled$|^(repository_vulnerability_alerts?|repository_secret_scanning\w*|repository_dependency_graph|repository_security_configuration|dependabot_\w+|dependency_graph|code_scanning|repository_code_scanning\w*|secret_scanning\w*|advanced_security)\w*\.\w*(disabled?|destroy|removed)$/;

/** What is told of, though none of the sorts above: the rest of what the families of settings and rights hold. */
const families =
  /^(business|deploy_key|enterprise|hook|integration_installation|org|personal_access_token|protected_branch|public_key|repo|repository_\w+|role|secret_scanning\w*|team)\./;
const everyday =
  /^repo\.(download_zip|create|rename|archived|unarchived|change_merge_setting|pages_\w+|staff_\w+|set_\w+|actions_\w*|update_actions\w*)$/;

/** Alerts come and go by themselves; what people decide about them stands in the alerts. */
const alerts = /^(repository_vulnerability_alert|secret_scanning_alert|code_scanning_alert)\./;

export interface AuditAction {
  readonly action: string;
  /** Of a change of rights, what they are now: `admin`. */
  readonly permission?: string | null | undefined;
  /** Of a repository, as it is now: `public`. */
  readonly visibility?: string | null | undefined;
  /** Of a ruleset, as it is now: `disabled`. */
  readonly ruleset_enforcement?: string | null | undefined;
}

/** What an action is to whoever audits; null for everyday work, which is not told of. */
export function whatWasDone({ action, permission, visibility, ruleset_enforcement: enforcement }: AuditAction): What | null {
  if (alerts.test(action)) return null;
  if ((action === 'org.add_member' || action === 'org.update_member') && permission === 'admin') return 'made-administrator';
  if (action === 'repo.access' && visibility === 'public') return 'made-public';
  if (action === 'repository_ruleset.update' && enforcement && enforcement !== 'enabled') return 'protection-removed';
  const exact = known[action];
  if (exact !== undefined) return exact;
  if (/^(protected_branch|required_status_check)\./.test(action) && !action.endsWith('.rejected_ref_update')) return 'protection-changed';
  if (scanning.test(action)) return 'scanning-switched-off';
  return families.test(action) && !everyday.test(action) ? 'other' : null;
}
