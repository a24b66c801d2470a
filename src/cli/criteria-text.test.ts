import { expect, test } from 'vitest';
import { sampleControl, samplePart } from '../audit/exports/testing/sample-parts.ts';
import { failing, sampleReport } from '../audit/exports/testing/sample-report.ts';
import type { ProgramReport } from '../audit/program-report.ts';
import { catalogueCriteria } from '../audit/results/coverage-table.ts';
import { allControls } from '../controls/index.ts';
import { assessedCriteriaPage, catalogueCriteriaPage } from './criteria-text.ts';
import { plainPage } from './testing/page.ts';

function page(changes: Partial<ProgramReport> = {}, width = 80): string {
  return assessedCriteriaPage(sampleReport(changes), plainPage(width));
}

test('counts those in scope by how they are seen, and says where none is open', () => {
  // 33 of security and 3 of availability; the sample has controls for three of security and one of availability.
  expect(page().split('\n')[0]).toBe('Program of Example: 36 criteria in scope: 3 automated, 1 by record, 32 open');
  const covered = sampleReport().criteria.map((one) => ({ ...one, by: 'record' as const }));
  expect(page({ criteria: covered })).toContain('36 criteria in scope: 36 by record, none open');
});

test('each criterion with its controls, the strongest seen first, each with the sign of how it stood', () => {
  const byRecord = sampleControl('notes', { by: 'record', outcome: 'unknown', parts: [samplePart([], { outcome: 'unknown' })] });
  const byDocument = sampleControl('paper', { by: 'document', outcome: 'no-items', parts: [] });
  const text = page({ controls: [byDocument, byRecord, failing] });
  expect(text).toMatch(/\n {2}CC8\.1 {2}\S.*(\n.*)*?automated: ✗ change-approval\n +by record: \? notes\n +by document: · paper\n/);
});

test('what no control bears on is open, and a series stands over its criteria', () => {
  const text = page();
  expect(text).toMatch(/\nCC1 Control environment\n {2}CC1\.1 {2}open +People in charge/);
  expect(text.match(/\nCC1 /g)).toHaveLength(1);
});

test('what the program does not commit to is listed apart, and in no other place', () => {
  const text = page();
  const apart = text.slice(text.indexOf('Out of scope: the program does not commit to these categories'));
  expect(apart).toContain('Confidentiality (2): C1.1 C1.2');
  expect(apart).toContain('Privacy (18): P1.1');
  expect(text.slice(0, -apart.length)).not.toMatch(/\bC1\.1\b|\bP1\.1\b/);
});

test('without a program: named after the organization, and no program is spoken of as if there were one', () => {
  const text = page({ program: null });
  expect(text).toMatch(/^Example: /);
  expect(text).toContain('No program is known, so only the criteria of security are in scope.');
  expect(text).toContain('Out of scope: no program commits to these categories');
});

test('the catalogue’s: all 61, with what they could be seen by, and never as if anybody had looked', () => {
  const all = catalogueCriteria(allControls);
  const text = catalogueCriteriaPage(all, plainPage(), true);
  for (const { criterion } of all) expect(text).toContain(`\n  ${criterion} `);
  expect(text.split('\n')[0]).toMatch(/^61 criteria: \d+ automated, /);
  expect(text.replace(/\s+/g, ' ')).toContain('nothing here was adopted, or looked at');
  expect(text).not.toMatch(/[✓✗]/);
  expect(text).not.toContain('Nothing is assessed yet');
  expect(catalogueCriteriaPage(all, plainPage(), false)).toContain('Nothing is assessed yet. What the catalogue');
});

test.each([60, 80, 120])('fits a page of %i columns', (width) => {
  const texts = [page({}, width), catalogueCriteriaPage(catalogueCriteria(allControls), plainPage(width), true)];
  expect(texts.flatMap((text) => text.split('\n').filter((line) => [...line].length > width))).toEqual([]);
});
