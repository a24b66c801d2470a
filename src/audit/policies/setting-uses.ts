import { allChecks } from '../../checks/index.ts';
import { recordChecks } from '../../checks/record/record-made.ts';
import type { AssessmentSummary, CheckResult } from '../assessment.ts';

/** A check that reads a setting. */
export interface SettingUse {
  readonly check: string;
  readonly title: string;
  /** Every setting that the check reads. */
  readonly settings: readonly string[];
  /** What was judged; null where it was not asked. */
  readonly result: CheckResult | null;
  /** The control that promises the record it asks for; null for other checks. */
  readonly control: string | null;
}

/** Which checks read which setting: those of the catalogue, and those of the assessment, which may be of an earlier Tickmark. */
export function settingUses({ checks }: Pick<AssessmentSummary, 'checks'>): ReadonlyMap<string, readonly SettingUse[]> {
  const results = new Map(checks.map((one) => [one.id, one]));
  const catalogued = [...allChecks.map((check) => ({ check, control: null })), ...recordChecks].map(({ check, control }): SettingUse => {
    const result = results.get(check.id) ?? null;
    const settings = result === null ? check.settings : result.settings.map((one) => one.name);
    return { check: check.id, title: check.title, settings, result, control };
  });
  const known = new Set(catalogued.map((one) => one.check));
  const earlier = checks
    .filter((one) => !known.has(one.id))
    .map(
      (result): SettingUse => ({ check: result.id, title: result.title, settings: result.settings.map((one) => one.name), result, control: null }),
    );
  const uses = new Map<string, SettingUse[]>();
  for (const use of [...catalogued, ...earlier]) {
    for (const name of use.settings) uses.set(name, [...(uses.get(name) ?? []), use]);
  }
  return uses;
}
