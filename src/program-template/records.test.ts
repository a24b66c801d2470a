import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { daysIn } from '../connectors/records/fields.ts';
import { accessReviews } from '../connectors/records/files/access-reviews.ts';
import { accounts } from '../connectors/records/files/accounts.ts';
import { approvals } from '../connectors/records/files/approvals.ts';
import { controlRecords } from '../connectors/records/files/control-records.ts';
import { controls } from '../connectors/records/files/controls.ts';
import { descriptionFile } from '../connectors/records/files/description.ts';
import { exclusions } from '../connectors/records/files/exclusions.ts';
import { incidents } from '../connectors/records/files/incidents.ts';
import { people } from '../connectors/records/files/people.ts';
import { restoreDrills } from '../connectors/records/files/restore-drills.ts';
import { scope } from '../connectors/records/files/scope.ts';
import { tabletopExercises } from '../connectors/records/files/tabletop-exercises.ts';
import { vendors } from '../connectors/records/files/vendors.ts';
import { vulnerabilities } from '../connectors/records/files/vulnerabilities.ts';
import { kinds } from '../facts/kinds/index.ts';
import { zone } from '../kernel/calendar.ts';
import { starterProgram } from './template.ts';
import { plain, records, textOf } from './testing/example.ts';

/** How the records connector reads each file. */
const recordFiles = {
  'access-reviews': accessReviews,
  accounts,
  approvals,
  'control-records': controlRecords,
  controls,
  description: descriptionFile,
  exclusions,
  incidents,
  people,
  'restore-drills': restoreDrills,
  scope,
  'tabletop-exercises': tabletopExercises,
  vendors,
  vulnerabilities,
};

const lists = Object.keys(recordFiles).filter((name) => !['description', 'people', 'scope', 'vulnerabilities'].includes(name));

/** As the comments say: remove the # at the start of the lines of the examples, and the []. */
function withExamples(text: string) {
  return parse(text.replace(/^#(?= {2})/gm, '').replace(/^([a-z-]+): \[\]$/gm, '$1:'));
}

test('no other file claims that anything happened', () => {
  for (const name of lists) expect(records(plain, name)).toEqual({ [name]: [] });
  expect(records(plain, 'vulnerabilities')).toEqual({ vulnerabilities: [], acceptances: [] });
  expect(records(plain, 'description')).toEqual({ description: null });
});

test('every file of records explains itself, and its examples are entries once their # is removed', () => {
  const files = starterProgram(plain).filter(({ path }) => path.startsWith('records/'));
  for (const { path, text } of files) {
    expect(text, path).toMatch(/^# [A-Z]/);
    const [before, after] = [parse(text), withExamples(text)];
    for (const [key, list] of Object.entries(after)) {
      if (['description', 'program', 'repositories'].includes(key)) continue;
      expect((list as unknown[]).length, `${path} ${key}`).toBeGreaterThan(before[key].length);
      for (const entry of list as object[]) expect(entry).toHaveProperty('id');
    }
  }
});

/** The keys that the page of the format shows for each list, nested ones included: `employment.from`. */
function keysInSpec(): Map<string, Set<string>> {
  const page = readFileSync(new URL('../../docs/spec/program-as-code.md', import.meta.url), 'utf8');
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => parse(text) as Record<string, unknown>);
  return new Map(shown.flatMap((file) => Object.entries(file).map(([list, entries]) => [list, new Set(keysOf(entries))])));
}

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner).map((below) => `${key}.${below}`)]);
}

test('the examples use no key that the page of the format does not show', () => {
  const spec = keysInSpec();
  expect(spec.get('people')).toContain('employment.until');
  for (const name of ['service', 'owner']) spec.get('accounts')?.add(name);
  for (const { path, text } of starterProgram(plain).filter((file) => file.path.startsWith('records/'))) {
    for (const [list, entries] of Object.entries(withExamples(text))) {
      expect(spec.has(list), `${list} of ${path}`).toBe(true);
      for (const key of keysOf(entries)) expect(spec.get(list), `${key} of ${list}`).toContain(key);
    }
  }
});

test.each(Object.entries(recordFiles))('the reader of %s takes the file as it is, and with its examples', (name, file) => {
  const text = textOf(starterProgram(plain), `records/${name}.yaml`);
  const [live, tried] = [file.shape.parse(parse(text)), file.shape.parse(withExamples(text))].map((value) => file.read(value).entries);
  expect(tried?.length).toBeGreaterThan(live?.length ?? 0);
  const days = daysIn(zone('Europe/Vienna'));
  for (const one of tried ?? []) expect(kinds[one.kind].schema.safeParse(one.state(days)), `${one.kind} ${one.id}`).toMatchObject({ success: true });
});
