import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collecting, iso } from '../../test/support/collecting.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder, testRepository } from '../../test/support/git.ts';
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
