import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collecting, iso } from '../../test/support/collecting.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder, testRepository } from '../../test/support/git.ts';
import { openBlobs } from '../facts/store-blobs.ts';
import type { Uuid } from '../kernel/ids.ts';
import { FOREVER } from '../kernel/time.ts';
import { readContent } from '../ledger/store.ts';
import type { LookSheet } from './collect-sheet.ts';
import { gitConnection, recordsConnection } from './connections.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const scopeFile = `program:
  id: example
  title: Example
  categories: [security]
  zone: Europe/Vienna
  since: 2025-01-01
`;

test('a clone and a program: facts, coverage and one sealed look each; a second look writes nothing new', async () => {
  const at = join(folder.path, 'first');
  const code = testRepository(join(at, 'api'));
  code.commit({ at: '2025-01-01T10:00:00Z', message: 'Begin (#1)' });
  code.git('checkout', '--quiet', '-b', 'feature/HL-7-more');
  const work = code.commit({ at: '2025-01-02T10:00:00Z', author: 'Bo Example <bo@x.example>', files: { 'a.txt': '1' } });
  code.git('checkout', '--quiet', 'main');
  const merge = code.merge('feature/HL-7-more', { at: '2025-01-03T10:00:00Z', message: 'Merge pull request #2 from org/feature/HL-7-more' });
  const program = testRepository(join(at, 'program'));
  program.commit({ at: '2025-01-01T08:00:00Z', files: { 'records/scope.yaml': scopeFile } });
  const house = await collecting(base, at);
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const first = await house.collect(connections, '2025-02-01T00:00:00Z');
  expect(first.connections.map((one) => [one.connection, one.outcome, one.errors, one.facts])).toEqual([
    ['api', 'complete', [], 4],
    ['program', 'complete', [], 1],
  ]);
  const changes = await house.versions('change');
  const merged = changes.find((one) => one.vendorId === merge);
  expect(merged?.state).toMatchObject({
    method: 'merge',
    pullRequest: 2,
    tickets: ['HL-7'],
    author: 'bo@x.example',
    approvals: { untold: expect.any(String) },
  });
  expect(merged?.state).toMatchObject({ commits: [{ sha: work }, { sha: merge }] });
  expect(merged).toMatchObject({ basis: 'claimed', validFrom: Date.parse('2025-01-03T10:00:00Z') });
  const [programVersion] = await house.versions('program');
  expect(programVersion).toMatchObject({ vendorId: 'example/example', basis: 'claimed', state: { zone: 'Europe/Vienna' } });
  const scope = (await house.coverage('scope')).filter((one) => one.scope === '');
  expect(scope.map((one) => [iso(one.from), iso(one.until)])).toEqual([['2025-01-01T08:00:00.000Z', '2025-02-01T00:00:00.000Z']]);
  const second = await house.collect(connections, '2025-02-02T00:00:00Z');
  expect(second.connections.map((one) => [one.outcome, one.facts])).toEqual([
    ['complete', 0],
    ['complete', 0],
  ]);
});

const year = ['2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'] as const;
const february = '2025-02-01T00:00:00Z';
const march = '2025-03-01T00:00:00Z';

describe('what cannot be looked at', () => {
  test('is a gap that says what to do; once it is mended, the gap ends', async () => {
    const at = join(folder.path, 'mended');
    const whole = testRepository(join(at, 'whole'));
    whole.commit({ at: '2025-01-01T00:00:00Z' });
    whole.commit({ at: '2025-01-02T00:00:00Z', files: { a: '1' } });
    const path = join(at, 'api');
    whole.git('clone', '--quiet', '--depth', '1', `file://${whole.path}`, path);
    const house = await collecting(base, at);
    const connections = [gitConnection({ id: 'api', path })];
    const first = await house.collect(connections, february);
    expect(first.connections[0]).toMatchObject({ outcome: 'failed', rows: 0, errors: [expect.stringContaining('fetch --unshallow')] });
    expect(await house.gaps('change', year)).toEqual(['2025-01-01 to 2026-01-01: lost-sight']);
    whole.git('-C', path, 'fetch', '--quiet', '--unshallow');
    const second = await house.collect(connections, march);
    expect(second.connections[0]).toMatchObject({ outcome: 'complete', errors: [] });
    expect(await house.versions('change')).toHaveLength(2);
    expect(await house.gaps('change', year)).toEqual(['2025-03-01 to 2026-01-01: stale']);
  });

  test('a clone that disappears is unseen from the last look on, and nothing that was seen is lost', async () => {
    const at = join(folder.path, 'lost');
    const code = testRepository(join(at, 'api'));
    code.commit({ at: '2025-01-01T00:00:00Z' });
    const house = await collecting(base, at);
    const connections = [gitConnection({ id: 'api', path: code.path })];
    await house.collect(connections, february);
    renameSync(code.path, `${code.path}.moved`);
    for (const look of [march, '2025-04-01T00:00:00Z']) expect((await house.collect(connections, look)).connections[0]?.outcome).toBe('failed');
    expect(await house.versions('change')).toHaveLength(1);
    expect(await house.gaps('change', ['2025-01-01T00:00:00Z', '2025-04-01T00:00:00Z'])).toEqual(['2025-02-01 to 2025-04-01: lost-sight']);
    renameSync(`${code.path}.moved`, code.path);
    const last = await house.collect(connections, '2025-05-01T00:00:00Z');
    expect(last.connections[0]).toMatchObject({ outcome: 'complete', facts: 0 });
    expect(await house.gaps('change', ['2025-01-01T00:00:00Z', '2025-05-01T00:00:00Z'])).toEqual([]);
  });

  test('a feed that fails in the middle hides nothing from the next look, and fails no other', async () => {
    const at = join(folder.path, 'half');
    const code = testRepository(join(at, 'api'));
    const first = code.commit({ at: '2025-01-01T00:00:00Z', files: { a: '1' } });
    const house = await collecting(base, at);
    const connections = [gitConnection({ id: 'api', path: code.path })];
    const kept = join(at, 'kept');
    const objectOf = (sha: string) => join(code.path, '.git', 'objects', sha.slice(0, 2), sha.slice(2));
    code.commit({ at: '2025-01-02T00:00:00Z', files: { CODEOWNERS: '' } });
    const tree = code.git('rev-parse', `${first}^{tree}`);
    renameSync(objectOf(tree), kept);
    const broken = await house.collect(connections, february);
    expect(broken.connections[0]).toMatchObject({ outcome: 'partial', errors: [expect.stringContaining('is damaged')] });
    expect(await house.versions('change')).toHaveLength(2);
    expect(await house.gaps('repository', ['2025-01-01T00:00:00Z', february])).toEqual(['2025-01-01 to 2025-02-01: lost-sight']);
    expect(await house.gaps('change', ['2025-01-01T00:00:00Z', february])).toEqual([]);
    renameSync(kept, objectOf(tree));
    const mended = await house.collect(connections, march);
    expect(mended.connections[0]).toMatchObject({ outcome: 'complete', errors: [] });
    expect(await house.gaps('repository', ['2025-01-01T00:00:00Z', march])).toEqual([]);
    expect(await house.versions('repository')).toMatchObject([{ basis: 'claimed', validFrom: Date.parse('2025-01-02T00:00:00Z') }]);
  });
});

