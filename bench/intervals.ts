import { type Check, defineCheck, fails, passes } from '../src/checks/check.ts';
import { evaluate } from '../src/checks/evaluate.ts';
import { story } from '../src/checks/testing/story.ts';
import { withOrganization } from '../src/database/transaction.ts';
import { loadWorld } from '../src/engine/world.ts';
import type { Fact } from '../src/facts/fact.ts';
import type { KindId } from '../src/facts/kinds/index.ts';
import type { Reads } from '../src/facts/reads.ts';
import { appendFacts } from '../src/facts/store.ts';
import type { Subject } from '../src/facts/timeline.ts';
import { newUuid, subjectId, systemId } from '../src/kernel/ids.ts';
import { skipFirst, spansOf } from '../src/kernel/spans.ts';
import type { Instant } from '../src/kernel/time.ts';
import { type Context, definePopulation, type Item } from '../src/populations/population.ts';
import { type Bench, type Contender, inTurns, type Measured, once, type Report, requireSameAnswer, speedRatio } from './harness.ts';
import { askPostgres, openDuck, projectInPostgres } from './interval-peers.ts';
import {
  type Checksum,
  CONTROLS,
  checksumText,
  columns,
  END,
  emptyChecksum,
  FIRST,
  type MadeVersion,
  madeVersions,
  type Rule,
  rules,
  type State,
  weightOf,
} from './interval-world.ts';
import { type BenchServer, benchServer } from './server.ts';

const KIND: KindId = 'hosted-repository';
const US = 'Tickmark, finding by finding';
const DUCK = 'DuckDB, one thread';
const POSTGRES = 'PostgreSQL, lag over the failing rows';
const RANGES = 'PostgreSQL, range_agg';
const LIMIT = 'limit: plain JavaScript over columns';

/** B2: many controls over all versions of a year, from what is stored to the list of exceptions. */
export const intervals: Bench = {
  name: 'intervals',
  title: 'B2: 200 controls over the versions of a year, as intervals',
  defaultSize: 100_000,
  async run({ size, rounds }): Promise<Report> {
    const server = await benchServer();
    const peer = await server.bare();
    try {
      await store(server, size);
      const loaded = await once('Tickmark: read the stored versions as timelines', size, () => subjectsOf(server));
      const typed = await once('PostgreSQL: typed columns out of the stored JSON', size, () => projectInPostgres(peer));
      const duck = await openDuck();
      const appended = await once('DuckDB: load the same rows, parsed already', size, () => duck.load(madeVersions(size)));
      const arrays = columnsOf(size);
      const context = story('').over('2025-01-01', '2025-12-31').context();
      const contenders: Contender[] = [
        { name: US, units: CONTROLS, run: () => checksumText(judged(loaded.answer, context)) },
        { name: DUCK, units: CONTROLS, run: async () => checksumText(await duck.ask(CONTROLS)) },
        { name: POSTGRES, units: CONTROLS, run: async () => checksumText(await askPostgres(peer, 'islands', CONTROLS)) },
        { name: RANGES, units: CONTROLS, run: async () => checksumText(await askPostgres(peer, 'ranges', CONTROLS)) },
        { name: LIMIT, units: CONTROLS, run: () => checksumText(overColumns(arrays)) },
      ];
      const measured = await inTurns(contenders, rounds);
      requireSameAnswer(measured);
      return report(size, [loaded, typed, appended], measured);
    } finally {
      await peer.end();
      await server.stop();
    }
  },
};

function report(size: number, loads: readonly Measured[], measured: readonly Measured[]): Report {
  const seconds = (name: string) => measured.find((one) => one.name === name)?.seconds ?? Number.NaN;
  const [ours, , duck] = loads.map((one) => one.seconds);
  return {
    work: `${CONTROLS} controls over ${size.toLocaleString('en')} versions of ${(size / 10).toLocaleString('en')} subjects in 2025: each is broken while a column is below a threshold, after a grace that begins with each episode. Tickmark makes a finding for every subject and control, with its sentence; the others count and sum the same spans. The exceptions are the same in number, subject, beginning and end.`,
    unit: 'controls',
    measured,
    goals: [
      { goal: 'evaluation at least 5 × the best form in PostgreSQL', reached: speedRatio(measured, US, POSTGRES), atLeast: 5 },
      { goal: 'evaluation at least 1 × DuckDB', reached: speedRatio(measured, US, DUCK), atLeast: 1 },
      {
        goal: 'from what is stored to the exceptions, as times of DuckDB',
        reached: ((ours ?? 0) + seconds(US)) / ((duck ?? 0) + seconds(DUCK)),
        atMost: 1.2,
      },
    ],
    figures: [
      ['exceptions', String(measured[0]?.answer).split(' ')[0] ?? ''],
      ...loads.map((one): [string, string] => [one.name, `${one.seconds.toFixed(2)} s`]),
    ],
    notes: ['DuckDB is given rows that are parsed already: reading them out of the store is not counted for it.'],
  };
}

