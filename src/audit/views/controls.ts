import { Refusal } from '../../kernel/refusal.ts';
import type { ControlReport, ExceptionReport, ProgramReport, State, StateRun } from '../program-report.ts';
import { statesInPart } from './check-results.ts';
import { holdsText } from './text.ts';
import type { View } from './view.ts';

export interface ControlsWanted {
  readonly state?: State | undefined;
  readonly criterion?: string | undefined;
  readonly owner?: string | undefined;
  readonly by?: ControlReport['by'] | undefined;
  readonly text?: string | undefined;
}

/** A control as a row of a list: over the period, and on each day of it. */
export interface ControlRow {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly criteria: string[];
  readonly by: ControlReport['by'];
  readonly outcome: State;
  readonly today: State | null;
  readonly adopted: boolean;
  readonly retired: string | null;
  readonly states: StateRun[];
  readonly exceptions: { readonly open: number; readonly ended: number; readonly excluded: number };
  readonly known: number;
  readonly next: { readonly at: string; readonly sentence: string } | null;
}

/** @throws Refusal `criteria/unknown` */
export function controlsOf({ report }: View, wanted: ControlsWanted) {
  if (wanted.criterion !== undefined) refuseUnknownCriterion(report, wanted.criterion);
  const { controls } = report;
  const count = (state: State) => controls.filter((one) => one.outcome === state).length;
  const bearing = report.criteria.filter((one) => one.controls.length > 0);
  return {
    rows: controls.filter((one) => fits(one, wanted)).map((one) => controlRow(one)),
    counts: {
      ...{ all: controls.length, pass: count('pass'), fail: count('fail'), unknown: count('unknown'), noItems: count('no-items') },
      open: controls.filter((one) => countOf(one.exceptions).open > 0).length,
    },
    series: [...new Set(bearing.map((one) => one.series))].map(seriesOf),
    criteria: bearing.map(({ criterion, asks }) => ({ criterion, asks })),
    owners: [...new Set(controls.map((one) => one.owner))].sort(),
  };
}

function fits(one: ControlReport, { state, criterion, owner, by, text }: ControlsWanted): boolean {
  return (
    (state === undefined || one.outcome === state) &&
    (criterion === undefined || one.criteria.some((mapping) => mapping.criterion === criterion)) &&
    (owner === undefined || one.owner === owner) &&
    (by === undefined || one.by === by) &&
    (text === undefined || holdsText(text, one.id, one.title, one.promise))
  );
}

/** `CC6 Logical and physical access` in its two parts. */
function seriesOf(series: string): { id: string; title: string } {
  const [id = '', ...words] = series.split(' ');
  return { id, title: words.join(' ') };
}

/** @throws Refusal `controls/unknown` */
export function controlOf(view: View, { control: id }: { readonly control: string }) {
  const { report } = view;
  const control = report.controls.find((one) => one.id === id);
  if (control === undefined)
    throw new Refusal(
      'controls/unknown',
      `There is no control "${id}" that bears on a criterion in scope. All of them stand in the list of controls.`,
    );
  const { version, promise, how, frequency, since, retiredWhy, variant, compensating, upcoming, documents, records } = control;
  const asks = new Map(report.criteria.map((one) => [one.criterion, one.asks]));
  return {
    ...controlRow(control),
    ...{ version, promise, how, frequency, since, retiredWhy: retiredWhy ?? null, variant, compensating },
    mappings: control.criteria.map(({ criterion, reason }) => ({ criterion, asks: asks.get(criterion) ?? '', reason })),
    parts: control.parts.map((part) => ({
      ...part,
      states: [...part.states],
      checks: part.checks.map((one) => ({ ...one, states: statesInPart(view, one.check, part) })),
    })),
    failures: [...control.exceptions],
    upcoming: [...upcoming],
    documents: [...documents],
    records: records.map((one) => ({ ...one, check: `record/${one.id}` })),
  };
}

function controlRow(control: ControlReport): ControlRow {
  const { id, title, owner, criteria, by, outcome, adopted, retired, parts, exceptions, upcoming } = control;
  const states = parts.flatMap((one) => one.states);
  const [next] = upcoming;
  return {
    ...{ id, title, owner, criteria: criteria.map((one) => one.criterion), by, outcome, adopted, retired },
    today: retired === null ? (states.at(-1)?.state ?? null) : null,
    states,
    exceptions: countOf(exceptions),
    known: shareKnown(control),
    next: next === undefined ? null : { at: next.at, sentence: next.sentence },
  };
}

/** Excluded ones are open or ended, too; they are counted apart, and only there. */
export function countOf(exceptions: readonly ExceptionReport[]): ControlRow['exceptions'] {
  const counted = exceptions.filter((one) => one.excludedBy === null);
  const open = counted.filter((one) => one.until === null).length;
  return { open, ended: counted.length - open, excluded: exceptions.length - counted.length };
}

/** Over its versions, each weighed by how long it was in force. */
function shareKnown({ parts }: ControlReport): number {
  const lasting = parts.map((one) => Date.parse(one.until) - Date.parse(one.from));
  const whole = lasting.reduce((sum, one) => sum + one, 0);
  if (whole === 0) return 0;
  return parts.reduce((sum, one, place) => sum + one.known * (lasting[place] ?? 0), 0) / whole;
}

/** @throws Refusal `criteria/unknown` */
export function refuseUnknownCriterion({ criteria }: ProgramReport, id: string): void {
  if (criteria.some((one) => one.criterion === id)) return;
  throw new Refusal('criteria/unknown', `There is no criterion "${id}". They are written as CC6.1 or A1.2.`);
}
