import { BEGINNING, type Instant, parseInstant, plus } from '../../kernel/time.ts';
import type { Settings } from '../../populations/settings.ts';
import type { Delays, Measure } from './check-reality.ts';
import { isSetting, settingAt } from './in-force.ts';
import type { Row } from './rows.ts';

/** The part of the period that was judged. */
export interface JudgedEnds {
  readonly from: Instant;
  readonly horizon: Instant;
}

interface Delay {
  readonly length: number;
  readonly atLeast: boolean;
  readonly open: boolean;
}

/** Null where nothing failed. */
export function delaysOf(rows: readonly Row[], measure: Measure, ends: JudgedEnds): Delays | null {
  const delays = rows.flatMap((one) => delayOf(one, measure, ends)).sort((a, b) => a.length - b.length);
  const longest = delays.at(-1);
  if (longest === undefined) return null;
  return {
    items: delays.length,
    open: delays.filter((one) => one.open).length,
    longest: longest.length,
    atLeast: longest.atLeast,
    median: medianOf(delays.map((one) => one.length)) ?? 0,
  };
}

/** Beyond a limit an item is as long as it failed, all together; of a cadence each span is an occurrence of its own, and the longest counts. */
function delayOf({ finding }: Row, measure: Measure, { from, horizon }: JudgedEnds): Delay[] {
  const spans = finding.spans
    .filter((one) => one.outcome === 'fail')
    .map((one) => ({ from: parseInstant(one.from), until: one.until === null ? horizon : parseInstant(one.until), open: one.until === null }));
  const [first] = spans;
  if (first === undefined) return [];
  const lengths = spans.map((one) => one.until - one.from);
  const length = measure === 'limit' ? lengths.reduce((sum, one) => sum + one, 0) : Math.max(...lengths);
  const due = finding.due === null ? null : parseInstant(finding.due);
  const clipped = first.from === from && due !== first.from && (measure === 'limit' || lengths[0] === length);
  return [{ length, atLeast: clipped, open: spans.some((one) => one.open) }];
}

/** How long it took from the start of the clock until items were done. */
export interface Taken {
  readonly slowest: { readonly milliseconds: number; readonly ended: boolean } | null;
  readonly median: number | null;
}

/** Populations whose items end when what a limit asks for was done: of those in time, too, it is known when that was. */
const endWhenDone: ReadonlySet<string> = new Set(['vulnerabilities', 'medium-vulnerabilities', 'leaked-secrets']);

interface Limited {
  readonly setting: string;
  readonly settings: Settings;
  readonly population: string;
  readonly ends: JudgedEnds;
}

/**
 * The slowest is told where every late item tells when its clock started: no item that was in time can have been slower. The middle is told only
 * where those that were in time tell when they were done.
 */
export function timesTaken(rows: readonly Row[], limited: Limited): Taken {
  const told = endWhenDone.has(limited.population);
  const asked = rows.filter(({ finding: { outcome } }) => outcome === 'fail' || (told && outcome === 'pass'));
  const all = asked.map((one) => (told ? takenByItem(one, limited) : takenByFinding(one, limited)));
  const known = all.filter((one) => one !== null);
  const done = known.filter((one) => one.ended || one.late);
  const slowest = done.reduce<Time | null>((a, b) => (a !== null && a.milliseconds >= b.milliseconds ? a : b), null);
  const whole = known.length === all.length;
  return {
    slowest: whole && slowest !== null ? { milliseconds: slowest.milliseconds, ended: slowest.ended } : null,
    median: whole && told ? medianOf(known.flatMap((one) => (one.ended ? [one.milliseconds] : [])).sort((a, b) => a - b)) : null,
  };
}

interface Time {
  readonly milliseconds: number;
  readonly ended: boolean;
  readonly late: boolean;
}

function takenByItem(row: Row, limited: Limited): Time | null {
  const { horizon } = limited.ends;
  const until = parseInstant(row.item.until);
  return timeUntil(row, until <= horizon ? until : null, limited);
}

function takenByFinding(row: Row, limited: Limited): Time | null {
  const last = row.finding.spans.findLast((one) => one.outcome === 'fail');
  return last === undefined ? null : timeUntil(row, last.until === null ? null : parseInstant(last.until), limited);
}

function timeUntil({ finding, item }: Row, end: Instant | null, { setting, settings, ends }: Limited): Time | null {
  if (finding.due === null) return null;
  const start = clockStart({ due: parseInstant(finding.due), began: parseInstant(item.from), setting }, settings);
  if (start === null) return null;
  return { milliseconds: (end ?? ends.horizon) - start, ended: end !== null, late: finding.outcome === 'fail' };
}

interface Clock {
  readonly due: Instant;
  /** When the item began. */
  readonly began: Instant;
  readonly setting: string;
}

/** When the clock of a limit started: a limit before it fell due, by the value in force then. Null where no value of the setting fits. */
export function clockStart({ due, began, setting }: Clock, settings: Settings): Instant | null {
  if (!isSetting(setting)) return null;
  const values = [BEGINNING, ...settings.changes(setting)].map((at) => limitAt(setting, settings, at)).filter((one) => one !== null);
  const starts = [began, ...values.map((one) => plus(due, -one))];
  return starts.find((start) => limitAt(setting, settings, start) === due - start) ?? null;
}

/** Which of several limits a finding was judged by: the one that lies between when its item began and when it fell due; null where that fits none, or several. */
export function limitThatApplied<N extends string>({ finding, item }: Row, limits: readonly N[], settings: Settings): N | null {
  if (finding.due === null) return null;
  const began = parseInstant(item.from);
  const length = parseInstant(finding.due) - began;
  const fitting = limits.filter((one) => limitAt(one, settings, began) === length);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function limitAt(setting: string, settings: Settings, at: Instant): number | null {
  const value = isSetting(setting) ? settingAt(setting, settings, at)?.value : null;
  return typeof value === 'number' ? value : null;
}

/** Of sorted lengths; of two in the middle, what lies between them. */
function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : Math.round((upper + lower) / 2);
}
