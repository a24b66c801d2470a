import { type ChildProcess, spawn } from 'node:child_process';
import { once as happening } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Bench, type Contender, inTurns, type Measured, type Report, speedRatio } from './harness.ts';
import { pretendCodeHost } from './hosted-changes.ts';
import { httpClient } from './http-get.ts';
import type { LoadAsked, Loaded } from './http-load.ts';
import { type ExceptionRow, layRows, OURS } from './http-rows.ts';
import { judgedDirectory } from './made-directory.ts';
import { quantile } from './pages-browser.ts';
import { peerConnection, peerOptions } from './served-database.ts';
import { type ServedDirectory, servedDirectory } from './served-directory.ts';

const CONNECTIONS = 16;
const REQUESTS = 2_000;
const LIST = '/api/v1/exceptions?from=2025-01-01&until=2025-12-31';

const US = 'Tickmark: the first page';
const US_EACH = 'Tickmark: another place of the list each time';
const BARE = 'bare Hono + pg: the first page';
const BARE_EACH = 'bare Hono + pg: another place each time';
const RLS = 'Hono + pg with row-level security: the first page';
const US_SMALL = 'Tickmark: the first page, compressed for each request';

/** B12: a list over HTTP, of one organization among several. */
export const http: Bench = {
  name: 'http',
  title: 'B12: exceptions over HTTP',
  defaultSize: 20_000,
  async run({ size, rounds }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    const stops: (() => Promise<void>)[] = [];
    try {
      await judgedDirectory(folder, pretendCodeHost(size));
      const server = await servedDirectory(folder);
      stops.push(() => server.stop());
      const rows = await allRows(server);
      const database = await peerConnection(join(folder, 'data'));
      await layRows(database, rows).finally(() => database.end());
      const peer = await startPeer(join(folder, 'data'));
      stops.push(() => peer.stop());
      await requireSameRows(server, peer.address);

      const ours = { address: server.address, headers: { authorization: `Bearer ${server.token}` } };
      const theirs = { address: peer.address, headers: {} };
      const first = (path: string) => () => Array.from({ length: REQUESTS }, () => path);
      const each = (path: string, joint: string) => eachOther(rows.length, (offset) => `${path}${joint}offset=${offset}`);
      const timed = [
        loading(US, ours, first(LIST)),
        loading(BARE, theirs, first(`/bare/${OURS}`)),
        loading(US_EACH, ours, each(LIST, '&')),
        loading(BARE_EACH, theirs, each(`/bare/${OURS}`, '?')),
        loading(RLS, theirs, first(`/rls/${OURS}`)),
        loading(US_SMALL, { ...ours, headers: { ...ours.headers, 'accept-encoding': 'br' } }, first(LIST)),
      ];
      await inTurns(
        timed.map((one) => one.contender),
        rounds,
      );
      const measured = timed.map((one) => one.measured());
      return {
        work: `${CONNECTIONS} connections ask for a page of 100 of ${rows.length.toLocaleString('en')} exceptions, ${REQUESTS.toLocaleString('en')} times, from a process of their own. Tickmark is \`tickmark serve\` on a data directory with a judged year of ${size.toLocaleString('en')} changes; it answers with the rows and the counts of the whole list. The peer reads the same rows from a typed table that two organizations share, in the same PostgreSQL server, by primary key, and answers with the rows alone. What Tickmark judged lives in a thread for one organization, and an answer that was given before is kept; "another place each time" is never answered from there.`,
        unit: 'answers',
        measured,
        goals: [
          { goal: 'at least 0.6 × bare Hono + pg: the first page', reached: speedRatio(measured, US, BARE), atLeast: 0.6 },
          { goal: 'at least 0.6 × bare Hono + pg: another place each time', reached: speedRatio(measured, US_EACH, BARE_EACH), atLeast: 0.6 },
          { goal: 'against row-level security (no goal)', reached: speedRatio(measured, US, RLS) },
          { goal: '99 % of the first page, best round, in ms', reached: timed[0]?.late() ?? Number.NaN, atMost: 50 },
          { goal: '99 % of another place each time, best round, in ms', reached: timed[2]?.late() ?? Number.NaN, atMost: 50 },
        ],
        figures: timed.map(({ contender: { name }, median, late, bytes }): [string, string] => [
          name,
          `${median().toFixed(1)} ms median, ${late().toFixed(1)} ms 99 %; ${(bytes() / REQUESTS / 1000).toFixed(1)} kB an answer`,
        ]),
      };
    } finally {
      for (const stop of stops.toReversed()) await stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function allRows({ address, token }: ServedDirectory): Promise<readonly ExceptionRow[]> {
  const client = httpClient({ address, headers: { authorization: `Bearer ${token}` }, connections: 1 });
  const rows: ExceptionRow[] = [];
  for (let total = 1; rows.length < total; ) {
    const page = JSON.parse(await client.text(`${LIST}&limit=1000&offset=${rows.length}`)) as { rows: ExceptionRow[]; total: number };
    if (page.rows.length === 0) throw new Error('There are no exceptions to be listed.');
    rows.push(...page.rows);
    total = page.total;
  }
  client.close();
  return rows;
}

/** @throws Error where the three do not list the same items in the same order */
async function requireSameRows({ address, token }: ServedDirectory, peer: string): Promise<void> {
  const listed = async (base: string, path: string, headers: Readonly<Record<string, string>>) => {
    const client = httpClient({ address: base, headers, connections: 1 });
    const { rows } = JSON.parse(await client.text(path)) as { rows: { check: string; item: string; from: string; because: string }[] };
    client.close();
    return JSON.stringify(rows.map(({ check, item, from, because }) => [check, item, from, because]));
  };
  const ours = await listed(address, `${LIST}&offset=150`, { authorization: `Bearer ${token}` });
  for (const way of ['bare', 'rls'])
    if ((await listed(peer, `/${way}/${OURS}?offset=150`, {})) !== ours) throw new Error(`Tickmark and ${way} do not list the same exceptions.`);
}

/** Paths with offsets that were not asked for before, until the list has no more. */
function eachOther(length: number, path: (offset: number) => string): () => readonly string[] {
  let next = 0;
  return () => Array.from({ length: REQUESTS }, () => path(next++ % Math.max(1, length - 100)));
}

function loading(name: string, { address, headers }: Pick<LoadAsked, 'address' | 'headers'>, paths: () => readonly string[]) {
  const rounds: Loaded[] = [];
  const contender: Contender = {
    name,
    units: REQUESTS,
    async run() {
      rounds.push(await loadFromOutside({ address, headers, connections: CONNECTIONS, paths: paths() }));
    },
  };
  const best = (part: number) => Math.min(...rounds.map((one) => quantile(one.took, part)));
  /** By the clock of those who ask: until their process stands, nobody is asked. */
  const measured = (): Measured => {
    const seconds = rounds.map((one) => one.seconds);
    return { name, units: REQUESTS, seconds: Math.min(...seconds), worst: Math.max(...seconds), answer: null };
  };
  return { contender, measured, median: () => best(0.5), late: () => best(0.99), bytes: () => rounds[0]?.bytes ?? 0 };
}

async function loadFromOutside(asked: LoadAsked): Promise<Loaded> {
  const child = started('http-load.ts', []);
  child.stdin?.end(JSON.stringify(asked));
  const [told, [code]] = await Promise.all([text(child.stdout as NodeJS.ReadableStream), happening(child, 'close')]);
  if (code !== 0) throw new Error('Those who ask could not go on; the reason is above.');
  return JSON.parse(told) as Loaded;
}

async function startPeer(dataDirectory: string): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const child = started('http-peer.ts', [JSON.stringify(await peerOptions(dataDirectory))]);
  const closed = happening(child, 'close');
  const [port] = (await Promise.race([happening(child.stdout as NodeJS.ReadableStream & NodeJS.EventEmitter, 'data'), closed.then(() => [''])])) as [
    Buffer | string,
  ];
  if (String(port) === '') throw new Error('The peer could not be started.');
  return {
    address: `http://127.0.0.1:${String(port).trim()}`,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

function started(program: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}
