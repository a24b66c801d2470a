import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StandingControl } from '../../controls/standing.ts';
import type { ControlPart, State } from '../program-report.ts';
import { programReport } from './program-results.ts';
import { assessed, type GivenCheck, type GivenItem, standing } from './testing/assessed.ts';

/*
 * A week in Vienna in which clocks go forward, hour by hour: whatever is asked of spans is counted here hour by hour and item by item.
 */
const HOUR = 3_600_000;
const FIRST = Date.UTC(2025, 2, 26, 23);
const HOURS = 7 * 24 - 1;
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short' });
const dayAt = Array.from({ length: HOURS }, (_, hour) => dayFormat.format(FIRST + hour * HOUR));
const days = [...new Set(dayAt)];

/** `f` failed, `u` unknown, `.` neither; of each hour up to the horizon. */
type Hours = string;

interface Known {
  readonly mode: GivenCheck['mode'];
  readonly from: number;
  readonly until: number;
  readonly hours: Hours;
  /** It is missed, or unknown, at the very instant of the horizon. */
  readonly atHorizon: 'f' | 'u' | '';
  readonly notOwed: boolean;
  readonly excluded: boolean;
}

interface Week {
  readonly horizon: number;
  readonly items: readonly Known[];
  readonly unseen: readonly (readonly [number, number])[];
  readonly entries: readonly StandingControl[];
}

const iso = (hour: number) => new Date(FIRST + hour * HOUR).toISOString();

const someEntries = fc
  .array(
    fc.record({ since: fc.integer({ min: -1, max: 6 }), length: fc.option(fc.integer({ min: 0, max: 5 })), version: fc.integer({ min: 1, max: 3 }) }),
    {
      maxLength: 3,
    },
  )
  .map((all) =>
    all.map(({ since, length, version }) =>
      standing('only', { since: shifted(since), until: length === null ? null : shifted(since + length), version }),
    ),
  );

function shifted(by: number): string {
  return new Date(Date.UTC(2025, 2, 27 + by)).toISOString().slice(0, 10);
}

function someItem(mode: Known['mode'], horizon: number): fc.Arbitrary<Known> {
  const begins = mode === 'calendar' ? fc.integer({ min: -20, max: HOURS - 1 }) : fc.integer({ min: mode === 'state' ? -20 : 0, max: horizon - 1 });
  return fc
    .record({
      from: begins,
      length: fc.integer({ min: 1, max: HOURS }),
      runs: fc.array(fc.tuple(fc.constantFrom('.', '.', 'f', 'u'), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 5 }),
      notOwed: fc.boolean(),
      excluded: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
      atHorizon: fc.constantFrom<Known['atHorizon']>('f', 'u', ''),
    })
    .map(({ from, length, runs, ...more }) => {
      const until = mode === 'calendar' ? Math.min(HOURS, Math.max(1, from + length)) : Math.max(1, from + length);
      const starts = mode === 'calendar' ? until : Math.max(0, from);
      const ends = mode === 'state' ? Math.min(until, horizon) : horizon;
      const told = runs.map(([sort, count]) => sort.repeat(count)).join('');
      const hours = starts >= ends ? '' : '.'.repeat(starts) + told.slice(0, ends - starts);
      const atHorizon = mode === 'calendar' && until === horizon ? more.atHorizon : ('' as const);
      return { mode, from, until, ...more, atHorizon, hours: hours.padEnd(horizon, '.').slice(0, horizon) };
    });
}

const someWeek: fc.Arbitrary<Week> = fc
  .record({ horizon: fc.oneof(fc.constant(HOURS), fc.integer({ min: 1, max: HOURS })), mode: fc.constantFrom('events', 'state', 'calendar') })
  .chain(({ horizon, mode }) =>
    fc.record({
      horizon: fc.constant(horizon),
      items: fc.array(someItem(mode as Known['mode'], horizon), { maxLength: 5 }),
      unseen: fc.array(
        fc
          .tuple(fc.integer({ min: 0, max: horizon - 1 }), fc.integer({ min: 1, max: 30 }))
          .map(([from, length]) => [from, Math.min(horizon, from + length)] as const),
        { maxLength: 1 },
      ),
      entries: someEntries,
    }),
  );

