import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { calendarDate } from '../kernel/calendar.ts';
import { parseInstant } from '../kernel/time.ts';
import type { StarterValues } from './starter-values.ts';
import { starterProgram } from './template.ts';
import type { ProgramFile } from './write-files.ts';

const plain: StarterValues = {
  title: 'Harbourlight (demo)',
  zone: 'Europe/Vienna',
  since: '2025-01-01',
  periodFrom: '2025-02-01',
  periodUntil: '2025-12-31',
  repositories: [
    { id: 'api', branches: ['main', 'release/2'] },
    { id: 'web', branches: ['main'] },
  ],
  person: { name: 'Ada Example', email: 'ada@harbourlight.example' },
};

const lists = ['access-reviews', 'accounts', 'approvals', 'exclusions', 'incidents', 'restore-drills', 'tabletop-exercises', 'vendors'];

function textOf(files: readonly ProgramFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`${path} is missing`);
  return file.text;
}

function records(values: StarterValues, name: string) {
  return parse(textOf(starterProgram(values), `records/${name}.yaml`));
}

/** As the comments say: remove the # at the start of the lines of the examples, and the []. */
function withExamples(text: string) {
  return parse(text.replace(/^#(?= {2})/gm, '').replace(/^([a-z-]+): \[\]$/gm, '$1:'));
}

test('the program has a README, fourteen policies and a file for each kind of record', () => {
  const paths = starterProgram(plain).map(({ path }) => path);
  expect(paths).toEqual([...paths].sort());
  expect(paths.filter((path) => path.startsWith('policies/'))).toHaveLength(14);
  expect(paths.filter((path) => !path.startsWith('policies/'))).toEqual([
    'README.md',
    ...[...lists, 'people', 'scope', 'vulnerabilities'].sort().map((name) => `records/${name}.yaml`),
  ]);
});

test('scope is live and says what it was given, and nothing else', () => {
  expect(records(plain, 'scope')).toEqual({
    program: { id: 'harbourlight-demo', title: 'Harbourlight (demo)', categories: ['security'], zone: 'Europe/Vienna', since: '2025-01-01' },
    audits: [{ id: 'first-period', type: 2, from: '2025-02-01', until: '2025-12-31' }],
    repositories: [
      { id: 'api', branches: ['main', 'release/2'], ...decided() },
      { id: 'web', branches: ['main'], ...decided() },
    ],
    systems: [],
    backups: [],
  });
  expect(records({ ...plain, repositories: [] }, 'scope')).toMatchObject({ repositories: [] });

  function decided() {
    return { since: '2025-01-01', 'decided-by': 'p-001', why: 'Named when this program was started', approvals: 'none' };
  }
});

test('one person is there, who may approve nothing and whose contract nobody has told yet', () => {
  const person = { id: 'p-001', name: 'Ada Example', role: 'To be written', authority: [], employment: [] };
  expect(records(plain, 'people')).toEqual({ people: [{ ...person, emails: ['ada@harbourlight.example'] }] });
  expect(records({ ...plain, person: { name: 'Ada Example', email: '' } }, 'people')).toEqual({ people: [{ ...person, emails: [] }] });
});

test('no other file claims that anything happened', () => {
  for (const name of lists) expect(records(plain, name)).toEqual({ [name]: [] });
  expect(records(plain, 'vulnerabilities')).toEqual({ vulnerabilities: [], acceptances: [] });
});

test('every file of records explains itself, and its examples are entries once their # is removed', () => {
  const files = starterProgram(plain).filter(({ path }) => path.startsWith('records/'));
  for (const { path, text } of files) {
    expect(text, path).toMatch(/^# [A-Z]/);
    const [before, after] = [parse(text), withExamples(text)];
    for (const [key, list] of Object.entries(after)) {
      if (key === 'program' || key === 'repositories') continue;
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

test('days and instants in the examples are days and instants', () => {
  const found = starterProgram(plain).flatMap(({ path, text }) => (path.startsWith('records/') ? textsIn(withExamples(text)) : []));
  const [days, instants] = [/^\d{4}-\d{2}-\d{2}$/, /^\d{4}-\d{2}-\d{2}T/].map((shape) => found.filter((one) => shape.test(one)));
  expect(days?.length).toBeGreaterThan(10);
  expect(instants?.length).toBeGreaterThan(10);
  for (const day of days ?? []) expect(() => calendarDate(day)).not.toThrow();
  for (const at of instants ?? []) expect(() => parseInstant(at)).not.toThrow();
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('the README names the program and every file it links to exists', () => {
  const files = starterProgram(plain);
  const readme = textOf(files, 'README.md');
  expect(readme).toMatch(/^# The program of Harbourlight \(demo\)\n/);
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(5);
  for (const path of links) expect(() => textOf(files, path)).not.toThrow();
});

test('no placeholder is left, and no banned word', () => {
  for (const { path, text } of starterProgram(plain)) {
    expect(text, path).not.toMatch(/__/);
    expect(text, path).not.toMatch(/certified|compliant/i);
    expect(text.endsWith('\n') && !text.endsWith('\n\n'), path).toBe(true);
  }
});

test.each([
  'Ann\'s "Best": software\n# and more\n---\n- x',
  '__zone__ $& $1',
  'true',
  '2025-01-01',
  '[a, b]',
  '- x',
  '"',
  '\u0007 bell',
  '  edges  ',
  'back\\slash',
  '&anchor *alias !tag',
])('a title of %j is read back as it is, and changes nothing around it', (title) => {
  const scope = records({ ...plain, title }, 'scope');
  expect(scope.program.title).toBe(title);
  expect({ ...scope, program: { ...scope.program, title: '', id: '' } }).toEqual({
    ...records(plain, 'scope'),
    program: { ...records(plain, 'scope').program, title: '', id: '' },
  });
  expect(
    textOf(starterProgram({ ...plain, title }), 'README.md')
      .split('\n')
      .slice(1),
  ).toEqual(textOf(starterProgram(plain), 'README.md').split('\n').slice(1));
});

test('whatever the values hold, they are read back as they were given', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((value) => value.trim() !== '');
  const repositories = fc.uniqueArray(fc.record({ id: text, branches: fc.array(text, { minLength: 1, maxLength: 3 }) }), {
    selector: ({ id }) => id,
    maxLength: 3,
  });
  fc.assert(
    fc.property(text, text, text, repositories, (title, name, email, given) => {
      const values = { ...plain, title, repositories: given, person: { name, email } };
      const scope = records(values, 'scope');
      expect(scope.program.title).toBe(title);
      expect(scope.repositories.map(({ id, branches }: { id: string; branches: string[] }) => ({ id, branches }))).toEqual(given);
      expect(records(values, 'people').people[0]).toMatchObject({ name, emails: [email] });
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['Zoë & Söhne GmbH', 'zoe-sohne-gmbh'],
  ['灯台', 'program'],
  ['2025', '2025'],
])('the id of the program %j is %j, a text', (title, id) => {
  expect(records({ ...plain, title }, 'scope').program.id).toBe(id);
});

const refused: [string, Partial<StarterValues>, string][] = [
  ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 'calendar/not-a-zone'],
  ['a day that does not exist', { since: '2025-02-30' }, 'calendar/not-a-date'],
  ['a period that ends before it begins', { periodUntil: '2025-01-31' }, 'calendar/backwards'],
  ['an empty title', { title: ' \n' }, 'program-template/empty'],
  ['a person without a name', { person: { name: '', email: 'a@b.example' } }, 'program-template/empty'],
  ['a repository without an id', { repositories: [{ id: '', branches: ['main'] }] }, 'program-template/empty'],
  ['a repository without a branch', { repositories: [{ id: 'api', branches: [] }] }, 'program-template/no-branch'],
  ['a branch without a name', { repositories: [{ id: 'api', branches: [''] }] }, 'program-template/empty'],
  ['a repository named twice', { repositories: [...plain.repositories, { id: 'api', branches: ['x'] }] }, 'program-template/repository-twice'],
];

test.each(refused)('%s is refused', (_, values, code) => {
  expect(() => starterProgram({ ...plain, ...values })).toThrow(expect.objectContaining({ code }));
});
