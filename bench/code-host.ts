import { YEAR } from '../demo/clock.ts';
import { DAY, HOUR, type Instant, parseInstant, plus } from '../src/kernel/time.ts';
import { judgeYear, type SaidRow } from '../test/golden/github/host-path.ts';
import { type GithubPlan, togetherGithub } from '../test/golden/github/plans.ts';
import { failedBetween, overdue } from './code-host-events.ts';
import { staying, wrongSettings } from './code-host-state.ts';
import { type Bench, once, type Report } from './harness.ts';
import { benchServer } from './server.ts';

/** These rest on what an audit log tells, on commits that were lost, or are told only partly: the oracle is not asked about them. */
const LEFT_OUT = [/^privileged\//, /^branch\/history-kept /, /^account\/(administrator-active|not-dormant) /];

/** B3, of a code host: exceptions found over a year on the pretend GitHub, held against every hour and against midnights. */
export const codeHost: Bench = {
  name: 'code-host',
  title: 'B3: a year on a code host, held against every hour and against midnights',
  defaultSize: 2,
  async run({ size }): Promise<Report> {
    const companies = togetherGithub(
      Array.from({ length: size }, (_, index) => `bench-${index}`),
      () => 'team',
    );
    const server = await benchServer();
    try {
      const found = await once('Tickmark, from the servers to the result', size, () => inTurn(companies, (one) => saidHours(server, one)));
      const asked = await once('oracle, asked for every hour of the year', size, () => inTurn(companies, async (one) => askedHours(one)));
      const seen = await once('snapshot at every midnight', size, () => inTurn(companies, async (one) => midnights(one)));
      return report(size, found, asked, seen);
    } finally {
      await server.stop();
    }
  },
};

/** `company check item` with the hours at which it is broken. */
type Hours = ReadonlyMap<string, ReadonlySet<number>>;
type Timed = Awaited<ReturnType<typeof once<Hours>>>;

async function inTurn(companies: readonly GithubPlan[], work: (one: GithubPlan) => Promise<Hours>): Promise<Hours> {
  const all = new Map<string, ReadonlySet<number>>();
  for (const one of companies) for (const [key, hours] of await work(one)) all.set(`${one.seed} ${key}`, hours);
  return all;
}

const HOURS: readonly Instant[] = Array.from({ length: Math.floor((YEAR.until - YEAR.from) / HOUR) }, (_, hour) => plus(YEAR.from, hour * HOUR));
const isAsked = (key: string): boolean => !LEFT_OUT.some((one) => one.test(key));

async function saidHours(server: Awaited<ReturnType<typeof benchServer>>, company: GithubPlan): Promise<Hours> {
  const { rows } = await judgeYear(server, company);
  const said = new Map<string, Set<number>>();
  for (const row of rows.filter(({ reason }) => reason === undefined)) {
    const key = `${row.check} ${row.item}`;
    const hours = hoursOf(row);
    if (isAsked(key) && hours.length > 0) said.set(key, new Set([...(said.get(key) ?? []), ...hours]));
  }
  return said;
}

/** Something of one instant counts for the hour in which it happened. */
function hoursOf({ from, until }: SaidRow): number[] {
  const [begin, end] = [parseInstant(from), until === null ? YEAR.until : parseInstant(until)];
  if (end - begin === 1) return [HOURS.findIndex((hour) => hour >= begin)];
  return HOURS.flatMap((hour, index) => (hour >= begin && hour < end ? [index] : []));
}

/** Settings as the last look could see them; what happened, as it happened. Somebody who stays counts from the deadline on, if any look saw it lasting. */
function askedHours({ company, world, looks }: GithubPlan): Hours {
  const asked = new Map<string, Set<number>>();
  for (const [index, hour] of HOURS.entries()) {
    const look = looks.findLast((one) => one <= hour) as Instant;
    const next = looks.find((one) => one > hour) ?? look;
    const lasting = [look, next].flatMap((one) => staying(company, world, one, one));
    const stays = staying(company, world, look, hour).filter((key) => lasting.includes(key));
    const broken = [
      ...wrongSettings(company, world, look),
      ...stays,
      ...overdue(world, hour),
      ...failedBetween(world, looks, plus(hour, -HOUR), hour),
    ];
    for (const key of broken.filter(isAsked)) asked.set(key, (asked.get(key) ?? new Set()).add(index));
  }
  return asked;
}

/** What somebody sees who asks for the state of things once a day: what has passed is not asked about. */
function midnights({ company, world }: GithubPlan): Hours {
  const seen = new Map<string, Set<number>>();
  for (let at = YEAR.from; at < YEAR.until; at = plus(at, DAY)) {
    const broken = [...wrongSettings(company, world, at), ...staying(company, world, at, at), ...overdue(world, at)];
    for (const key of broken.filter(isAsked)) seen.set(key, (seen.get(key) ?? new Set()).add(Math.round((at - YEAR.from) / HOUR)));
  }
  return seen;
}

function report(size: number, found: Timed, asked: Timed, seen: Timed): Report {
  const [told, right] = [hoursIn(found.answer), sharedHours(asked.answer, found.answer)];
  const exact = [...asked.answer].filter(([key, hours]) => sameHours(hours, found.answer.get(key))).length;
  const atMidnight = [...asked.answer.keys()].filter((key) => seen.answer.has(key)).length;
  for (const [key, hours] of asked.answer)
    if (!sameHours(hours, found.answer.get(key)))
      process.stderr.write(`Not the same: ${key}: ${hours.size} hours asked, ${found.answer.get(key)?.size ?? 0} found\n`);
  for (const key of found.answer.keys()) if (!asked.answer.has(key)) process.stderr.write(`Found only: ${key}\n`);
  return {
    work: `${size} companies on the pretend GitHub (plan Team, five repositories and some 75 changes each), over which defects of every sort are laid, looked at once a week by the real connector over HTTP. The oracle knows no spans, no facts and no checks: it asks the world itself at each hour of the year what is broken, settings as the last look could see them. The snapshot asks the world at each midnight what is broken now.`,
    unit: 'companies',
    measured: [found, asked, seen],
    goals: [
      { goal: 'recall: hours of the oracle found', reached: right / hoursIn(asked.answer), atLeast: 1 },
      { goal: 'precision: hours found that are those of the oracle', reached: right / told, atLeast: 1 },
      { goal: 'share of exceptions that midnights never see', reached: 1 - atMidnight / asked.answer.size },
    ],
    figures: [
      ['items that the oracle finds broken', asked.answer.size.toLocaleString('en')],
      ['found by Tickmark in exactly the same hours', exact.toLocaleString('en')],
      ['seen at some midnight', atMidnight.toLocaleString('en')],
      ['hours, items together, of the oracle', hoursIn(asked.answer).toLocaleString('en')],
    ],
    notes: [
      'Not asked of the oracle: privileged events, rewritten history, activity of accounts, and whatever began and ended between two full hours.',
      'What midnights miss is what happens in one instant (a change that nobody approved, a deployment by hand); what was wrong for days they see.',
    ],
  };
}

const hoursIn = (hours: Hours): number => [...hours.values()].reduce((sum, one) => sum + one.size, 0);
const sharedHours = (a: Hours, b: Hours): number =>
  [...a].reduce((sum, [key, hours]) => sum + [...hours].filter((hour) => b.get(key)?.has(hour)).length, 0);
const sameHours = (a: ReadonlySet<number>, b: ReadonlySet<number> | undefined): boolean => a.size === b?.size && [...a].every((hour) => b.has(hour));