async function store({ db, organization, place }: BenchServer, size: number): Promise<void> {
  const system = systemId('bench', 'intervals');
  const look = newUuid();
  let waiting: Fact[] = [];
  const flush = async () => {
    await withOrganization(db, organization, (tx) => appendFacts(tx, waiting, FIRST));
    waiting = [];
  };
  for (const { subject, from, state } of madeVersions(size)) {
    const vendorId = String(subject);
    const base = { kind: KIND, vendorId, system, feed: 'bench', scope: '', notBefore: from, basis: 'source' as const, look };
    waiting.push({ ...base, subject: subjectId(system, KIND, vendorId), validFrom: from, state: { ...state } });
    if (waiting.length >= 5_000) await flush();
  }
  await flush();
  await place.keeper.seal(organization);
}

type Timelines = readonly Subject<State>[];

async function subjectsOf({ db, organization }: BenchServer): Promise<Timelines> {
  const reads = new Map<KindId, ReadonlySet<string>>([[KIND, new Set<string>(columns)]]);
  const world = await loadWorld(db, { organization, treeSize: Number.MAX_SAFE_INTEGER, reads, sights: [], looks: [] });
  return (world[KIND]?.subjects ?? []) as unknown as Timelines;
}

/** As the engine does: items once, then each check asked of each item. */
function judged(subjects: Timelines, context: Context<Reads>): Checksum {
  const population = definePopulation({
    id: 'bench',
    title: 'Subjects',
    mode: 'state',
    definition: 'Every subject.',
    reads: {},
    items: () => subjects.map((data): Item<Subject<State>> => itemOf(data)),
    unseen: () => [],
  });
  const items = population.items({ ...context, period: { from: FIRST, until: END }, horizon: END });
  const within = { ...context, period: { from: FIRST, until: END }, horizon: END };
  const sum = emptyChecksum();
  for (const [at, rule] of rules.entries()) {
    const check = checkOf(rule, at, population) as unknown as Check;
    for (const item of items) {
      for (const { from, until } of evaluate(check, item, within).spans)
        add(sum, { from, until: until ?? END, subject: Number(item.key), control: at });
    }
  }
  return sum;
}

function itemOf(data: Subject<State>): Item<Subject<State>> {
  return { key: data.vendorId, title: data.vendorId, because: 'It is there.', span: { from: FIRST, until: END }, data, leaves: [] };
}

function checkOf(
  { column, threshold, grace }: Rule,
  at: number,
  population: ReturnType<typeof definePopulation<Record<never, never>, Subject<State>>>,
) {
  const owed = [{ from: FIRST, until: END }];
  return defineCheck({
    id: `bench/${at}`,
    version: 1,
    title: `Control ${at}`,
    asks: `Was ${column} at least ${threshold}?`,
    population,
    reads: {},
    settings: [],
    mend: 'Raise it.',
    judge({ data }: Item<Subject<State>>) {
      const broken = skipFirst(spansOf(data.versions.filter(({ state }) => state[column] < threshold)), grace);
      return broken.length === 0 ? passes(owed, `It was never below ${threshold}.`) : fails(owed, broken, `It was below ${threshold} for too long.`);
    },
  });
}

interface Columns {
  readonly subject: Int32Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly values: Readonly<Record<string, Int8Array>>;
}

function columnsOf(size: number): Columns {
  const all: MadeVersion[] = [...madeVersions(size)];
  return {
    subject: Int32Array.from(all, (one) => one.subject),
    from: Float64Array.from(all, (one) => one.from),
    until: Float64Array.from(all, (one) => one.until),
    values: Object.fromEntries(columns.map((name) => [name, Int8Array.from(all, (one) => one.state[name])])),
  };
}

function overColumns({ subject, from, until, values }: Columns): Checksum {
  const sum = emptyChecksum();
  for (const [control, { column, threshold, grace }] of rules.entries()) {
    const value = values[column] as Int8Array;
    for (let at = 0; at < subject.length; at++) {
      if ((value[at] as number) >= threshold) continue;
      const begins = from[at] as number;
      while (at + 1 < subject.length && subject[at + 1] === subject[at] && (value[at + 1] as number) < threshold && from[at + 1] === until[at]) at++;
      if ((until[at] as number) > begins + grace)
        add(sum, { from: (begins + grace) as Instant, until: until[at] as Instant, subject: subject[at] as number, control });
    }
  }
  return sum;
}

function add(sum: Checksum, { from, until, subject, control }: { from: Instant; until: Instant; subject: number; control: number }): void {
  sum.count++;
  sum.from += BigInt(from);
  sum.until += BigInt(until);
  sum.subjects += BigInt(weightOf(subject, control));
}
