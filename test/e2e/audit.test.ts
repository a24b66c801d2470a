import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> and partners';

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

async function prepare(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  for (let number = 1; number <= 40; number++)
    code.commit({
      at: `2025-03-${String((number % 27) + 1).padStart(2, '0')}T10:00:00Z`,
      message: `${number % 9 === 0 ? '' : 'HL-1 '}Change ${number}`,
    });
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(3),
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

const heading = (page: Page) => textOf(page.locator('main h1'));

async function actAs(page: Page, id: string): Promise<void> {
  await page.getByLabel('Acting as').selectOption(id);
}

describe('an audit, from the opening of an engagement to a mark', () => {
  let page: Page;
  let complaints: readonly string[];
  before(async () => {
    ({ page, complaints } = await here.visit('/audit?of=year'));
  });

  test('an engagement is opened, and leads to its page', async () => {
    assert.match(await heading(page), /no auditor is engaged/);
    await page.getByRole('button', { name: 'Open an engagement' }).click();
    await page.getByLabel('Its id').fill('first');
    await page.getByLabel('Audit firm').fill(hostile);
    await page.getByLabel('Auditors').fill('aud-1=Ada Example');
    await page.getByLabel('Deciding as').selectOption('p-001');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.waitForURL(/\/audit\/first/);
    await page
      .getByRole('tab', { name: /Populations/ })
      .or(page.getByRole('link', { name: /^Populations \d/ }))
      .first()
      .waitFor();
    assert.match(await heading(page), /no population is frozen yet/);
    assert.equal(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked), undefined);
    assert.match(await textOf(page.locator('main')), /<img src=x onerror/);
  });

  test('populations are frozen by either side, and what is the auditor’s says so to the company', async () => {
    await page.getByRole('link', { name: /^Populations \d/ }).click();
    await actAs(page, 'p-001');
    await page.getByRole('button', { name: 'Freeze populations' }).click();
    await page.getByText(/populations are frozen\./).waitFor();
    await page.goto(new URL('/audit/first?control=change-tickets&population=changes', page.url()).href);
    const mark = page.getByRole('button', { name: /^Mark 0 items/ });
    await mark.waitFor();
    assert.equal(await mark.getAttribute('aria-disabled'), 'true');
    assert.match(await textOf(page.locator('#mark')), /"p-001" is no auditor of this engagement/);
  });

  test('a sample shows its size before it is drawn, and its items after', async () => {
    await actAs(page, 'aud-1');
    const sample = page.locator('#sample');
    await sample.getByRole('combobox', { name: /^Table/ }).selectOption('chiaro');
    await sample.getByText(/\d+ of \d+ items\./).waitFor();
    await sample.getByRole('combobox', { name: /^How many/ }).selectOption('judgement');
    await sample.getByRole('textbox', { name: 'Items' }).fill('6');
    await sample.getByRole('textbox', { name: 'Why' }).fill('A first look.');
    await sample.getByRole('button', { name: 'Draw the sample' }).click();
    await page.getByText('S06', { exact: true }).waitFor();
    assert.equal(await page.locator('[role=grid] [data-row]').count(), 6);
  });

  test('several items are marked at once, and an exception asks for a note', async () => {
    await page.getByRole('button', { name: 'Choose all shown' }).click();
    await page.getByRole('button', { name: 'Exception', exact: true }).click();
    await page.getByRole('button', { name: 'Mark 6 items' }).click();
    await page.getByText(/note/i).first().waitFor();
    const note = page.locator('#mark textarea');
    await note.fill('Seen on the code host.');
    await page.getByRole('button', { name: 'Mark 6 items' }).click();
    await page.waitForFunction(() => document.querySelector('main h1')?.textContent?.includes('6 exceptions marked'));
    assert.equal(await page.locator('[role=grid] [data-row]').getByText('exception').count(), 6);
  });

  test('something is asked for, and provided', async () => {
    await page.getByRole('link', { name: /^Requests \d/ }).click();
    await page.getByLabel('What is asked for').fill(hostile);
    await page.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByRole('link', { name: 'R-001' }).waitFor();
    await actAs(page, 'p-001');
    await page.getByLabel('Where it stands').fill('records/people.yaml');
    await page.getByRole('button', { name: 'Provide it' }).click();
    await page.getByRole('button', { name: 'Accept it' }).waitFor();
    assert.match(await textOf(page.locator('main')), /records\/people\.yaml/);
  });

  test('nothing was complained of but what was refused', () => {
    assert.deepEqual(
      complaints.filter((one) => !/422/.test(one)),
      [],
    );
  });
});
