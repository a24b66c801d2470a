import { describe, expect, test } from 'vitest';
import { sampleCheck, sampleControl, sampleException, samplePart, samplePeriod } from '../audit/exports/testing/sample-parts.ts';
import { failing, sampleReport } from '../audit/exports/testing/sample-report.ts';
import type { ControlReport, ProgramReport } from '../audit/program-report.ts';
import { resultsPage } from './results-text.ts';
import { plainPage } from './testing/page.ts';

function page(changes: Partial<ProgramReport> = {}, width = 80): string {
  return resultsPage(sampleReport(changes), plainPage(width));
}

const [gone, untold] = [
  sampleControl('gone', { outcome: 'no-items', parts: [], adopted: false }),
  sampleControl('untold', { outcome: 'no-items', parts: [samplePart([], { outcome: 'no-items' })], adopted: false }),
];

/** Nothing was ever seen of it. */
const dark = sampleControl('dark', {
  outcome: 'unknown',
  parts: [
    samplePart(
      ['a/one', 'a/two'].map((id) =>
        sampleCheck(id, { outcome: 'unknown', items: 0, pass: 0, rate: { measure: 'items', failed: 0, tested: 0, unknown: 0 } }),
      ),
      { outcome: 'unknown', known: 0 },
    ),
  ],
});

function notOwed(exceptions: ControlReport['exceptions'] = []): ControlReport {
  const check = sampleCheck('a/later', { pass: 0, notOwed: 12, rate: { measure: 'due', failed: 0, tested: 0, unknown: 0 } });
  return sampleControl('later', { parts: [samplePart([check])], exceptions });
}

test('counts the controls by how they stood, and groups them so, the worst first', () => {
  const text = page();
  expect(text.split('\n')[0]).toBe('Program of Example: of 3 controls, 1 with exceptions, 1 not known, 1 without');
  const order = ['With exceptions (1)', 'Not known (1)', 'Without exceptions (1)', 'Next, by the end of the day'].map((one) => text.indexOf(one));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('a control whose promise changed is told version by version, with the rate of each', () => {
  const text = page();
  expect(text).toContain('Version 1 until 2025-06-30');
  expect(text).toContain('Version 2 from 2025-07-01');
  expect(text).toContain('✗ Title of change/approved-by-another: 3 of 2,014 items failed; 1 excluded');
});

test('exceptions stand under their control with what management says; an excluded one too', () => {
  const text = page().replace(/\s+/g, ' ');
  expect(text).toContain('The third time. Management (person-1, 2025-12-01): Cause: The rule was switched off');
  expect(text).toContain('⊘ 2025-09-01 10:00, open Title of change-3');
});

test('of many exceptions three are shown, and where the others are', () => {
  const many = Array.from({ length: 7 }, (_, at) => sampleException('change/approved-by-another', `change-${at}`));
  expect(page({ controls: [{ ...failing, exceptions: many }] })).toContain('… and 4 more: tickmark results change-approval');
});

test('what falls due is told once for each control and day, by the last day on which it can be done', () => {
  const due = (title: string) => ({ check: 'a/b', item: title, title, at: '2026-01-03T23:00:00.000Z', sentence: '' });
  const upcoming = [due('a'), due('b'), due('b'), due('c'), due('d')];
  expect(page({ controls: [sampleControl('only', { upcoming })] })).toContain('\n  2026-01-03  only: a, b, c and 1 more\n');
});

describe('a pass of which nothing was owed is not shown as one', () => {
  test('it stands in a group of its own, with its own sign', () => {
    const text = page({ controls: [notOwed()] });
    expect(text).toContain('of 1 control, 1 with nothing owed yet');
    expect(text).toContain('– later  Title of later');
  });

  test('what is excluded in it is not left out', () => {
    expect(page({ controls: [notOwed([sampleException('a/later', 'x', { excludedBy: 'exclusion-9' })])] })).toContain('Excluded by exclusion-9');
  });
});

test('of what nobody ever saw there is one line, and no strip', () => {
  const text = page({ controls: [dark] });
  expect(text).toContain('? dark  Title of dark\n    Nothing of it is known; 2 checks ask about it.\n');
  expect(text).not.toMatch(/\|.*\|/);
});

test('what the program does not keep stands apart, by its ids where there is nothing else to say', () => {
  const text = page({ controls: [failing, gone, untold] });
  expect(text).toContain('Not tested: no check asks, or not in force in the period (2)\nIn the catalogue, adopted by nobody (2):\n  gone, untold\n');
});

test('where the program keeps nothing, or there is none, the heading says so', () => {
  expect(page({ controls: [gone] }).replace(/\s+/g, ' ')).toContain('The program does not say which controls it keeps (records/controls.yaml)');
  const text = page({ controls: [gone], program: null }).replace(/\s+/g, ' ');
  expect(text).toMatch(/^Example: of 1 control/);
  expect(text).toContain('No program is known: these are the controls of the catalogue for security alone, adopted by nobody.');
});

test('a Type 1 date has no strip; a simulated clock and a period that nobody looked at are said', () => {
  const day = { ...samplePeriod, type: 1, first: '2025-12-31', from: '2025-12-30T23:00:00.000Z' } as const;
  expect(page({ period: day })).not.toMatch(/\|[✓✗?·]/);
  expect(page({ simulated: true })).toContain('Simulated clock:');
  expect(page()).not.toContain('Simulated clock:');
  expect(page({ period: { ...samplePeriod, horizon: '2024-12-31T23:00:00.001Z' } })).toContain('Nobody has looked at this period yet');
});

test.each([60, 80, 120])('fits a page of %i columns, whatever the controls are named', (width) => {
  const long = sampleControl('a-rather-long-id-of-a-control', { title: 'A title that goes on and on '.repeat(4), adopted: false });
  const lines = page({ controls: [failing, dark, long, gone, notOwed()] }, width).split('\n');
  expect(lines.filter((line) => [...line].length > width)).toEqual([]);
});

test('titles from outside cannot move the cursor', () => {
  const evil = '\u001b[31m\u202e';
  const upcoming = [{ check: 'a/b', item: evil, title: evil, at: '2026-01-03T23:00:00.000Z', sentence: evil }];
  const text = page({ program: { id: 'p', title: evil, categories: [] }, controls: [sampleControl('only', { title: evil, upcoming })] });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
