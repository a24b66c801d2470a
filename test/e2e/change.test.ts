import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> \u202Egpj.exe <script>window.hacked=1</script>';
const YEAR = 'audit=year';

let here: Served;
let merged: string;
let pushed: string;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

async function prepare(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  code.git('checkout', '--quiet', '-b', 'feature/HL-7-more');
  code.commit({ at: '2025-02-01T10:00:00Z', author: 'Bo Example <bo@x.example>', files: { 'a.txt': '1' } });
  code.commit({ at: '2025-02-03T09:00:00Z', author: 'Bo Example <bo@x.example>', files: { 'a.txt': '2' } });
  code.git('checkout', '--quiet', 'main');
  merged = code.merge('feature/HL-7-more', { at: '2025-02-03T10:00:00Z', message: 'Merge pull request #2 from org/feature/HL-7-more' });
  pushed = code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const program = testRepository(join(folder, 'program'));
  program.commit({
    at: '2025-01-01T10:00:00Z',
    files: { 'records/scope.yaml': scopeText('2025-12-31', ['api']), 'records/people.yaml': peopleText, ...controlFiles },
  });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  await assess(installation, { audit: 'year' });
}

const path = (landed: string) => `/changes/${encodeURIComponent(`api@${landed}`)}?${YEAR}`;

test('what is told stands on one line of time; what nobody tells is said, and not drawn', async () => {
  const { page, complaints } = await here.visit(path(merged));
  const text = await page.locator('main').innerText();
  assert.match(text, /HL-7/);
  assert.match(text, /No connected system tells of tickets/);
  assert.match(text, /A clone does not tell of checks/);
  assert.match(text, /its times are what its authors claimed/);
  assert.equal(await page.getByRole('group', { name: 'The change on one line of time' }).locator('.row').count(), 7);
  await page.getByText('The 1 h from the last commit to landing', { exact: false }).or(page.locator('.lens')).first().waitFor();
  assert.deepEqual(complaints, []);
});

test('each line of what happened leads to the entry that says so', async () => {
  const { page } = await here.visit(path(merged));
  await page
    .getByRole('link', { name: /^Evidence: leaf \d+/ })
    .last()
    .click();
  await page.waitForURL(/\/evidence\/\d+/);
  await page.getByText('Included, checked in this browser').waitFor();
});

test('each finding stands with its sentence, and leads to its check', async () => {
  const { page } = await here.visit(path(merged));
  const aside = page.locator('aside');
  await aside.getByText('Changes refer to a ticket').waitFor();
  await aside.getByText('The change names HL-7.').waitFor();
  await aside.getByRole('link', { name: 'Changes refer to a ticket' }).click();
  await page.waitForURL(/\/checks\/change%2Fticket-reference\?/);
});

test('an exception says what ends it and what management said, which is nothing yet', async () => {
  const { page } = await here.visit(path(pushed));
  await page.locator('aside').getByText('Management has not answered yet.').first().waitFor();
  await page.locator('aside').getByText('What ends it').first().waitFor();
});

test('the changes before and after it are one step away; the last says that it is', async () => {
  const { page } = await here.visit(path(merged));
  await page.getByRole('link', { name: '3 →' }).click();
  await page.waitForURL((url) => url.pathname.endsWith(encodeURIComponent(`api@${pushed}`)) && url.searchParams.get('audit') === 'year');
  await page.getByRole('button', { name: 'After →' }).focus();
  await page.getByText('It is the last of 3 changes.').waitFor();
});

test('a title that was meant to be run is shown, and does nothing', async () => {
  const { page, complaints } = await here.visit(path(pushed));
  assert.match(await page.locator('h1').innerText(), /onerror="window.hacked=1"/);
  assert.equal(await page.evaluate(() => 'hacked' in window), false);
  assert.deepEqual(complaints, []);
});

test('as of an instant before it landed there is none, and the page says so', async () => {
  const { page } = await here.visit(`${path(merged)}&at=2025-01-20`);
  await page.getByText('as far as is known at this instant', { exact: false }).waitFor();
});

test('nothing runs sideways on the phone', async () => {
  for (const landed of [merged, pushed]) {
    const { page } = await here.visit(path(landed), { viewport: { width: 390, height: 800 } });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  }
});
