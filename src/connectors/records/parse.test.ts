import { describe, expect, test } from 'vitest';
import { LARGEST_FILE, problemText, readRecordFile } from './parse.ts';
import { fileAt, programFiles, scopeOf } from './program-files.ts';
import type { RecordFile } from './record-file.ts';

function faults(path: string, text: string | Uint8Array): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const reading = readRecordFile(path, bytes, fileAt(path) as RecordFile);
  return 'problems' in reading ? reading.problems.map(problemText) : [];
}

const vulnerability = (more: string) =>
  `vulnerabilities:\n  - id: v-1\n    identifier: CVE-1\n    severity: high\n    where: api\n    source: scanner\n${more}`;
const approval = (more: string) =>
  `approvals:\n  - id: ap-1\n    repository: api\n    by: p-1\n    at: 2025-02-04T10:00:00Z\n    commit: ${'a'.repeat(40)}\n${more}`;
const account = (more: string) => `accounts:\n  - id: a-1\n    system: s\n    login: l\n    opened: 2025-01-01\n${more}`;

describe('every fault names the file, the line and what was expected', () => {
  test.each([
    [
      'records/people.yaml',
      'people:\n  - id: [1]\n    name: A\n    emails: [a@b.example]\n    role: r\n    employment: []\n',
      'records/people.yaml:2: people[0].id: expected an id',
    ],
    [
      'records/people.yaml',
      'people:\n  - id: a@b.example\n    name: A\n    emails: []\n    role: r\n    employment: []\n',
      'records/people.yaml:2: people[0].id: expected an id of letters, digits and . _ - : / # +, such as p-001',
    ],
    [
      'records/people.yaml',
      'people:\n  - id: p-1\n    name: A\n    emails: nope\n    role: r\n    employment: []\n',
      'records/people.yaml:4: people[0].emails: expected a list of e-mail addresses',
    ],
    [
      'records/people.yaml',
      'people:\n  - id: p-1\n    name: A\n    emails: [x]\n    role: r\n    employment: []\n',
      'records/people.yaml:4: people[0].emails[0]: expected an e-mail address',
    ],
    [
      'records/people.yaml',
      'people:\n  - id: p-1\n    name: A\n    emails: []\n    role: r\n    employment: [{ from: 2025-02-30 }]\n',
      'records/people.yaml:6: people[0].employment[0].from: expected a day of the calendar, such as 2025-12-31',
    ],
    [
      'records/vulnerabilities.yaml',
      vulnerability('    found: soon\n'),
      'records/vulnerabilities.yaml:7: vulnerabilities[0].found: expected an instant with its offset, such as 2025-03-31T17:00:00+02:00, or a day, such as 2025-03-31',
    ],
    [
      'records/vulnerabilities.yaml',
      vulnerability('    found: 2025-01-01\n    fixed: later\n'),
      'records/vulnerabilities.yaml:8: vulnerabilities[0].fixed: expected an instant with its offset, such as 2025-03-31T17:00:00+02:00, a day, such as 2025-03-31, or the word unknown',
    ],
    [
      'records/vulnerabilities.yaml',
      vulnerability('    found: 2025-01-01\n    fxied: 2025-01-02\n'),
      'records/vulnerabilities.yaml:8: vulnerabilities[0].fxied: there is no such field. Check its spelling',
    ],
    [
      'records/vulnerabilities.yaml',
      vulnerability('    found: 2025-01-01T10:00:00\n'),
      'records/vulnerabilities.yaml:7: vulnerabilities[0].found: expected an instant with its offset, such as 2025-03-31T17:00:00+02:00, or a day, such as 2025-03-31',
    ],
    ['records/approvals.yaml', approval(''), 'records/approvals.yaml:2: approvals[0]: expected `pull-request`, or `landed`: what was approved'],
    [
      'records/approvals.yaml',
      approval('    landed: 2f1e\n'),
      'records/approvals.yaml:7: approvals[0].landed: expected the full sha of a commit, 40 digits',
    ],
    ['records/accounts.yaml', account(''), 'records/accounts.yaml:2: accounts[0]: expected `person`, or `service` with `owner`, and not both'],
    [
      'records/accounts.yaml',
      account('    service: x\n'),
      'records/accounts.yaml:2: accounts[0]: expected `owner`: who answers for this service account',
    ],
    [
      'records/exclusions.yaml',
      'exclusions:\n  - { id: e, check: c, items: [], reason: r, requested-by: p, until: 2025-01-01 }\n',
      'records/exclusions.yaml:2: exclusions[0].items: expected at least one item',
    ],
    [
      'records/vendors.yaml',
      'vendors:\n  - { id: v, name: n, service: s, tier: huge, owner: p, since: 2025-01-01 }\n',
      'records/vendors.yaml:2: vendors[0].tier: expected one of: critical, important, minor',
    ],
    [
      'records/scope.yaml',
      'audits:\n  - { id: a, type: 3, from: 2025-01-01, until: 2025-12-31 }\n',
      'records/scope.yaml:2: audits[0].type: expected type 1 with `date`, or type 2 with `from` and `until`',
    ],
    [
      'records/scope.yaml',
      'audits:\n  - { id: a, type: 2, from: 2025-12-31, until: 2025-01-01 }\n',
      'records/scope.yaml:2: audits[0]: expected a period that ends on or after the day on which it begins',
    ],
    [
      'records/scope.yaml',
      'program: { id: x, title: t, categories: [privacy], zone: UTC, since: 2025-01-01 }\n',
      'records/scope.yaml:1: program.categories: expected `security` among the categories',
    ],
    ['records/incidents.yaml', 'incidents:\n  - id: i\n    id: j\n', 'records/incidents.yaml:3: is not well-formed YAML: Map keys must be unique'],
    ['records/incidents.yaml', 'incident: []\n', 'records/incidents.yaml:1: incident: there is no such field. Check its spelling'],
    [
      'records/incidents.yaml',
      'a: 1\n---\nb: 2\n',
      'records/incidents.yaml:2: is not well-formed YAML: Source contains multiple documents; please use YAML.parseAllDocuments()',
    ],
    ['records/incidents.yaml', 'incidents: !!evil x\n', 'records/incidents.yaml:1: is not well-formed YAML: Unresolved tag: tag:yaml.org,2002:evil'],
    ['policies/a.md', '---\nid: a\n---\n', 'policies/a.md:2: title: expected a text'],
    [
      'policies/a.md',
      '---\nid: a\ntitle: [\n---\n',
      'policies/a.md:4: is not well-formed YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('%s %#', (path, text, expected) => {
    expect(faults(path, text)).toContain(expected);
  });

  test('a file that is no text, or too large', () => {
    expect(faults('records/people.yaml', Buffer.from([0x70, 0xff]))).toEqual(['records/people.yaml:1: expected a text in UTF-8']);
    expect(faults('records/people.yaml', Buffer.alloc(LARGEST_FILE + 1, 0x20))).toEqual([
      'records/people.yaml:1: is larger than 5 MB. Split it into a folder of files.',
    ]);
  });

  test('wrong throughout is told of by its first faults', () => {
    const told = faults('records/people.yaml', `people:\n${'  - {}\n'.repeat(100)}`);
    expect([told.length, told.at(-1)]).toEqual([21, 'records/people.yaml:6: and 480 more faults from here on']);
  });

  test('a text that unfolds without end, and one that is nested without end', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, place) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[place]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(faults('records/people.yaml', bomb)).toEqual(['records/people.yaml:1: repeats itself through aliases too often. Write the values out.']);
    expect(faults('records/people.yaml', `people: ${'['.repeat(20_000)}`)).toHaveLength(1);
  });
});

