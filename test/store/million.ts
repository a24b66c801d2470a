import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/open.ts';
import { withOrganization } from '../../src/database/transaction.ts';
import type { Fact } from '../../src/facts/fact.ts';
import { appendFacts } from '../../src/facts/store.ts';
import { readSaid, readVersions } from '../../src/facts/store-versions.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { accountFact, day, noon, system } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';

/**
 * A million versions through the whole store, with durable settings, run by hand: `node test/store/million.ts [VERSIONS]`.
 * Prints seconds, rows a second and the memory of this process; exits 1 when memory passed its bound or anything was lost.
 */
const VERSIONS = Number(process.argv[2] ?? 1_000_000);
const PER_SUBJECT = 10;
const PER_TRANSACTION = 10_000;
const MEMORY_BOUND = 400;

let highest = 0;
const watch = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss() / 2 ** 20);
}, 50);

async function measured<T>(name: string, rows: number, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  highest = Math.max(highest, process.memoryUsage.rss() / 2 ** 20);
  process.stdout.write(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s ${Math.round(rows / seconds)
      .toLocaleString('en')
      .padStart(10)}/s   highest RSS ${Math.round(highest)} MB\n`,
  );
  return result;
}

function* batches(): Generator<Fact[]> {
  for (let first = 0; first < VERSIONS; first += PER_TRANSACTION) {
    const count = Math.min(PER_TRANSACTION, VERSIONS - first);
    yield Array.from({ length: count }, (_, at) => versionNumber(first + at));
  }
}

/** Subjects take turns, as in years of looks: the versions of one lie far apart on the disk. */
function versionNumber(number: number): Fact {
  const subjects = Math.ceil(VERSIONS / PER_SUBJECT);
  const [subject, version] = [number % subjects, Math.floor(number / subjects)];
  const state = {
    login: `person-${subject}`,
    role: version % 3 === 0 ? 'admin' : 'member',
    twoFactor: version % 2 === 0,
    teams: ['platform', 'on-call'],
    version,
  };
  return accountFact(String(subject), version * 36, state);
}

async function count(batched: AsyncIterable<readonly unknown[]>): Promise<number> {
  let rows = 0;
  for await (const batch of batched) rows += batch.length;
  return rows;
}

const folder = await mkdtemp(join(tmpdir(), 'tickmark-million-'));
const db = await openDatabase({ dataDirectory: folder, programVersion: '0.0.0-test' });
try {
  const organization = newUuid();
  await measured('append', VERSIONS, async () => {
    for (const facts of batches()) await withOrganization(db, organization, (tx) => appendFacts(tx, facts, noon));
  });
  const { until: treeSize } = await measured('sequence', VERSIONS, () => sequence(db, organization, { clock: () => noon }));
  await checkpoint(db, organization, newSigner(db, organization), () => noon);
  const all = { organization, kind: 'account', treeSize, from: day(0), until: day(400) };
  const projected = await measured('read, two fields', VERSIONS, () => count(readVersions(db, { ...all, fields: ['role', 'twoFactor'] })));
  const whole = await measured('read, whole states', VERSIONS, () => count(readVersions(db, all)));
  const said = await measured('read what was said', VERSIONS, () => count(readSaid(db, { organization, kind: 'account', system, feed: 'accounts' })));
  const { difference } = await measured('verify the log', VERSIONS, () => verifyLedger(db, organization));
  const lost = [treeSize, projected, whole, said].filter((rows) => rows !== VERSIONS).length;
  process.stdout.write(`${lost === 0 && difference === null ? 'all there' : 'SOMETHING IS MISSING'}; highest RSS ${Math.round(highest)} MB\n`);
  process.exitCode = lost === 0 && difference === null && highest < MEMORY_BOUND ? 0 : 1;
} finally {
  clearInterval(watch);
  await db.close();
  await rm(folder, { recursive: true, force: true });
}