test('a rewritten program: what it no longer shows is taken back, what it shows now counts from the look, and what was known stays known', async () => {
  const at = join(folder.path, 'rewritten');
  const program = testRepository(join(at, 'program'));
  const people = (name: string) => `people:\n  - { id: p-1, name: ${name}, emails: [], role: r, employment: [] }\n`;
  program.commit({ at: '2025-01-01T00:00:00Z', files: { 'records/scope.yaml': scopeFile } });
  program.commit({ at: '2025-01-10T00:00:00Z', files: { 'records/people.yaml': people('Ada') } });
  program.commit({ at: '2025-01-20T00:00:00Z', files: { 'records/people.yaml': people('Eve') } });
  const house = await collecting(base, at);
  const connections = [recordsConnection({ id: 'program', path: program.path })];
  const { treeSize } = await house.collect(connections, february);
  const shown = async (size?: number) =>
    (await house.versions('person', size)).map((one) => [iso(one.validFrom).slice(0, 10), (one.state as { name: string }).name, one.basis]);
  const before = await shown();
  program.git('reset', '--quiet', '--hard', 'HEAD~1');
  program.commit({ at: '2025-01-15T00:00:00Z', files: { 'records/people.yaml': people('Zoe') } });
  await house.collect(connections, march);
  expect(before).toEqual([
    ['2025-01-10', 'Ada', 'claimed'],
    ['2025-01-20', 'Eve', 'claimed'],
  ]);
  expect(await shown()).toEqual([
    ['2025-01-10', 'Ada', 'claimed'],
    ['2025-03-01', 'Zoe', 'look'],
  ]);
  expect(await shown(treeSize)).toEqual(before);
  expect((await house.collect(connections, '2025-04-01T00:00:00Z')).connections[0]?.facts).toBe(0);
});

