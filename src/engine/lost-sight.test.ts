import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collecting } from '../../test/support/collecting.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder, testRepository } from '../../test/support/git.ts';
import { parseInstant } from '../kernel/time.ts';
import { look } from './assess.ts';
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

async function lookedTwice(name: string, { lost }: { lost: boolean }) {
  const at = join(folder.path, name);
  const code = testRepository(join(at, 'api'));
  code.commit({ at: '2025-01-01T10:00:00Z', message: 'Begin HL-1' });
  const program = testRepository(join(at, 'program'));
  program.commit({ at: '2025-01-01T08:00:00Z', files: { 'records/scope.yaml': scopeFile } });
  const house = await collecting(base, at);
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  await house.collect(connections, '2025-02-01T00:00:00Z');
  if (lost) renameSync(code.path, `${code.path}-away`);
  await house.collect(connections, '2025-02-01T01:00:00Z');
  return (instant: string) => look(house.place, { at: parseInstant(instant) });
}

describe('a clone that was seen, and could not be seen at the last look', () => {
  test.each(['2025-02-01T00:30:00Z', '2025-02-01T01:00:00Z', '2025-02-01T01:05:00Z'])('is not known at %s', async (instant) => {
    const stateAt = await lookedTwice(`lost ${instant.slice(11, 16).replace(':', '')}`, { lost: true });
    const { summary } = await stateAt(instant);
    expect(summary.checks.find((one) => one.id === 'change/ticket-reference')?.outcome).toBe('unknown');
  });

  test('and where it was seen again, a few minutes after the last look are forgiven', async () => {
    const stateAt = await lookedTwice('seen', { lost: false });
    const { summary } = await stateAt('2025-02-01T01:05:00Z');
    expect(summary.checks.find((one) => one.id === 'change/ticket-reference')?.outcome).toBe('no-items');
  });
});
