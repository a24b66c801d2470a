import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allStories } from '../checks/testing/all-stories.ts';
import type { Story } from '../checks/testing/story.ts';
import { asItStands } from '../checks/testing/tried.ts';
import type { Reads } from '../facts/reads.ts';
import type { Gap, Subject, Timeline, Version } from '../facts/timeline.ts';
import { earlier, FOREVER, type Instant, isoInstant } from '../kernel/time.ts';
import type { Context } from '../populations/population.ts';
import type { World } from './world.ts';
import { worldUntil } from './world-until.ts';

/** Instants are small numbers: many things happen at one. */
const LAST = 20;

/** What was said of one subject, as it is stored: each fact begins where it is valid, and ends nothing by itself. */
interface Log {
  readonly facts: readonly { readonly from: number; readonly notBefore: number; readonly state: number | null }[];
  readonly gaps: readonly (readonly [number, number])[];
  readonly looks: readonly number[];
}

const log: fc.Arbitrary<Log> = fc
  .record({
    facts: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: LAST }), fc.nat(3), fc.option(fc.nat(3), { freq: 2 })), {
      selector: ([from]) => from,
      maxLength: 6,
    }),
    gaps: fc.array(fc.tuple(fc.nat(LAST), fc.integer({ min: 1, max: 8 })), { maxLength: 3 }),
    looks: fc.uniqueArray(fc.nat(LAST), { maxLength: 5 }),
  })
  .map(({ facts, gaps, looks }) => {
    const sorted = facts.toSorted((a, b) => a[0] - b[0]);
    return {
      facts: sorted.map(([from, back, state], place) => ({ from, notBefore: Math.max(sorted[place - 1]?.[0] ?? 0, from - back), state })),
      gaps: gaps.map(([from, long]) => [from, from + long] as const),
      looks: looks.toSorted((a, b) => a - b),
    };
  });

const gapFrom = ([from, until]: readonly [number, number]): Gap => ({
  from: from as Instant,
  until: until as Instant,
  reason: 'denied',
  why: 'Denied.',
});

/** The versions that facts amount to, as the store reads them. */
function subjectFrom(id: string, { facts, gaps, looks }: Log): Subject<unknown>[] {
  const versions = facts.flatMap(({ from, notBefore, state }, place): Version<unknown>[] => {
    const next = facts[place + 1];
    if (state === null) return [];
    const ends = { until: (next?.from ?? FOREVER) as Instant, endsNotBefore: (next?.notBefore ?? FOREVER) as Instant };
    return [{ state, from: from as Instant, notBefore: notBefore as Instant, ...ends, basis: 'look', leaf: place }];
  });
  const named = { id, vendorId: id, system: 'system', feed: 'feed', scope: '' } as unknown as Subject<unknown>;
  return versions.length === 0 ? [] : [{ ...named, versions, gaps: gaps.map(gapFrom), looks: looks as readonly Instant[] }];
}

const worldFrom = (logs: readonly Log[], gaps: readonly (readonly [number, number])[] = []): World =>
  ({
    change: { kind: 'change', subjects: logs.flatMap((one, place) => subjectFrom(`s${place}`, one)), gaps: gaps.map(gapFrom) },
  }) as unknown as World;

/** The history as it would be had nothing been written from an instant on: a gap that nobody mended goes on. */
function cut({ facts, gaps, looks }: Log, at: number): Log {
  return {
    facts: facts.filter((one) => one.from < at),
    gaps: gaps.filter(([from]) => from < at).map(([from, until]) => [from, until < at ? until : FOREVER]),
    looks: looks.filter((one) => one < at),
  };
}

/** Where the last look before the instant saw a state, and the next one another: the end stays in doubt, and nothing else of what came is told. */
function withDoubt(world: World, logs: readonly Log[], at: number): World {
  const timeline = world.change as unknown as Timeline<unknown>;
  const subjects = timeline.subjects.map((subject) => {
    const { facts } = logs[Number(subject.id.slice(1))] as Log;
    const next = facts.find((one) => one.from >= at);
    const last = facts.filter((one) => one.from < at).at(-1);
    if (next === undefined || last?.state === null || next.notBefore >= at) return subject;
    const doubted = subject.versions.map((one) => (one.until === FOREVER ? { ...one, endsNotBefore: next.notBefore as Instant } : one));
    return { ...subject, versions: doubted };
  });
  return { change: { ...timeline, subjects } } as unknown as World;
}

