import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type TestRepository, temporaryFolder, testRepository } from '../../../test/support/git.ts';
import { type Looked, lookAt } from '../../../test/support/looking.ts';
import { VendorError } from '../../kernel/refusal.ts';
import { type Instant, parseInstant } from '../../kernel/time.ts';
import { records } from './index.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const AT = '2025-06-01T00:00:00Z';
const iso = (at: Instant) => new Date(at).toISOString();
let count = 0;

const scope = (zone = 'Europe/Vienna') => `program:
  id: example
  title: Example
  categories: [security, availability]
  zone: ${zone}
  since: 2025-01-01
repositories:
  - { id: api, branches: [main], since: 2025-01-01, decided-by: p-001, why: Serves customers, approvals: records }
systems:
  - { id: api, title: The same id, since: 2025-01-01, until: 2025-12-31, decided-by: p-001, why: Holds data }
audits:
  - { id: a1, type: 2, from: 2025-01-01, until: 2025-12-31 }
  - { id: a2, type: 1, date: 2024-12-31 }
`;
const account = (id: string, more = '') => `  - { id: ${id}, system: api, login: ada, person: p-001, opened: 2025-01-10${more} }\n`;
const accounts = (...items: string[]) => `accounts:\n${items.join('')}`;

function program(): TestRepository {
  const r = testRepository(join(folder.path, `p${count++}`));
  r.commit({ at: '2025-01-01T00:00:00Z', files: { 'records/scope.yaml': scope() } });
  return r;
}

const look = (r: { path: string }, at = AT, memory?: Looked['memory']) => lookAt(records, { path: r.path }, { at, memory });
const told = (looked: Looked, feed: string) =>
  looked.versions(feed).map((one) => [one.vendorId, iso(one.validFrom).slice(0, 10), one.state === null ? 'gone' : 'held']);
const gaps = (looked: Looked, feed: string) =>
  looked.gaps(feed).map((one) => [one.scope, iso(one.from).slice(0, 10), iso(one.until).slice(0, 10), one.reason]);

