import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { collect } from '../../src/engine/collect.ts';
import { readConfiguration } from '../../src/engine/connections.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

/** The pages of connections, over a clone that was looked at, lost, and looked at again in vain. */

let site: Served;
before(async () => {
  site = await served(async (installation, folder) => {
    const repository = testRepository(join(folder, 'api'));
    for (const message of ['Begin', 'Mend the build']) repository.commit({ message });
    const configuration = join(folder, 'tickmark.yaml');
    writeFileSync(configuration, 'organization: { name: Example }\nconnections:\n  - { connector: git, id: api, path: api }\n');
    const { connections } = await readConfiguration(configuration);
    await collect(installation, { connections, environment: process.env });
    rmSync(join(folder, 'api'), { recursive: true });
    await collect(installation, { connections, environment: process.env });
  });
});
after(() => site?.close());

test('the list says what could not be looked at, and what to do', async () => {
  const { page, complaints } = await site.visit('/connections');
  await page.getByRole('heading', { level: 1, name: '1 of 1 connection could not be looked at.' }).waitFor();
  await page
    .getByText(/does not exist\. Clone the repository there/)
    .first()
    .waitFor();
  await page.getByRole('group', { name: 'When each connection was seen' }).waitFor();
  await page.getByRole('table', { name: 'Connections' }).getByRole('link', { name: 'api' }).click();
  await page.getByRole('heading', { level: 1, name: 'api could not be looked at.' }).waitFor();
  assert.deepEqual(complaints, []);
});

test('one connection: looks by outcome in the address, a gap with its reason, a span by the keyboard', async () => {
  const { page, complaints } = await site.visit('/connections/api?outcome=complete');
  const looks = page.getByRole('table', { name: 'Looks' });
  await looks.getByText('seen whole').waitFor();
  assert.equal(await looks.getByRole('row').count(), 2, 'the head, and the one look that saw everything');
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('failed');
  await looks.getByText('could not look').waitFor();
  assert.match(page.url(), /outcome=failed/);
  await page.getByRole('table', { name: 'Gaps' }).getByText('still so').first().waitFor();

  const strip = page.getByRole('group', { name: /^changes/ });
  await strip.locator('button[tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/span=changes/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('span='));
  assert.deepEqual(complaints, []);
});

test('a test of what is lost says so, and the page stays usable', async () => {
  const { page, complaints } = await site.visit('/connections/api');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page
    .getByText(/does not exist\. Clone the repository there/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Look now' }).click();
  await page.getByText('What was seen stands below.').waitFor();
  assert.deepEqual(complaints, []);
});

for (const width of [390, 1280])
  test(`nothing runs over the edge at ${width} pixels`, async () => {
    for (const path of ['/connections', '/connections/api', '/connect?kind=github', '/connect?kind=git', '/connect?kind=program']) {
      const { page } = await site.visit(path, { viewport: { width, height: 844 } });
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const over = await page.evaluate(() => {
        const edge = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= edge) return [];
        return [...document.querySelectorAll('main *')]
          .filter((one) => one.getBoundingClientRect().right > edge + 1)
          .map((one) => `${one.tagName}.${one.className}`);
      });
      assert.deepEqual(over.slice(0, 8), [], path);
      await page.context().close();
    }
  });
