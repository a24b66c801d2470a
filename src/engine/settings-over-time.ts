import type { Iso, WrittenSetting } from '../audit/assessment.ts';
import type { Database } from '../database/connect.ts';
import type { KindState } from '../facts/kinds/index.ts';
import type { Timeline } from '../facts/timeline.ts';
import type { Zone } from '../kernel/calendar.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { type SettingName, type Settings, settingDefinitions } from '../populations/settings.ts';
import { settingsFrom } from './settings.ts';
import { loadWorld } from './world.ts';

/** A value and the time, within what was asked for, in which it counted. */
export interface SettingStep extends Pick<WrittenSetting, 'written' | 'policy'> {
  readonly from: Iso;
  readonly until: Iso;
}

export interface SettingOverTime {
  readonly name: string;
  readonly title: string;
  readonly steps: SettingStep[];
}

export interface SettingsWanted {
  readonly organization: Uuid;
  /** Policies below this place of the ledger are known. */
  readonly treeSize: number;
  readonly zone: Zone;
  readonly names: readonly string[];
  readonly from: Iso;
  readonly until: Iso;
}

/**
 * What policies set, step by step. A name that this version does not know has no steps.
 * @throws Refusal `settings/unreadable`
 */
export async function settingsOverTime(db: Database, wanted: SettingsWanted): Promise<SettingOverTime[]> {
  const { organization, treeSize, zone, names } = wanted;
  if (names.length === 0) return [];
  const reads = new Map([['policy' as const, new Set(['id', 'status', 'version', 'effective', 'parameters'])]]);
  const world = await loadWorld(db, { organization, treeSize, reads, sights: [], looks: [] });
  const settings = settingsFrom(world.policy as unknown as Timeline<KindState<'policy'>>, zone);
  const [from, until] = [parseInstant(wanted.from), parseInstant(wanted.until)];
  return names.map((name) =>
    isSetting(name) ? { name, title: settingDefinitions[name].title, steps: stepsOf(name, settings, from, until) } : { name, title: name, steps: [] },
  );
}

/** From one change to the next; what a change leaves as it was is no step. */
export function stepsOf(name: SettingName, settings: Settings, from: Instant, until: Instant): SettingStep[] {
  const begins = [from, ...settings.changes(name).filter((at) => at > from && at < until)];
  const steps: SettingStep[] = [];
  begins.forEach((at, index) => {
    const { written, policy } = settings.at(name, at);
    const next = { written, policy, from: isoInstant(at), until: isoInstant(begins[index + 1] ?? until) };
    const last = steps.at(-1);
    if (last !== undefined && sameValue(last, next)) steps[steps.length - 1] = { ...last, until: next.until };
    else steps.push(next);
  });
  return steps;
}

function sameValue(a: SettingStep, b: SettingStep): boolean {
  return a.written === b.written && a.policy?.id === b.policy?.id && a.policy?.version === b.policy?.version;
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}
