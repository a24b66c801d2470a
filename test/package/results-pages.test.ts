import { beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentSummary } from '../../src/audit/assessment.ts';
import { packageResults } from '../../src/audit/package/package-results.ts';
import { allControls } from '../../src/controls/index.ts';
import { type FileMap, memoryFiles } from './memory-sink.ts';
import { failedItem, programPackage } from './program-sample.ts';
import { samplePackage, verifyFiles } from './small-package.ts';

let program: FileMap;
let old: FileMap;
beforeAll(async () => {
  program = await programPackage();
  old = await samplePackage();
});

function read(files: FileMap, path: string): string {
  return Buffer.from(files.get(path) as Uint8Array).toString();
}

function textOf(files: FileMap, path: string): string {
  return read(files, path)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

function summaryOf(files: FileMap): AssessmentSummary {
  const { contents } = JSON.parse(read(files, 'assessment.json')) as { contents: { summary: { content: AssessmentSummary } } };
  return contents.summary.content;
}

const pages = (files: FileMap) => [...files.keys()].filter((path) => path.endsWith('.html'));
const controlPages = (files: FileMap) => pages(files).filter((path) => path.startsWith('report/controls/'));

describe('a package of a program that keeps controls', () => {
  test('verifies, and is the same bytes each time', async () => {
    expect((await verifyFiles(program)).verdict).toBe('verified');
    const again = await programPackage();
    expect([...again.keys()]).toEqual([...program.keys()]);
    for (const [path, bytes] of program) expect(Buffer.from(bytes).equals(again.get(path) as Uint8Array), path).toBe(true);
  });

  test('has a page for every control that bears on what it commits to, and for whatever else was assessed', () => {
    const bearing = allControls.filter((one) => one.criteria.some(({ criterion }) => criterion.startsWith('CC')));
    const paths = [...bearing.map((one) => one.id), 'CHG-01'].map((id) => `report/controls/${id}.html`);
    expect(controlPages(program).sort()).toEqual(paths.sort());
    expect(textOf(program, 'report/controls/CHG-01.html')).toContain('Changes are reviewed and traceable');
  });

  test('tests each version of a control over its own days', () => {
    const page = textOf(program, 'report/controls/change-approval.html');
    expect(page).toMatch(/Version 1 1 Jan – 30 Jun 2025 · .*if there is time\..*Version 2 1 Jul – 31 Dec 2025 · /);
    expect(page).toContain('Every change is read by somebody else, always.');
    const given = textOf(program, 'report/controls/change-tickets.html');
    expect(given).toMatch(/Version 1 1 Feb – 31 Oct 2025/);
    expect(given).toContain('given up: its last day was 31 Oct 2025');
    expect(given).toContain('Compensating control Every change is read by somebody else');
  });

  test('says which criteria are seen how, by what the assessment sealed', () => {
    const page = textOf(program, 'report/criteria.html');
    expect(page).toMatch(/The program commits to security\./);
    expect(page).toMatch(/CC8\.1 Every alteration .*? automated .*?Changes are approved by another person/);
  });

  test('prints what management says where the exception stands, as its word', () => {
    for (const path of ['index.html', 'report/exceptions.html', 'report/controls/change-approval.html']) {
      expect(textOf(program, path), path).toMatch(
        /Management’s response Every change is read by somebody else , 5 Jan 2026 Cause: Every change is read by somebody else\./,
      );
      expect(textOf(program, path).split('Management’s response'), path).toHaveLength(2);
    }
    expect(read(program, 'exceptions.json')).toContain(failedItem);
    expect(textOf(old, 'report/exceptions.html')).not.toContain('Management');
  });

  test('never says that anybody is certified, and gives no opinion', () => {
    for (const path of pages(program)) expect(textOf(program, path), path).not.toMatch(/certified|compliant|audit-ready|effective/i);
  });
});

describe('a package of an assessment from before controls were sealed with it', () => {
  test('shows what the summary holds and guesses nothing', () => {
    expect(controlPages(old)).toEqual(['report/controls/CHG-01.html']);
    expect(textOf(old, 'report/controls.html')).toContain('1 control');
    const criteria = textOf(old, 'report/criteria.html');
    expect(criteria).toContain('from before Tickmark sealed how each control is seen');
    expect(criteria).toMatch(
      /CC8\.1 Every alteration .*? Changes are reviewed and traceable Approval before landing is how changes are authorised\./,
    );
    for (const path of pages(old)) expect(textOf(old, path), path).not.toMatch(/undefined|NaN|\bnull\b|by record/);
  });
});

describe('what the results are computed from', () => {
  const from = (files: FileMap, changes: Partial<AssessmentSummary> = {}) =>
    packageResults({ files: memoryFiles(files), summary: { ...summaryOf(files), ...changes }, responses: [] });

  test('is what stands in the package', async () => {
    const results = await from(program);
    expect(results?.report.controls.find((one) => one.id === 'change-approval')?.parts).toHaveLength(2);
    expect(results?.report.criteria).toHaveLength(61);
  });

  test('is not there in an old assessment', async () => {
    expect(await from(old)).toBeNull();
    const { automated: _, ...rest } = summaryOf(program);
    expect(await packageResults({ files: memoryFiles(program), summary: rest, responses: [] })).toBeNull();
  });

  test('is left alone where rows do not fit, so that the verifier says what is wrong with them', async () => {
    const { checks } = summaryOf(program);
    expect(await from(program, { checks: checks.map((one) => ({ ...one, population: 'suppressions' })) })).toBeNull();
    expect(await from(program, { populations: [] })).toBeNull();
  });

  test('a package with an item that no population holds is refused as such', async () => {
    await expect(programPackage({ tamperFindings: (rows) => void Object.assign(rows[0] as object, { item: 'api@nowhere' }) })).rejects.toMatchObject({
      code: 'export/does-not-verify',
    });
  });
});
