import { expect, test } from 'vitest';
import type { AssessmentSummary, CheckResult } from '../audit/assessment.ts';
import { sampleCheck, sampleControl, samplePart } from '../audit/exports/testing/sample-parts.ts';
import { failing, passing, sampleReport, unknown } from '../audit/exports/testing/sample-report.ts';
import type { ControlReport } from '../audit/program-report.ts';
import { controlResultPage } from './results-control-text.ts';
import { plainPage } from './testing/page.ts';

function checkWithGap(id: string, why: string): CheckResult {
  const { version, title, asks, population, items, pass, fail, unknown: open, notOwed, excluded } = sampleCheck(id);
  const gap = { from: '2025-05-01T00:00:00.000Z', until: '2025-05-03T00:00:00.000Z', reason: 'denied', why } as const;
  const counts = { items, pass, fail, unknown: open, notOwed, excluded };
  return { id, version, title, asks, population, mend: '', ...counts, outcome: 'unknown', unseen: [gap], settings: [] };
}

function page(control: ControlReport, checks: readonly CheckResult[] = [], width = 80): string {
  const report = sampleReport({ controls: [control] });
  const { format: _, criteria: __, ...same } = report;
  const summary: AssessmentSummary = { ...same, format: 'tickmark-assessment/1', controls: [], checks, populations: [], files: [] };
  return controlResultPage(control, report, summary, plainPage(width));
}

test('one whose promise changed: both promises, each with its rate and how much is known', () => {
  const text = page(failing);
  expect(text).toMatch(/\nVersion 1 until 2025-06-30\n {2}It is done as it is promised\.\n {2}How it stood is known for 100 % of the time\.\n/);
  expect(text).toMatch(/\nVersion 2 from 2025-07-01\n {2}No change lands before another person has approved it\.\n/);
  expect(text).toContain('✗ Title of change/approved-by-another: 3 of 2,014 items failed; 1 excluded');
  expect(text).toContain('✗ There are exceptions.');
});

test('exceptions are counted with what is excluded and what management has not answered; each with its key', () => {
  const text = page(failing);
  expect(text.replace(/\s+/g, ' ')).toContain('Exceptions: 2, and 1 excluded; 1 without a response of management (tickmark respond)');
  for (const item of ['change-1', 'change-2', 'change-3']) expect(text).toContain(`\n        ${item}\n`);
});

test('records with what fell due and was missed, documents with how they stand', () => {
  const records = [
    { id: 'r-1', title: 'One', every: '6 months', due: 2, missed: 0 },
    { id: 'r-2', title: 'Two', every: '', due: 4, missed: 1 },
    { id: 'r-3', title: 'Three', every: '1 year', due: 0, missed: 0 },
  ];
  const documents = [
    { id: 'in-force', status: 'adopted', version: 3 },
    { id: 'begun', status: 'draft', version: 1 },
    { id: 'missing', status: 'absent', version: null },
  ] as const;
  const text = page(sampleControl('only', { records, documents }));
  expect(text).toContain(
    '  ✓ r-1  One, every 6 months: 2 due, none missed\n  ✗ r-2  Two: 4 due, 1 missed\n  · r-3  Three, every 1 year: none due, none missed\n',
  );
  expect(text).toContain('  ✓ in-force  adopted, version 3\n  ? begun  a draft: adopted by nobody\n  ? missing  no such policy is known\n');
});

test('how it is kept: variant, compensating control, the end and why', () => {
  expect(page(passing)).toContain('Kept by the program since 2024-10-01, in the variant platform-only.\nCompensating: The platform restores');
  const retired = sampleControl('only', { retired: '2025-10-31', retiredWhy: 'Replaced by another' });
  expect(page(retired)).toContain('Kept by the program since 2024-10-01, until 2025-10-31: Replaced by another.\n');
  expect(page(sampleControl('only', { adopted: false, since: null }))).toContain('In the catalogue, adopted by nobody.\n');
});

test('why something is not known is told of its own checks, and of no others', () => {
  const text = page(unknown, [checkWithGap('account/leaver-removed', 'The list was denied.'), checkWithGap('change/other', 'Something else.')]);
  expect(text).toContain('The list was denied.');
  expect(text).not.toContain('Something else.');
  expect(page(unknown, [checkWithGap('change/other', 'Something else.')])).not.toContain('Not known');
});

test('what falls due next stands with the last day on which it can be done', () => {
  expect(page(unknown)).toContain('Next, by the end of the day\n  2026-01-03  ada\n');
});

test('one that was not in force says what it promises, and that nothing was tested', () => {
  const text = page(sampleControl('only', { parts: [], outcome: 'no-items', promise: 'We would do it.' }));
  expect(text).toContain('· Not tested: it was not in force in the period.\n  We would do it.\n');
  expect(text).not.toMatch(/\|/);
});

test('a pass of which nothing was owed is not worded as one', () => {
  const check = sampleCheck('a/later', { pass: 0, notOwed: 12, rate: { measure: 'due', failed: 0, tested: 0, unknown: 0 } });
  const text = page(sampleControl('only', { parts: [samplePart([check])] }));
  expect(text).toContain('– Nothing was owed yet, or all of it is excluded.');
  expect(text).not.toContain('Without exceptions');
});

test.each([60, 80, 120])('fits a page of %i columns', (width) => {
  for (const control of [failing, unknown, passing]) {
    const lines = page(control, [checkWithGap('account/leaver-removed', 'The list was denied, and so on. '.repeat(5))], width).split('\n');
    expect(lines.filter((line) => [...line].length > width)).toEqual([]);
  }
});
