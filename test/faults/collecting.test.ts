import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { killHard, lineOf, startScript } from '../support/child.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const AT = '2025-06-01T00:00:00Z';

/** A straight line of commits, one an hour. */
function line(path: string, commits: number): TestRepository {
  const repository = testRepository(path);
  let stream = '';
  for (let n = 1; n <= commits; n++) {
    stream += `commit refs/heads/main\nmark :${n}\ncommitter A <a@x.example> ${1735689600 + n * 3600} +0000\ndata 4\nHL-1\n${n > 1 ? `from :${n - 1}\n` : ''}\n`;
  }
  repository.import(stream);
  return repository;
}

/** Fault 4. */
test.each([1, 3, 5])(
  'killed in the middle of a look (step %i): nothing of it is there, and the next run finds what an undisturbed one finds',
  async (step) => {
    const at = join(folder.path, `killed-${step}`);
    const code = line(join(at, 'api'), 3_000);
    const disturbed = await collecting(base, at);
    const child = startScript(
      'collect-child.ts',
      base.appUrl,
      base.db.instance,
      disturbed.organization,
      disturbed.place.dataDirectory,
      code.path,
      AT,
      String(step),
    );
    await lineOf(child, 'stopped');
    await killHard(child);
    await disturbed.place.keeper.seal(disturbed.organization);
    expect([await disturbed.versions('change'), await disturbed.coverage('changes')]).toEqual([[], []]);
    const connections = [gitConnection({ id: 'api', path: code.path })];
    await disturbed.collect(connections, AT);
    const undisturbed = await collecting(base, at);
    await undisturbed.collect(connections, AT);
    const facts = async (house: typeof disturbed) => {
      const all = [...(await house.versions('change')), ...(await house.versions('branch')), ...(await house.versions('repository'))];
      return all.map(({ entry: _entry, leaf: _leaf, ...told }) => told);
    };
    expect(await facts(disturbed)).toHaveLength(3_002);
    expect(await facts(disturbed)).toEqual(await facts(undisturbed));
  },
);

/** Fault 7, where evidence is kept. */
test('a full disk: a clear sentence, nothing half written, and the next run continues when there is room', async () => {
  const at = join(folder.path, 'full');
  const program = testRepository(join(at, 'program'));
  const people = (count: number) =>
    `people:\n${Array.from({ length: count }, (_, n) => `  - { id: p-${n}, name: 'N ${Math.sin(n)}', emails: [], role: r, employment: [] }\n`).join('')}`;
  const scope = 'program: { id: example, title: Example, categories: [security], zone: UTC, since: 2025-01-01 }\n';
  program.commit({ at: '2025-01-01T00:00:00Z', files: { 'records/scope.yaml': scope, 'records/people.yaml': people(10) } });
  program.commit({ at: '2025-02-01T00:00:00Z', files: { 'records/people.yaml': people(6_000) } });
  const house = await collecting(base, at);
  const data = house.place.dataDirectory;
  mkdirSync(data, { recursive: true });
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', data]);
  const connections = [recordsConnection({ id: 'program', path: program.path })];
  try {
    const error: unknown = await house.collect(connections, AT).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('data-directory/full');
    expect((error as Refusal).message).toMatch(/^The disk is full\..*Make room, and collect again\.$/);
    await house.place.keeper.seal(house.organization);
    expect(await house.versions('person')).toEqual([]);
  } finally {
    execFileSync('/bin/umount', [data]);
  }
  const report = await house.collect(connections, AT);
  expect(report.connections[0]).toMatchObject({ outcome: 'complete', facts: 6_001 });
});
