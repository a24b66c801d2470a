import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Served, served } from './served.ts';
import { prepareYear } from './year.ts';

const YEAR = 'audit=year';

let here: Served;
before(async () => {
  here = await served(prepareYear);
});
after(() => here?.close());

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
/** What floats is fetched a moment after the page. */
const floats = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/palette-[^/]*\.js$/.test(name)));

describe('by the keyboard', () => {
  test('the first stop skips to the content, and the next ones are the places in order', async () => {
    const { page, complaints } = await here.visit(`/controls?${YEAR}`);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to content');
    const stops: string[] = [];
    for (let at = 0; at < 4; at++) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    assert.deepEqual(stops, ['Tickmark', 'Overview', 'Controls', 'Checks']);
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    assert.deepEqual(complaints, []);
  });

  test('g and a letter go to a place, and its heading takes the focus and names the window', async () => {
    const { page, complaints } = await here.visit(`/?${YEAR}&at=2025-06-30`);
    for (const [key, path, title] of [
      ['c', '/controls', 'Controls'],
      ['e', '/exceptions', 'Exceptions'],
      ['o', '/', 'Overview'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === path);
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      await page.waitForFunction((wanted) => document.title === wanted, `${title} · Example · Tickmark`);
      assert.equal(new URL(page.url()).search, `?${YEAR}&at=2025-06-30`);
    }
    assert.deepEqual(complaints, []);
  });

  test('j and k walk through the rows, and Enter follows', async () => {
    const { page } = await here.visit(`/checks?${YEAR}`);
    await page.keyboard.press('j');
    const first = await focused(page);
    await page.keyboard.press('j');
    const second = await focused(page);
    assert.notEqual(second, first);
    await page.keyboard.press('k');
    assert.equal(await focused(page), first);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.startsWith('/checks/'));
  });

  test('a thing is found by a few letters and gone to', async () => {
    const { page, complaints } = await here.visit(`/?${YEAR}&at=2025-06-30`);
    await page.keyboard.press('Control+k');
    const field = dialog(page, 'Find or go to').getByRole('combobox');
    await field.waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await page.keyboard.type('vulnerab');
    const option = page.getByRole('option').filter({ hasText: 'control' }).first();
    await option.waitFor();
    for (let at = 0; at < 30 && (await option.getAttribute('aria-selected')) !== 'true'; at++) await page.keyboard.press('ArrowDown');
    const active = await field.getAttribute('aria-activedescendant');
    assert.equal(await option.getAttribute('id'), active);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/controls/vulnerability-repair');
    assert.equal(new URL(page.url()).searchParams.get('at'), '2025-06-30');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('the palette says when nothing fits, and Escape gives the focus back', async () => {
    const { page } = await here.visit(`/?${YEAR}`);
    const opener = page.getByRole('button', { name: 'Find or go to' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await page.keyboard.type('zzzz');
    await page.getByText('Nothing here has this in its name.').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page, 'Find or go to').waitFor({ state: 'detached' });
    assert.ok(await opener.evaluate((element) => element === document.activeElement));
  });

  test('the keys are shown, and nothing behind them can be reached', async () => {
    const { page } = await here.visit(`/?${YEAR}`);
    await floats(page);
    await page.keyboard.press('?');
    const keys = dialog(page, 'Keys');
    await keys.getByText('Find or go to').waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]') !== null);
    for (let at = 0; at < 4; at++) {
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement?.closest('#tickmark') === null));
    }
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    assert.equal(new URL(page.url()).pathname, '/');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
  });

  test('what cannot be used is reached, says why, and lets go on Escape', async () => {
    const { page } = await here.visit(`/evidence?${YEAR}`);
    const button = page.getByRole('button', { name: 'Open leaf' });
    await button.focus();
    const tip = page.getByRole('tooltip');
    await tip.waitFor();
    assert.equal(
      await button.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent),
      await tip.textContent(),
    );
    const box = await tip.boundingBox();
    assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 1280, JSON.stringify(box));
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'detached' });
  });

  test('how much a timeline shows is chosen with the arrows', async () => {
    const { page, complaints } = await here.visit(`/checks/record%2Fcontrol-review?${YEAR}`);
    await page.getByRole('radio', { name: 'Period' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[type=radio][value=quarter]')?.checked === true);
    await page.getByRole('button', { name: 'Earlier' }).waitFor();
    assert.deepEqual(complaints, []);
  });
});

describe('how it is drawn', () => {
  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('is chosen once and stays, also in a tab that is open already', async () => {
    const { page, complaints } = await here.visit(`/?${YEAR}`, { colorScheme: 'light' });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.waitForSelector('main h1');
    const light = await ground(page);
    const button = page.locator('button.theme');
    await button.click();
    assert.equal(await ground(page), light);
    await button.click();
    await other.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
    const dark = await ground(page);
    assert.notEqual(dark, light);
    await page.reload();
    await page.waitForSelector('main h1');
    assert.equal(await ground(page), dark);
    await page.locator('button.theme').click();
    await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset['mantineColorScheme'] === 'dark');
    assert.equal(await ground(page), dark);
    assert.deepEqual(complaints, []);
  });

  test('a dark page prints in black on white, without the chrome', async () => {
    const { page } = await here.visit(`/controls?${YEAR}`, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]), [
      'rgb(255, 255, 255)',
      'rgb(0, 0, 0)',
    ]);
    for (const chrome of ['.top', '.timebar', '.tools']) {
      for (const one of await page.locator(chrome).all()) assert.equal(await one.isVisible(), false, chrome);
    }
  });
});

describe('an address', () => {
  test('that no page has says so, and leads on', async () => {
    const { page, complaints } = await here.visit(`/nowhere?${YEAR}`);
    assert.equal(await page.locator('main h1').textContent(), 'There is no page at this address.');
    await page.getByRole('link', { name: 'Go to Overview' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    assert.deepEqual(complaints, []);
  });

  test('of a thing that is not there says what the server says', async () => {
    const { page } = await here.visit(`/controls/nothing?${YEAR}`);
    assert.equal(await page.locator('main h1').textContent(), 'This is not there.');
    assert.match((await page.getByRole('alert').textContent()) ?? '', /nothing/);
  });

  test('goes along with every link, opens in a tab of its own, and survives Back', async () => {
    const { page } = await here.visit(`/checks?${YEAR}&at=2025-06-30`);
    const link = page.locator('main a[href^="/checks/"]').first();
    const href = (await link.getAttribute('href')) ?? '';
    assert.match(href, /\?audit=year&at=2025-06-30$/);
    await link.click();
    await page.waitForURL((url) => url.pathname.startsWith('/checks/'));
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/checks');
    assert.equal(new URL(page.url()).search, `?${YEAR}&at=2025-06-30`);
    await page.reload();
    await page.getByText('As of').first().waitFor();
  });

  test('without a session says how to get one, and asks for nothing else', async () => {
    const { page } = await here.visit(`/?${YEAR}`);
    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'This browser has no session here.' }).waitFor();
    assert.equal(await page.locator('main pre').textContent(), 'tickmark open');
    assert.equal(await page.locator('.timebar').count(), 0);
  });
});
