import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const YEAR = 'audit=year';

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

async function prepare(installation: Installation, folder: string): Promise<void> {
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText(),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(40),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const { connections: told } = await collect(installation, {
    connections: [recordsConnection({ id: 'program', path: program.path })],
    environment: { PATH: process.env['PATH'] },
  });
  assert.deepEqual(
    told.flatMap((one) => one.errors),
    [],
  );
  await assess(installation, { audit: 'year' });
}

describe('the list of controls', () => {
  test('its heading is the finding, and what nobody knows is not counted as well', async () => {
    const { page, complaints } = await here.visit(`/controls?${YEAR}`);
    const [, clear, all, unknown] =
      /^(\d+) of (\d+) controls stand without exceptions: .*?(\d+) (?:is|are) not known whole/.exec(await page.locator('main h1').innerText()) ?? [];
    assert.ok(Number(clear) + Number(unknown) <= Number(all), `${clear} and ${unknown} of ${all}`);
    await page.getByText('CC6 Logical and physical access').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('is filtered and arranged in the address, which leads back to the same', async () => {
    const { page } = await here.visit(`/controls?${YEAR}`);
    await page.getByLabel('Owner').selectOption({ label: 'Owner: Cam Example' });
    await page.waitForURL((url) => url.searchParams.get('owner') === 'p-003');
    await page.getByRole('button', { name: 'One list' }).click();
    await page.waitForURL((url) => url.searchParams.get('group') === 'none');
    const again = await here.visit(`/controls${new URL(page.url()).search}`);
    assert.match(await again.page.locator('main').innerText(), /\b1 of \d+ controls/);
    assert.equal(await again.page.locator('.grp').count(), 0);
    assert.deepEqual(again.complaints, []);
  });
});

describe('one control', () => {
  test('every day is reached by the keyboard, and said in words', async () => {
    const { page, complaints } = await here.visit(`/controls/vulnerability-repair?${YEAR}&day=2025-06-25`);
    await page.locator('.day-says').getByText('Wed 25 Jun 2025').waitFor();
    await page.locator('[data-day="2025-06-25"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-day')), '2025-07-03');
    assert.match((await page.locator('[data-day="2025-07-03"]').getAttribute('aria-label')) ?? '', /^Thu 3 Jul 2025: \w+/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('day') === '2025-07-03');
    await page.keyboard.press('End');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-day')), '2025-12-31');
    assert.equal(await page.locator('.days button.day').count(), 365);
    assert.deepEqual(complaints, []);
  });

  test('a failed day names the check that says so, and leads to its items', async () => {
    const { page } = await here.visit(`/controls/control-reviews?${YEAR}`);
    const failed = page.locator('.day.f').first();
    const day = await failed.getAttribute('data-day');
    await failed.click();
    await page.locator('.day-says').getByText(': failed.').waitFor();
    await page.locator('.day-says li a').first().click();
    await page.waitForURL((url) => url.pathname.startsWith('/checks/record%2Fcontrol-review') && url.searchParams.get('around') === day);
  });

  test('what was retired says when and why; what is promised, and why it bears on its criteria, stand beside', async () => {
    const { page, complaints } = await here.visit(`/controls/oversight-meetings?${YEAR}`);
    assert.match(await page.locator('main h1').innerText(), /retired on 30 Jun 2025/);
    await page.locator('aside').getByText('There is no board any more').waitFor();
    await page.locator('aside').getByText('Ben Example').waitFor();
    assert.match((await page.locator('[data-day="2025-07-01"]').getAttribute('aria-label')) ?? '', /not in force/);
    assert.deepEqual(complaints, []);
  });

  test('one that there is not is told in a sentence', async () => {
    const { page } = await here.visit(`/controls/none?${YEAR}`);
    await page.getByText('There is no control "none"').waitFor();
  });
});
