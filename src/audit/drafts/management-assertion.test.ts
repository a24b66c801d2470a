import { describe, expect, test } from 'vitest';
import { managementAssertion } from './management-assertion.ts';
import { flagsOf, read, rowsBelow } from './testing/read.ts';
import { sampleControl, sampleException, samplePart } from './testing/sample-controls.ts';
import { sampleFacts } from './testing/sample-facts.ts';
import { sampleReport } from './testing/sample-report.ts';

describe('management’s assertion', () => {
  test('asserts three things over a period, and leaves the blanks blank', () => {
    const document = managementAssertion(sampleReport(), sampleFacts());
    const list = document.blocks.find((block) => block.kind === 'list');
    expect(list?.kind === 'list' && list.items).toHaveLength(3);
    expect(read(document)).toContain('given that customers, Example Cloud and Example Mail did what the description expects of them');
    expect(document.blocks.flatMap((block) => (block.kind === 'blank' ? [block.label] : []))).toEqual([
      'Name',
      'Position',
      'Place and date',
      'Signature',
    ]);
  });

  test('asserts nothing of how controls were carried out at a date', () => {
    const { period } = sampleReport();
    const text = read(managementAssertion(sampleReport({ period: { ...period, type: 1, first: period.last } }), sampleFacts()));
    expect(text).toContain('as of 31 December 2025');
    expect(text).not.toContain('carried out as described as of');
    expect(text).not.toContain('throughout');
  });

  test('names every exception once, with management’s response or that there is none', () => {
    const both = [sampleControl(), sampleControl({ id: 'change-pull-requests' })];
    const rows = rowsBelow(managementAssertion(sampleReport({ controls: both }), sampleFacts()), 'Exceptions');
    expect(rows).toHaveLength(3);
    expect(rows.filter((one) => one.endsWith('none given yet'))).toHaveLength(1);
    expect(flagsOf(managementAssertion(sampleReport(), sampleFacts()))).toContain('2 exceptions have no response from management.');
    const none = managementAssertion(sampleReport({ controls: [sampleControl({ exceptions: [] })] }), sampleFacts());
    expect(read(none)).toContain('The checks found no exception in what is known of the period.');
  });

  test('says what facts do not show', () => {
    const text = read(managementAssertion(sampleReport(), sampleFacts()));
    expect(text).toContain('Changes are approved by another person. Not known for 12 days (3 Mar – 14 Mar 2025)');
    expect(text).toContain('Everybody agrees to the code of conduct. Seen by an adopted document alone.');
    const seen = sampleControl({ exceptions: [sampleException()], parts: [samplePart({ states: [], known: 1 })] });
    expect(read(managementAssertion(sampleReport({ controls: [seen] }), sampleFacts()))).toContain(
      'Every control was asked about, and seen on every day of the period.',
    );
  });

  test('a period that is not over is not asserted to its end', () => {
    const { period } = sampleReport();
    const text = read(managementAssertion(sampleReport({ period: { ...period, horizon: '2025-09-30T22:00:00.000Z' } }), sampleFacts()));
    expect(text).toContain('Nothing is known from 1 Oct 2025, 00:00 to the end of the period.');
  });
});
