import { isoInstant, parseInstant, plus } from '../../kernel/time.ts';
import { type SettingName, settingDefinitions } from '../../populations/settings.ts';
import type { Iso, WrittenSetting } from '../assessment.ts';
import { inForce, isSetting, lastKnown, settingAt } from './in-force.ts';
import { type NamedTwice, namedTwice } from './named-twice.ts';
import type { GivenPolicy, PolicyReportInput } from './policy-facts.ts';
import type { SettingUse } from './setting-uses.ts';

/** A number that a document in force names and no check uses. */
export interface UnusedNumber {
  readonly policy: string;
  readonly version: number;
  readonly parameter: string;
  readonly written: string;
  readonly why: string;
}

/** A number that checks used and no document in force names. */
export interface UndocumentedNumber {
  readonly setting: string;
  readonly title: string;
  readonly written: string;
  /** Where the number comes from. */
  readonly from: string;
  readonly checks: readonly string[];
}

/** A draft: what it names counts for nothing. */
export interface DraftNumbers {
  readonly policy: string;
  readonly version: number;
  readonly parameters: readonly {
    readonly name: string;
    readonly written: string;
    /** What counts instead; null where no check reads it. */
    readonly instead: Pick<WrittenSetting, 'written' | 'policy'> | null;
  }[];
}

/** A number that changed inside the period, or that came to stand in a document, or no longer did. */
export interface ChangedNumber {
  readonly setting: string;
  readonly title: string;
  readonly at: Iso;
  readonly before: Pick<WrittenSetting, 'written' | 'policy'>;
  readonly after: Pick<WrittenSetting, 'written' | 'policy'>;
  readonly checks: readonly string[];
}

/** Where documents and checks do not meet. */
export interface Notices {
  readonly numbersNoCheckUses: readonly UnusedNumber[];
  readonly checksWithoutDocument: readonly UndocumentedNumber[];
  readonly drafts: readonly DraftNumbers[];
  readonly namedTwice: readonly NamedTwice[];
  readonly changes: readonly ChangedNumber[];
}

type Uses = ReadonlyMap<string, readonly SettingUse[]>;

export function noticesOf(input: PolicyReportInput, uses: Uses): Notices {
  return {
    numbersNoCheckUses: input.policies.flatMap((one) => unusedNumbers(one, uses, input)).sort(by((one) => `${one.policy} ${one.parameter}`)),
    checksWithoutDocument: undocumented(uses, input),
    drafts: input.policies
      .filter((one) => one.status === 'draft' && one.parameters.length > 0)
      .map((one) => draftNumbers(one, uses, input))
      .sort(by((one) => one.policy)),
    namedTwice: namedTwice(input, uses),
    changes: changes(uses, input),
  };
}

function unusedNumbers({ id, adoptions }: GivenPolicy, uses: Uses, { summary }: PolicyReportInput): UnusedNumber[] {
  const at = lastKnown(summary.period);
  const counting = adoptions.find((one) => one.from <= at && at < one.until);
  if (counting === undefined) return [];
  return counting.parameters.flatMap(({ name, written }) => {
    const why = whyUnused(uses.get(name) ?? []);
    return why === null ? [] : [{ policy: id, version: counting.version, parameter: name, written, why }];
  });
}

function whyUnused(uses: readonly SettingUse[]): string | null {
  if (uses.length === 0) return 'No check reads this number.';
  if (uses.some((one) => one.result !== null)) return null;
  const names = uses.map(({ check, control }) => (control === null ? check : `${check}, for which the program keeps no control ${control}`));
  return `It is read by what was not asked: ${names.join('; ')}.`;
}

const ADOPTED_BY_NOBODY = "Tickmark's default, adopted by nobody";

function undocumented(uses: Uses, { summary }: PolicyReportInput): readonly UndocumentedNumber[] {
  const defaults = new Map(
    summary.checks.flatMap((one) => one.settings.filter(({ policy }) => policy === null).map((set) => [set.name, set.written])),
  );
  return [...defaults]
    .map(([setting, written]) => ({ setting, title: titleOf(setting), written, from: ADOPTED_BY_NOBODY, checks: askedBy(uses, setting) }))
    .sort(by((one) => one.setting));
}

function draftNumbers({ id, version, parameters }: GivenPolicy, uses: Uses, input: PolicyReportInput): DraftNumbers {
  const told = parameters.map(({ name, written }) => {
    const found = (uses.get(name) ?? []).length === 0 ? null : inForce(name, input, lastKnown(input.summary.period));
    return { name, written, instead: found && { written: found.written, policy: found.policy } };
  });
  return { policy: id, version, parameters: told };
}

/** In the judged part of the period, of the numbers that checks used; a new version that leaves a number as it was changes nothing. */
function changes(uses: Uses, { summary, settings }: PolicyReportInput): readonly ChangedNumber[] {
  const [from, horizon] = [parseInstant(summary.period.from), parseInstant(summary.period.horizon)];
  const names = [...uses.keys()].filter((one): one is SettingName => isSetting(one) && askedBy(uses, one).length > 0);
  return names
    .flatMap((setting) =>
      settings
        .changes(setting)
        .filter((at) => from < at && at < horizon)
        .flatMap((at): ChangedNumber[] => {
          const before = settingAt(setting, settings, plus(at, -1));
          const after = settingAt(setting, settings, at);
          if (before === null || after === null || (before.written === after.written && before.policy?.id === after.policy?.id)) return [];
          const told = ({ written, policy }: typeof before) => ({ written, policy });
          return [{ setting, title: titleOf(setting), at: isoInstant(at), before: told(before), after: told(after), checks: askedBy(uses, setting) }];
        }),
    )
    .sort(by((one) => `${one.at} ${one.setting}`));
}

function askedBy(uses: Uses, setting: string): readonly string[] {
  return (uses.get(setting) ?? []).filter((one) => one.result !== null).map((one) => one.check);
}

function titleOf(setting: string): string {
  return isSetting(setting) ? settingDefinitions[setting].title : setting;
}

function by<T>(key: (one: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b)));
}
