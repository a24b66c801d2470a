import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../../demo/github/faults.ts';
import type { Place } from '../../../demo/github/operators/operator.ts';
import { readingToken } from '../../../demo/github/reading-token.ts';
import { type PretendGithub, startGithub } from '../../../demo/github/server.ts';
import { writeProgram } from '../../../demo/write/write-program.ts';
import { resultJson } from '../../../src/cli/result-json.ts';
import { assess } from '../../../src/engine/assess.ts';
import { type Connection, readConfiguration } from '../../../src/engine/connections.ts';
import { type Instant, isoInstant } from '../../../src/kernel/time.ts';
import { collecting, environment } from '../../support/collecting.ts';
import type { TestDatabase } from '../../support/database.ts';

const TOKEN_IN = 'GOLDEN_GITHUB_TOKEN';
const TOKEN = 'ghs_golden_reads_and_never_writes';
const PLENTY = Number.MAX_SAFE_INTEGER;

/** What goes wrong at the host while looks fall into a span. */
export interface Trouble {
  readonly from: Instant;
  readonly until: Instant;
  readonly faults: readonly Fault[];
}

export interface HostYear extends Place {
  readonly looks: readonly Instant[];
  readonly troubles?: readonly Trouble[];
}

export interface SaidRow {
  readonly check: string;
  readonly item: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly reason?: string;
  readonly because?: string;
}

export interface JudgedYear {
  readonly exceptions: readonly string[];
  readonly unknowns: readonly string[];
  /** Items asked about, by check. */
  readonly items: Readonly<Record<string, number>>;
  /** As the program printed both. */
  readonly rows: readonly SaidRow[];
  /** Looks that did not see everything: `connection 2025-03-01T…`. */
  readonly incomplete: readonly string[];
}

interface Result {
  readonly checks: readonly { readonly id: string; readonly items: number }[];
  readonly exceptions: readonly SaidRow[];
  readonly unknowns: readonly SaidRow[];
}

/** A year on a pretend GitHub by the path of a user: its servers on loopback, the configuration, the connectors at each look, a database, the checks, the JSON. */
export async function judgeYear(base: Pick<TestDatabase, 'db'>, { company, world, looks, troubles = [] }: HostYear): Promise<JudgedYear> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-golden-github-'));
  const token = readingToken(world, TOKEN);
  const allowance = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };
  const server = await startGithub({ world, tokens: [token], now: looks[0] as Instant, allowance });
  try {
    const place = join(folder, 'company');
    await writeProgram(company, world, { folder: place, url: server.url, tokenIn: TOKEN_IN, path: environment.PATH });
    const house = await collecting(base, folder);
    const { connections } = await readConfiguration(join(place, 'tickmark.yaml'));
    const named = (id: string): Connection[] => connections.filter((one) => one.id === id);
    const incomplete: string[] = [];
    for (const at of looks) {
      prepare(server, at, troubles);
      const { connections: seen } = await house.collect(named('github'), isoInstant(at), { [TOKEN_IN]: TOKEN });
      incomplete.push(...seen.flatMap(({ connection, outcome }) => (outcome === 'complete' ? [] : [`${connection} ${isoInstant(at)}`])));
    }
    const last = looks.at(-1) as Instant;
    endProgramAt(join(place, 'program'), last);
    await house.collect(named('program'), isoInstant(last));
    return judged(resultJson(await assess(house.place, { audit: 'type-2-2025' })) as Result, incomplete);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes away whatever was written down later: the records are read once, with the last look, and tell of all before. */
function endProgramAt(program: string, at: Instant): void {
  const git = (...args: readonly string[]): string => execFileSync('git', ['-C', program, ...args], { encoding: 'utf8', env: environment });
  const newest = git('rev-list', '-1', '--first-parent', `--before=${isoInstant(at)}`, 'HEAD').trim();
  git('update-ref', 'HEAD', newest);
}

function prepare(server: PretendGithub, at: Instant, troubles: readonly Trouble[]): void {
  server.setNow(at);
  server.setFaults(troubles.filter(({ from, until }) => from <= at && at < until).flatMap(({ faults }) => faults));
}

function judged({ checks, exceptions, unknowns }: Result, incomplete: readonly string[]): JudgedYear {
  return {
    exceptions: exceptions.map(lineOf).sort(),
    unknowns: joined(unknowns).map(lineOf).sort(),
    items: Object.fromEntries(checks.map(({ id, items }) => [id, items])),
    rows: [...exceptions, ...unknowns],
    incomplete,
  };
}

export function lineOf({ check, item, reason, from, until }: SaidRow): string {
  return [check, item ?? '(the list)', ...(reason === undefined ? [] : [reason]), `${from} to ${until ?? 'the horizon'}`].join('  ');
}

/** Spans that touch or overlap are one, if check, item and reason are the same: each look may say its own why. */
export function joined(rows: readonly SaidRow[]): SaidRow[] {
  const whole: SaidRow[] = [];
  const sorted = rows.toSorted((a, b) => (keyOf(a) === keyOf(b) ? (a.from < b.from ? -1 : 1) : keyOf(a) < keyOf(b) ? -1 : 1));
  for (const row of sorted) {
    const before = whole.at(-1);
    if (before === undefined || keyOf(before) !== keyOf(row) || (before.until !== null && before.until < row.from)) whole.push(row);
    else whole[whole.length - 1] = { ...before, until: laterEnd(before.until, row.until) };
  }
  return whole;
}

const keyOf = ({ check, item, reason }: SaidRow): string => [check, item ?? '', reason].join(' ');
const laterEnd = (a: string | null, b: string | null): string | null => (a === null || b === null ? null : a > b ? a : b);
