import fc from 'fast-check';
import { expect, test } from 'vitest';
import { people as peopleFile } from '../connectors/records/files/people.ts';
import { scope as scopeFile } from '../connectors/records/files/scope.ts';
import type { StarterValues } from './starter-values.ts';
import { starterProgram } from './template.ts';
import { plain, records, textOf } from './testing/example.ts';

const lists = [
  'access-reviews',
  'accounts',
  'approvals',
  'control-records',
  'controls',
  'exclusions',
  'incidents',
  'restore-drills',
  'tabletop-exercises',
  'vendors',
];

test('the program has a README, fourteen policies and a file for each kind of record', () => {
  const paths = starterProgram(plain).map(({ path }) => path);
  expect(paths).toEqual([...paths].sort());
  expect(paths.filter((path) => path.startsWith('policies/'))).toHaveLength(14);
  expect(paths.filter((path) => !path.startsWith('policies/'))).toEqual([
    'README.md',
    ...[...lists, 'description', 'people', 'scope', 'vulnerabilities'].sort().map((name) => `records/${name}.yaml`),
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
  const id = fc.stringMatching(/^[a-zäß0-9][a-z0-9._:/#+-]{0,20}$/);
  const repositories = fc.uniqueArray(fc.record({ id, branches: fc.array(text, { minLength: 1, maxLength: 3 }) }), {
    selector: (one) => one.id,
    maxLength: 3,
  });
  fc.assert(
    fc.property(text, text, fc.emailAddress(), repositories, (title, name, email, given) => {
      const values = { ...plain, title, repositories: given, person: { name, email } };
      const scope = records(values, 'scope');
      const [person] = records(values, 'people').people;
      expect(scopeFile.shape.parse(scope)).toMatchObject({ program: { title }, repositories: given });
      expect(peopleFile.shape.parse({ people: [person] })).toMatchObject({ people: [{ name }] });
      expect([[], [email]]).toContainEqual(person.emails);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["ann.o'neill+x@mail.company.example", true],
  ['12+ada@users.noreply.company.example', true],
  ['root@localhost', false],
  ['', false],
  ['ada@company.example, ben@company.example', false],
])('the address %j is taken: %j', (email, taken) => {
  const { people } = records({ ...plain, person: { name: 'Ada', email } }, 'people');
  expect(people[0].emails).toEqual(taken ? [email] : []);
  expect(peopleFile.shape.safeParse({ people }).success).toBe(true);
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
  ['a repository without an id', { repositories: [{ id: '', branches: ['main'] }] }, 'program-template/repository-id'],
  ['a repository whose id holds a space', { repositories: [{ id: 'my api', branches: ['main'] }] }, 'program-template/repository-id'],
  ['a repository whose id is too long', { repositories: [{ id: 'x'.repeat(101), branches: ['main'] }] }, 'program-template/repository-id'],
  ['a repository without a branch', { repositories: [{ id: 'api', branches: [] }] }, 'program-template/no-branch'],
  ['a branch without a name', { repositories: [{ id: 'api', branches: [''] }] }, 'program-template/empty'],
  ['a repository named twice', { repositories: [...plain.repositories, { id: 'api', branches: ['x'] }] }, 'program-template/repository-twice'],
];

test.each(refused)('%s is refused', (_, values, code) => {
  expect(() => starterProgram({ ...plain, ...values })).toThrow(expect.objectContaining({ code }));
});
