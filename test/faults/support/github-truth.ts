import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Fault } from '../../../demo/github/faults.ts';
import { readingToken } from '../../../demo/github/reading-token.ts';
import { type LoggedRequest, type PretendGithub, startGithub } from '../../../demo/github/server.ts';
import { writeProgram } from '../../../demo/write/write-program.ts';
import { resultJson } from '../../../src/cli/result-json.ts';
import { connectDatabase } from '../../../src/database/connect.ts';
import { withOrganization } from '../../../src/database/transaction.ts';
import { assess } from '../../../src/engine/assess.ts';
import { collect } from '../../../src/engine/collect.ts';
import type { LookReport } from '../../../src/engine/collect-look.ts';
import { type Connection, readConfiguration } from '../../../src/engine/connections.ts';
import { insertOrganization } from '../../../src/engine/store.ts';
import { newUuid } from '../../../src/kernel/ids.ts';
import { type Instant, parseInstant } from '../../../src/kernel/time.ts';
import { type CheckpointSigner, checkpoint } from '../../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../../src/ledger/store-sequence.ts';
import { environment } from '../../support/collecting.ts';
import { newSigner } from '../../support/log.ts';
import { runAs, TEMPLATE } from '../../support/server.ts';
import { LOOKS, type Planted } from './github-truth-world.ts';

const TOKEN_IN = 'TRUTH_GITHUB_TOKEN';
const TOKEN = 'ghs_truth_reads_and_never_writes';
/** When the records are read, and all is judged: once everything was written down. */
const READ_AT = parseInstant('2026-02-01T12:00:00Z');
const PLENTY = Number.MAX_SAFE_INTEGER;

export interface Row {
  readonly check: string;
  readonly item: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly reason?: string;
  readonly because?: string;
}

/** What was said of the year. */
export interface Said {
  readonly exceptions: readonly Row[];
  readonly unknowns: readonly Row[];
  readonly checks: readonly { readonly id: string; readonly outcome: string; readonly items: number }[];
}

/** A look, and what was said after it. */
export interface Turn {
  readonly report: LookReport;
  readonly said: Said;
  readonly log: readonly LoggedRequest[];
}

type Change = (connection: Connection) => Connection;

export interface Truth {
  /** What is said when the host is looked at for the first time, or once more, with faults; and at the next look, without. */
  told(variant: 'first' | 'later', faults: readonly Fault[], change?: Change): Promise<readonly [Turn, Turn]>;
  close(): Promise<void>;
}

/** An installation at rest: a database to make others from, and its folder. */
interface Rest {
  readonly database: string;
  readonly folder: string;
  readonly signer: CheckpointSigner | null;
}

interface Standing {
  readonly server: PretendGithub;
  readonly root: string;
  readonly instance: ReturnType<typeof newUuid>;
  readonly organization: ReturnType<typeof newUuid>;
  readonly github: Connection;
}

/** A pretend GitHub with planted defects, and the program of its company: looked at and judged by the way that a user's goes, as often as wanted. */
export async function openTruth({ company, world }: Planted): Promise<Truth> {
  const root = await mkdtemp(join(tmpdir(), 'tickmark-truth-'));
  const allowance = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };
  const server = await startGithub({ world, tokens: [readingToken(world, TOKEN)], now: LOOKS[0] as Instant, allowance });
  const place = join(root, 'company');
  await writeProgram(company, world, { folder: place, url: server.url, tokenIn: TOKEN_IN, path: environment.PATH });
  const { connections } = await readConfiguration(join(place, 'tickmark.yaml'));
  const [github, program] = ['github', 'program'].map((id) => connections.find((one) => one.id === id) as Connection) as [Connection, Connection];
  const standing = { server, root, instance: newUuid(), organization: newUuid(), github };
  const made: string[] = [];
  const before = await house(standing, { database: TEMPLATE, folder: join(root, 'nothing'), signer: null }, made);
  await before.collect(program, READ_AT);
  const unseen = await before.rest();
  const once = await house(standing, unseen, made);
  await once.collect(github, LOOKS[0] as Instant);
  const seen = await once.rest();
  return {
    async told(variant, faults, change = (one) => one) {
      const own = await house(standing, variant === 'first' ? unseen : seen, made);
      const turns: Turn[] = [];
      for (const turn of [1, 2]) {
        server.setFaults(turn === 1 ? faults : []);
        const from = server.log.length;
        const report = await own.collect(change(github), LOOKS[turn] as Instant);
        turns.push({ report, said: await own.judged(), log: server.log.slice(from) });
      }
      await own.drop();
      return turns as unknown as readonly [Turn, Turn];
    },
    async close() {
      await server.close();
      const admin = inject('server').superuserUrl.replace('DATABASE', 'postgres');
      for (const name of made) await runAs(admin, `drop database if exists ${name} with (force)`);
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function house({ server, root, instance, organization: id }: Standing, from: Rest, made: string[]) {
  const { superuserUrl, appUrl } = inject('server');
  const name = `truth_${randomUUID().replaceAll('-', '')}`;
  made.push(name);
  await runAs(superuserUrl.replace('DATABASE', 'postgres'), `create database ${name} template ${from.database}`);
  const folder = await mkdtemp(join(root, 'house-'));
  await cp(from.folder, folder, { recursive: true, force: true }).catch(() => undefined);
  const db = await connectDatabase(appUrl.replace('DATABASE', name), instance, { leniency: { notDurable: true }, connections: 6 });
  let now = LOOKS[0] as Instant;
  const clock = () => now;
  const organization = { id, name: 'Test' };
  if (from.signer === null) await withOrganization(db, id, (tx) => insertOrganization(tx, organization, now));
  const signer = from.signer ?? newSigner(db, id);
  const keeper = {
    async seal() {
      await sequence(db, id, { clock });
      return checkpoint(db, id, signer, clock);
    },
  };
  const place = { db, dataDirectory: folder, version: '0.0.0-test', organization, keeper, clock };
  return {
    async collect(connection: Connection, at: Instant): Promise<LookReport> {
      now = at;
      server.setNow(at);
      const { connections } = await collect(place, { connections: [connection], environment: { ...environment, [TOKEN_IN]: TOKEN } });
      return connections[0] as LookReport;
    },
    /** After the year: what nobody saw of it until then is not known. */
    async judged(): Promise<Said> {
      now = READ_AT;
      return resultJson(await assess(place, { audit: 'type-2-2025' })) as Said;
    },
    async rest(): Promise<Rest> {
      await db.close();
      return { database: name, folder, signer };
    },
    async drop() {
      await db.close();
      await runAs(superuserUrl.replace('DATABASE', 'postgres'), `drop database ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