function runsOf(sort: 'f' | 'u', { hours, atHorizon }: Known, horizon: number): [string, string | null][] {
  const found = [...hours.matchAll(new RegExp(`${sort}+`, 'g'))].map(({ index, 0: run }): [string, string | null] => {
    const end = index + run.length;
    return [iso(index), end === horizon ? null : iso(end)];
  });
  return atHorizon === sort ? [...found, [iso(horizon), null]] : found;
}

function inputOf({ horizon, items, unseen, entries }: Week) {
  const given = items.map((one, at): GivenItem => {
    const fails = runsOf('f', one, horizon);
    const unknown = runsOf('u', one, horizon);
    const excluded = one.excluded && fails.length + unknown.length > 0;
    return {
      item: `i${at}`,
      from: iso(one.from),
      until: iso(one.until),
      fails,
      unknown,
      notOwed: one.notOwed,
      ...(excluded && { excludedBy: 'ex-1' }),
    };
  });
  const check: GivenCheck = {
    id: 'c',
    mode: items[0]?.mode ?? 'state',
    items: given,
    unseen: unseen.map(([from, until]) => [iso(from), iso(until)]),
  };
  return assessed({ zone: 'Europe/Vienna', first: '2025-03-27', last: '2025-04-02', horizon: iso(horizon), checks: [check] }, { standing: entries });
}

/** The version in force on a day; null: none. */
function versionOn(day: string, entries: readonly StandingControl[]): number | null {
  if (entries.length === 0) return 1;
  const begun = entries.filter((one) => one.since <= day).sort((a, b) => (a.since === b.since ? a.version - b.version : a.since < b.since ? -1 : 1));
  const last = begun.at(-1);
  return last !== undefined && (last.until === null || day <= last.until) ? last.version : null;
}

/** Hours of each part, in order. */
function partHours(entries: readonly StandingControl[]): number[][] {
  const parts: { version: number; hours: number[] }[] = [];
  let before: number | null = null;
  for (let hour = 0; hour < HOURS; hour++) {
    const version = versionOn(dayAt[hour] as string, entries);
    if (version !== null && version === before) parts.at(-1)?.hours.push(hour);
    else if (version !== null) parts.push({ version, hours: [hour] });
    before = version;
  }
  return parts.map((one) => one.hours);
}

function isMember(one: Known, hours: readonly number[]): boolean {
  if (one.mode === 'events') return hours.includes(one.from);
  if (one.mode === 'calendar') return hours.includes(one.until - 1);
  return hours.some((hour) => one.from <= hour && hour < one.until);
}

function outcomeOf(one: Known, judged: readonly number[]): 'pass' | 'fail' | 'unknown' | 'not-owed' | 'excluded' {
  const all = one.hours + one.atHorizon;
  if (one.excluded && /[fu]/.test(all)) return 'excluded';
  const here = one.mode === 'state' ? judged.map((hour) => one.hours[hour]).join('') : all;
  if (here.includes('f')) return 'fail';
  if (here.includes('u')) return 'unknown';
  // A row that failed or is unknown elsewhere was owed.
  return one.notOwed && !/[fu]/.test(all) ? 'not-owed' : 'pass';
}

/** What the hours of an item say; where the outcome shows only after the part, its last hour says it. */
function shownHours(one: Known, judged: readonly number[]): ReadonlyMap<number, string> {
  const shown = new Map(judged.map((hour) => [hour, one.hours[hour] ?? '.']));
  const outcome = outcomeOf(one, judged);
  const sort = outcome === 'fail' ? 'f' : outcome === 'unknown' ? 'u' : '';
  if (sort !== '' && ![...shown.values()].includes(sort)) shown.set(judged.at(-1) as number, sort);
  return shown;
}

function stands(one: Known, hour: number): boolean {
  return one.mode === 'events' ? one.from === hour : one.from <= hour && hour < one.until;
}

