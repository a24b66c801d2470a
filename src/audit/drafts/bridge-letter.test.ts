import { describe, expect, test } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { bridgeLetter } from './bridge-letter.ts';
import type { BridgeFacts } from './draft-facts.ts';
import { flagsOf, placeholdersOf, read, rowsBelow } from './testing/read.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

const { period } = sampleReport();

function since(first: string, last: string) {
  return sampleReport({
    period: { ...period, first, last, from: period.until, until: '2026-02-28T23:00:00.000Z', horizon: '2026-02-15T09:00:00.000Z' },
  });
}

function letter(changed: Partial<BridgeFacts> | null, facts: Parameters<typeof sampleFacts>[0] = {}) {
  const bridge =
    changed === null ? null : { to: '2026-02-28', report: null, incidents: [], changes: [], coverage: sampleFacts().coverage, ...changed };
  return bridgeLetter(sampleReport(), sampleFacts({ ...facts, bridge }));
}

function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'no refusal';
}

describe('bridge letter', () => {
  test('is refused without a day, to a day before the end of the period, on it, and to no day at all', () => {
    expect(refusal(() => letter(null))).toBe('bridge/no-date');
    expect(refusal(() => letter({ to: '2025-12-30' }))).toBe('bridge/before-period-end');
    expect(refusal(() => letter({ to: '2025-12-31' }))).toBe('bridge/before-period-end');
    expect(refusal(() => letter({ to: '2026-02-30' }))).toBe('calendar/not-a-date');
    expect(refusal(() => letter({ to: '2026-01-01' }))).toBe('no refusal');
  });

  test('is refused with results that leave days out', () => {
    expect(refusal(() => letter({ report: since('2026-01-02', '2026-02-28') }))).toBe('bridge/other-days');
    expect(refusal(() => letter({ report: since('2026-01-01', '2026-02-27') }))).toBe('bridge/other-days');
    expect(refusal(() => letter({ report: since('2026-01-01', '2026-02-28') }))).toBe('no refusal');
  });

  test('does not know how controls stood where nothing was judged', () => {
    expect(flagsOf(letter({}))).toEqual([
      'Nothing was judged of 1 January to 28 February 2026. How the controls stood since the period ended is not known from facts.',
    ]);
    expect(placeholdersOf(letter({}))).toHaveLength(1);
  });

  test('tells what was found since, and up to when anything is known', () => {
    const document = letter({ report: since('2026-01-01', '2026-02-28') });
    expect(flagsOf(document)).toContain('Nothing is known from 15 Feb 2026, 10:00 on.');
    expect(read(document)).toContain('1 control of 5 stood without exceptions in what is known; 4 exceptions came up.');
    expect(document.asOf).toBe('2026-02-15T09:00:00.000Z');
  });

  test('tells what came and went since, and nothing from within the period', () => {
    const [first] = sampleFacts().vendors;
    const vendors = [
      { ...first!, until: '2026-01-31' },
      { ...first!, id: 've-9', name: 'Example Host', since: '2026-01-01' },
      ...sampleFacts().vendors.slice(1),
    ];
    expect(rowsBelow(letter({}, { vendors }), 'Systems and vendors')).toEqual([
      '1 Jan 2026 | First day of the vendor Example Host (Hosting, critical)',
      '31 Jan 2026 | Last day of the vendor Example Cloud (Hosting, critical)',
    ]);
  });

  test('names the audit firm only where there is one', () => {
    expect(read(letter({}, { engagement: { firm: 'Example Auditors' } }))).toContain('of the report by Example Auditors');
    expect(read(letter({}))).toContain('none named in the program');
  });
});
