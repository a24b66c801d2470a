import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, and, before, between, clip, covers, holdsAt, lengthOf, minus, none, or, type Spans, sameSpans, skipFirst, spansOf } from './spans.ts';
import { BEGINNING, FOREVER, type Instant, instant, type Span, span } from './time.ts';

fc.configureGlobal({ numRuns: 1_000 });

/** A line so short that every instant of it can be asked. */
const LINE = 16;
const points = Array.from({ length: LINE }, (_, at) => instant(at));

const point = fc.integer({ min: 0, max: LINE - 1 }).map(instant);
const someSpan: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: LINE - 2 }), fc.integer({ min: 1, max: 5 }))
  .map(([from, length]) => span(instant(from), instant(Math.min(LINE, from + length))));
const loose = fc.array(someSpan, { maxLength: 8 });
const normal = loose.map(spansOf);

/** Membership, instant by instant, without the algebra. */
const isIn = (spans: readonly Span[], at: Instant): boolean => spans.some(({ from, until }) => from <= at && at < until);
const set = (spans: readonly Span[]): boolean[] => points.map((at) => isIn(spans, at));

function expectNormal(spans: Spans): void {
  for (const [i, one] of spans.entries()) {
    expect(Object.keys(one)).toEqual(['from', 'until']);
    expect(one.from).toBeLessThan(one.until);
    const next = spans[i + 1];
    if (next) expect(one.until).toBeLessThan(next.from);
  }
}

/** The result is in the one form and holds exactly those instants. */
function expectExactly(spans: Spans, wanted: (at: Instant) => boolean): void {
  expectNormal(spans);
  expect(set(spans)).toEqual(points.map(wanted));
}

describe('against every instant of a short line', () => {
  test('spansOf', () => {
    fc.assert(fc.property(loose, (spans) => expectExactly(spansOf(spans), (at) => isIn(spans, at))));
  });

  test('or, and, minus', () => {
    fc.assert(
      fc.property(normal, normal, (a, b) => {
        expectExactly(or(a, b), (at) => isIn(a, at) || isIn(b, at));
        expectExactly(and(a, b), (at) => isIn(a, at) && isIn(b, at));
        expectExactly(minus(a, b), (at) => isIn(a, at) && !isIn(b, at));
      }),
    );
  });

  test('clip, after, before', () => {
    fc.assert(
      fc.property(normal, someSpan, point, (a, within, cut) => {
        expectExactly(clip(a, within), (at) => isIn(a, at) && within.from <= at && at < within.until);
        expectExactly(after(a, cut), (at) => isIn(a, at) && at >= cut);
        expectExactly(before(a, cut), (at) => isIn(a, at) && at < cut);
      }),
    );
  });

  test('skipFirst: an instant stays when the whole grace before it lies in the same episode', () => {
    fc.assert(
      fc.property(normal, fc.nat({ max: 6 }), (a, grace) => {
        const rested = (at: Instant) => Array.from({ length: grace + 1 }, (_, back) => at - back).every((one) => isIn(a, one as Instant));
        expectExactly(skipFirst(a, grace), rested);
      }),
    );
  });

  test('holdsAt, covers, lengthOf, between', () => {
    fc.assert(
      fc.property(normal, someSpan, point, point, (a, within, at, end) => {
        expect(holdsAt(a, at)).toBe(isIn(a, at));
        expect(covers(a, within)).toBe(points.filter((one) => isIn([within], one)).every((one) => isIn(a, one)));
        expect(lengthOf(a)).toBe(set(a).filter(Boolean).length);
        expectExactly(between(at, end), (one) => at <= one && one < end);
      }),
    );
  });
});

