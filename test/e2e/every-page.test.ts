import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { type Served, served, type Visit } from './served.ts';
import { prepareYear } from './year.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const YEAR = 'audit=year';

/** Where each route of the pages leads here. One that is missing fails. */
const places: Readonly<Record<string, () => string | Promise<string>>> = {
  '/': () => '/',
  '/controls': () => '/controls',
  '/controls/$control': () => '/controls/control-reviews',
  '/checks': () => '/checks',
  '/checks/$check': () => '/checks/record%2Fcontrol-review',
  '/exceptions': () => '/exceptions',
  '/populations': () => '/populations',
  '/populations/$population': () => '/populations/changes',
  '/populations/$population/completeness': () => '/populations/changes/completeness',
  '/criteria': () => '/criteria',
  '/changes/$item': async () => `/changes/${encodeURIComponent(await idOf('/populations/changes/rows', 'item'))}`,
  '/evidence': () => '/evidence',
  '/evidence/$leaf': async () => `/evidence/${await idOf('/evidence', 'leaf')}`,
  '/connections': () => '/connections',
  '/connections/$connection': () => '/connections/api',
  '/connect': () => '/connect',
  '/exclusions': () => '/exclusions',
  '/policies': () => '/policies',
  '/policies/$policy': () => '/policies/access',
  '/records': () => '/records',
  '/records/$kind': () => '/records/person',
  '/records/$kind/$record': async () => `/records/person/${encodeURIComponent(await idOf('/records/person', 'key'))}`,
  '/audit': () => '/audit',
  '/audit/$engagement': () => '/audit/t2',
  '/ledger': () => '/ledger',
};

let here: Served;
before(async () => {
  here = await served(prepareYear);
});
after(() => here?.close());

/** What the first row of a list goes by. */
async function idOf(path: string, ...names: readonly string[]): Promise<string> {
  const answer = (await here.server.ask(`/api/v1${path}?${path === '/evidence' ? 'limit=1' : YEAR}`)).json();
  const row = (answer['rows'] as Record<string, unknown>[] | undefined)?.[0];
  const id = names.map((name) => row?.[name]).find((one) => one !== undefined);
  assert.ok(id !== undefined, `${path}: ${JSON.stringify(row ?? answer).slice(0, 300)}`);
  return String(id);
}

/** How far things moved without being asked to, as the browser measures it. */
function watchShifts(): void {
  const watching = window as unknown as { shifted: number };
  watching.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) watching.shifted += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('main h1')?.checkVisibility() === true && document.querySelector('[aria-busy="true"], .waiting-page') === null,
  );
  await page.waitForLoadState('networkidle');
}

/** What breaks the rules of WCAG 2.2 on levels A and AA, by the element. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary ?? ''})`));
}

test('every route of the pages is walked', () => {
  const source = readFileSync(new URL('../../web/routes.tsx', import.meta.url), 'utf8');
  const routes = [...source.matchAll(/\bpage\(\s*'([^']+)'/g)].map(([, path]) => path);
  assert.ok(routes.length > 20, `${routes.length} routes were found`);
  assert.deepEqual(Object.keys(places).sort(), routes.sort());
});

for (const width of [1280, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    describe(`at ${width} pixels, in ${colorScheme}`, () => {
      let walker: Visit;
      before(async () => {
        walker = await here.visit(`/?${YEAR}`, { viewport: { width, height: 900 }, colorScheme });
        await walker.page.addInitScript(watchShifts);
      });
      after(() => walker?.page.context().close());

      for (const [route, place] of Object.entries(places)) {
        test(route, async () => {
          const { page, complaints } = walker;
          const before = complaints.length;
          const path = await place();
          await page.goto(`http://127.0.0.1:${here.server.port}${path}?${YEAR}`);
          await settled(page);
          const found = await page.evaluate(() => ({
            headings: [...document.querySelectorAll<HTMLElement>('h1')].filter((one) => one.checkVisibility()).length,
            problem: [...document.querySelectorAll<HTMLElement>('main .prob')].map((one) => one.textContent),
            wider: document.documentElement.scrollWidth - innerWidth,
            shifted: (window as unknown as { shifted: number }).shifted,
            titled: document.title,
            scheme: document.documentElement.dataset['mantineColorScheme'],
          }));
          assert.deepEqual(complaints.slice(before), []);
          assert.deepEqual(
            { ...found, wider: Math.max(0, found.wider), shifted: found.shifted > 0.1 ? found.shifted : 0, titled: '' },
            {
              headings: 1,
              problem: [],
              wider: 0,
              shifted: 0,
              titled: '',
              scheme: colorScheme,
            },
          );
          assert.match(found.titled, /^.+ · Example · Tickmark$/);
          assert.deepEqual(await barriers(page), []);
        });
      }
    });
  }
}
