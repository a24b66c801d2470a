import { describe, expect, test } from 'vitest';
import { csvFiles } from './csv.ts';
import { sampleControl, sampleException } from './testing/sample-parts.ts';
import { failing, sampleReport } from './testing/sample-report.ts';

type Row = Record<string, string>;

/** A table as a reader of RFC 4180 sees it: a row by the names of its columns. */
function read(report: ReturnType<typeof sampleReport>, path: string): Row[] {
  const text = csvFiles(report).find((file) => file.path === path)?.text ?? '';
  expect(text.startsWith('\uFEFF"')).toBe(true);
  const [columns = [], ...rows] = text
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field]) => (field ?? '').replaceAll('""', '"')));
  return rows.map((row) => {
    expect(row).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((column, place) => [column, row[place] ?? '']));
  });
}

describe('controls.csv', () => {
  test('has a row for each part, with its own promise, outcome and results', () => {
    const rows = read(sampleReport(), 'controls.csv');
    expect(rows.map(({ control, version, outcome, controlExceptions }) => [control, version, outcome, controlExceptions])).toEqual([
      ['change-approval', '1', 'pass', '3'],
      ['change-approval', '2', 'fail', '3'],
      ['leaver-access', '1', 'unknown', '0'],
      ['restore-tests', '1', 'pass', '0'],
    ]);
    expect(rows[1]).toMatchObject({
      from: '2025-06-30T22:00:00.000Z',
      promise: 'No change lands before another person has approved it.',
      results: 'Title of change/approved-by-another: 3 of 2,014 items failed; 1 excluded',
      criteria: 'CC8.1 CC6.3',
      adopted: 'true',
      retired: '',
    });
    expect(rows[2]).toMatchObject({ known: '0.6', results: 'Title of account/leaver-removed: 0 of 5 items failed, 4 unknown' });
    expect(rows[3]).toMatchObject({ seenBy: 'record', variant: 'platform-only', results: expect.stringMatching(/0 of 2 due occurrences failed$/) });
  });

  test('has a row for a control that was never in force', () => {
    const rows = read(sampleReport({ controls: [sampleControl('new', { parts: [], outcome: 'no-items' })] }), 'controls.csv');
    expect(rows).toMatchObject([{ control: 'new', from: '', until: '', outcome: 'no-items' }]);
  });
});

describe('criteria.csv', () => {
  test('has a row for each control that bears on a criterion, and one for a criterion without', () => {
    const rows = read(sampleReport(), 'criteria.csv');
    expect(new Set(rows.map(({ criterion }) => criterion)).size).toBe(61);
    expect(rows.find(({ criterion }) => criterion === 'CC8.1')).toMatchObject({
      control: 'change-approval',
      outcome: 'fail',
      inScope: 'true',
      reason: 'The approval is the sign-off of the change.',
    });
    expect(rows.find(({ criterion }) => criterion === 'P1.1')).toMatchObject({ inScope: 'false', seenBy: 'open', control: '', outcome: '' });
  });
});

describe('exceptions.csv', () => {
  test('has a row for each exception, with what management says', () => {
    const rows = read(sampleReport(), 'exceptions.csv');
    expect(rows.map(({ item, until, excludedBy, actionDue }) => [item, until, excludedBy, actionDue])).toEqual([
      ['change-1', '', '', '2026-03-31'],
      ['change-2', '2025-08-02T08:00:00.000Z', '', ''],
      ['change-3', '', 'exclusion-1', ''],
    ]);
    expect(rows[0]).toMatchObject({ repeats: '2', cause: 'The rule was switched off for a move of the repository.', respondedBy: 'person-1' });
  });

  test('lets nothing that somebody wrote become a formula', () => {
    const written = sampleException('change/x', '@item', { title: '=HYPERLINK("https://example.org")', because: 'a;+1\n-2' });
    const report = sampleReport({ controls: [{ ...failing, exceptions: [written] }] });
    expect(read(report, 'exceptions.csv')).toMatchObject([{ item: "'@item", title: `'=HYPERLINK("https://example.org")`, because: "a;'+1 -2" }]);
  });
});
