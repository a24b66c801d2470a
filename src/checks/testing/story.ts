import { type KindId, kinds } from '../../facts/kinds/index.ts';
import type { Reads } from '../../facts/reads.ts';
import { latest, type UnknownReason } from '../../facts/timeline.ts';
import { type CalendarDate, calendarDate } from '../../kernel/calendar.ts';
import { earlier, FOREVER, type Instant, isoInstant, type Span } from '../../kernel/time.ts';
import type { Context, Item } from '../../populations/population.ts';
import type { Finding, Outcome } from '../evaluate.ts';
import { at, endOf, startOf, vienna } from './instants.ts';
import { emptyWorld, type Given, settingsOf, timelineOf } from './world.ts';

type Ends = readonly [from: Instant, until: Instant | null];

/** What is expected of one item. Spans that are not named must not be there. */
export interface Expected {
  readonly outcome: Outcome;
  readonly fail?: readonly Ends[];
  readonly unknown?: readonly (readonly [...Ends, UnknownReason])[];
  /** Words that the sentence holds. */
  readonly because?: string;
  readonly due?: Instant;
  readonly recordedLate?: number;
}

/** These facts and these gaps, then these outcomes with these spans. */
export interface Story {
  readonly name: string;
  given(...facts: readonly Given[]): Story;
  /** The period, both days inclusive; otherwise the year 2025. */
  over(first: string, last: string): Story;
  /** When everything was last looked at; otherwise long after the period. */
  lookedAt(instant: Instant): Story;
  expects(item: string, expected: Expected): Story;
  /** The item is no member of the population. */
  expectsNo(item: string): Story;
  /** Where further items may have stood unseen; none where a story does not say so. */
  expectsUnseen(...gaps: readonly (readonly [Instant, Instant, UnknownReason])[]): Story;
  /** What is judged. */
  context(): Context<Reads>;
  /** The outcomes that the story expects. */
  outcomes(): readonly Outcome[];
  /** What differs between what is expected and what was found; empty when the story holds. */
  holdAgainst(judged: Judged): readonly string[];
}

/** A population with one of its checks, as they stand or as a mutant. */
export interface Judged {
  items(context: Context<Reads>): readonly Item<unknown>[];
  unseen(context: Context<Reads>): readonly Span[];
  evaluate(item: Item<unknown>, context: Context<Reads>): Finding;
}

interface Told {
  readonly given: readonly Given[];
  readonly days: readonly [string, string];
  readonly looked: Instant;
  readonly items: ReadonlyMap<string, Expected | null>;
  readonly unseen: readonly (readonly [Instant, Instant, UnknownReason])[];
}

export function story(name: string): Story {
  return storyOf(name, { given: [], days: ['2025-01-01', '2025-12-31'], looked: at('2026-03-01T00:00:00Z'), items: new Map(), unseen: [] });
}

function storyOf(name: string, told: Told): Story {
  const also = (more: Partial<Told>) => storyOf(name, { ...told, ...more });
  return {
    name,
    given: (...facts) => also({ given: [...told.given, ...facts] }),
    over: (first, last) => also({ days: [first, last] }),
    lookedAt: (looked) => also({ looked }),
    expects: (item, expected) => also({ items: new Map([...told.items, [item, expected]]) }),
    expectsNo: (item) => also({ items: new Map([...told.items, [item, null]]) }),
    expectsUnseen: (...unseen) => also({ unseen }),
    context: () => contextOf(told),
    outcomes: () => [...told.items.values()].flatMap((one) => (one ? [one.outcome] : [])),
    holdAgainst: (judged) => differences(told, judged),
  };
}

function contextOf({ given, days: [first, last], looked }: Told): Context<Reads> {
  const world = emptyWorld();
  for (const one of given) one(world);
  const facts = Object.fromEntries((Object.keys(kinds) as KindId[]).map((kind) => [kind, timelineOf(world, kind)]));
  const period = { from: startOf(first), until: endOf(last) };
  const [program] = (facts['program']?.subjects ?? []) as Parameters<typeof latest<{ since: string }>>[0][];
  const since: CalendarDate = calendarDate(program ? latest(program).state.since : first);
  return {
    facts: facts as Context<Reads>['facts'],
    settings: settingsOf(world),
    period,
    horizon: earlier(period.until, looked),
    zone: vienna,
    since,
  };
}

function differences(told: Told, judged: Judged): readonly string[] {
  const context = contextOf(told);
  const items = new Map(judged.items(context).map((one) => [one.key, one]));
  const found = [...told.items].flatMap(([key, expected]) => {
    const item = items.get(key);
    if (expected === null) return item ? [`${key} should be no item`] : [];
    if (!item) return [`${key} should be an item; there are ${[...items.keys()].join(', ') || 'none'}`];
    return unlike(key, expected, judged.evaluate(item, context));
  });
  const gaps = judged.unseen(context).map((gap) => `${ends([gap.from, gap.until])} ${'reason' in gap ? gap.reason : ''}`);
  const expected = told.unseen.map(([from, until, reason]) => `${ends([from, until])} ${reason}`);
  return [...found, ...compared('unseen', expected.sort(), gaps.sort())];
}

function unlike(key: string, expected: Expected, finding: Finding): string[] {
  const { because = '', due, recordedLate } = expected;
  const spans = [
    ...(expected.fail ?? []).map(([from, until]) => `fail ${ends([from, until])}`),
    ...(expected.unknown ?? []).map(([from, until, reason]) => `unknown ${ends([from, until])} ${reason}`),
  ];
  const found = finding.spans.map(({ from, until, outcome, reason }) => `${outcome} ${ends([from, until])}${reason ? ` ${reason}` : ''}`);
  return [
    ...compared(`${key}: outcome`, [expected.outcome], [finding.outcome]),
    ...compared(`${key}: spans`, spans.sort(), found.sort()),
    ...(finding.because.includes(because) && finding.because !== '' ? [] : [`${key}: because should hold "${because}", but is "${finding.because}"`]),
    ...(due === undefined ? [] : compared(`${key}: due`, [isoInstant(due)], [finding.due === undefined ? 'never' : isoInstant(finding.due)])),
    ...(recordedLate === undefined ? [] : compared(`${key}: recorded late`, [String(recordedLate)], [String(finding.recordedLate ?? 0)])),
  ];
}

function ends([from, until]: Ends): string {
  return `[${isoInstant(from)}, ${until === null ? 'open' : until === FOREVER ? 'for ever' : isoInstant(until)})`;
}

function compared(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const [wanted, got] = [expected.join(', ') || 'none', found.join(', ') || 'none'];
  return wanted === got ? [] : [`${what} should be ${wanted}, but is ${got}`];
}
