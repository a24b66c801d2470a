import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText, vulnerability } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> \u202Egpj.exe <script>window.hacked=1</script>';
const YEAR = 'audit=year';
const fixed = '/checks/vulnerability%2Ffixed-within-limit';
const tickets = '/checks/change%2Fticket-reference';
const CHANGES = 230;

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

async function prepare(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  code.import(historyOf(CHANGES));
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(40),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  assert.deepEqual(
    told.flatMap((one) => one.errors),
    [],
  );
  await assess(installation, { audit: 'year' });
}

/** Commits on main, a few a day; the last has a title that somebody meant to be run. */
function historyOf(count: number): string {
  const who = (at: number) => `Ada Example <ada@x.example> ${Date.UTC(2025, 1, 1) / 1000 + at * 40_000} +0000`;
  const commits = Array.from({ length: count }, (_, at) => {
    const message = at === count - 1 ? hostile : `HL-${at} Change the quay`;
    return `commit refs/heads/main\nauthor ${who(at)}\ncommitter ${who(at)}\ndata ${Buffer.byteLength(message)}\n${message}\n`;
  });
  return commits.join('');
}

describe('the list of checks', () => {
  test('is filtered in the address, and each figure leads to the items that make it', async () => {
    const { page, complaints } = await here.visit(`/checks?${YEAR}&area=vulnerability&state=fail`);
    assert.match(await page.locator('main h1').innerText(), /\d+ of \d+ questions were answered yes, of every item/);
    assert.match(await page.locator('main').innerText(), /\b1 of \d+ checks/);
    await page
      .getByRole('link', { name: /^\d+ fail$/ })
      .first()
      .click();
    await page.waitForURL(/\/checks\/vulnerability%2Ffixed-within-limit\?.*outcome=fail/);
    assert.equal(new URL(page.url()).searchParams.get('audit'), 'year');
    assert.deepEqual(complaints, []);
  });

  test('filters that nothing fits say so, and lead back', async () => {
    const { page } = await here.visit(`/checks?${YEAR}&text=nothing-of-the-kind`);
    await page.getByText('No check fits these filters.').waitFor();
    await page.getByRole('link', { name: /^Show all/ }).click();
    await page.waitForURL((url) => url.searchParams.get('text') === null);
  });
});

describe('one check', () => {
  test('its question is the heading, and its settings say where they come from', async () => {
    const { page, complaints } = await here.visit(`${fixed}?${YEAR}`);
    assert.match(await page.locator('main h1').innerText(), /\?$/);
    await page.getByText('30 days · Tickmark’s default, adopted by nobody').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('an item of the address is open, with why, when, on what it rests, and how to do it again', async () => {
    const { page, complaints } = await here.visit(`${fixed}?${YEAR}&item=${vulnerability(3)}`);
    const said = page.locator('.why');
    await said.waitFor();
    assert.match(await said.innerText(), /^Failed for \d+ d/);
    const aside = page.locator('aside');
    await aside.getByText('An exception, open.').waitFor();
    assert.match(await aside.innerText(), /tickmark assess/);
    assert.match((await aside.locator('a[href^="/evidence/"]').first().getAttribute('href')) ?? '', /^\/evidence\/\d+/);
    assert.deepEqual(complaints, []);
  });

  test('a span is reached and opened by the keyboard, and let go of', async () => {
    const { page } = await here.visit(`${fixed}?${YEAR}&outcome=fail`);
    const strip = page.locator('.strip.live').first();
    await strip.locator('button[tabindex="0"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('item') !== null && url.searchParams.get('span') !== null);
    await page.locator('.why').waitFor();
    await page.locator('.strip.live button[aria-pressed="true"]').first().press('Escape');
    await page.waitForURL((url) => url.searchParams.get('item') === null && url.searchParams.get('span') === null);
  });

  test('a list of many is reached at any row, and an item that stands elsewhere is shown above it', async () => {
    const { page, complaints } = await here.visit(`${tickets}?${YEAR}&sort=time`);
    await page.getByLabel(/^Go to row/).fill('225');
    await page.getByLabel(/^Go to row/).press('Enter');
    await page.waitForURL((url) => url.searchParams.get('offset') === '200');
    await page.getByText(`201–${CHANGES} of ${CHANGES}`).waitFor();
    await page.locator('.tl .row .lab a').last().click();
    await page.waitForURL((url) => url.searchParams.get('item') !== null);
    const item = new URL(page.url()).searchParams.get('item');
    const again = await here.visit(`${tickets}?${YEAR}&sort=time&item=${encodeURIComponent(item ?? '')}`);
    await again.page.getByText('the selected item stands on another page of it').waitFor();
    assert.deepEqual([...complaints, ...again.complaints], []);
  });

  test('a title that was meant to be run is shown, and does nothing', async () => {
    const { page, complaints } = await here.visit(`${tickets}?${YEAR}&text=onerror`);
    await page.getByText('onerror="window.hacked=1"').first().waitFor();
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.deepEqual(complaints, []);
  });

  test('one that there is not is told in a sentence', async () => {
    const { page } = await here.visit(`/checks/no%2Fsuch?${YEAR}`);
    await page.getByText('There is no check "no/such"').waitFor();
  });
});
