import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemId } from '../kernel/ids.ts';
import { sameSpans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, instant, type Span, span } from '../kernel/time.ts';
import { gapsByScope, gapsOfScope, joinGaps, type Sight, scopeKey, seenAtAll } from './sight.ts';
import type { Gap, UnknownReason } from './timeline.ts';

const system = systemId('github', '42');
fc.configureGlobal({ numRuns: 500 });

const LINE = 16;
/** The instants of a short line, and one far out on either side. */
const points = [BEGINNING, ...Array.from({ length: LINE }, (_, at) => instant(at)), (FOREVER - 1) as Instant];

const at = (from: number, until: number): Span => span(instant(from), instant(until));
const gap = (from: number, until: number, reason: UnknownReason, why = reason as string): Gap => ({ ...at(from, until), reason, why });
const sight = (scope: string, seen: readonly Span[], told: readonly Gap[] = []): Sight => ({
  system,
  feed: 'accounts',
  scope,
  seen: spansOf(seen),
  told,
});
const plain = (gaps: readonly Gap[]) => gaps.map(({ from, until, reason }) => [from, until, reason]);

const someSpan = fc
  .tuple(fc.integer({ min: 0, max: LINE - 2 }), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]) => at(from, Math.min(LINE, from + length)));
const someSpans = fc.array(someSpan, { maxLength: 4 }).map(spansOf);
const someTold = fc.array(
  fc.tuple(someSpan, fc.constantFrom<UnknownReason>('denied', 'held', 'not-told')).map(([one, reason]): Gap => ({ ...one, reason, why: reason })),
  { maxLength: 3 },
);

const isIn = (spans: readonly Span[], when: Instant) => spans.some(({ from, until }) => from <= when && when < until);

/** Why an instant was not seen, asked of that instant alone. */
function reasonsAt({ seen, told }: Pick<Sight, 'seen' | 'told'>, list: Sight | null, when: Instant): UnknownReason[] {
  if (isIn(seen, when)) return [];
  const said = told.filter((one) => isIn([one], when)).map(({ reason }) => reason);
  if (said.length > 0) return said.sort();
  const looked = [...seen, ...told];
  const begun = looked.some(({ from }) => from <= when);
  const continued = looked.some(({ until }) => until > when);
  if (begun && continued) return ['lost-sight'];
  const end = Math.max(...looked.map(({ until }) => until));
  const open = begun && !isIn(seen, instant(end - 1)) ? told.filter((one) => one.until === end).map(({ reason }) => reason) : [];
  const ofList = list === null ? [begun ? ('stale' as const) : ('before-first-look' as const)] : reasonsAt(list, null, when);
  return open.length > 0 ? ofList.flatMap(() => open).sort() : ofList;
}

function expectReasons(gaps: readonly Gap[], wanted: (when: Instant) => UnknownReason[]): void {
  for (const when of points) {
    const found = gaps.filter((one) => isIn([one], when)).map(({ reason }) => reason);
    expect([when, found.sort()]).toEqual([when, wanted(when)]);
  }
  for (const one of gaps) expect(one.from).toBeLessThan(one.until);
  expect(gaps.map(({ from }) => from)).toEqual(gaps.map(({ from }) => from).toSorted((a, b) => a - b));
}

describe('gaps of a scope', () => {
  test('of a list itself, against every instant', () => {
    fc.assert(
      fc.property(someSpans, someTold, (seen, told) => {
        const list = sight('', seen, told);
        expectReasons(gapsOfScope(list, null), (when) => reasonsAt(list, null, when));
      }),
    );
  });

  test('of a part of a list, against every instant', () => {
    fc.assert(
      fc.property(someSpans, someTold, someSpans, someTold, (seen, told, listSeen, listTold) => {
        const [part, list] = [sight('repository:1', seen, told), sight('', listSeen, listTold)];
        const gaps = gapsByScope([part, list]);
        expectReasons(gaps.get(scopeKey(part)) ?? [], (when) => reasonsAt(part, list, when));
        expectReasons(gaps.get(scopeKey(list)) ?? [], (when) => reasonsAt(list, null, when));
      }),
    );
  });

  test('nobody ever looked', () => {
    expect(gapsOfScope(sight('', []), null)).toEqual([
      { from: BEGINNING, until: FOREVER, reason: 'before-first-look', why: 'Nobody had looked yet.' },
    ]);
  });

  test('before the first look, between looks, and after the last', () => {
    expect(plain(gapsOfScope(sight('', [at(2, 4), at(6, 9)]), null))).toEqual([
      [BEGINNING, 2, 'before-first-look'],
      [4, 6, 'lost-sight'],
      [9, FOREVER, 'stale'],
    ]);
  });

  test('what a look told is the reason, except where another look saw', () => {
    expect(plain(gapsOfScope(sight('', [at(2, 4), at(7, 9)], [gap(3, 8, 'denied')]), null))).toEqual([
      [BEGINNING, 2, 'before-first-look'],
      [4, 7, 'denied'],
      [9, FOREVER, 'stale'],
    ]);
  });

  test('a look that was denied was a look: nobody says that nobody had looked, or that it was seen since', () => {
    expect(plain(gapsOfScope(sight('', [at(8, 10)], [gap(2, 4, 'denied'), gap(14, 15, 'denied')]), null))).toEqual([
      [BEGINNING, 2, 'before-first-look'],
      [2, 4, 'denied'],
      [4, 8, 'lost-sight'],
      [10, 14, 'lost-sight'],
      [14, 15, 'denied'],
      [15, FOREVER, 'denied'],
    ]);
  });

  test('two looks that told different things are both heard', () => {
    expect(plain(gapsOfScope(sight('', [], [gap(2, 5, 'denied'), gap(4, 8, 'held')]), null))).toEqual([
      [BEGINNING, 2, 'before-first-look'],
      [2, 5, 'denied'],
      [4, 8, 'held'],
      [8, FOREVER, 'held'],
    ]);
  });

  test('a gap told without any length is none', () => {
    const empty = { from: instant(3), until: instant(3), reason: 'denied', why: 'No.' } as const;
    expect(plain(gapsOfScope(sight('', [], [empty]), null))).toEqual([[BEGINNING, FOREVER, 'before-first-look']]);
  });
});