test('a folder without Git: what is taken out is gone from the look that misses it; a malformed file takes nobody away', async () => {
  const at = join(folder.path, 'plain');
  const path = join(at, 'program');
  mkdirSync(join(path, 'records'), { recursive: true });
  const write = (people: string) => writeFileSync(join(path, 'records', 'people.yaml'), people);
  const person = (id: string) => `  - { id: ${id}, name: N, emails: [], role: r, employment: [] }\n`;
  writeFileSync(join(path, 'records', 'scope.yaml'), scopeFile);
  write(`people:\n${person('p-1')}${person('p-2')}`);
  const house = await collecting(base, at);
  const connections = [recordsConnection({ id: 'program', path })];
  await house.collect(connections, february);
  write('people: [');
  expect((await house.collect(connections, march)).connections[0]).toMatchObject({
    outcome: 'partial',
    errors: [expect.stringContaining('records/people.yaml:1:')],
  });
  write(`people:\n${person('p-1')}`);
  await house.collect(connections, '2025-04-01T00:00:00Z');
  const people = await house.versions('person');
  const shown = people.map((one) => [
    one.vendorId,
    iso(one.validFrom).slice(0, 10),
    one.validUntil === FOREVER ? '' : iso(one.validUntil).slice(0, 10),
  ]);
  expect(shown.sort()).toEqual([
    ['example/p-1', '2025-02-01', ''],
    ['example/p-2', '2025-02-01', '2025-04-01'],
  ]);
  expect(people.find((one) => one.vendorId === 'example/p-2')?.endsNotBefore).toBe(Date.parse(march));
  expect(await house.gaps('person', ['2025-01-01T00:00:00Z', '2025-04-01T00:00:00Z'])).toEqual([
    '2025-01-01 to 2025-02-01: before-first-look',
    '2025-02-01 to 2025-03-01: lost-sight',
  ]);
});

test('two connections to one system are refused; the same clone for two organizations is not', async () => {
  const at = join(folder.path, 'same');
  const code = testRepository(join(at, 'api'));
  code.commit();
  const copy = join(at, 'copy');
  code.git('clone', '--quiet', code.path, copy);
  const house = await collecting(base, at);
  const other = await collecting(base, at);
  const connections = [gitConnection({ id: 'api', path: code.path }), gitConnection({ id: 'copy', path: copy })];
  await expect(house.collect(connections, february)).rejects.toThrow(expect.objectContaining({ code: 'connections/same-system' }));
  await other.collect([gitConnection({ id: 'theirs', path: copy })], february);
  expect([(await house.versions('change')).length, (await other.versions('change')).length]).toEqual([1, 1]);
});

test('a clone that is renamed keeps its history: its changes carry the new name from then on', async () => {
  const at = join(folder.path, 'renamed');
  const code = testRepository(join(at, 'api'));
  code.commit({ at: '2025-01-01T00:00:00Z' });
  const house = await collecting(base, at);
  await house.collect([gitConnection({ id: 'api', path: code.path })], february);
  await house.collect([gitConnection({ id: 'backend', path: code.path })], march);
  const changes = await house.versions('change');
  expect(changes.map((one) => [iso(one.validFrom).slice(0, 10), (one.state as { repository: string }).repository])).toEqual([
    ['2025-01-01', 'api'],
    ['2025-03-01', 'backend'],
  ]);
  expect(new Set(changes.map((one) => one.subject)).size).toBe(1);
});

test('a clock that goes back takes no look back with it', async () => {
  const at = join(folder.path, 'clock');
  const code = testRepository(join(at, 'api'));
  code.commit({ at: '2025-01-01T00:00:00Z' });
  const house = await collecting(base, at);
  const connections = [gitConnection({ id: 'api', path: code.path })];
  await house.collect(connections, march);
  const again = await house.collect(connections, february);
  expect(iso(again.connections[0]?.startedAt ?? FOREVER)).toBe('2025-03-01T00:00:00.000Z');
  expect(again.connections[0]?.outcome).toBe('complete');
});

test('the sheet of a look says what was asked, as whom, what came back, and which files were kept', async () => {
  const at = join(folder.path, 'sheet');
  const program = testRepository(join(at, 'program'));
  program.commit({ at: '2025-01-01T00:00:00Z', files: { 'records/scope.yaml': scopeFile } });
  const house = await collecting(base, at);
  const report = await house.collect([recordsConnection({ id: 'program', path: program.path })], february);
  const look = report.connections[0]?.look as Uuid;
  const [content] = await readContent(base.db, house.organization, look);
  const sheet = JSON.parse(content?.opening?.content ?? '') as LookSheet;
  expect(sheet).toMatchObject({
    connection: 'program',
    connector: 'records',
    tickmark: '0.0.0-test',
    rows: 1,
    facts: 1,
    identity: expect.stringContaining('git version'),
    kinds: { people: ['person'] },
  });
  expect(sheet.requests.some((one) => one.asked.startsWith('git cat-file --batch') && one.status === 0 && one.bytes > 0)).toBe(true);
  const kept = await openBlobs(house.place.dataDirectory).get(sheet.evidence[0]?.sha256 ?? '');
  expect(Buffer.from(kept).toString()).toBe(scopeFile);
});