describe('a program in Git', () => {
  test('every commit is a version; what is taken out of a file is gone from then on', async () => {
    const r = program();
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1'), account('a-2')) } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1', ', closed: 2025-02-28')) } });
    r.commit({ at: '2025-04-01T00:00:00Z', files: { 'README.md': 'nothing of the program' } });
    const looked = await look(r);
    expect(told(looked, 'accounts')).toEqual([
      ['example/a-1', '2025-02-01', 'held'],
      ['example/a-2', '2025-02-01', 'held'],
      ['example/a-1', '2025-03-01', 'held'],
      ['example/a-2', '2025-03-01', 'gone'],
    ]);
    expect(looked.versions('accounts').every((one) => one.basis === 'claimed')).toBe(true);
    expect(looked.versions('accounts')[2]?.state).toMatchObject({
      closedAt: Date.parse('2025-02-28T23:00:00Z'),
      openedAt: Date.parse('2025-01-09T23:00:00Z'),
      privileged: false,
    });
    expect(looked.covered('accounts').map((one) => [one.scope, iso(one.from).slice(0, 10), iso(one.until).slice(0, 10)])).toEqual([
      ['', '2025-01-01', '2025-06-01'],
      ['file:records/accounts.yaml', '2025-01-01', '2025-06-01'],
    ]);
    expect(looked.open.tenant).toBe('example');
    expect(looked.evidence.map((one) => one.name)).toEqual(['records/scope.yaml', 'records/accounts.yaml', 'records/accounts.yaml']);
  });

  test('the scope file tells of the program, its audits and what is in scope; a repository and a system may share an id', async () => {
    const looked = await look(program());
    expect(looked.versions('scope').map((one) => [one.kind, one.vendorId])).toEqual([
      ['program', 'example/example'],
      ['audit', 'example/a1'],
      ['audit', 'example/a2'],
      ['scope', 'example/repository/api'],
      ['scope', 'example/system/api'],
    ]);
  });

  test('a day is a day in the zone that was in force at that commit; a new zone is a new version of what rests on days', async () => {
    const r = program();
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1')) } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'records/scope.yaml': scope('UTC') } });
    const looked = await look(r);
    const opened = looked.versions('accounts').map((one) => [iso(one.validFrom).slice(0, 10), iso((one.state as { openedAt: Instant }).openedAt)]);
    expect(opened).toEqual([
      ['2025-02-01', '2025-01-09T23:00:00.000Z'],
      ['2025-03-01', '2025-01-10T00:00:00.000Z'],
    ]);
  });

  test('a malformed file is unknown from that commit to the one that mends it, and blinds no other', async () => {
    const r = program();
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1')) } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'records/accounts.yaml': 'accounts: [', 'records/people.yaml': 'people:\n' } });
    r.commit({ at: '2025-04-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-2')) } });
    const looked = await look(r);
    expect(gaps(looked, 'accounts')).toEqual([['file:records/accounts.yaml', '2025-03-01', '2025-04-01', 'lost-sight']]);
    expect(looked.gaps('accounts')[0]?.why).toMatch(/^records\/accounts\.yaml:1: is not well-formed YAML: /);
    expect(gaps(looked, 'people')).toEqual([]);
    expect(
      looked.versions('accounts').map((one) => [one.vendorId, iso(one.validFrom).slice(0, 10), iso(one.notBefore).slice(0, 10), one.state === null]),
    ).toEqual([
      ['example/a-1', '2025-02-01', '2025-02-01', false],
      ['example/a-2', '2025-04-01', '2025-03-01', false],
      ['example/a-1', '2025-04-01', '2025-03-01', true],
    ]);
    expect(looked.notes).toEqual([]);
  });

  test('malformed to this day: the gap reaches to the look, and every fault is told', async () => {
    const r = program();
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/people.yaml': 'people:\n  - id: p-001\n    nmae: Ada\n' } });
    const looked = await look(r);
    expect(gaps(looked, 'people')).toEqual([['file:records/people.yaml', '2025-02-01', '2025-06-01', 'lost-sight']]);
    expect(looked.notes).toEqual([
      'records/people.yaml:2: people[0].name: expected a text',
      'records/people.yaml:2: people[0].emails: expected a list of e-mail addresses',
      'records/people.yaml:2: people[0].role: expected a text',
      'records/people.yaml:2: people[0].employment: expected a list of { from, until }',
      'records/people.yaml:3: people[0].nmae: there is no such field. Check its spelling',
    ]);
  });

  test('an id that stands in two files makes the second one unreadable', async () => {
    const r = program();
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts/b.yaml': accounts(account('a-1'), account('a-2')) } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'records/accounts/a.yaml': accounts(account('a-1')) } });
    r.commit({ at: '2025-04-01T00:00:00Z', files: { 'records/accounts/b.yaml': accounts(account('a-2')) } });
    const looked = await look(r);
    expect(gaps(looked, 'accounts')).toEqual([['file:records/accounts/b.yaml', '2025-03-01', '2025-04-01', 'lost-sight']]);
    expect(looked.gaps('accounts')[0]?.why).toBe(
      'records/accounts/b.yaml:2: the account a-1 stands in records/accounts/a.yaml already. Ids are unique and never reused',
    );
    expect(told(looked, 'accounts').filter(([, , state]) => state === 'gone')).toEqual([]);
  });

  test('a file that is taken away takes its entries with it; one that comes back brings them back', async () => {
    const r = program();
    const text = accounts(account('a-1'));
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': text } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'records/accounts.yaml': null } });
    r.commit({ at: '2025-04-01T00:00:00Z', files: { 'records/accounts.yaml': text } });
    expect(told(await look(r), 'accounts').map((one) => one.slice(1))).toEqual([
      ['2025-02-01', 'held'],
      ['2025-03-01', 'gone'],
      ['2025-04-01', 'held'],
    ]);
  });

  test('a misspelt file is not read, and the report says so', async () => {
    const r = program();
    r.commit({ files: { 'records/acess-reviews.yaml': '', 'records/people.yml': '' } });
    r.commit({ files: { 'records/people.yml': null } });
    const looked = await look(r);
    expect(looked.notes).toEqual([
      expect.stringMatching(/^records\/acess-reviews\.yaml:1: is no file of the program and was not read\. Expected one of: scope\.yaml, /),
    ]);
  });

  test('a policy: front matter, parameters, and the hash of its text', async () => {
    const r = program();
    const front =
      'id: access-control\ntitle: Access control\nstatus: adopted\nversion: 3\nowner: p-002\nauthor: p-007\napproved-by: p-001\napproved-on: 2025-01-10\nparameters:\n  access-review.every: 3 months\n  change.ticket-prefixes: [HL]\n';
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'policies/access.md': `---\n${front}---\n\n# Text\n`, 'policies/README.md': 'no policy' } });
    r.commit({ at: '2025-03-01T00:00:00Z', files: { 'policies/access.md': `---\n${front}---\n\n# Other text\n` } });
    r.commit({ at: '2025-04-01T00:00:00Z', files: { 'policies/access.md': '# No front matter\n' } });
    const looked = await look(r);
    expect(looked.versions('policies')).toHaveLength(2);
    expect(looked.versions('policies')[0]?.state).toMatchObject({
      id: 'access-control',
      version: 3,
      reviewedOn: null,
      parameters: { 'access-review.every': '3 months', 'change.ticket-prefixes': ['HL'] },
    });
    expect(looked.gaps('policies')[0]?.why).toBe('policies/access.md:1: expected front matter: a line ---, the fields, a line ---');
  });

  test('a merge counts when it landed, not when its branch was written', async () => {
    const r = program();
    r.git('checkout', '--quiet', '-b', 'work');
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1')) } });
    r.git('checkout', '--quiet', 'main');
    r.merge('work', { at: '2025-03-01T00:00:00Z' });
    expect(told(await look(r), 'accounts')).toEqual([['example/a-1', '2025-03-01', 'held']]);
  });

  test('a program in a folder of a larger repository begins when its files do', async () => {
    const r = testRepository(join(folder.path, `p${count++}`));
    r.commit({ at: '2020-01-01T00:00:00Z', files: { 'src/a': '', 'records/elsewhere.txt': '' } });
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'compliance/records/scope.yaml': scope() } });
    const looked = await look({ path: join(r.path, 'compliance') });
    expect(looked.covered('scope').map((one) => iso(one.from).slice(0, 10))).toEqual(['2025-02-01', '2025-02-01']);
  });

  test('what is not committed is not read, and the report says so', async () => {
    const r = program();
    writeFileSync(join(r.path, 'records', 'accounts.yaml'), accounts(account('a-1')));
    const looked = await look(r);
    expect(looked.versions('accounts')).toEqual([]);
    expect(looked.notes).toEqual([
      `records/accounts.yaml in ${r.path} differ from what main holds. Only what is committed was read: commit it to count.`,
    ]);
  });

  test('between two looks, a date that lies outside them is not believed; one in the future is held', async () => {
    const r = program();
    const first = await look(r);
    r.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1')) } });
    r.commit({ at: '2025-06-10T00:00:00Z', files: { 'records/accounts.yaml': accounts(account('a-1'), account('a-2')) } });
    r.commit({ at: '2031-01-01T00:00:00Z', files: { 'records/people.yaml': 'people: []\n', 'records/accounts.yaml': accounts(account('a-2')) } });
    const second = await look(r, '2025-07-01T00:00:00Z', first.memory);
    const shown = second
      .versions('accounts')
      .map((one) => [one.vendorId, iso(one.validFrom).slice(0, 10), iso(one.notBefore).slice(0, 10), one.basis]);
    expect(shown).toEqual([
      ['example/a-1', '2025-07-01', '2025-06-01', 'look'],
      ['example/a-2', '2025-07-01', '2025-06-01', 'claimed'],
      ['example/a-1', '2025-07-01', '2025-07-01', 'look'],
    ]);
    const only = program();
    only.commit({ at: '2031-01-01T00:00:00Z', files: { 'records/people.yaml': 'people: []\n' } });
    const held = await look(only);
    expect(gaps(held, 'people')).toEqual([['file:records/people.yaml', '2025-01-01', '2025-06-01', 'held']]);
    expect(held.notes[0]).toMatch(/claims a date in the future/);
  });
});

