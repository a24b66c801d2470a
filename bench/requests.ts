import { makeCompany } from '../demo/company/make-company.ts';
import { makeGithub } from '../demo/github/make-github.ts';
import { readingToken } from '../demo/github/reading-token.ts';
import { type GithubOptions, type PretendGithub, startGithub } from '../demo/github/server.ts';
import type { GithubWorld } from '../demo/github/world.ts';
import { HOUR, parseInstant, plus } from '../src/kernel/time.ts';
import { type Bench, once, type Report } from './harness.ts';
import { type Asked, type LookAsked, lookingAt } from './requests-look.ts';
import { naivePlan, pagesWith } from './requests-naive.ts';

const TOKEN = 'ghs_token_of_the_bench';
const AFTER_THE_YEAR = parseInstant('2026-01-02T02:00:00Z');
const PLENTY = Number.MAX_SAFE_INTEGER;
const UNLIMITED = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };

/** B10: what a look at a code host costs in requests, and how it keeps to limits. */
export const requests: Bench = {
  name: 'requests',
  title: 'B10: requests to a code host, and its limits',
  defaultSize: 2_000,
  async run({ size }): Promise<Report> {
    const world = makeGithub(makeCompany('bench', { changes: size }));
    const free = await serve(world, UNLIMITED, async (server) => {
      const looking = await lookingAt(server, world.organization.login, TOKEN);
      const first = await once('the first look: all feeds', size, () => looking.look(AFTER_THE_YEAR));
      const second = await looking.look(plus(AFTER_THE_YEAR, HOUR));
      const idle = await once('a later look, nothing happened', size, () => looking.look(plus(AFTER_THE_YEAR, 2 * HOUR)));
      await looking.end();
      return { first, second, idle };
    });
    const naive = await serve(world, UNLIMITED, async (server) => {
      const measured = await once('the naive plan over REST: pull requests alone', size, () => naivePlan(server, world, pagesWith(TOKEN)));
      return { measured, calls: server.counts().requests };
    });
    const limited = await withLimits(world, free.first.answer.all, size);
    if (limited.measured.answer.seen !== free.first.answer.seen) throw new Error('A look that had to wait saw something else than one that had not.');
    return {
      work: `A year of the demo company on the pretend GitHub, without its defects: ${world.repositories.length} repositories, ${free.first.answer.changes.toLocaleString('en')} changes, one of them with 260 commits, one with 120 reviews, one with 300 check runs. The server counts. The naive plan asks for closed pull requests and, of each that was merged (${naive.measured.answer.toLocaleString('en')}), its reviews, commits, checks and timeline, all 100 a page; it is really run. The look with limits has a budget that it spends more than twice, in windows of ${WINDOW / 1_000} seconds, and is told twice to wait a second; it must see what the look without limits saw.`,
      unit: 'changes',
      measured: [free.first, free.idle, naive.measured, limited.measured],
      goals: goalsOf(free.first.answer, free.idle.answer, { naive: naive.calls, limited }),
      figures: figuresOf(free, naive.calls),
      notes: ['Later looks ask for smaller pages than the first one where newest come first: the second look asks for them the first time.'],
    };
  },
};

/** Milliseconds: a GitHub hour, so short that it can be waited for. */
const WINDOW = 6_000;

interface Limited {
  readonly measured: Awaited<ReturnType<typeof once<LookAsked>>>;
  readonly insidePenalty: number;
  readonly refused: number;
  /** Each time that a budget was waited for: which share of it was spent. */
  readonly spent: readonly number[];
}

async function withLimits(world: GithubWorld, cost: Asked, size: number): Promise<Limited> {
  const budget = { core: Math.ceil(cost.rest / 2.5), graphql: Math.ceil(cost.points / 2.5) };
  const stop = { kind: 'secondary-limit', retryAfter: 1 } as const;
  const faults = [
    { match: { api: 'rest' }, after: 30, times: 1, act: stop },
    { match: { api: 'graphql' }, after: 9, times: 1, act: stop },
  ] as const;
  return serve(world, { ...UNLIMITED, ...budget, window: WINDOW }, async (server) => {
    server.setFaults(faults);
    const looking = await lookingAt(server, world.organization.login, TOKEN);
    const watched = watchBudget();
    const measured = await once('the first look, with limits', size, () => looking.look(AFTER_THE_YEAR, watched.onWait)).finally(watched.end);
    await looking.end();
    const { insidePenalty, refused } = server.counts();
    return { measured, insidePenalty, refused, spent: watched.spent };
  });
}

