import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { withOrganization } from '../src/database/transaction.ts';
import type { Fact } from '../src/facts/fact.ts';
import { appendFacts } from '../src/facts/store.ts';
import { newUuid } from '../src/kernel/ids.ts';
import type { Instant } from '../src/kernel/time.ts';
import { appendEntry } from '../src/ledger/store.ts';
import { accountFact, noon } from '../test/support/facts.ts';
import { type Bench, type Contender, inTurns, type Report, speedRatio } from './harness.ts';
import { type BenchServer, benchServer } from './server.ts';

const WRITERS = 8;
const BATCH = 100;
const CONTENT = { text: 'x'.repeat(1_000) };

const single = 'one entry a transaction, one writer';
const many = `one entry a transaction, ${WRITERS} writers`;
const batched = `facts, ${BATCH} a transaction`;
const bareSingle = 'bare pg: insert, one writer';
const bareMany = `bare pg: insert, ${WRITERS} writers`;
const bareBatched = `bare pg: unnest, ${BATCH} a transaction`;
const limit = 'limit: write and fdatasync of 1 KiB';

/** B5: durable appends to the ledger. */
export const append: Bench = {
  name: 'append',
  title: 'B5: ledger append, durable, 1 KiB',
  defaultSize: 2_000,
  async run({ size, rounds }): Promise<Report> {
    const server = await benchServer();
    const clients = await Promise.all(Array.from({ length: WRITERS }, () => server.bare()));
    try {
      const [first] = clients as [pg.Client];
      await first.query('create table bare (id uuid primary key, at timestamptz not null, body text not null)');
      const contenders: Contender[] = [
        { name: single, units: size, run: () => appendOneByOne(server, size) },
        { name: bareSingle, units: size, run: () => bareOneByOne(first, size) },
        { name: many, units: size, run: () => all((_) => appendOneByOne(server, size / WRITERS)) },
        { name: bareMany, units: size, run: () => all((writer) => bareOneByOne(clients[writer] as pg.Client, size / WRITERS)) },
        { name: batched, units: size * 5, run: () => appendBatches(server, size * 5) },
        { name: bareBatched, units: size * 5, run: () => bareBatches(first, size * 5) },
        { name: limit, units: size, run: () => syncOneByOne(size) },
      ];
      const measured = await inTurns(contenders, rounds);
      return {
        work: `Entries that commit to 1 KiB of content each, on the embedded server with its durable settings (fsync, synchronous_commit and full_page_writes on); a batch is ${BATCH} facts: an entry, a row of facts and an index for each, behind row-level security. Bare pg inserts an id, an instant and 1 KiB of text into a table of its own on the same server.`,
        unit: 'entries',
        measured,
        goals: [
          { goal: 'single: at least 0.5 × bare insert', reached: speedRatio(measured, single, bareSingle), atLeast: 0.5 },
          { goal: 'batches of 100: at least 0.6 × bare unnest', reached: speedRatio(measured, batched, bareBatched), atLeast: 0.6 },
          { goal: '8 writers: at least 1 × one writer', reached: speedRatio(measured, many, single), atLeast: 1 },
          { goal: '8 writers: against bare pg with 8 (no goal)', reached: speedRatio(measured, many, bareMany) },
        ],
        notes: ['An append ends with its commit. Entries get their place in the tree later, in batches: see the bench `year` for what that takes.'],
      };
    } finally {
      await Promise.all(clients.map((client) => client.end()));
      await server.stop();
    }
  },
};

async function all(work: (writer: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => work(writer)));
}

async function appendOneByOne({ db, organization }: BenchServer, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const fields = { workflow: 'bench', instance: organization, event: 'happened', actor: null };
    await withOrganization(db, organization, (tx) =>
      appendEntry(tx, { type: 'decision', at: Date.now() as Instant, fields, contents: { event: CONTENT } }),
    );
  }
}

let subjects = 0;

async function appendBatches({ db, organization }: BenchServer, count: number): Promise<void> {
  for (let first = 0; first < count; first += BATCH) {
    const facts = Array.from({ length: BATCH }, (): Fact => accountFact(String(subjects++), 0, CONTENT));
    await withOrganization(db, organization, (tx) => appendFacts(tx, facts, noon));
  }
}

async function bareOneByOne(client: pg.Client, count: number): Promise<void> {
  for (let at = 0; at < count; at++)
    await client.query({ name: 'one', text: 'insert into bare values ($1, now(), $2)', values: [newUuid(), CONTENT.text] });
}

async function bareBatches(client: pg.Client, count: number): Promise<void> {
  const texts = Array.from({ length: BATCH }, () => CONTENT.text);
  const text = 'insert into bare select id, now(), body from unnest($1::uuid[], $2::text[]) as given(id, body)';
  for (let first = 0; first < count; first += BATCH) await client.query({ name: 'many', text, values: [texts.map(() => newUuid()), texts] });
}

async function syncOneByOne(count: number): Promise<void> {
  const path = join(tmpdir(), `tickmark-bench-${process.pid}`);
  const file = await open(path, 'w');
  const bytes = Buffer.alloc(1024, 'x');
  for (let at = 0; at < count; at++) {
    await file.write(bytes);
    await file.datasync();
  }
  await file.close();
  await rm(path);
}
