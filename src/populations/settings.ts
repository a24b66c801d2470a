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
} as const;

export type SettingName = keyof typeof settingDefinitions;
export type SettingValue<N extends SettingName> = ReturnType<(typeof settingDefinitions)[N]['read']>;

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
