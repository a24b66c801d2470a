import { describe, expect, test } from 'vitest';
import type { ProgramReport } from '../program-report.ts';
import { programReport } from './program-results.ts';
import type { ReportInput } from './report-input.ts';
import { assessed, control, type GivenCheck, type GivenItem } from './testing/assessed.ts';

const event = (item: string, from: string, more: Partial<GivenItem> = {}): GivenItem => ({ item, from, ...more });
const changes = (items: readonly GivenItem[], more: Partial<GivenCheck> = {}): GivenCheck => ({
  id: 'change/reviewed',
  mode: 'events',
  items,
  ...more,
});

function only(report: ProgramReport) {
  return report.controls[0]!;
}

function criterion(report: ProgramReport, id: string) {
  return report.criteria.find((one) => one.criterion === id)!;
}

describe('criteria', () => {
  const checks = [changes([event('c', '2025-02-01T00:00:00Z')]), { id: 'record/minutes', mode: 'calendar' as const, items: [], every: '3 months' }];
  const controls = [
    control('review', { checks: ['change/reviewed'], documents: ['change-management'] }),
    control('backups', { documents: ['continuity'], criteria: [{ criterion: 'A1.2', reason: 'Backups.' }] }),
  ];
  const automated = new Set(['change/reviewed']);

  test('are all 61, whatever is in scope', () => {
    const report = programReport(assessed({ checks }, { controls }));
    expect(report.criteria).toHaveLength(61);
    expect(report.criteria.filter((one) => one.inScope)).toHaveLength(33);
    const more = programReport(assessed({ checks, categories: ['availability', 'privacy'] }, { controls }));
    expect(more.criteria.filter((one) => one.inScope)).toHaveLength(33 + 3 + 18);
    expect(programReport(assessed({ checks, categories: null }, { controls })).criteria.filter((one) => one.inScope)).toHaveLength(33);
  });

  test('out of scope keep their controls and count for nothing', () => {
    const documents = [{ id: 'continuity', status: 'adopted' as const, version: 1 }];
    const out = programReport(assessed({ checks }, { controls, documents }));
    expect(criterion(out, 'A1.2')).toMatchObject({ inScope: false, by: 'open', controls: [{ control: 'backups', by: 'document' }] });
    expect(out.controls.map((one) => one.id)).toEqual(['review']);
    const within = programReport(assessed({ checks, categories: ['security', 'availability'] }, { controls, documents }));
    expect(criterion(within, 'A1.2')).toMatchObject({ inScope: true, by: 'document' });
    expect(within.controls.map((one) => one.id)).toEqual(['review', 'backups']);
  });

  test('lose what covers them with the check: the catalogue’s, or the assessment’s', () => {
    const by = (input: ReportInput) => criterion(programReport(input), 'CC8.1').by;
    expect(by(assessed({ checks }, { controls, automated }))).toBe('automated');
    expect(by(assessed({ checks }, { controls }))).toBe('record');
    const [review, ...others] = controls;
    const without = [{ ...review!, checks: [] }, ...others];
    expect(by(assessed({ checks }, { controls: without, automated }))).toBe('open');
    expect(by(assessed({ checks: [] }, { controls, automated }))).toBe('open');
  });

  test('are covered by a document only where it is adopted', () => {
    const by = (documents: ReportInput['documents']) => programReport(assessed({ checks: [] }, { controls, documents }));
    expect(criterion(by([{ id: 'change-management', status: 'adopted', version: 2 }]), 'CC8.1').by).toBe('document');
    expect(criterion(by([{ id: 'change-management', status: 'draft', version: 2 }]), 'CC8.1').by).toBe('open');
    expect(criterion(by([{ id: 'another', status: 'adopted', version: 2 }]), 'CC8.1').by).toBe('open');
    expect(only(by([{ id: 'change-management', status: 'draft', version: 2 }])).documents).toEqual([
      { id: 'change-management', status: 'draft', version: 2 },
    ]);
    expect(only(by([])).documents).toEqual([{ id: 'change-management', status: 'absent', version: null }]);
  });

  test.each([
    ['did not occur, and the list was seen', [], undefined, 'open'],
    ['was seen in part', [], ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'], 'automated'],
    ['was not seen at all', [], ['2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'], 'open'],
    [
      'was not seen at all, and an item is known',
      [event('c', '2025-02-01T00:00:00Z')],
      ['2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
      'automated',
    ],
  ] as const)('a check of systems that %s', (_, items, gap, by) => {
    const given = changes(items, gap ? { unseen: [gap] } : {});
    expect(criterion(programReport(assessed({ checks: [given] }, { controls, automated })), 'CC8.1').by).toBe(by);
  });

  test.each([
    ['passed', {}, 'record'],
    ['failed', { fails: [['2025-02-01T00:00:00Z', null]] }, 'record'],
    ['is unknown', { unknown: [['2025-02-01T00:00:00Z', null]] }, 'open'],
    ['is not owed', { notOwed: true }, 'open'],
    ['is excluded', { fails: [['2025-02-01T00:00:00Z', null]], excludedBy: 'ex-1' }, 'open'],
  ] as const)('a check of records whose only item %s', (_, more, by) => {
    expect(criterion(programReport(assessed({ checks: [changes([event('c', '2025-02-01T00:00:00Z', more)])] }, { controls })), 'CC8.1').by).toBe(by);
  });
});