describe('laws', () => {
  test('of sets', () => {
    fc.assert(
      fc.property(normal, normal, normal, (a, b, c) => {
        expect(or(a, b)).toEqual(or(b, a));
        expect(and(a, b)).toEqual(and(b, a));
        expect(or(a, or(b, c))).toEqual(or(or(a, b), c));
        expect(and(a, or(b, c))).toEqual(or(and(a, b), and(a, c)));
        expect(minus(a, or(b, c))).toEqual(minus(minus(a, b), c));
        expect(or(minus(a, b), and(a, b))).toEqual(a);
        expect(and(minus(a, b), b)).toEqual(none);
        expect(or(a, a)).toEqual(a);
        expect(spansOf(a)).toEqual(a);
      }),
    );
  });

  test('of equal sets: one form, so the same', () => {
    fc.assert(
      fc.property(loose, normal, (spans, b) => {
        const a = spansOf(spans);
        expect(spansOf(spans.toReversed())).toEqual(a);
        expect(sameSpans(a, b)).toBe(JSON.stringify(set(a)) === JSON.stringify(set(b)));
      }),
    );
  });

  test('a cut at any instant loses and doubles nothing', () => {
    fc.assert(
      fc.property(normal, point, (a, at) => {
        const parts = [before(a, at), after(a, at)] as const;
        expect(or(...parts)).toEqual(a);
        expect(and(...parts)).toEqual(none);
      }),
    );
  });

  test('no operation changes what it was given', () => {
    fc.assert(
      fc.property(loose, normal, (spans, b) => {
        const frozen = Object.freeze(spans.map((one) => Object.freeze(one)));
        const a = Object.freeze(spansOf(frozen));
        for (const result of [or(a, b), and(a, b), minus(a, b), skipFirst(a, 2)]) expectNormal(result);
        expect(spansOf(frozen)).toEqual(a);
      }),
    );
  });
});

describe('at the edges', () => {
  test('spans that touch are one; a millisecond apart they are two', () => {
    const [a, b, c] = [span(instant(0), instant(5)), span(instant(5), instant(9)), span(instant(10), instant(11))];
    expect(spansOf([c, b, a])).toEqual([{ from: 0, until: 9 }, c]);
    expect(covers(spansOf([a, b]), span(instant(0), instant(9)))).toBe(true);
    expect(covers(spansOf([a, b, c]), span(instant(0), instant(10)))).toBe(false);
  });

  test('a half-open end belongs to what comes after', () => {
    const a = [span(instant(3), instant(5))];
    expect([2, 3, 4, 5].map((at) => holdsAt(a, instant(at)))).toEqual([false, true, true, false]);
  });

  test('all of time, and nothing', () => {
    const always = [span(BEGINNING, FOREVER)];
    expect(minus(always, always)).toEqual(none);
    expect(minus(always, none)).toEqual(always);
    expect(or(none, none)).toEqual(none);
    expect(covers(none, span(instant(0), instant(1)))).toBe(false);
    expect(skipFirst(always, Number.MAX_SAFE_INTEGER)).toEqual(none);
    expect(skipFirst([span(instant(0), instant(5))], 5)).toEqual(none);
    expect(lengthOf(none)).toBe(0);
    expect(between(instant(5), instant(4))).toEqual(none);
  });

  test('what else a span carried is not taken along', () => {
    const version = { ...span(instant(0), instant(1)), state: 'secret' };
    expect(spansOf([version])).toEqual([{ from: 0, until: 1 }]);
    expectNormal(spansOf([version]));
  });

  test('a hundred thousand spans against a hundred thousand', () => {
    const a = spansOf(Array.from({ length: 100_000 }, (_, i) => span(instant(i * 10), instant(i * 10 + 6))));
    const b = spansOf(Array.from({ length: 100_000 }, (_, i) => span(instant(i * 10 + 4), instant(i * 10 + 8))));
    expect(lengthOf(and(a, b))).toBe(200_000);
    expect(lengthOf(or(a, b))).toBe(800_000);
    expect(lengthOf(minus(a, b))).toBe(400_000);
    // One long span over many, both ways round: each is walked once, not once for each.
    const whole = [span(instant(0), instant(1_000_000))];
    expect(lengthOf(minus(whole, a))).toBe(400_000);
    expect(minus(a, whole)).toEqual(none);
  });
});