describe('a part of a list', () => {
  const gapsOfPart = (part: Sight, list: Sight) => plain(gapsByScope([list, part]).get(scopeKey(part)) ?? []);

  test('has no gap where the list was seen without it: before it appeared, and after it was taken away', () => {
    expect(gapsOfPart(sight('repository:1', [at(4, 6)]), sight('', [at(0, 12)]))).toEqual([
      [BEGINNING, 0, 'before-first-look'],
      [12, FOREVER, 'stale'],
    ]);
  });

  test('is not seen beyond its looks where the list was not, for the reason that the list was not', () => {
    const list = sight('', [at(0, 3), at(8, 9), at(12, 14)], [gap(9, 12, 'denied')]);
    expect(gapsOfPart(sight('repository:1', [at(1, 2)]), list)).toEqual([
      [BEGINNING, 0, 'before-first-look'],
      [3, 8, 'lost-sight'],
      [9, 12, 'denied'],
      [14, FOREVER, 'stale'],
    ]);
  });

  test('is lost between its own looks although the list was seen', () => {
    expect(gapsOfPart(sight('repository:1', [at(1, 3), at(6, 12)]), sight('', [at(0, 12)]))).toEqual([
      [BEGINNING, 0, 'before-first-look'],
      [3, 6, 'lost-sight'],
      [12, FOREVER, 'stale'],
    ]);
    expect(gapsOfPart(sight('repository:1', [at(1, 3)], [gap(6, 8, 'denied')]), sight('', [at(0, 12)]))).toContainEqual([3, 6, 'lost-sight']);
  });

  test('that was always denied is denied, never absent in silence', () => {
    expect(gapsOfPart(sight('repository:1', [], [gap(2, 12, 'denied')]), sight('', [at(0, 12)]))).toEqual([
      [BEGINNING, 0, 'before-first-look'],
      [2, 12, 'denied'],
      [12, FOREVER, 'denied'],
    ]);
  });

  test('without a list stands for itself', () => {
    const part = sight('repository:1', [at(2, 4)]);
    expect(plain(gapsByScope([part]).get(scopeKey(part)) ?? [])).toEqual([
      [BEGINNING, 2, 'before-first-look'],
      [4, FOREVER, 'stale'],
    ]);
  });

  test('takes the list of its own system and feed', () => {
    const part = sight('repository:1', [at(4, 6)]);
    const others = [
      { ...sight('', [at(0, 12)]), feed: 'repositories' },
      { ...sight('', [at(0, 12)]), system: systemId('github', '43') },
    ];
    expect(plain(gapsByScope([part, ...others]).get(scopeKey(part)) ?? [])).toEqual([
      [BEGINNING, 4, 'before-first-look'],
      [6, FOREVER, 'stale'],
    ]);
    expect(gapsByScope([part, ...others]).size).toBe(3);
  });
});

describe('joined gaps', () => {
  test('hold at every instant the same reasons and sentences, each once', () => {
    const gaps = fc.array(
      fc
        .tuple(someSpan, fc.constantFrom<UnknownReason>('denied', 'stale'), fc.constantFrom('Here.', 'There.'))
        .map(([one, reason, why]): Gap => ({ ...one, reason, why })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(gaps, (loose) => {
        const joined = joinGaps(loose);
        for (const when of points) {
          const said = (all: readonly Gap[]) => all.filter((one) => isIn([one], when)).map(({ reason, why }) => `${reason} ${why}`);
          expect(said(joined).sort()).toEqual([...new Set(said(loose))].sort());
        }
        for (const { reason, why } of joined) {
          const same = joined.filter((one) => one.reason === reason && one.why === why);
          expect(sameSpans(same, spansOf(same))).toBe(true);
        }
        expect(joinGaps(joined)).toEqual(joined);
        expect(joinGaps(loose.toReversed())).toEqual(joined);
      }),
    );
  });

  test('that touch become one only with the same reason and sentence', () => {
    const loose = [
      gap(4, 6, 'denied', 'No.'),
      gap(0, 2, 'denied', 'No.'),
      gap(2, 4, 'denied', 'No.'),
      gap(6, 8, 'denied', 'Never.'),
      gap(6, 7, 'stale', 'No.'),
    ];
    expect(joinGaps(loose)).toEqual([gap(0, 6, 'denied', 'No.'), gap(6, 7, 'stale', 'No.'), gap(6, 8, 'denied', 'Never.')]);
  });
});

test('seen at all is when any scope was', () => {
  expect(seenAtAll([])).toEqual([]);
  expect(seenAtAll([sight('a', [at(0, 2)]), sight('b', [at(1, 4), at(6, 7)])])).toEqual([at(0, 4), at(6, 7)]);
});