describe('a folder without Git', () => {
  test('is read as it is now: nothing tells of the time before', async () => {
    const path = join(folder.path, `f${count++}`);
    mkdirSync(join(path, 'records'), { recursive: true });
    writeFileSync(join(path, 'records', 'scope.yaml'), scope());
    writeFileSync(join(path, 'records', 'accounts.yaml'), accounts(account('a-1')));
    const first = await look({ path });
    expect(first.open.feeds.map((one) => one.telling)).toContain('state');
    expect(first.versions('accounts')).toMatchObject([{ validFrom: parseInstant(AT), basis: 'look' }]);
    expect(first.covered('accounts')).toEqual([]);
    const second = await look({ path }, '2025-06-02T00:00:00Z', first.memory);
    expect(second.covered('accounts').map((one) => [one.scope, iso(one.from).slice(0, 10)])).toEqual([
      ['', '2025-06-01'],
      ['file:records/accounts.yaml', '2025-06-01'],
    ]);
  });
});

describe('what cannot be read at all says what to do', () => {
  const failing = async (path: string) => {
    const error: unknown = await look({ path }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(VendorError);
    return (error as VendorError).message;
  };

  test('no folder, no program, a program without a name, a shallow clone', async () => {
    expect(await failing(join(folder.path, 'nowhere'))).toContain('does not exist');
    const empty = testRepository(join(folder.path, `p${count++}`));
    empty.commit({ files: { a: '' } });
    expect(await failing(empty.path)).toContain('holds neither policies/*.md nor records/*.yaml');
    empty.commit({ files: { 'records/people.yaml': 'people: []\n' } });
    expect(await failing(empty.path)).toContain('records/scope.yaml does not name the program');
    const r = program();
    r.commit({ files: { a: '' } });
    const path = join(folder.path, 'shallow');
    r.git('clone', '--quiet', '--depth', '1', `file://${r.path}`, path);
    expect(await failing(path)).toContain('fetch --unshallow');
  });

  test('a scope file with a fault still names the program: the other files are read', async () => {
    const r = testRepository(join(folder.path, `p${count++}`));
    r.commit({
      at: '2025-01-01T00:00:00Z',
      files: { 'records/scope.yaml': scope('Mars/Olympus'), 'records/accounts.yaml': accounts(account('a-1')) },
    });
    const looked = await look(r);
    expect(looked.open.tenant).toBe('example');
    expect(told(looked, 'accounts')).toEqual([['example/a-1', '2025-01-01', 'held']]);
    expect(looked.notes).toEqual(['records/scope.yaml:5: program.zone: expected an IANA time zone, such as Europe/Vienna or UTC']);
  });

  test('symbolic links are refused, also those that lead out of the repository', async () => {
    const r = program();
    symlinkSync('/etc/passwd', join(r.path, 'records', 'people.yaml'));
    r.commit({ at: '2025-02-01T00:00:00Z' });
    const looked = await look(r);
    expect(looked.gaps('people')[0]?.why).toBe('records/people.yaml:1: is a symbolic link. Put the file itself here.');
  });
});
