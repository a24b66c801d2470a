import { describe, expect, test } from 'vitest';
import { flagsOf, read, rowsBelow } from './testing/read.ts';
import { sampleControl, samplePart } from './testing/sample-controls.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';
import { typeOneSnapshot } from './type-1-snapshot.ts';

describe('the design at a date', () => {
  test('says promise, steps, owner and documents of each control', () => {
    const rows = rowsBelow(typeOneSnapshot(sampleReport(), sampleFacts()), 'Changes are approved by another person');
    expect(rows).toContain('Owner | Head of engineering');
    expect(rows).toContain('Documents | change-management, version 3');
    expect(rows.find((one) => one.startsWith('How it is done'))).toContain('The author opens a pull request');
  });

  test('a draft and a document that is not there are no documents', () => {
    const document = typeOneSnapshot(sampleReport(), sampleFacts());
    expect(rowsBelow(document, 'A second factor for everybody')).toContain('Documents | encryption-and-keys: a draft, not adopted');
    expect(rowsBelow(document, 'Backups are proven by restoring them')).toContain('Documents | business-continuity: not there');
    expect(flagsOf(document)).toContain('Controls rest on 2 documents that nobody has adopted: encryption-and-keys and business-continuity.');
  });

  test('speaks of the last day that is known', () => {
    const { period } = sampleReport();
    const march = sampleReport({ period: { ...period, horizon: '2025-03-10T12:00:00.000Z' } });
    const document = typeOneSnapshot(march, sampleFacts());
    expect(document.subtitle).toBe('Harbourlight (demo), as of 10 March 2025');
    expect(rowsBelow(document, 'Changes are approved by another person')).toContain('On this day | not known');
    expect(rowsBelow(typeOneSnapshot(sampleReport(), sampleFacts()), 'Changes are approved by another person')).toContain(
      'On this day | stood without exceptions',
    );
  });

  test('a day of which no part speaks is not known', () => {
    const report = sampleReport({ controls: [sampleControl({ parts: [samplePart({ states: [] })] })] });
    expect(rowsBelow(typeOneSnapshot(report, sampleFacts()), 'Changes are approved by another person')).toContain('On this day | not known');
  });

  test('controls that were retired or not yet adopted are left out', () => {
    const controls = [
      sampleControl({ title: 'Retired before', retired: '2025-12-30' }),
      sampleControl({ title: 'Retired on the day', retired: '2025-12-31' }),
      sampleControl({ title: 'Not yet', since: '2026-01-01' }),
    ];
    const titles = typeOneSnapshot(sampleReport({ controls }), sampleFacts()).blocks.flatMap((one) =>
      one.kind === 'heading' && one.level === 2 ? [one.text] : [],
    );
    expect(titles).toEqual(['Retired on the day']);
  });

  test('limits are those that somebody adopted; the others are said to be nobody’s', () => {
    expect(rowsBelow(typeOneSnapshot(sampleReport(), sampleFacts()), 'Limits and cadences')[1]).toContain('nobody: Tickmark’s default');
    expect(read(typeOneSnapshot(sampleReport(), sampleFacts()))).toContain('Promised by nobody, since no adopted policy sets them:');
  });
});
