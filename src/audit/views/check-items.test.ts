import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { assessed, type GivenItem } from '../results/testing/assessed.ts';
import { checkItemOf, checkItemsOf, type ItemsWanted } from './check-items.ts';
import { givenView } from './testing/given-view.ts';

const DAY = 86_400_000;
const year = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };

/** Judged up to the end of September. */
function viewOf(items: readonly GivenItem[]) {
  return givenView(assessed({ horizon: '2025-10-01T00:00:00Z', checks: [{ id: 'branch/kept', mode: 'state', items }] }));
}

const view = viewOf([
  { item: 'passes', ...year },
  { item: 'unknown', ...year, unknown: [['2025-03-01T00:00:00Z', '2025-03-03T00:00:00Z']] },
  { item: 'failed', ...year, fails: [['2024-12-30T00:00:00Z', '2025-01-11T00:00:00Z']] },
  { item: 'fails', ...year, fails: [['2025-09-30T00:00:00Z', null]] },
  { item: 'excluded', ...year, fails: [['2025-02-01T00:00:00Z', null]], excludedBy: 'x-1' },
  { item: 'not owed', ...year, notOwed: true },
  { item: 'late', from: '2025-09-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
]);

function asked(wanted: Partial<ItemsWanted> = {}) {
  return checkItemsOf(view, { check: 'branch/kept', sort: 'worst', limit: 100, ...wanted });
}

const names = (wanted: Partial<ItemsWanted> = {}) => asked(wanted).rows.map((one) => one.item);

describe('the items of a check', () => {
  it('what fails now comes first, then what failed, then what is not known', () => {
    expect(names()).toEqual(['fails', 'failed', 'unknown', 'excluded', 'passes', 'late', 'not owed']);
  });

  it('are in the order of the population by time, and by their titles', () => {
    expect(names({ sort: 'time' })).toEqual(['passes', 'unknown', 'failed', 'fails', 'excluded', 'not owed', 'late']);
    expect(names({ sort: 'title' })).toEqual(['excluded', 'failed', 'fails', 'late', 'not owed', 'passes', 'unknown']);
  });

  it('what an exclusion lies over is neither well nor wrong, and keeps what is beneath', () => {
    expect(names({ outcome: 'fail' })).toEqual(['fails', 'failed']);
    expect(asked({ outcome: 'excluded' }).rows).toMatchObject([{ item: 'excluded', outcome: 'fail', excludedBy: 'x-1' }]);
    expect(asked().counts).toEqual({ items: 7, pass: 2, fail: 2, unknown: 1, notOwed: 1, excluded: 1 });
  });

  it('time is counted inside the judged part of the period, and nowhere else', () => {
    const of = (item: string) => asked().rows.find((one) => one.item === item);
    expect(of('failed')?.failed).toBe(10 * DAY);
    expect(of('fails')?.failed).toBe(DAY);
    expect(of('passes')?.lasted).toBe(273 * DAY);
    expect(of('late')?.lasted).toBe(30 * DAY);
    expect(of('unknown')).toMatchObject({ failed: 0, unknown: 2 * DAY });
  });

  it('are found by their sentence in any case, and counted as found', () => {
    const { rows, counts, total } = asked({ text: 'BECAUSE OF FAIL' });
    expect(rows.map((one) => one.item)).toEqual(['fails', 'failed']);
    expect(total).toBe(2);
    expect(counts).toMatchObject({ items: 2, fail: 2, pass: 0 });
  });

  it('a text that nothing holds finds nothing, whatever it is made of', () => {
    for (const text of ['</script>', '.*', '\\', 'x'.repeat(200), '\u202e'])
      expect(asked({ text }), text).toMatchObject({ rows: [], total: 0, next: null });
  });

  it('a list goes on where its page ended, and no other list does', () => {
    const first = asked({ limit: 3 });
    expect(first).toMatchObject({ total: 7, offset: 0 });
    const cursor = first.next as string;
    expect(names({ limit: 10, cursor })).toEqual(['excluded', 'passes', 'late', 'not owed']);
    expect(() => asked({ cursor, sort: 'time' })).toThrow(Refusal);
    expect(() => asked({ cursor, outcome: 'fail' })).toThrow('This cursor belongs to another list');
    expect(names({ limit: 2, offset: 6 })).toEqual(['not owed']);
    expect(names({ offset: 700 })).toEqual([]);
  });

  it('there are none of a check that nobody asked', () => {
    expect(() => asked({ check: 'branch/lost' })).toThrow('There is no check "branch/lost"');
  });
});

describe('one item of a check', () => {
  const input = assessed({
    checks: [
      {
        id: 'only/first',
        mode: 'events',
        items: [{ item: 'a', from: '2025-02-01T00:00:00Z', fails: [['2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z']], excludedBy: 'x-1' }],
      },
      { id: 'only/second', mode: 'events', items: [{ item: 'a', from: '2025-02-01T00:00:00Z' }] },
    ],
  });
  const population = input.summary.checks[0]?.population as string;
  const shared = givenView(input, {
    checks: input.summary.checks.map((one) => ({ ...one, population })),
    exclusions: [
      {
        id: 'x-1',
        check: 'only/first',
        items: ['a'],
        reason: 'Accepted',
        requestedBy: 'p-1',
        approvedBy: 'p-2',
        approvedAt: null,
        until: '2026-01-01T00:00:00.000Z',
        inForce: true,
        remark: '',
      },
      {
        id: 'x-2',
        check: 'only/first',
        items: ['b'],
        reason: 'Another',
        requestedBy: 'p-1',
        approvedBy: null,
        approvedAt: null,
        until: '2026-01-01T00:00:00.000Z',
        inForce: false,
        remark: '',
      },
    ],
  });

  it('carries what lies over it, and what the other checks of its population say', () => {
    expect(checkItemOf(shared, { check: 'only/first', item: 'a' })).toMatchObject({
      ...{ place: 1, of: 1, outcome: 'fail', excludedBy: 'x-1' },
      exclusion: { id: 'x-1', reason: 'Accepted' },
      exceptions: [{ from: '2025-02-01T00:00:00.000Z', until: '2025-02-02T00:00:00.000Z', response: null }],
      siblings: [{ check: 'only/second', outcome: 'pass', excludedBy: null }],
    });
    expect(checkItemOf(shared, { check: 'only/second', item: 'a' })).toMatchObject({
      exclusion: null,
      exceptions: [],
      siblings: [{ outcome: 'fail' }],
    });
  });

  it('an item that was not judged is refused, and so is one that has a name of ours', () => {
    for (const item of ['b', '__proto__', 'constructor', ''])
      expect(() => checkItemOf(shared, { check: 'only/first', item }), item).toThrow('judged no item');
  });
});
