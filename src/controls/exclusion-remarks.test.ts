import { describe, expect, test } from 'vitest';
import type { Finding } from '../checks/evaluate.ts';
import { at, endOf, startOf } from '../checks/testing/instants.ts';
import { DAY, type Instant, plus } from '../kernel/time.ts';
import { withRemarks } from './exclusion-remarks.ts';
import type { JudgedExclusion } from './exclusions.ts';

const period = { from: startOf('2025-01-01') };
const horizon = endOf('2025-12-31');
const failed = at('2025-02-03T00:00:00Z');

function exclusion(told: Partial<JudgedExclusion> = {}): JudgedExclusion {
  const who = { requestedBy: 'p-005', approvedBy: 'p-001', approvedAt: plus(failed, 12 * DAY) };
  return { id: 'ex-1', check: 'a/check', items: ['one'], reason: 'r', ...who, until: endOf('2025-12-31'), inForce: true, remark: '', ...told };
}

function finding(item: string, from: Instant | null = failed, until: Instant | null = from === null ? null : plus(from, 1)): Finding {
  const spans = from === null ? [] : [{ from, until, outcome: 'fail' as const }];
  return { check: 'a/check', version: 1, item, title: item, outcome: from === null ? 'pass' : 'fail', spans, because: 'b', leaves: [] };
}

function remarkOn(told: Partial<JudgedExclusion>, ...findings: readonly Finding[]): string {
  const given = exclusion(told);
  const [only] = withRemarks([given], { findings: new Map([['a/check', findings]]), period, horizon });
  expect({ ...only, remark: '' }).toEqual({ ...given, remark: '' });
  return only?.remark ?? 'none';
}

const others = [finding('other', null)];

describe('an exclusion that was approved after its item failed', () => {
  test('says by how much', () => {
    expect(remarkOn({}, finding('one'), ...others)).toBe('Approved 12 d after the item failed.');
  });

  test('says nothing where it was approved in time', () => {
    expect(remarkOn({ approvedAt: failed }, finding('one'), ...others)).toBe('');
    expect(remarkOn({ approvedAt: plus(failed, 1) }, finding('one'), ...others)).toBe('Approved 1 ms after the item failed.');
  });

  test('says at least how much where the item failed when the period began', () => {
    expect(remarkOn({}, finding('one', period.from, failed), ...others)).toMatch(/^Approved at least 45 d/);
  });

  test('tells of the first of several items, and how many came before', () => {
    const findings = [finding('one'), finding('two', plus(failed, DAY)), finding('three', plus(failed, 20 * DAY)), finding('four', null)];
    expect(remarkOn({ items: ['two', 'one', 'three'] }, ...findings)).toBe('Approved after 2 of its 3 items failed, 12 d after the first of them.');
  });

  test('is not late for what it does not lie over', () => {
    expect(remarkOn({ inForce: false, remark: 'Not in force: x.' }, finding('one'), ...others)).toBe('Not in force: x.');
    expect(remarkOn({ until: plus(failed, 13 * DAY) }, finding('one', failed, null), ...others)).toBe('');
    expect(remarkOn({}, finding('one', null), ...others)).toBe('');
  });

  test('keeps what was said of it before', () => {
    expect(remarkOn({ remark: 'Written down 2 d after its approval.' }, finding('one'), ...others)).toBe(
      'Written down 2 d after its approval. Approved 12 d after the item failed.',
    );
  });
});

describe('an exclusion that names', () => {
  test('a check that there is not', () => {
    expect(remarkOn({ check: 'a/chek' }, finding('one'))).toBe('No check "a/chek" is asked here, so that it lies over nothing.');
  });

  test('items that there are not', () => {
    expect(remarkOn({ items: ['one', 'two'], approvedAt: failed }, finding('one'), ...others)).toBe('In this period the check has no item two.');
    expect(remarkOn({ items: ['v', 'w', 'x', 'y', 'z'] }, finding('one'), ...others)).toBe(
      'In this period the check has no item v, w, x and 2 more.',
    );
  });

  test('every item of the check', () => {
    const all = [finding('one'), finding('two', null)];
    expect(remarkOn({ items: ['two', 'one', 'one'], approvedAt: failed }, ...all)).toBe('Covers every item of the check (2).');
    expect(remarkOn({ items: ['one'], approvedAt: failed }, finding('one'))).toBe('');
  });

  test('everything, and is not in force: both are said', () => {
    const told = { items: ['one', 'two'], inForce: false, remark: 'Not in force: nobody approved it.' };
    expect(remarkOn(told, finding('one'), finding('two'))).toBe('Not in force: nobody approved it. Covers every item of the check (2).');
  });
});
