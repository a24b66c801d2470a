import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shotFile, shots } from '../e2e/shots.ts';
import { documentOf, documents, guide, links, root } from './documents.ts';
import { namedRoutes, pageRoutes } from './named.ts';

const folder = `${root}/docs/guides/shots`;
const files = () => readdirSync(folder).toSorted();
const MOST = 2_500_000;

/** Pages that a walk through all of them does not name. */
function leftOut(routes: readonly string[], tour = guide('tour')): string[] {
  const named = namedRoutes(tour);
  return routes.filter((route) => !named.includes(route));
}

test('the walk names every page of the interface, and has a picture of it', () => {
  expect(leftOut(pageRoutes())).toEqual([]);
  const pictured = shots.map(({ route }) => route.replaceAll(/\$\w+/g, ':'));
  expect(pageRoutes().filter((route) => !pictured.includes(route))).toEqual([]);
  expect(leftOut([...pageRoutes(), '/nowhere'])).toEqual(['/nowhere']);
  expect(leftOut(['/', '/checks/:'], documentOf('docs/guides/tour.md', '`/checks/$check`'))).toEqual(['/']);
});

test('every picture is made by the script, is shown in a document, and is a picture', () => {
  expect(files()).toEqual(shots.map(({ name }) => shotFile(name)).toSorted());
  const shown = documents()
    .flatMap(links)
    .filter(({ picture }) => picture)
    .map(({ href }) => href.replace(/^.*shots\//, ''));
  expect(files().filter((file) => !shown.includes(file))).toEqual([]);
  for (const file of files()) expect(readFileSync(`${folder}/${file}`).subarray(8, 12).toString('latin1')).toBe('WEBP');
});

test('together they stay small, since they are in the package', () => {
  expect(files().reduce((all, file) => all + statSync(`${folder}/${file}`).size, 0)).toBeLessThan(MOST);
});
