import { describe, expect, it } from 'vitest';
import { DAY } from '../../kernel/time.ts';
import { assessed, control, type GivenItem } from '../results/testing/assessed.ts';
import { fixFirst } from './fix-first.ts';
import { givenView } from './testing/given-view.ts';

const lasting = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const fails = (item: string, ...from: string[]): GivenItem => ({ item, ...lasting, fails: from.map((one) => [one, null] as const) });
const blind = (item: string, from: string, until: string | null = null): GivenItem => ({ item, ...lasting, unknown: [[from, until]] });

function rowsOf(
  checks: Readonly<Record<string, readonly GivenItem[]>>,
  controls = Object.keys(checks).map((id) => control(id, { checks: [id], owner: `p-${id}` })),
) {
  const given = Object.entries(checks).map(([id, items]) => ({ id, mode: 'state' as const, items }));
  return fixFirst(givenView(assessed({ horizon: '2025-10-01T00:00:00Z', checks: given }, { controls })));
}

describe('what to do first', () => {
  it('exceptions come before what is unknown, and of each what has lasted longest', () => {
    const rows = rowsOf({
      'u/long': [blind('x', '2025-01-01T00:00:00Z')],
      'e/short': [fails('x', '2025-09-30T00:00:00Z')],
      'u/short': [blind('x', '2025-09-01T00:00:00Z')],
      'e/long': [fails('x', '2025-09-20T00:00:00Z')],
    });
    expect(rows.map((one) => [one.what, one.check, one.milliseconds])).toEqual([
      ['exception', 'e/long', 11 * DAY],
      ['exception', 'e/short', DAY],
      ['unknown', 'u/long', 273 * DAY],
      ['unknown', 'u/short', 30 * DAY],
    ]);
  });

  it('what has ended, what an exclusion lies over and what is well are nothing to do', () => {
    const rows = rowsOf({
      'e/ended': [{ item: 'x', ...lasting, fails: [['2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z']] }],
      'e/excluded': [{ ...fails('x', '2025-02-01T00:00:00Z'), excludedBy: 'x-1' }],
      'u/ended': [blind('x', '2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z')],
      'u/excluded': [{ ...blind('x', '2025-02-01T00:00:00Z'), excludedBy: 'x-1' }],
      'w/ell': [{ item: 'x', ...lasting }],
    });
    expect(rows).toEqual([]);
  });

  it('several items under one check are one thing to do, for as long as the worst of them', () => {
    const [row, ...rest] = rowsOf({
      'e/many': [fails('a', '2025-09-30T00:00:00Z'), fails('b', '2025-09-02T00:00:00Z'), fails('c', '2025-09-10T00:00:00Z')],
    });
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ what: 'exception', item: null, title: 'Title of e/many: 3 items', items: 3, milliseconds: 29 * DAY });
    expect(row?.from).toBe('2025-09-02T00:00:00.000Z');
  });

  it('one item is named, with every control and the owner of the first', () => {
    const controls = ['first', 'second'].map((id) => control(id, { checks: ['e/one', 'u/one'], owner: `p-${id}` }));
    const rows = rowsOf({ 'e/one': [fails('only', '2025-09-30T00:00:00Z')], 'u/one': [blind('only', '2025-09-30T00:00:00Z')] }, controls);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ item: 'only', title: 'only', items: 1, controls: ['first', 'second'], owner: 'p-first' });
  });

  it('of what is unknown only the stretch that lasts counts, and also of an item that failed before', () => {
    const twice: GivenItem = {
      item: 'x',
      ...lasting,
      unknown: [
        ['2025-02-01T00:00:00Z', '2025-03-01T00:00:00Z'],
        ['2025-09-21T00:00:00Z', null],
      ],
    };
    const both: GivenItem = {
      item: 'y',
      ...lasting,
      fails: [['2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z']],
      unknown: [['2025-02-02T00:00:00Z', null]],
    };
    expect(rowsOf({ 'u/one': [twice, both] })).toMatchObject([{ what: 'unknown', item: null, items: 2 }]);
    expect(rowsOf({ 'u/one': [twice] })).toMatchObject([{ what: 'unknown', item: 'x', milliseconds: 10 * DAY, items: 1 }]);
    expect(rowsOf({ 'u/one': [both] })).toMatchObject([{ what: 'unknown', item: 'y', from: '2025-02-02T00:00:00.000Z' }]);
  });

  it('what no control asks is nobody’s, and stands here all the same when it is unknown', () => {
    expect(rowsOf({ 'u/one': [blind('x', '2025-09-30T00:00:00Z')] }, [control('other')])).toMatchObject([{ controls: [], owner: '' }]);
  });
});