describe('the world as it stood at an instant', () => {
  test('is the history that was cut there, at whatever instant, and where facts begin at that very one', () => {
    fc.assert(
      fc.property(fc.array(log, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: LAST + 2 }), (logs, at) => {
        const past = logs.map((one) => cut(one, at));
        expect(worldUntil(worldFrom(logs), at as Instant)).toEqual(withDoubt(worldFrom(past), logs, at));
      }),
      { numRuns: 500 },
    );
  });

  test('nothing that came later tells through it: any other future gives the same', () => {
    fc.assert(
      fc.property(log, log, fc.integer({ min: 1, max: LAST }), (one, other, at) => {
        const facts = [
          ...one.facts.filter(({ from }) => from < at),
          ...other.facts.filter(({ from }) => from > at).map((fact) => ({ ...fact, notBefore: fact.from })),
        ];
        const gaps = [...cut(one, at).gaps, ...other.gaps.filter(([from]) => from >= at)];
        const looks = [...one.looks.filter((look) => look < at), ...other.looks.filter((look) => look >= at)];
        const past = { ...one, facts: one.facts.filter(({ from }) => from < at) };
        expect(worldUntil(worldFrom([{ facts, gaps, looks }]), at as Instant)).toEqual(worldUntil(worldFrom([past]), at as Instant));
      }),
    );
  });

  test('of a list, too, a gap that was mended later was not mended', () => {
    const world = worldUntil(
      worldFrom(
        [],
        [
          [1, 3],
          [4, 9],
          [7, 8],
        ],
      ),
      6 as Instant,
    );
    expect(world.change?.gaps.map(({ from, until }) => [from, until])).toEqual([
      [1, 3],
      [4, FOREVER],
    ]);
  });

  test('twice is as once, and the end of time changes nothing', () => {
    fc.assert(
      fc.property(fc.array(log, { maxLength: 3 }), fc.nat(LAST), (logs, at) => {
        const world = worldFrom(logs);
        expect(worldUntil(world, FOREVER)).toEqual(world);
        const once = worldUntil(world, at as Instant);
        expect(worldUntil(once, at as Instant)).toEqual(once);
      }),
    );
  });
});

type Facts = Context<Reads>['facts'];

/** Every instant at which something of a story begins or ends, and those around it. */
function instantsOf(story: Story): Instant[] {
  const { facts, period, horizon } = story.context();
  const all = (Object.values(facts) as Timeline<unknown>[]).flatMap(({ subjects, gaps }) => [
    ...subjects.flatMap((one) => one.versions.flatMap(({ from, until, endsNotBefore }) => [from, until, endsNotBefore])),
    ...gaps.flatMap(({ from, until }) => [from, until]),
  ]);
  const around = [...all, horizon].flatMap((one) => [one - 1, one, one + 1]);
  return [...new Set([...around, (period.from + horizon) / 2])].filter((one) => one > period.from && one <= horizon) as Instant[];
}

const at = (context: Context<Reads>, facts: Facts, instant: Instant): Context<Reads> => ({
  ...context,
  facts,
  horizon: earlier(instant, context.horizon),
});

describe.each(allStories)('$check.id, at any instant of each of its stories', ({ check, stories }) => {
  const judged = asItStands(check);
  const findings = (context: Context<Reads>, before: Instant) =>
    judged
      .items(context)
      .filter((one) => one.span.from < before)
      .map((item) => judged.evaluate(item, context));

  test('nothing that began later is there, and every span ends where it was judged to, or is open', () => {
    for (const story of stories) {
      const context = story.context();
      for (const instant of instantsOf(story)) {
        const then = at(context, worldUntil(context.facts as unknown as World, instant) as unknown as Facts, instant);
        // What falls due as the period ends belongs to it.
        for (const { item, spans } of findings(then, instant))
          for (const { from, until } of spans)
            expect(
              [from < instant + Number(check.population.mode === 'calendar'), until === null || until <= instant],
              `${story.name}, ${item}, at ${isoInstant(instant)}`,
            ).toEqual([true, true]);
      }
    }
  });

  test('at its end it says what the whole story says', () => {
    for (const story of stories) {
      const context = story.context();
      const end = FOREVER as Instant;
      const then = at(context, worldUntil(context.facts as unknown as World, end) as unknown as Facts, end);
      expect(findings(then, end), story.name).toEqual(findings(context, end));
    }
  });
});
