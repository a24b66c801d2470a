import { permissionField } from '../facts/kinds/code-organization.ts';
import type { Cadence } from '../kernel/calendar.ts';
import { parseCadence, parseDuration } from '../kernel/duration.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';

/** The numbers and words that policies set and checks read. `fallback` is Tickmark's default, adopted by nobody. */
export const settingDefinitions = {
  'access-review.every': { fallback: '3 months', read: cadence, title: 'Access is reviewed every' },
  'access-removal.within': { fallback: '24 hours', read: duration, title: 'Access of leavers is removed within' },
  'policy-review.every': { fallback: '12 months', read: cadence, title: 'Policies are reviewed every' },
  'vulnerability.critical.within': { fallback: '7 days', read: duration, title: 'Critical vulnerabilities are fixed within' },
  'vulnerability.high.within': { fallback: '30 days', read: duration, title: 'High vulnerabilities are fixed within' },
  'vulnerability.medium.within': { fallback: '90 days', read: duration, title: 'Medium vulnerabilities are fixed within' },
  'secret.revoked.within': { fallback: '24 hours', read: duration, title: 'Leaked secrets are revoked within' },
  'account.dormant.after': { fallback: '90 days', read: duration, title: 'An account is dormant when unused for' },
  'administrator.idle.after': { fallback: '90 days', read: duration, title: 'An administrator is idle when not seen for' },
  'organization.base-permission': { fallback: 'read', read: permission, title: 'Every member may do with every repository, at most' },
  'deploy-key.age': { fallback: '12 months', read: cadence, title: 'A deploy key is replaced after' },
  'change.ticket-prefixes': { fallback: [] as string[], read: words, title: 'A change names a ticket of' },
  'change.approvals': { fallback: 1, read: count, title: 'Approvals that a production branch requires, at least' },
  'change.emergency-labels': { fallback: ['emergency', 'hotfix'], read: words, title: 'A change is declared an emergency by the label' },
  'change.emergency-reviewed.within': { fallback: '2 days', read: duration, title: 'Emergency changes are reviewed within' },
  'change.emergency-declared-by': { fallback: [] as string[], read: words, title: 'Emergencies are declared by' },
  'change.automation': { fallback: [] as string[], read: words, title: 'Bots that may write or merge changes' },
  'branch.bypass.most': { fallback: 0, read: count, title: 'May bypass the protection of a production branch, at most' },
  'production.environments': { fallback: ['production'], read: words, title: 'A deployment to production is one to' },
  'restore-test.every': { fallback: '6 months', read: cadence, title: 'A restore is tested every' },
  'tabletop.every': { fallback: '12 months', read: cadence, title: 'An incident exercise is held every' },
  'oversight-meeting.every': { fallback: '3 months', read: cadence, title: 'Management is questioned by those who watch over it every' },
  'conduct-acknowledgement.every': { fallback: '12 months', read: cadence, title: 'The code of conduct is confirmed every' },
  'concern-review.every': { fallback: '6 months', read: cadence, title: 'Concerns and the way to report them are gone through every' },
  'role-review.every': { fallback: '12 months', read: cadence, title: 'Roles and reporting lines are reviewed every' },
  'performance-review.every': { fallback: '12 months', read: cadence, title: 'Performance is talked over every' },
  'hiring-review.every': { fallback: '6 months', read: cadence, title: 'Hiring checks are gone through every' },
  'security-training.every': { fallback: '12 months', read: cadence, title: 'Security training is taken every' },
  'security-briefing.every': { fallback: '6 months', read: cadence, title: 'Everyone is told what changed in security every' },
  'system-description-review.every': { fallback: '12 months', read: cadence, title: 'The description of the system is reviewed every' },
  'commitment-review.every': { fallback: '12 months', read: cadence, title: 'Commitments to customers are reviewed every' },
  'outside-report-review.every': { fallback: '6 months', read: cadence, title: 'Reports from outside are gone through every' },
  'risk-assessment.every': { fallback: '12 months', read: cadence, title: 'Risks are assessed every' },
  'risk-follow-up.every': { fallback: '3 months', read: cadence, title: 'Measures against risks are followed up every' },
  'insurance-review.every': { fallback: '12 months', read: cadence, title: 'Insurance is compared with what remains of the risks every' },
  'vendor-review.every': { fallback: '12 months', read: cadence, title: 'Critical vendors are reviewed every' },
  'vendor-list-review.every': { fallback: '12 months', read: cadence, title: 'The list of vendors is compared with payments and sign-ins every' },
  'control-review.every': { fallback: '3 months', read: cadence, title: 'Results of the controls are gone through every' },
  'penetration-test.every': { fallback: '12 months', read: cadence, title: 'A penetration test is held every' },
  'access-grant-review.every': { fallback: '3 months', read: cadence, title: 'Access that was given is held against requests every' },
  'sign-on-review.every': { fallback: '6 months', read: cadence, title: 'Ways to sign in are reviewed every' },
  'network-review.every': { fallback: '6 months', read: cadence, title: 'Rules that let traffic in are reviewed every' },
  'encryption-review.every': { fallback: '6 months', read: cadence, title: 'Encryption is reviewed every' },
  'key-rotation.every': { fallback: '12 months', read: cadence, title: 'Keys that encrypt data are replaced every' },
  'device-check.every': { fallback: '3 months', read: cadence, title: 'Devices are checked every' },
  'office-access-review.every': { fallback: '12 months', read: cadence, title: 'Keys and badges are reviewed every' },
  'data-centre-report-review.every': { fallback: '12 months', read: cadence, title: 'The report on the data centres is read every' },
  'disposal-review.every': { fallback: '12 months', read: cadence, title: 'Disposals are gone through every' },
  'log-source-review.every': { fallback: '3 months', read: cadence, title: 'Log sources are reviewed every' },
  'alert-review.every': { fallback: '3 months', read: cadence, title: 'Alerts are gone through every' },
  'incident-log-review.every': { fallback: '3 months', read: cadence, title: 'The list of incidents is gone through every' },
  'backup-review.every': { fallback: '3 months', read: cadence, title: 'Backups are reviewed every' },
  'capacity-review.every': { fallback: '3 months', read: cadence, title: 'Capacity is compared with need every' },
  'continuity-plan-review.every': { fallback: '12 months', read: cadence, title: 'The continuity plan is gone through every' },
  'continuity-exercise.every': { fallback: '12 months', read: cadence, title: 'A disaster is exercised every' },
  'console-change-review.every': { fallback: '3 months', read: cadence, title: 'Changes by hand are held against tickets every' },
  'baseline-review.every': { fallback: '6 months', read: cadence, title: 'Baselines are reviewed every' },
  'data-inventory-review.every': { fallback: '12 months', read: cadence, title: 'The inventory of data is gone through every' },
  'customer-deletion-review.every': { fallback: '6 months', read: cadence, title: 'Contracts that ended are held against deletions every' },
  'retention-review.every': { fallback: '12 months', read: cadence, title: 'What should be deleted is looked for every' },
  'specification-review.every': { fallback: '12 months', read: cadence, title: 'The specification is compared with what runs every' },
  'reconciliation-review.every': { fallback: '3 months', read: cadence, title: 'Differences in processing are gone through every' },
  'delivery-review.every': { fallback: '6 months', read: cadence, title: 'Deliveries are gone through every' },
  'stored-data-review.every': { fallback: '6 months', read: cadence, title: 'Stored data and its corrections are gone through every' },
  'privacy-notice-review.every': { fallback: '12 months', read: cadence, title: 'The privacy notice is reviewed every' },
  'consent-review.every': { fallback: '6 months', read: cadence, title: 'Uses are held against consents every' },
  'privacy-register-review.every': { fallback: '12 months', read: cadence, title: 'The register of personal data is gone through every' },
  'privacy-request-review.every': { fallback: '3 months', read: cadence, title: 'Privacy requests and complaints are gone through every' },
  'disclosure-review.every': { fallback: '6 months', read: cadence, title: 'Disclosures are held against their log every' },
  'breach-register-review.every': { fallback: '6 months', read: cadence, title: 'The log of breaches is gone through every' },
  'processor-review.every': { fallback: '12 months', read: cadence, title: 'Vendors with personal data are checked every' },
} as const;

