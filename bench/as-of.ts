import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { isoInstant } from '../src/kernel/time.ts';
import { type AsOf, accountsInGit, gitForEach, gitKept } from './as-of-git.ts';
import { accountsOfAYear, EACH, keyOf, type Question, questionsOver } from './as-of-world.ts';
import { type Bench, type Contender, inTurns, once, type Report, requireSameAnswer } from './harness.ts';
import { httpClient } from './http-get.ts';
import { collectedDirectory } from './made-directory.ts';
import { quantile } from './pages-browser.ts';
import { peerConnection } from './served-database.ts';
import { type ServedDirectory, servedDirectory } from './served-directory.ts';

const QUESTIONS = 500;
const GIT_QUESTIONS = 100;
const PERIOD = 'from=2025-01-01&until=2025-12-31';
const BARE = 'select state, valid_from from bare.account where id = $1 and valid_from <= $2 order by valid_from desc limit 1';

/** B4: what one item was at an instant of the past. */
export const asOf: Bench = {
  name: 'as-of',
  title: 'B4: one item as it was at an instant',
  defaultSize: 1_000_000,
  async run({ size, rounds }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    const places: Place[] = [];
    let kept: ReturnType<typeof gitKept> | null = null;
    try {
      const loaded = await once('collected and sealed: all of them', size, async () => void places.push(await openPlace(join(folder, 'all'), size)));
      places.push(await openPlace(join(folder, 'tenth'), size / 10));
      const [all, tenth] = places as [Place, Place];
      const repository = await accountsInGit(folder, size / EACH);
      kept = gitKept(repository);
      const timed = [
        timing('Tickmark, GET /records/account/…?at=', QUESTIONS, all.accounts, all.ask),
        timing('bare pg, one prepared statement', QUESTIONS, all.accounts, all.bare),
        timing('git rev-list and git show, started for each', GIT_QUESTIONS, all.accounts, gitForEach(repository)),
        timing('git cat-file --batch, kept running', QUESTIONS, all.accounts, kept.asOf),
        timing('Tickmark, a tenth of the versions', QUESTIONS, tenth.accounts, tenth.ask),
        timing('bare pg, a tenth of the versions', QUESTIONS, tenth.accounts, tenth.bare),
      ] as const;
      const measured = await inTurns(
        timed.map((one) => one.contender),
        rounds,
      );
      requireSameAnswer([0, 1, 3].flatMap((at) => measured[at] ?? []));
      requireSameAnswer(measured.slice(4));
      const [ours, bare, git, gitBest, few, bareFew] = timed.map((one) => one.median()) as [number, number, number, number, number, number];
      return {
        work: `${size.toLocaleString('en')} versions of ${all.accounts.toLocaleString('en')} accounts over a year, collected into a data directory that \`tickmark serve\` serves, and a tenth of them into another. Who asks wants to know what one account was at one instant, one question after the other over one connection. Tickmark answers with every version up to then; bare pg has a typed table of its own in the same server, without row-level security, and answers with the one version; git has a file for each account and a commit for each day.`,
        unit: 'answers',
        measured: [loaded, ...measured],
        goals: [
          { goal: 'median at most 3 × that of bare pg', reached: ours / bare, atMost: 3 },
          { goal: 'at least 3 × faster than git, started for each item', reached: git / ours, atLeast: 3 },
          { goal: 'ten times the versions: at most 2 × the time', reached: ours / few, atMost: 2 },
          { goal: 'against git that is kept running (no goal)', reached: gitBest / ours },
          { goal: 'ten times the versions: bare pg (no goal)', reached: bare / bareFew },
        ],
        figures: timed.map(({ contender: { name }, median, late }): [string, string] => [
          name,
          `${median().toFixed(2)} ms median of the best round; ${late().toFixed(2)} ms 99 % of all`,
        ]),
      };
    } finally {
      kept?.stop();
      for (const one of places) await one.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Place {
  readonly accounts: number;
  readonly ask: AsOf;
  readonly bare: AsOf;
  stop(): Promise<void>;
}

async function openPlace(folder: string, versions: number): Promise<Place> {
  const accounts = Math.floor(versions / EACH);
  await mkdir(folder);
  await collectedDirectory(folder, accountsOfAYear(accounts));
  const server = await servedDirectory(folder);
  const peer = await peerConnection(join(folder, 'data'));
  await layBare(peer);
  const client = httpClient({ address: server.address, headers: { authorization: `Bearer ${server.token}` }, connections: 1 });
  return {
    accounts,
    async ask({ account, at }) {
      const path = `/api/v1/records/account/${encodeURIComponent(keyOf(account))}?${PERIOD}&at=${isoInstant(at)}`;
      return Date.parse((JSON.parse(await client.text(path)) as { changed: string }).changed);
    },
    async bare({ account, at }) {
      const { rows } = await peer.query<{ valid_from: Date }>({ name: 'as-of', text: BARE, values: [keyOf(account), isoInstant(at)] });
      return rows[0]?.valid_from.getTime() ?? 0;
    },
    stop: () => stopAll(client, peer, server),
  };
}

async function layBare(peer: pg.Client): Promise<void> {
  await peer.query('drop schema if exists bare cascade; create schema bare');
  await peer.query("create table bare.account as select vendor_id as id, valid_from, state from tenant.fact where kind = 'account'");
  await peer.query('alter table bare.account add primary key (id, valid_from)');
  await peer.query('analyze bare.account, tenant.fact, tenant.entry, tenant.coverage');
}

async function stopAll(client: { close(): void }, peer: pg.Client, server: ServedDirectory): Promise<void> {
  client.close();
  await peer.end();
  await server.stop();
}

/** A contender that remembers how long each answer took. */
function timing(name: string, count: number, accounts: number, ask: AsOf) {
  const rounds: number[][] = [];
  const questions: readonly Question[] = questionsOver(accounts, count);
  const contender: Contender = {
    name,
    units: count,
    async run() {
      const took: number[] = [];
      let answers = 0;
      for (const question of questions) {
        const began = performance.now();
        answers += (await ask(question)) / 1000;
        took.push(performance.now() - began);
      }
      rounds.push(took);
      return answers;
    },
  };
  return { contender, median: () => Math.min(...rounds.map((one) => quantile(one, 0.5))), late: () => quantile(rounds.flat(), 0.99) };
}
