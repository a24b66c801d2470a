import { allChecks } from '../../checks/index.ts';
import type { Control } from '../../controls/control.ts';
import { controlRecords, type RecordId } from '../../populations/control-records.ts';
import { type SettingName, settingDefinitions } from '../../populations/settings.ts';
import type { SeenBy } from '../program-report.ts';
import { couldBeSeenBy } from '../results/coverage-table.ts';

/** A parameter that policies set, and what counts where none does. */
export interface CataloguedSetting {
  readonly setting: SettingName;
  /** Tickmark's own, as it is written: `3 months`. */
  readonly default: string;
}

/** A record that is promised at a cadence. */
export interface CataloguedRecord {
  readonly id: RecordId;
  readonly title: string;
  /** What it must show. */
  readonly shows: string;
  readonly every: CataloguedSetting;
}

/** A check as the catalogue names it: one question asked of every item. */
export interface CataloguedCheck {
  readonly id: string;
  readonly title: string;
  readonly asks: string;
}

/** A control of the catalogue with all that its ids stand for. */
export interface CataloguedControl extends Omit<Control, 'cadence' | 'checks' | 'records'> {
  readonly cadence: readonly CataloguedSetting[];
  readonly checks: readonly CataloguedCheck[];
  readonly records: readonly CataloguedRecord[];
  /** At best, in a program that keeps it. */
  readonly couldBeSeenBy: SeenBy;
}

export function cataloguedControl(control: Control): CataloguedControl {
  return {
    ...control,
    cadence: control.cadence.map(settingOf),
    checks: control.checks.map(checkOf),
    records: control.records.map(recordOf),
    couldBeSeenBy: couldBeSeenBy(control),
  };
}

function settingOf(setting: SettingName): CataloguedSetting {
  return { setting, default: [settingDefinitions[setting].fallback].flat().join(', ') };
}

function checkOf(id: string): CataloguedCheck {
  const check = allChecks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`A control of the catalogue names a check that does not exist: ${id}`);
  return { id, title: check.title, asks: check.asks };
}

function recordOf(id: RecordId): CataloguedRecord {
  const record = controlRecords.find((one) => one.id === id);
  if (record === undefined) throw new Error(`A control of the catalogue promises a record that does not exist: ${id}`);
  return { id, title: record.title, shows: record.shows, every: settingOf(record.cadence) };
}