export type SettingName = keyof typeof settingDefinitions;
export type SettingValue<N extends SettingName> = ReturnType<(typeof settingDefinitions)[N]['read']>;

/** The settings that are a cadence: how often something is to be done. */
export type CadenceName = { [N in SettingName]: SettingValue<N> extends Cadence ? N : never }[SettingName];

/** A value with where it comes from. */
export interface Setting<T> {
  readonly value: T;
  /** As the policy wrote it. */
  readonly written: string;
  /** The policy and version that set it; null is Tickmark's default, adopted by nobody. */
  readonly policy: { readonly id: string; readonly version: number } | null;
  /** From when it counts: the later of effective and recorded. */
  readonly since: Instant;
}

/** Settings are facts: each value counts from its own instant, never backwards. */
export interface Settings {
  at<N extends SettingName>(name: N, at: Instant): Setting<SettingValue<N>>;
  /** The instants at which a value may change, in order. Between two of them it stays. */
  changes(name: SettingName): readonly Instant[];
}

function duration(raw: unknown): number {
  return parseDuration(String(raw));
}

function cadence(raw: unknown): Cadence {
  return parseCadence(String(raw));
}

function words(raw: unknown): readonly string[] {
  if (Array.isArray(raw)) return raw.map(String);
  return raw === undefined || raw === '' ? [] : [String(raw)];
}

function count(raw: unknown): number {
  const read = typeof raw === 'number' ? raw : Number(typeof raw === 'string' && raw.trim() !== '' ? raw : Number.NaN);
  if (Number.isSafeInteger(read) && read >= 0) return read;
  throw new Refusal('settings/count', `"${String(raw)}" is not a number of things. Write a whole number, such as 0, 1 or 2.`);
}

function permission(raw: unknown) {
  const read = permissionField.safeParse(raw);
  if (read.success) return read.data;
  throw new Refusal('settings/permission', `"${String(raw)}" is not a permission. Write one of ${permissionField.options.join(', ')}.`);
}