/** Reads along what answers say of the budget: of one that is waited for, how much was spent before it was refused. */
function watchBudget(): { readonly spent: readonly number[]; onWait(): void; end(): void } {
  const real = globalThis.fetch;
  const spent: number[] = [];
  const newest = new Map<string, number>();
  let last: { readonly status: number; readonly resource: string; readonly retryAfter: string | null } | null = null;
  globalThis.fetch = async (...args) => {
    const answer = await real(...args);
    const { headers, status } = answer;
    const resource = headers.get('x-ratelimit-resource') ?? '';
    const isLimited = status === 403 || status === 429 || headers.get('retry-after') !== null;
    if (!isLimited && resource !== '') newest.set(resource, Number(headers.get('x-ratelimit-used')) / Number(headers.get('x-ratelimit-limit')));
    last = { status, resource, retryAfter: headers.get('retry-after') };
    return answer;
  };
  return {
    spent,
    onWait() {
      if (last === null || last.retryAfter !== null) return;
      spent.push(newest.get(last.resource) ?? 0);
    },
    end() {
      globalThis.fetch = real;
    },
  };
}

async function serve<T>(world: GithubWorld, allowance: GithubOptions['allowance'], work: (server: PretendGithub) => Promise<T>): Promise<T> {
  const tokens = [readingToken(world, TOKEN)];
  const server = await startGithub({ world, tokens, now: AFTER_THE_YEAR, ...(allowance && { allowance }) });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

function goalsOf(first: LookAsked, idle: LookAsked, { naive, limited }: { naive: number; limited: Limited }): Report['goals'] {
  const changes = first.feeds.get('changes') as Asked;
  const { spent } = limited;
  if (spent.length === 0) throw new Error('No budget was waited for: the limits were too wide, or the windows too short for this machine.');
  return [
    { goal: 'requests of the feed of changes for 1,000 changes: at most 40', reached: per1000(changes, first), atMost: 40 },
    { goal: 'requests of all feeds for 1,000 changes (no goal)', reached: per1000(first.all, first) },
    { goal: 'share of REST requests answered 304 in an idle look: at least 0.9', reached: idle.all.notModified / idle.all.rest, atLeast: 0.9 },
    { goal: 'the naive plan: times the requests of the feed of changes', reached: naive / (changes.rest + changes.graphql) },
    { goal: 'with limits: requests sent while told to wait', reached: limited.insidePenalty, atMost: 0 },
    { goal: 'with limits: the least that was spent of a budget before it was waited for', reached: Math.min(...spent), atLeast: 0.95 },
    { goal: 'with limits: requests beside those without', reached: total(limited.measured.answer.all) / total(first.all), atMost: 1.1 },
  ];
}

interface Free {
  readonly first: { readonly answer: LookAsked };
  readonly second: LookAsked;
  readonly idle: { readonly answer: LookAsked };
}

function figuresOf({ first: { answer: first }, second, idle: { answer: idle } }: Free, naive: number): Report['figures'] {
  const line = (name: string, one: Asked): readonly [string, string] => [
    name,
    `${total(one).toLocaleString('en')} (REST ${one.rest}, of them "not modified" ${one.notModified}; GraphQL ${one.graphql}, ${one.points} points)`,
  ];
  const feeds = [...first.feeds].filter(([, one]) => total(one) > 0);
  return [
    line('requests of the first look', first.all),
    ...feeds.map(([feed, one]) => line(`of them for ${feed}`, one)),
    line('requests of the second look', second.all),
    line('requests of every further idle look', idle.all),
    ['requests of the naive plan', naive.toLocaleString('en')],
  ];
}

function total({ rest, graphql }: Asked): number {
  return rest + graphql;
}

function per1000(asked: Asked, { changes }: LookAsked): number {
  return (total(asked) * 1_000) / changes;
}
