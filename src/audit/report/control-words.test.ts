import { describe, expect, test } from 'vitest';
import { sampleCheck, sampleControl, samplePart } from '../exports/testing/sample-parts.ts';
import type { CheckReport, Rate } from '../program-report.ts';
import { checkTotals, rateWords, stoodOf } from './control-words.ts';

const rate = (failed: number, tested: number, unknown = 0, measure: Rate['measure'] = 'items'): Rate => ({ measure, failed, tested, unknown });

describe('a rate in words', () => {
  test.each<[string, Partial<CheckReport>]>([
    ['3 of 2,014 items failed', { outcome: 'fail', rate: rate(3, 2014) }],
    ['0.017 of 5,475 item-days failed, 2.5 unknown', { outcome: 'fail', rate: rate(0.017, 5475, 2.5, 'item-days') }],
    ['1 of 1 due occurrence failed', { outcome: 'fail', rate: rate(1, 1, 0, 'due') }],
    ['4 items unknown, none tested', { outcome: 'unknown', rate: rate(0, 0, 4) }],
    ['not all of it was seen', { outcome: 'unknown', rate: rate(0, 0) }],
    ['0 of 9 items failed; there may be more', { outcome: 'unknown', rate: rate(0, 9) }],
    ['none of 8 items owed', { outcome: 'pass', rate: rate(0, 0), notOwed: 8 }],
    ['none of 8 items owed, 2 excluded', { outcome: 'pass', rate: rate(0, 0), notOwed: 8, excluded: 2 }],
    ['1 item, all excluded', { outcome: 'pass', rate: rate(0, 0), excluded: 1 }],
    ['did not occur', { outcome: 'no-items', rate: rate(0, 0) }],
  ])('%s', (words, changes) => {
    expect(rateWords(sampleCheck('a/b', changes))).toBe(words);
  });
});

describe('the checks of a control', () => {
  test('stand once each, over all versions, the worst first', () => {
    const control = sampleControl('c', {
      parts: [
        samplePart([sampleCheck('a/well', { rate: rate(0, 40) }), sampleCheck('a/days', { rate: rate(0.1, 10.25, 1.5, 'item-days') })]),
        samplePart([
          sampleCheck('a/well', { rate: rate(0, 2), notOwed: 1 }),
          sampleCheck('a/days', { outcome: 'fail', rate: rate(0.2, 20.5, 0, 'item-days'), excluded: 3 }),
          sampleCheck('a/hidden', { outcome: 'unknown', rate: rate(0, 0, 7) }),
          sampleCheck('a/bad', { outcome: 'fail', rate: rate(1, 2) }),
        ]),
      ],
    });
    expect(checkTotals(control)).toEqual([
      { check: 'a/bad', title: 'Title of a/bad', outcome: 'fail', rate: rate(1, 2), notOwed: 0, excluded: 0 },
      { check: 'a/days', title: 'Title of a/days', outcome: 'fail', rate: rate(0.3, 30.75, 1.5, 'item-days'), notOwed: 0, excluded: 3 },
      { check: 'a/hidden', title: 'Title of a/hidden', outcome: 'unknown', rate: rate(0, 0, 7), notOwed: 0, excluded: 0 },
      { check: 'a/well', title: 'Title of a/well', outcome: 'pass', rate: rate(0, 42), notOwed: 1, excluded: 0 },
    ]);
  });

  test('say how it stood: nothing owed is no pass, and nothing asked is not the same as nothing there', () => {
    expect(stoodOf(sampleControl('c', { outcome: 'fail' }))).toBe('fail');
    expect(stoodOf(sampleControl('c', { parts: [samplePart([sampleCheck('a/b')])] }))).toBe('pass');
    expect(stoodOf(sampleControl('c', { parts: [samplePart([sampleCheck('a/b', { pass: 0, notOwed: 12 })])] }))).toBe('not-owed');
    expect(stoodOf(sampleControl('c', { outcome: 'no-items', parts: [samplePart([])] }))).toBe('not-tested');
    expect(stoodOf(sampleControl('c', { outcome: 'no-items', parts: [samplePart([sampleCheck('a/b', { outcome: 'no-items' })])] }))).toBe('no-items');
  });
});
