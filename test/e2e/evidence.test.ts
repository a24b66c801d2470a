import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> \u202Egpj.exe <script>window.hacked=1</script>';
const YEAR = 'audit=year';

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

async function prepare(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  for (let number = 1; number <= 120; number++)
    code.commit({ at: new Date(Date.UTC(2025, 1, 1, number)).toISOString().replace('.000', ''), message: `HL-${number} Change the quay` });
  code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(6),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  await assess(installation, { audit: 'year' });
}

async function leafOf(query: string): Promise<number> {
  const { rows } = (await here.server.ask(`/api/v1/evidence?${query}`)).json() as { rows: { leaf: number }[] };
  assert.ok(rows[0] !== undefined, query);
  return rows[0].leaf;
}

describe('the sheet of one entry', () => {
  test('its place in the log is recomputed in this browser', async () => {
    const { page, complaints } = await here.visit(`/evidence/${await leafOf('kind=person')}?${YEAR}`);
    await page.getByText('Included, checked in this browser').waitFor();
    await page.locator('.proof.checked').waitFor();
    assert.match(await page.locator('.sheet').innerText(), /Leaf\s+\d+ of \d+/);
    assert.match(await page.locator('.inert').first().innerText(), /p-001/);
    assert.deepEqual(complaints, []);
  });

  /** The same page, with one thing changed on its way to the browser. */
  async function tampered(leaf: number, change: (item: { proof: Record<string, never> } & Record<string, unknown>) => void): Promise<Page> {
    const { page } = await here.visit(`/evidence?${YEAR}`);
    await page.route(`**/api/v1/evidence/${leaf}`, async (route) => {
      const response = await route.fetch();
      const item = await response.json();
      change(item);
      await route.fulfill({ response, json: item });
    });
    await page.goto(`http://127.0.0.1:${here.server.port}/evidence/${leaf}?${YEAR}`);
    await page.waitForSelector('.verdict.fail, .verdict.pass');
    return page;
  }

  test('nothing is changed on the way: the same way of looking finds that it holds', async () => {
    const page = await tampered(await leafOf('kind=person'), () => undefined);
    await page.getByText('Included, checked in this browser').waitFor();
  });

  const attacks: readonly [string, (item: { proof: Record<string, never> } & Record<string, unknown>) => void, RegExp][] = [
    [
      'the entry',
      ({ proof }) => Object.assign(proof, { body: String(proof['body']).replace('"at":"2', '"at":"3') }),
      /another root than that of the tree/,
    ],
    [
      'its content',
      ({ proof }) => Object.assign((proof['openings'] as { content: string }[])[0] ?? {}, { content: '{"name":"Somebody else"}' }),
      /not what the entry committed to/,
    ],
    ['what is shown of it', (item) => Object.assign(item, { type: 'decision' }), /What is shown is not what the sealed entry says/],
    [
      'the signed checkpoint',
      ({ proof }) => {
        const checkpoint = proof['checkpoint'] as { note: string };
        checkpoint.note = checkpoint.note.replace(/recorded 2\d{3}/, 'recorded 2001');
      },
      /signature of .* does not hold/,
    ],
    ['the path', ({ proof }) => Object.assign(proof, { path: (proof['path'] as string[]).slice(1) }), /wrong number of hashes|another root/],
  ];
  for (const [what, change, says] of attacks) {
    test(`where ${what} was changed on the way, the page says what does not hold`, async () => {
      const page = await tampered(await leafOf('kind=person'), change);
      assert.match(await page.locator('.verdict').innerText(), /Not proven/);
      assert.match(await page.locator('.proof-steps').innerText(), says);
      assert.equal(await page.getByText('Included, checked in this browser').count(), 0);
    });
  }

  test('what came from outside is shown, and does nothing', async () => {
    const { page, complaints } = await here.visit(`/evidence/${await leafOf('kind=change')}?${YEAR}`);
    await page.getByText('Included, checked in this browser').waitFor();
    await page.locator('summary').click();
    assert.match(await page.locator('h1').innerText(), /onerror="window.hacked=1"/);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.deepEqual(complaints, []);
  });

  test('what is shown stands in the address', async () => {
    const leaf = await leafOf('kind=person');
    const { page } = await here.visit(`/evidence/${leaf}?${YEAR}`);
    await page.getByRole('button', { name: 'Readable' }).click();
    await page.waitForURL(/show=readable/);
    assert.equal(await page.locator('.inert').count(), 3, 'only the sealed text: entry, content, checkpoint');
    await page.getByRole('button', { name: 'Raw', exact: true }).click();
    await page.waitForURL(/show=raw/);
    assert.equal(await page.locator('table.state').count(), 0);
  });

  test('it prints on one page of A4', async () => {
    for (const query of ['kind=person', 'kind=change', 'type=look', 'type=assessment']) {
      const { page } = await here.visit(`/evidence/${await leafOf(query)}?${YEAR}`);
      await page.locator('.verdict.pass').waitFor();
      await page.getByText('Used by').waitFor();
      const printed = await page.pdf({ preferCSSPageSize: true });
      assert.equal(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, query);
    }
  });

  test('it is saved as PDF, as a picture and as JSON', async () => {
    const leaf = await leafOf('kind=change');
    const { page, complaints } = await here.visit(`/evidence/${leaf}?${YEAR}`);
    const saved = async (press: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const pdf = await saved(() => page.getByRole('link', { name: 'PDF' }).click());
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
    const png = await saved(() => page.getByRole('button', { name: 'PNG' }).click());
    assert.deepEqual([png.name, png.bytes.subarray(1, 4).toString(), png.bytes.length > 20_000], [`evidence-${leaf}.png`, 'PNG', true]);
    const json = await saved(() => page.getByRole('link', { name: 'JSON' }).click());
    assert.equal(JSON.parse(json.bytes.toString()).leaf, leaf);
    assert.deepEqual(complaints, []);
  });

  test('an entry that there is not is told in a sentence', async () => {
    const { page } = await here.visit('/evidence/99999999');
    await page.getByText('The ledger has no entry 99999999').waitFor();
  });
});

describe('the list of evidence', () => {
  test('is filtered in the address, turned page by page, and leads to a leaf by its number', async () => {
    const { page, complaints } = await here.visit(`/evidence?${YEAR}`);
    await page.getByLabel('Kind').selectOption('change');
    await page.waitForURL(/kind=change/);
    await page.getByText('Change the quay').first().waitFor();
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.waitForURL(/cursor=e\d+/);
    await page.getByLabel('Type').selectOption('look');
    await page.waitForURL((url) => url.searchParams.get('type') === 'look' && url.searchParams.get('cursor') === null);
    await page.getByText('No entry fits these filters.').waitFor();
    await page.getByRole('link', { name: 'Show all of them' }).click();
    await page.getByLabel('Number of a leaf').fill('3');
    await page.getByRole('button', { name: 'Open leaf' }).click();
    await page.waitForURL(/\/evidence\/3\b/);
    await page.getByText('Included, checked in this browser').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('a number beyond the log cannot be opened, and the button says why', async () => {
    const { page } = await here.visit(`/evidence?${YEAR}`);
    await page.getByLabel('Number of a leaf').fill('123456789');
    assert.equal(await page.getByRole('button', { name: 'Open leaf' }).getAttribute('aria-disabled'), 'true');
    await page.getByRole('button', { name: 'Open leaf' }).focus();
    await page.getByText(/Leaves are numbered from 0 to/).waitFor();
  });

  test('nothing runs sideways on the phone', async () => {
    for (const path of ['/evidence', `/evidence/${await leafOf('kind=change')}`, `/evidence/${await leafOf('type=look')}`]) {
      const { page } = await here.visit(`${path}?${YEAR}`, { viewport: { width: 390, height: 800 } });
      await page.waitForLoadState('networkidle');
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, path);
    }
  });
});