function expected({ horizon, items, unseen, entries }: Week) {
  return partHours(entries).map((hours) => {
    const judged = hours.filter((hour) => hour < horizon);
    const members = judged.length === 0 ? [] : items.filter((one) => isMember(one, hours));
    const outcomes = members.map((one) => outcomeOf(one, judged));
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    const open = members.filter((_, at) => outcomes[at] !== 'excluded');
    const hidden = (hour: number) => unseen.some(([from, until]) => from <= hour && hour < until);
    const shown = open.map((one) => shownHours(one, judged));
    const stateOf = (day: string): State => {
      const its = judged.filter((hour) => dayAt[hour] === day);
      if (its.some((hour) => shown.some((one) => one.get(hour) === 'f'))) return 'fail';
      if (its.some((hour) => hidden(hour) || shown.some((one) => one.get(hour) === 'u'))) return 'unknown';
      return its.some((hour) => members.some((one) => stands(one, hour))) ? 'pass' : 'no-items';
    };
    const states = new Map(days.filter((day) => judged.some((hour) => dayAt[hour] === day)).map((day) => [day, stateOf(day)]));
    const known = judged.filter((hour) => states.get(dayAt[hour] as string) !== 'unknown').length;
    return {
      counts: [members.length, count('pass'), count('fail'), count('unknown'), count('not-owed'), count('excluded')],
      outcome: rolledUp(judged.length, count, judged.some(hidden), members.length),
      rate: rateOf(members, judged, horizon),
      states: [...states],
      known: Math.floor((known / hours.length) * 10_000) / 10_000,
    };
  });
}

function rolledUp(judged: number, count: (outcome: string) => number, hidden: boolean, members: number): State {
  if (judged === 0) return 'unknown';
  if (count('fail') > 0) return 'fail';
  if (count('unknown') > 0 || hidden) return 'unknown';
  return members > 0 ? 'pass' : 'no-items';
}

function rateOf(members: readonly Known[], judged: readonly number[], horizon: number) {
  const tested = members.filter((one) => ['pass', 'fail', 'unknown'].includes(outcomeOf(one, judged)));
  if (members[0]?.mode === 'state') {
    const hours = (sort: string) =>
      tested.reduce((sum, one) => sum + judged.filter((hour) => stands(one, hour) && sort.includes(one.hours[hour] as string)).length, 0);
    return [hours('f'), hours('f.'), hours('u')].map((count) => Math.round((count / 24) * 1_000) / 1_000);
  }
  const due = tested.filter((one) => one.mode === 'events' || one.until <= horizon).map((one) => outcomeOf(one, judged));
  const count = (...outcomes: string[]) => due.filter((one) => outcomes.includes(one)).length;
  return [count('fail'), count('fail', 'pass'), count('unknown')];
}

/** A run told day by day, in the days of this week. */
function byDay({ states }: ControlPart): [string, State][] {
  return states.flatMap(({ first, last, state }) => days.filter((day) => first <= day && day <= last).map((day): [string, State] => [day, state]));
}

function figured(part: ControlPart) {
  const { items, pass, fail, unknown, notOwed, excluded, rate } = part.checks[0]!;
  return {
    counts: [items, pass, fail, unknown, notOwed, excluded],
    outcome: part.outcome,
    rate: [rate.failed, rate.tested, rate.unknown],
    states: byDay(part),
    known: part.known,
  };
}

test('every part comes out as it does hour by hour', () => {
  fc.assert(
    fc.property(someWeek, (week) => {
      expect(programReport(inputOf(week)).controls[0]!.parts.map(figured)).toEqual(expected(week));
    }),
    { numRuns: 1_500 },
  );
});

test('runs follow each other without a hole and without two alike, one day for each up to the horizon', () => {
  fc.assert(
    fc.property(someWeek, (week) => {
      const { parts } = programReport(inputOf({ ...week, entries: [] })).controls[0]!;
      const [{ states }] = parts as [ControlPart];
      const told = days.filter((day) => dayAt.indexOf(day) < week.horizon);
      expect(byDay(parts[0]!).map(([day]) => day)).toEqual(told);
      expect(states.every((one, at) => one.first <= one.last && one.state !== states[at + 1]?.state)).toBe(true);
    }),
  );
});

test('a control in force all the time counts as the assessment does', () => {
  fc.assert(
    fc.property(someWeek, (week) => {
      const input = inputOf({ ...week, entries: [] });
      const { items, pass, fail, unknown, notOwed, excluded, outcome } = input.summary.checks[0]!;
      expect(figured(programReport(input).controls[0]!.parts[0]!)).toMatchObject({
        counts: [items, pass, fail, unknown, notOwed, excluded],
        outcome,
      });
    }),
  );
});

test('a part fails on some day exactly where it fails', () => {
  fc.assert(
    fc.property(someWeek, (week) => {
      for (const { outcome, states } of programReport(inputOf(week)).controls[0]!.parts) {
        expect(states.some((one) => one.state === 'fail')).toBe(outcome === 'fail');
      }
    }),
  );
});
