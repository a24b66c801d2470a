import { Refusal } from '../../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant, plus } from '../../kernel/time.ts';
import { type SettingName, type Settings, settingDefinitions } from '../../populations/settings.ts';
import type { AssessmentSummary, AuditedPeriod, WrittenSetting } from '../assessment.ts';

/** A value with where it comes from. */
export type InForce = Omit<WrittenSetting, 'name'>;

interface Known {
  readonly summary: AssessmentSummary;
  readonly settings: Settings;
}

/** The last instant of the period of which anything is known. */
export function lastKnown({ horizon }: AuditedPeriod): Instant {
  return plus(parseInstant(horizon), -1);
}

/** What counted at the last known instant: as it was sealed with a check that was judged by it, else as policies set it. Null where nothing can read it. */
export function inForce(name: string, { summary, settings }: Known, at: Instant): InForce | null {
  const sealed = summary.checks.flatMap((one) => one.settings).find((one) => one.name === name);
  if (sealed !== undefined) return { written: sealed.written, policy: sealed.policy, since: sealed.since };
  return isSetting(name) ? settingAt(name, settings, at) : null;
}

/** What policies set at an instant. Null where the value cannot be read: then no check was judged by it. */
export function settingAt(name: SettingName, settings: Settings, at: Instant): (InForce & { readonly value: unknown }) | null {
  try {
    const { value, written, policy, since } = settings.at(name, at);
    return { value, written, policy, since: isoInstant(since) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}
