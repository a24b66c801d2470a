import { describe, expect, it } from 'vitest';
import type { CriterionId } from '../../controls/criteria.ts';
import { assessed, control } from '../results/testing/assessed.ts';
import { criteriaOf } from './criteria.ts';
import { givenView } from './testing/given-view.ts';

const lasting = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const on = (criterion: CriterionId) => ({ criteria: [{ criterion, reason: `Bears on ${criterion}.` }] });

function told(categories: readonly string[] = ['security']) {
  return criteriaOf(
    givenView(
      assessed(
        {
          categories,
          checks: [
            { id: 'a/seen', mode: 'state', items: [{ item: 'x', ...lasting, fails: [['2025-12-01T00:00:00Z', null]] }] },
            { id: 'a/written', mode: 'state', items: [{ item: 'x', ...lasting, fails: [['2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z']] }] },
          ],
        },
        {
          controls: [
            control('seen', { checks: ['a/seen'], ...on('CC6.1') }),
            control('written', { checks: ['a/written'], ...on('CC7.1') }),
            control('both', { checks: ['a/seen', 'a/written'], ...on('CC6.1') }),
            control('promised', { documents: ['a-policy'], ...on('CC1.1') }),
            control('available', { checks: ['a/seen'], ...on('A1.2') }),
          ],
          documents: [{ id: 'a-policy', status: 'adopted', version: 1 }],
          automated: new Set(['a/seen']),
        },
      ),
    ),
    {},
  );
}

describe('criteria', () => {
  it('all 61 stand there, in scope or not, each once', () => {
    const { rows } = told();
    expect(new Set(rows.map((one) => one.criterion)).size).toBe(61);
    expect(rows).toHaveLength(61);
  });

  it('those in scope are counted by how they are seen, each once, and the others are not', () => {
    const { rows, counts } = told();
    const inScope = rows.filter((one) => one.inScope);
    expect(counts.inScope).toBe(33);
    expect(counts.automated + counts.record + counts.document + counts.open).toBe(counts.inScope);
    for (const by of ['automated', 'record', 'document', 'open'] as const) expect(counts[by]).toBe(inScope.filter((one) => one.by === by).length);
    expect([counts.automated, counts.record]).toEqual([1, 1]);
    expect(rows.find((one) => one.criterion === 'A1.2')?.inScope).toBe(false);
    expect(told(['security', 'availability']).counts).toMatchObject({ inScope: 36, automated: 2 });
  });

  it('each control under one says why it bears on it, and counts its own exceptions', () => {
    const row = told().rows.find((one) => one.criterion === 'CC6.1');
    expect(row?.controls).toMatchObject([
      { control: 'seen', reason: 'Bears on CC6.1.', exceptions: { open: 1, ended: 0, excluded: 0 } },
      { control: 'both', exceptions: { open: 1, ended: 1, excluded: 0 } },
    ]);
    expect(told().rows.find((one) => one.criterion === 'CC9.9')).toBeUndefined();
  });
});
