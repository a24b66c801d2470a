import { randomFrom } from '../demo/random.ts';
import type { Check } from '../src/checks/check.ts';
import { evaluate } from '../src/checks/evaluate.ts';
import { vulnerability } from '../src/checks/testing/given.ts';
import { at } from '../src/checks/testing/instants.ts';
import { story } from '../src/checks/testing/story.ts';
import { fixedWithinLimit } from '../src/checks/vulnerabilities/fixed-within-limit.ts';
import { DAY, HOUR, type Instant, plus } from '../src/kernel/time.ts';
import { type Bench, once, type Report } from './harness.ts';

const FIRST = at('2025-01-01T00:00:00+01:00');
const END = at('2026-01-01T00:00:00+01:00');
const limits = { critical: 7 * DAY, high: 30 * DAY };

interface Vulnerability {
  readonly id: string;
  readonly severity: keyof typeof limits;
  readonly foundAt: Instant;
  readonly fixedAt: Instant | null;
}

/** B3: exceptions found over a whole year, and what looking once a day would have seen of them. */
export const snapshots: Bench = {
  name: 'snapshots',
  title: 'B3: exceptions found, held against every hour of the year and against midnights',
  defaultSize: 5_000,
  async run({ size }): Promise<Report> {
    const all = madeVulnerabilities(size);
    const check = fixedWithinLimit as unknown as Check;
    const context = story('')
      .given(...all.map(({ id, ...told }) => vulnerability(id, told)))
      .context();
    const found = await once('Tickmark, spans over the year', size, () => spansFound(check, context));
    const hours = await once('oracle, asked for every hour of the year', size, () => spansAsked(all, HOUR));
    const days = await once('snapshot at every midnight', size, () => spansAsked(all, DAY));
    const right = [...found.answer].filter(([id, span]) => hours.answer.get(id) === span).length;
    const seen = [...days.answer.keys()].filter((id) => hours.answer.has(id)).length;
    return {
      work: `${size.toLocaleString('en')} critical and high vulnerabilities, found and fixed at whole hours of 2025; how long each took beyond its limit is drawn evenly from two days early to two days late, and one in ten stays open. The oracle knows no spans: it is asked whether the limit is broken at each hour. The snapshot is asked the same at each midnight.`,
      unit: 'vulnerabilities',
      measured: [found, hours, days],
      goals: [
        { goal: 'recall: exceptions of the oracle found with exactly their span', reached: right / hours.answer.size, atLeast: 1 },
        { goal: 'precision: exceptions found that are those of the oracle', reached: right / found.answer.size, atLeast: 1 },
        { goal: 'share of exceptions that midnights never see', reached: 1 - seen / hours.answer.size },
      ],
      figures: [
        ['exceptions of the oracle', hours.answer.size.toLocaleString('en')],
        ['found by Tickmark', found.answer.size.toLocaleString('en')],
        ['seen at some midnight', seen.toLocaleString('en')],
      ],
      notes: ['What midnights miss depends on how long exceptions last; here a late fix is late by two days at most.'],
    };
  },
};

function madeVulnerabilities(count: number): Vulnerability[] {
  const random = randomFrom('bench/snapshots');
  return Array.from({ length: count }, (_, number): Vulnerability => {
    const severity = number % 2 === 0 ? 'critical' : 'high';
    const foundAt = plus(FIRST, random.integer(0, 300 * 24) * HOUR);
    const fixedAt = number % 10 === 9 ? null : plus(foundAt, limits[severity] + random.integer(-48, 48) * HOUR);
    return { id: `v-${number}`, severity, foundAt, fixedAt };
  });
}

function spansFound(check: Check, context: Parameters<Check['population']['items']>[0]): Map<string, string> {
  const found = new Map<string, string>();
  for (const item of check.population.items(context)) {
    const spans = evaluate(check, item, context as Parameters<typeof evaluate>[2]).spans.filter(({ outcome }) => outcome === 'fail');
    if (spans.length > 0) found.set(item.key, spans.map(({ from, until }) => `${from}-${until ?? END}`).join(' '));
  }
  return found;
}

/** The runs of instants at which each is broken, asked at every step. */
function spansAsked(all: readonly Vulnerability[], step: number): Map<string, string> {
  const asked = new Map<string, string>();
  for (const one of all) {
    const broken: string[] = [];
    for (let when = FIRST; when < END; when = plus(when, step)) {
      if (isBroken(one, when) && !(when > FIRST && isBroken(one, plus(when, -step)))) broken.push(`${when}-${endOfRun(one, when, step)}`);
    }
    if (broken.length > 0) asked.set(one.id, broken.join(' '));
  }
  return asked;
}

function isBroken({ severity, foundAt, fixedAt }: Vulnerability, when: Instant): boolean {
  return when >= foundAt + limits[severity] && (fixedAt === null || when < fixedAt);
}

function endOfRun(one: Vulnerability, from: Instant, step: number): Instant {
  let until = from;
  while (until < END && isBroken(one, until)) until = plus(until, step);
  return until;
}
