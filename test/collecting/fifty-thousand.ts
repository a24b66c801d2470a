import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/database/open.ts';
import { withOrganization } from '../../src/database/transaction.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection } from '../../src/engine/connections.ts';
import { insertOrganization } from '../../src/engine/store.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { testRepository } from '../support/git.ts';
import { newSigner } from '../support/log.ts';

/**
 * A repository of many commits through the whole of `collect`, with durable settings, run by hand: `node test/collecting/fifty-thousand.ts [COMMITS]`.
 * Prints seconds and the memory of this process; exits 1 when memory passed its bound or a change was lost.
 */
const COMMITS = Number(process.argv[2] ?? 50_000);
const MEMORY_BOUND = 500;

let highest = 0;
const watch = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss() / 2 ** 20);
}, 50);

async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s   highest RSS ${Math.round(highest)} MB\n`);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'tickmark-fifty-'));
const repository = testRepository(join(folder, 'big'));
// In a process of its own: what it takes to make the history is not what it takes to read it.
execFileSync(process.execPath, [fileURLToPath(new URL('make-history.ts', import.meta.url)), repository.path, String(COMMITS)]);
repository.git('repack', '-adq');
const expected = Number(repository.git('rev-list', '--count', '--first-parent', 'main'));
process.stdout.write(`${COMMITS.toLocaleString('en')} commits, ${expected.toLocaleString('en')} changes\n`);
const db = await openDatabase({ dataDirectory: join(folder, 'data'), programVersion: '0.0.0-test' });
try {
  const organization = { id: newUuid(), name: 'Test' };
  let now = parseInstant('2026-01-01T00:00:00Z');
  const clock = () => now;
  await withOrganization(db, organization.id, (tx) => insertOrganization(tx, organization, now));
  const signer = newSigner(db, organization.id);
  const keeper = {
    async seal() {
      await sequence(db, organization.id, { clock });
      return checkpoint(db, organization.id, signer, clock);
    },
  };
  const place = { db, dataDirectory: db.directory.path, version: '0.0.0-test', organization, keeper, clock };
  const request = { connections: [gitConnection({ id: 'big', path: repository.path, branches: ['main'] })], environment: process.env };
  const first = await measured('first look', () => collect(place, request));
  now = parseInstant('2026-01-02T00:00:00Z');
  const second = await measured('second look, nothing new', () => collect(place, request));
  const facts = [first.connections[0]?.facts ?? 0, second.connections[0]?.facts ?? 0];
  process.stdout.write(`facts ${facts.join(' and ')}, ${first.treeSize.toLocaleString('en')} entries\n`);
  process.exitCode = facts[0] === expected + 2 && facts[1] === 0 && highest < MEMORY_BOUND ? 0 : 1;
} finally {
  clearInterval(watch);
  await db.close();
  await rm(folder, { recursive: true, force: true });
}
