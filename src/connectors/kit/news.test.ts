import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../kernel/time.ts';
import { isMassDisappearance, type News, newsOfEvent, newsOfHistory, newsOfState, type ObservedVersion, type SaidVersion } from './news.ts';

const at = (value: number) => value as Instant;
const seen = (validFrom: number, stateHash: string | null, more: Partial<ObservedVersion> = {}): ObservedVersion => {
  return { validFrom: at(validFrom), notBefore: at(validFrom), basis: 'claimed', stateHash, ...more };
};

/** What a reader of the facts would see: the latest said for each instant, retractions dropped, looked up instant by instant. */
function read(said: readonly SaidVersion[], instant: number): string | null {
  const latest = new Map(said.map((one) => [one.validFrom, one]));
  const held = [...latest.values()].filter((one) => one.basis !== 'retraction' && one.validFrom <= instant).sort((a, b) => b.validFrom - a.validFrom);
  return held[0]?.stateHash ?? null;
}

const END = 60;
const everyInstant = Array.from({ length: END + 1 }, (_, one) => one);
const timeline = (said: readonly SaidVersion[]) => everyInstant.map((one) => read(said, one));
/** Later news for the same instant replaces earlier: what the store does. */
const after = (said: readonly SaidVersion[], news: readonly News[]): SaidVersion[] => {
  return [...new Map([...said, ...news].map((one) => [one.validFrom, one])).values()].sort((a, b) => a.validFrom - b.validFrom);
};

const hash = fc.constantFrom('A', 'B', 'C', null);

describe('a history', () => {
  const history = fc.array(fc.record({ from: fc.integer({ min: 0, max: END }), hash }), { maxLength: 8 }).map((list) => {
    return list.sort((a, b) => a.from - b.from).map((one) => seen(one.from, one.hash));
  });

  test('is said as it is told, whatever was said before; and nothing is news the second time', () => {
    fc.assert(
      fc.property(history, history, history, (first, second, third) => {
        let said: SaidVersion[] = [];
        for (const told of [first, second, third]) {
          said = after(said, newsOfHistory(said, told, []));
          expect(timeline(said)).toEqual(timeline(told));
          expect(newsOfHistory(said, told, [])).toEqual([]);
        }
      }),
    );
  });

  test('that was rewritten takes back what it no longer shows', () => {
    const said = [seen(1, 'A'), seen(5, 'B')];
    expect(newsOfHistory(said, [seen(1, 'A'), seen(9, 'C')], [])).toEqual([
      { validFrom: 5, notBefore: 5, basis: 'retraction', stateHash: null },
      seen(9, 'C'),
    ]);
  });

  test('takes nothing back where it could not be read', () => {
    const said = [seen(1, 'A'), seen(5, 'B')];
    expect(newsOfHistory(said, [seen(1, 'A')], [{ from: at(5), until: at(8) }])).toEqual([]);
    expect(newsOfHistory(said, [seen(1, 'A')], [{ from: at(6), until: at(8) }])).toHaveLength(1);
  });

  test('of two versions at one instant, the later commit counts', () => {
    expect(newsOfHistory([], [seen(3, 'A'), seen(3, 'B')], [])).toEqual([seen(3, 'B')]);
  });
});

describe('an event', () => {
  test('is said once', () => {
    const once = newsOfEvent([], seen(4, 'A'), at(9));
    expect(once).toEqual(seen(4, 'A'));
    expect(newsOfEvent([seen(4, 'A')], seen(4, 'A'), at(20))).toBeNull();
  });

  test('told differently counts from the look; the past stays as it was said', () => {
    const news = newsOfEvent([seen(4, 'A')], seen(4, 'B'), at(9));
    expect(news).toEqual({ validFrom: 9, notBefore: 9, basis: 'look', stateHash: 'B' });
    expect(timeline(after([seen(4, 'A')], [news as News])).slice(3, 10)).toEqual([null, 'A', 'A', 'A', 'A', 'A', 'B']);
  });
});

/** The naive oracle: every sample is kept, and the last one at or before an instant is what held then. */
interface Samples {
  readonly looks: Map<number, string | null>;
  readonly events: Map<number, string | null>;
}

function oracle({ looks, events }: Samples): (string | null)[] {
  const all = [...looks, ...events].sort(([a], [b]) => a - b);
  return everyInstant.map((instant) => all.filter(([one]) => one <= instant).at(-1)?.[1] ?? null);
}

interface Step {
  readonly now: string | null;
  readonly late: { readonly back: number; readonly hash: string | null } | null;
  readonly retract: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  now: hash,
  late: fc.option(fc.record({ back: fc.integer({ min: 1, max: 40 }), hash })),
  retract: fc.option(fc.nat(10), { freq: 4 }),
});

/** Looks happen at 4, 8, 12, …; late facts lie between them. */
function runStep(said: readonly SaidVersion[], samples: Samples, { now, late, retract }: Step, look: number): SaidVersion[] {
  const events = [...samples.events.keys()];
  const taken = retract === null ? undefined : events[retract % Math.max(1, events.length)];
  const lateAt = late === null ? null : Math.max(1, look - late.back);
  const usable = lateAt !== null && lateAt % 4 !== 0 && lateAt !== taken;
  const observedLate = usable ? [seen(lateAt, late?.hash ?? null, { basis: 'source' })] : [];
  const looks = [...samples.looks.keys()].map(at);
  const nowSeen = seen(look, now, { basis: 'look' });
  const news = newsOfState({ said, looks, now: nowSeen, late: observedLate, retracted: taken === undefined ? [] : [at(taken)] });
  if (taken !== undefined) samples.events.delete(taken);
  if (usable) samples.events.set(lateAt, late?.hash ?? null);
  samples.looks.set(look, now);
  return after(said, news);
}

describe('a state', () => {
  test('reads as if every sample had been kept: late facts, retractions, silence', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const samples: Samples = { looks: new Map(), events: new Map() };
        let said: SaidVersion[] = [];
        steps.forEach((one, place) => {
          said = runStep(said, samples, one, 4 + place * 4);
          expect(timeline(said)).toEqual(oracle(samples));
        });
      }),
      { numRuns: 500 },
    );
  });

  test('that is unchanged says nothing', () => {
    expect(newsOfState({ said: [seen(1, 'A')], looks: [at(1)], now: seen(9, 'A') })).toEqual([]);
  });

  test('a late fact does not hold for ever: what later looks confirmed is restated', () => {
    const news = newsOfState({ said: [seen(1, 'A')], looks: [at(1), at(5), at(9)], now: seen(9, 'A'), late: [seen(3, 'X', { basis: 'source' })] });
    expect(news.map((one) => [one.validFrom, one.stateHash])).toEqual([
      [3, 'X'],
      [5, 'A'],
    ]);
  });

  test('gone is a state like any other, and gone twice says nothing', () => {
    const gone = newsOfState({ said: [seen(1, 'A')], looks: [], now: seen(4, null) });
    expect(gone).toEqual([seen(4, null)]);
    expect(newsOfState({ said: [seen(1, 'A'), seen(4, null)], looks: [], now: seen(8, null) })).toEqual([]);
  });
});

test('a large share vanishing at once is not believed', () => {
  expect([isMassDisappearance(100, 51), isMassDisappearance(100, 50), isMassDisappearance(9, 9), isMassDisappearance(10, 10)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
