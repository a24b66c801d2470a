import { expect, test } from 'vitest';
import { cataloguedControl } from '../audit/catalogue/catalogued-control.ts';
import { allControls } from '../controls/index.ts';
import type { StandingControl } from '../controls/standing.ts';
import { cataloguePage, controlPage } from './controls-text.ts';
import { plainPage } from './testing/page.ts';

const all = allControls.map(cataloguedControl);
const [any] = all;
if (any === undefined) throw new Error('The catalogue is empty.');

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

test('the list names every control once, under what it could be seen by, with its criteria', () => {
  const text = cataloguePage(all, null, plainPage());
  for (const { id, criteria } of all) {
    expect(text.match(new RegExp(`^  ${id} `, 'gm'))).toHaveLength(1);
    expect(text).toContain(criteria.map((one) => one.criterion).join(' '));
  }
  const counts = [...text.matchAll(/^(?:Seen in|Not seen).*: (\d+)$/gm)].map((one) => Number(one[1]));
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(all.length);
});

test('one in full leaves nothing out of any control', () => {
  for (const one of all) {
    const text = flat(controlPage(one, null, plainPage()));
    const said = [
      ...[one.title, one.promise, one.how, one.owner],
      ...one.checks.flatMap((check) => [check.id, check.asks]),
      ...one.records.flatMap((record) => [record.id, record.shows, `${record.every.setting}: ${record.every.default}`]),
      ...one.documents,
      ...one.criteria.flatMap((mapping) => [mapping.criterion, mapping.reason]),
      ...one.variants.flatMap((variant) => [variant.for, variant.instead, ...(variant.compensating === null ? [] : [variant.compensating])]),
    ];
    expect(said.filter((part) => !text.includes(flat(part)))).toEqual([]);
  }
});

test('what the program keeps is said, and what it does not', () => {
  const standing: StandingControl = {
    ...{ control: any.id, version: 3, since: '2025-01-15', until: null, variant: 'one-person', owner: 'p-001' },
    ...{ promise: 'Our own.', compensating: null, why: '\u001b[31mwhy' },
  };
  const kept = new Map([[any.id, standing]]);
  const one = controlPage(any, kept, plainPage());
  expect(one).toContain('Kept since 2025-01-15, version 3, in the variant one-person\nIts owner there: p-001\nPromised there: Our own.\n');
  expect(one.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(controlPage(any, new Map(), plainPage())).toContain('The program does not say that it keeps it.');
  expect(controlPage(any, null, plainPage())).not.toMatch(/Kept|keeps it/);
  const ended = new Map([[any.id, { ...standing, until: '2025-09-30', variant: null }]]);
  expect(cataloguePage(all, ended, plainPage()).match(/Kept from 2025-01-15 to 2025-09-30, version 3\n/g)).toHaveLength(1);
});

test.each([60, 80, 120])('fits a page of %i columns', (width) => {
  const texts = [cataloguePage(all, null, plainPage(width)), ...all.map((one) => controlPage(one, null, plainPage(width)))];
  expect(texts.flatMap((text) => text.split('\n').filter((line) => [...line].length > width))).toEqual([]);
});
