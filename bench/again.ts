import type pg from 'pg';
import { z } from 'zod';
import { defineConnector, feed } from '../src/connectors/kit/connector.ts';
import type { Observation } from '../src/connectors/kit/observation.ts';
import { type CollectReport, collect } from '../src/engine/collect.ts';
import type { Connection } from '../src/engine/connections.ts';
import type { Json } from '../src/kernel/canonical-json.ts';
import { BEGINNING, HOUR, type Instant, plus } from '../src/kernel/time.ts';
import { type Bench, type Contender, inTurns, type Report, speedRatio, watchMemory } from './harness.ts';
import { type BenchServer, benchServer } from './server.ts';

const AGAIN = 'Tickmark: collect, nothing changed';
const UPSERT = 'overwriting upsert, 1,000 rows a statement';
const BATCH = 1_000;

/** B9: a second look at a system in which nothing changed. */
export const again: Bench = {
  name: 'again',
  title: 'B9: collect again, nothing changed',
  defaultSize: 20_000,
  async run({ size, rounds }): Promise<Report> {
    let now = Date.parse('2025-06-01T00:00:00Z') as Instant;
    const server = await benchServer(() => {
      now = plus(now, 1);
      return now;
    });
    const peer = await server.bare();
    try {
      const connections = [pretend(size, () => now)];
      const look = () => {
        now = plus(now, HOUR);
        return collect(server.place, { connections, environment: {} });
      };
      const first = await written(server, look);
      if (first.facts !== size) throw new Error(`The first look wrote ${first.facts} facts instead of ${size}`);
      await peer.query('create table bare (id text primary key, state jsonb not null, seen timestamptz not null)');
      await upsert(peer, size);
      const costs: Written[] = [];
      let peerBytes = 0;
      const contenders: Contender[] = [
        { name: AGAIN, units: size, run: async () => void costs.push(await written(server, look)) },
        {
          name: UPSERT,
          units: size,
          async run() {
            const before = await server.walBytes();
            await upsert(peer, size);
            peerBytes = (await server.walBytes()) - before;
          },
        },
      ];
      const memory = watchMemory();
      const measured = await inTurns(contenders, rounds);
      const last = costs.at(-1) as Written;
      return {
        work: `A feed of state hands over ${size.toLocaleString('en')} accounts that are what they were an hour before. The peer keeps the newest state only, and writes it over the last one.`,
        unit: 'accounts',
        measured,
        goals: [
          { goal: 'at least 3 × the upsert', reached: speedRatio(measured, AGAIN, UPSERT), atLeast: 3 },
          { goal: 'facts written', reached: last.facts, atMost: 0 },
          { goal: 'write-ahead log below 1 MB', reached: last.megabytes, atMost: 1 },
        ],
        figures: [
          ['facts written by the first look', first.facts.toLocaleString('en')],
          ['write-ahead log of the first look', `${first.megabytes.toFixed(1)} MB`],
          ['write-ahead log of a second look', `${last.megabytes.toFixed(3)} MB`],
          ['write-ahead log of an upsert', `${(peerBytes / 2 ** 20).toFixed(1)} MB`],
          ['highest resident memory of this process', `${memory()} MB`],
        ],
      };
    } finally {
      await peer.end();
      await server.stop();
    }
  },
};

interface Written {
  readonly facts: number;
  readonly megabytes: number;
}

async function written(server: BenchServer, look: () => Promise<CollectReport>): Promise<Written> {
  const before = await server.walBytes();
  const { connections } = await look();
  const errors = connections.flatMap((one) => one.errors);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const facts = connections.reduce((sum, one) => sum + one.facts, 0);
  return { facts, megabytes: ((await server.walBytes()) - before) / 2 ** 20 };
}

function accountState(number: number): { [field: string]: Json } {
  const who = { system: 'pretend', login: `person-${number}`, person: `p-${number}`, service: null, owner: null };
  return { id: `a-${number}`, ...who, privileged: number % 50 === 0, openedAt: Date.UTC(2023, 0, 1), closedAt: null };
}

/** A system whose accounts never change. */
function pretend(size: number, clock: () => Instant): Connection {
  const connector = defineConnector({
    id: 'pretend',
    title: 'A system that stands still',
    permissions: [],
    settings: z.object({}),
    open: async () => ({ began: clock() }),
    tenant: () => 'pretend',
    identity: () => 'bench',
    feeds: { accounts: feed<{ began: Instant }>(['account'], { telling: 'state' }, ({ began }) => accounts(size, began)) },
  });
  return { id: 'pretend', connector, settings: {} };
}

async function* accounts(size: number, at: Instant): AsyncGenerator<Observation> {
  for (let number = 0; number < size; number++) {
    const state = accountState(number);
    yield { type: 'version', kind: 'account', vendorId: String(number), scope: '', state, validFrom: at, notBefore: BEGINNING, basis: 'look' };
  }
  yield { type: 'covered', scope: '', from: plus(at, -HOUR), until: at };
}

async function upsert(client: pg.Client, size: number): Promise<void> {
  const text =
    'insert into bare select id, state, now() from unnest($1::text[], $2::jsonb[]) as given(id, state) on conflict (id) do update set state = excluded.state, seen = excluded.seen';
  for (let first = 0; first < size; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, size - first) }, (_, at) => first + at);
    await client.query({ name: 'upsert', text, values: [numbers.map(String), numbers.map((number) => JSON.stringify(accountState(number)))] });
  }
}