describe('what is no fault', () => {
  test.each([
    ['an empty file', 'records/people.yaml', ''],
    ['only comments', 'records/people.yaml', '# nobody yet\n'],
    ['an empty list', 'records/people.yaml', 'people:\n'],
    ['a byte order mark', 'records/people.yaml', '\ufeffpeople: []\n'],
    ['other line endings', 'policies/a.md', '---\r\nid: a\r\ntitle: t\r\nstatus: draft\r\nversion: 1\r\nowner: p\r\nauthor: p\r\n---\r\ntext\r\n'],
    ['nobody knows whose account it is, nor when it was closed', 'records/accounts.yaml', account('    person: unknown\n    closed: unknown\n')],
  ])('%s', (_, path, text) => {
    expect(faults(path, text)).toEqual([]);
  });
});

test('files are found by their place; a name that is no part of the program is told apart from no record at all', () => {
  expect(fileAt('records/people.yaml')?.name).toBe('people');
  expect(fileAt('records/approvals/2025-01.yaml')?.name).toBe('approvals');
  expect(fileAt('policies/a.md')?.name).toBe('policies');
  expect([fileAt('policies/README.md'), fileAt('records/notes.txt'), fileAt('src/people.yaml')]).toEqual([null, null, null]);
  expect([fileAt('records/poeple.yaml'), fileAt('records/people.yml'), fileAt('records/people/a/b.yaml')]).toEqual([undefined, undefined, undefined]);
  expect(scopeOf('records/approvals/a@b.example.yaml')).toBe('file:records/approvals/a%40b.example.yaml');
  expect(Object.keys(programFiles)).toHaveLength(15);
});
