import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngagementEvent } from '../../workflows/engagements/engagement-events.ts';
import { upperDeviationLimit } from '../sampling/exact.ts';
import { workpapers } from './compose.ts';
import { check, drawn, engagementAfter, frozenAs, type GivenItem, inputOf, marked, numbered, sealed } from './testing/sample-papers.ts';
import { percent, resultSentence } from './wording.ts';
import type { AttributePaper } from './workpapers.ts';

const outcomes = ['pass', 'fail', 'unknown', 'not-owed'] as const;
const marks = ['accept', 'exception', 'not-tested', null] as const;

function attributeOf(items: readonly GivenItem[], given: readonly EngagementEvent[], size = 0): AttributePaper {
  const rows = sealed({ items });
  const engagement = engagementAfter(frozenAs(rows, 'sealed-1'), ...(size === 0 ? [] : drawn(rows, size)), ...given);
  return workpapers(inputOf(engagement, rows)).controls[0]!.tests[0]!.attributes[0]!;
}

describe('what counts', () => {
  test.each([
    ['pass', null, 'kept'],
    ['fail', null, 'deviation'],
    ['unknown', null, 'untested'],
    ['not-owed', null, 'left out'],
    ['pass', 'exception', 'deviation'],
    ['unknown', 'exception', 'deviation'],
    ['not-owed', 'exception', 'deviation'],
    ['fail', 'accept', 'kept'],
    ['unknown', 'accept', 'kept'],
    ['not-owed', 'accept', 'left out'],
    ['fail', 'not-tested', 'untested'],
    ['not-owed', 'not-tested', 'left out'],
  ] as const)('judged %s, marked %s: %s', (outcome, mark, stand) => {
    const items = [{ item: 'one', outcomes: { [check]: outcome } }];
    const { population, tested, deviations, untested } = attributeOf(items, mark === null ? [] : [marked('one', mark, { outcome })]).upperLimit;
    const expected = {
      kept: { population: 1, tested: 1, deviations: 0, untested: 0 },
      deviation: { population: 1, tested: 1, deviations: 1, untested: 0 },
      untested: { population: 1, tested: 0, deviations: 0, untested: 1 },
      'left out': { population: 0, tested: 0, deviations: 0, untested: 0 },
    }[stand];
    expect({ population, tested, deviations, untested }).toEqual(expected);
  });

  test('an unknown item is not tested, and the limit with it as a deviation stands beside', () => {
    const { upperLimit } = attributeOf(
      numbered(10, (at) => (at <= 2 ? { outcomes: { [check]: 'unknown' } } : {})),
      [],
    );
    expect(upperLimit).toMatchObject({ population: 10, tested: 8, untested: 2, at95: 0.1, untestedAsDeviations: { at90: 0.2, at95: 0.2 } });
    expect(upperLimit.notes).toContain(
      '2 items are not tested: unknown, or marked as not tested. The limit supposes that such items are like the others; with each of them a deviation it is 20.0 % at 95 %.',
    );
  });

  test('whatever is judged and marked, the limit is that of the items that count, between what was found and all', () => {
    const cell = fc.record({ outcome: fc.constantFrom(...outcomes), mark: fc.constantFrom(...marks) });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 25 }), fc.nat(25), (cells, size) => {
        const items = cells.map(({ outcome }, at) => ({ item: `item-${at}`, outcomes: { [check]: outcome } }));
        const said = cells.flatMap(({ mark, outcome }, at) => (mark === null ? [] : [marked(`item-${at}`, mark, { outcome })]));
        const { counts, upperLimit } = attributeOf(items, said, size);
        const { population, tested, deviations, untested, at90, at95, untestedAsDeviations } = upperLimit;
        expect(tested + untested).toBeLessThanOrEqual(counts.items);
        expect(tested + untested).toBeLessThanOrEqual(population);
        if (population === 0) {
          expect([at90, at95, untestedAsDeviations]).toEqual([null, null, null]);
          return;
        }
        expect(at95).toBe(upperDeviationLimit({ population, sampleSize: tested, deviations, confidence: 0.95 }));
        expect(at90).toBe(upperDeviationLimit({ population, sampleSize: tested, deviations, confidence: 0.9 }));
        expect(at90!).toBeLessThanOrEqual(at95!);
        expect(at90!).toBeGreaterThanOrEqual(deviations / population);
        expect(untestedAsDeviations === null).toBe(untested === 0);
        expect(untestedAsDeviations?.at95 ?? 1).toBeGreaterThanOrEqual(untestedAsDeviations === null ? 0 : at95!);
      }),
      { numRuns: 200 },
    );
  });
});

describe('in words', () => {
  test('says marks, what has none, and the limit', () => {
    const items = numbered(4000);
    const sample = drawn(sealed({ items }), 40)[0].items;
    const said = sample.map(({ item }, at) => marked(item, at < 3 ? 'exception' : 'accept', { note: 'Looked at.' }));
    expect(resultSentence(attributeOf(items, said, 40))).toBe('3 of 40 items marked as exceptions; upper limit 95 %: 18.2 %');
    expect(resultSentence(attributeOf(items, said.slice(0, 1), 40))).toBe(
      '1 of 40 items marked as an exception; 39 without a mark; upper limit 95 %: 11.3 %',
    );
    const failing = numbered(2, () => ({ outcomes: { [check]: 'fail' as const } }));
    expect(resultSentence(attributeOf(failing, []))).toBe(
      '0 of 2 items marked as exceptions; 2 without a mark, of which 2 fail; upper limit 95 %: 100.0 %',
    );
    expect(resultSentence(attributeOf([], []))).toBe('no items to test');
  });

  test('a rate is rounded up, and a whole one stays', () => {
    expect([0, 0.07, 0.0001, 0.18291, 1].map(percent)).toEqual(['0.0 %', '7.0 %', '0.1 %', '18.3 %', '100.0 %']);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (rate) => {
        const shown = Number(percent(rate).slice(0, -2)) / 100;
        expect(shown).toBeGreaterThanOrEqual(rate - 1e-9);
        expect(shown).toBeLessThan(rate + 0.001 + 1e-9);
      }),
    );
  });
});
