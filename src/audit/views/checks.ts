import { type SettingName, settingDefinitions } from '../../populations/settings.ts';
import type { CheckResult, WrittenSetting } from '../assessment.ts';
import type { State } from '../program-report.ts';
import { overPeriod, sheetOf } from './check-results.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import { holdsText } from './text.ts';
import type { View } from './view.ts';

export interface ChecksWanted {
  readonly state?: State | undefined;
  readonly outcome?: 'pass' | 'fail' | 'unknown' | 'not-owed' | 'excluded' | undefined;
  readonly area?: string | undefined;
  readonly population?: string | undefined;
  readonly control?: string | undefined;
  readonly text?: string | undefined;
}

/** Every check that was asked, in the order in which reports show them. */
export function checksOf(view: View, wanted: ChecksWanted) {
  const { checks } = view.summary;
  const all = view.once('check-rows of all', () => checks.map((one) => checkRow(view, one)));
  const rows = all.filter((one) => fits(one, wanted));
  const count = (state: State) => checks.filter((one) => one.outcome === state).length;
  const used = new Map(all.map(({ population: { id, title } }) => [id, { id, title }]));
  return {
    rows,
    counts: { all: checks.length, pass: count('pass'), fail: count('fail'), unknown: count('unknown'), noItems: count('no-items') },
    areas: [...new Set(all.map((one) => one.area))],
    populations: [...used.values()],
  };
}

type CheckRow = ReturnType<typeof checkRow>;

function fits(one: CheckRow, { state, outcome, area, population, control, text }: ChecksWanted): boolean {
  return (
    (state === undefined || one.outcome === state) &&
    (outcome === undefined || one[outcome === 'not-owed' ? 'notOwed' : outcome] > 0 || (outcome === 'unknown' && one.outcome === 'unknown')) &&
    (area === undefined || one.area === area) &&
    (population === undefined || one.population.id === population) &&
    (control === undefined || one.controls.includes(control)) &&
    (text === undefined || holdsText(text, one.check, one.title, one.asks))
  );
}

/** One check over the whole period. Its outcome and counts are those that were sealed. */
export function checkRow(view: View, result: CheckResult) {
  const { report, states, known } = overPeriod(view, result);
  const { title, mode } = sheetOf(view, result.population);
  const { id, version, asks, outcome, items, pass, fail, unknown, notOwed, excluded } = result;
  return {
    ...{ check: id, version, title: result.title, asks, outcome, items, pass, fail, unknown, notOwed, excluded },
    area: areaOf(id),
    population: { id: result.population, title, mode },
    by: report.by,
    rate: report.rate,
    known,
    states: [...states],
    settings: result.settings.map(settingShown),
    controls: controlsOfCheck(view, id).map((one) => one.id),
    open: view.findings(id).filter((one) => one.excludedBy === null && one.spans.some(isOpenFailure)).length,
  };
}

function isOpenFailure({ outcome, until }: { readonly outcome: string; readonly until: string | null }): boolean {
  return outcome === 'fail' && until === null;
}

/** `change/ticket-reference` → `change` */
export function areaOf(check: string): string {
  return check.slice(0, Math.max(0, check.indexOf('/'))) || check;
}

function settingShown({ name, written, policy, since }: WrittenSetting) {
  return { name, title: settingTitle(name), written, policy, since };
}

/** What a setting says, to be followed by its value; the name of one that this version does not know. */
export function settingTitle(name: string): string {
  return Object.hasOwn(settingDefinitions, name) ? settingDefinitions[name as SettingName].title : name;
}
