import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Served, served } from './served.ts';
import { prepareYear } from './year.ts';

const YEAR = 'audit=year';

let here: Served;
before(async () => {
  here = await served(prepareYear);
});
after(() => here?.close());

const bar = (page: Page) => page.getByRole('slider', { name: 'The instant the page is judged at' });
const form = (page: Page) => page.getByRole('dialog', { name: 'Period and instant' });
const search = (page: Page) => new URL(page.url()).searchParams;

async function opened(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose' }).click();
  await form(page).getByLabel('Period').waitFor();
}

test('the bar goes by day and by week with the arrows, and the page is judged as of where it stops', async () => {
  const { page, complaints } = await here.visit(`/?${YEAR}`);
  await page
    .getByText(/^Judged to/)
    .first()
    .waitFor();
  await bar(page).focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL((url) => url.searchParams.get('at') === '2025-12-30');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForURL((url) => url.searchParams.get('at') === '2025-12-23');
  await page
    .getByText(/^As of/)
    .first()
    .waitFor();
  assert.match((await bar(page).getAttribute('aria-valuetext')) ?? '', /23 Dec 2025/);
  assert.equal(search(page).get('audit'), 'year');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.waitForURL((url) => !url.searchParams.has('at'));
  assert.deepEqual(complaints, []);
});

test('a day and a time of the form are an instant in the zone of the program, which every page then says', async () => {
  const { page, complaints } = await here.visit(`/controls?${YEAR}`);
  const before = await page.locator('main h1').textContent();
  await opened(page);
  const judged = form(page).getByRole('group', { name: 'Judged up to' });
  await judged.getByLabel('Day').fill('2025-03-01');
  await judged.getByLabel('Time in Europe/Vienna').fill('09:30');
  await form(page).getByRole('button', { name: 'Show this' }).click();
  await page.waitForURL((url) => url.searchParams.get('at') === '2025-03-01T08:30:00.000Z');
  await form(page).waitFor({ state: 'detached' });
  await page.waitForFunction((text) => document.querySelector('main h1')?.textContent !== text, before);
  for (const path of ['/checks', '/exceptions', '/populations']) {
    await page.locator(`nav a[href^="${path}"]`).first().click();
    await page.waitForURL((url) => url.pathname === path);
    await page
      .getByText(/^As of 1 Mar 2025, 09:30/)
      .first()
      .waitFor();
  }
  assert.deepEqual(complaints, []);
});

test('what the server refuses is said in the form, and the page stays as it is', async () => {
  const { page } = await here.visit(`/controls?${YEAR}`);
  const address = page.url();
  await opened(page);
  const known = form(page).getByRole('group', { name: 'From what was known at' });
  await known.getByLabel('Day').fill('2199-01-01');
  await form(page).getByRole('button', { name: 'Show this' }).click();
  await form(page).getByRole('alert').waitFor();
  const future = (await form(page).getByRole('alert').textContent()) ?? '';
  assert.match(future, /still to come/);
  await known.getByLabel('Day').fill('');
  await form(page).getByLabel('Period').selectOption('days');
  await form(page).getByLabel('First day').fill('2025-09-01');
  await form(page).getByLabel('Last day').fill('2025-03-01');
  await form(page).getByRole('button', { name: 'Show this' }).click();
  await page.waitForFunction((text) => document.querySelector('[role=dialog] [role=alert]')?.textContent !== text, future);
  assert.match((await form(page).getByRole('alert').textContent()) ?? '', /the wrong way round: it would begin on 2025-09-01 and end on 2025-03-01/);
  assert.equal(page.url(), address);
  await form(page).getByLabel('Last day').fill('');
  await form(page).getByRole('button', { name: 'Show this' }).click();
  await form(page).getByText('A period has a first and a last day.').waitFor();
  await page.keyboard.press('Escape');
  await form(page).waitFor({ state: 'detached' });
  assert.equal(page.url(), address);
});

test('an address that cannot be shown says why in the bar, and leads back to now', async () => {
  const { page } = await here.visit(`/controls?${YEAR}&at=2199-01-01`);
  await page.locator('.timebar').getByText('which is still to come').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.waitForURL((url) => !url.searchParams.has('at'));
  await page
    .getByText(/^Judged to/)
    .first()
    .waitFor();
});

test('another period is chosen by its days, and t opens the form from anywhere', async () => {
  const { page, complaints } = await here.visit(`/populations?${YEAR}`);
  await opened(page);
  await page.keyboard.press('Escape');
  await form(page).waitFor({ state: 'detached' });
  await page.keyboard.press('t');
  await form(page).getByLabel('Period').selectOption('days');
  await form(page).getByLabel('First day').fill('2025-02-01');
  await form(page).getByLabel('Last day').fill('2025-04-30');
  await form(page).getByRole('button', { name: 'Show this' }).click();
  await page.waitForURL((url) => url.searchParams.get('from') === '2025-02-01');
  assert.equal(search(page).get('until'), '2025-04-30');
  assert.equal(search(page).get('audit'), null);
  await page.getByText('1 Feb – 30 Apr 2025').first().waitFor();
  assert.deepEqual(complaints, []);
});
