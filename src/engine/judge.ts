import type { Check } from '../checks/check.ts';
import type { Finding } from '../checks/evaluate.ts';
import { allChecks } from '../checks/index.ts';
import { recordChecks } from '../checks/record/record-made.ts';
import type { Database } from '../database/connect.ts';
import type { KindId, KindState } from '../facts/kinds/index.ts';
import { mergeReads, type Reads } from '../facts/reads.ts';
import { type Sight, seenAtAll } from '../facts/sight.ts';
import { type Gap, latest, type Timeline } from '../facts/timeline.ts';
import { type CalendarDate, dateAt, type Zone, zone } from '../kernel/calendar.ts';
import type { Uuid } from '../kernel/ids.ts';
import { earlier, FOREVER, type Instant, later, plus, type Span } from '../kernel/time.ts';
import { allPopulations } from '../populations/index.ts';
import type { Context, Item, Population, Reconciliation } from '../populations/population.ts';
import { CHECK_LIMIT, judgeInTime, type TimeLimit } from './judge-in-time.ts';
import { type AuditPeriod, type PeriodRequest, type Program, periodFrom, programFrom } from './program.ts';
import { settingsFrom } from './settings.ts';
import { readLooks, readSights, type SightedLook } from './sights.ts';
import { loadWorld, type World } from './world.ts';
import { worldUntil } from './world-until.ts';

export interface JudgeRequest extends PeriodRequest {
  readonly organization: Uuid;
  /** Facts below this place in the ledger are known; what came later is not. */
  readonly treeSize: number;
  readonly now: Instant;
  /** Judge this one instant instead of an audit's period. */
  readonly at?: Instant | undefined;
  /** Judge the period only up to this instant, as the world stood then. */
  readonly upTo?: Instant | undefined;
  /** Milliseconds that one check may take; what it does not reach in them is unknown. */
  readonly checkLimit?: number | undefined;
}

export interface JudgedPopulation {
  readonly population: Population;
  readonly items: readonly Item<unknown>[];
  readonly unseen: readonly Gap[];
  readonly reconciliations: readonly Reconciliation[];
}

export interface JudgedCheck {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

/** Everything judged from the facts below one place in the ledger; nothing is written. */
export interface Judged {
  readonly program: Program | null;
  readonly zone: Zone;
  readonly period: AuditPeriod;
  readonly horizon: Instant;
  readonly world: World;
  readonly context: Context<Reads>;
  readonly looks: readonly SightedLook[];
  readonly sights: readonly Sight[];
  readonly populations: readonly JudgedPopulation[];
  readonly checks: readonly JudgedCheck[];
}

/** What the engine itself reads, whatever the checks declare. */
const engineReads: Reads = {
  program: ['id', 'title', 'categories', 'zone', 'since'],
  audit: ['id', 'type', 'date', 'from', 'until'],
  policy: ['id', 'title', 'status', 'version', 'effective', 'parameters'],
  exclusion: ['id', 'check', 'items', 'reason', 'requestedBy', 'approvedBy', 'approvedAt', 'untilAt'],
  person: ['id', 'name', 'authority', 'employment'],
  control: ['control', 'version', 'since', 'until', 'variant', 'owner', 'promise', 'compensating', 'why'],
};

export async function judge(db: Database, request: JudgeRequest): Promise<Judged> {
  const { organization, treeSize } = request;
  const looks = await readLooks(db, organization, treeSize);
  const sights = await readSights(db, organization, treeSize, looks);
  const whole = await loadWorld(db, { organization, treeSize, reads: declaredReads(), sights, looks });
  const program = programFrom(timelineOf(whole, 'program'));
  const inZone = program?.zone ?? zone('UTC');
  const period = periodOf(request, whole, inZone);
  const world = request.upTo === undefined ? whole : worldUntil(whole, request.upTo);
  const horizon = horizonOf(period.span, sights, request);
  const context: Context<Reads> = {
    facts: world as Context<Reads>['facts'],
    settings: settingsFrom(timelineOf(world, 'policy'), inZone),
    period: period.span,
    horizon,
    zone: inZone,
    since: program?.since ?? dateAt(period.span.from, inZone),
  };
  const asked = [...allChecks, ...recordChecksOf(world)];
  const populations = populationsOf(asked).map((population) => judgePopulation(population, context, request.upTo));
  const limit: TimeLimit = { limit: request.checkLimit ?? CHECK_LIMIT, clock: () => performance.now() };
  const checks = asked.map((check) => judgeCheck(check, populations, context, limit));
  return { program, zone: inZone, period, horizon, world, context, looks, sights, populations, checks };
}

/** The timeline of a kind that the engine itself declares. */
export function timelineOf<K extends KindId>(world: World, kind: K): Timeline<KindState<K>> {
  const timeline = world[kind];
  if (!timeline) throw new Error(`The engine does not declare that it reads ${kind}`);
  return timeline as unknown as Timeline<KindState<K>>;
}

function declaredReads(): Map<KindId, Set<string>> {
  const checks = [...allChecks, ...recordChecks.map((one) => one.check)];
  return mergeReads([engineReads, ...populationsOf(checks).map((one) => one.reads), ...checks.map((one) => one.reads)]);
}

/** A record is asked for where the program has ever kept the control that promises it. */
function recordChecksOf(world: World): readonly Check[] {
  const kept = new Set(timelineOf(world, 'control').subjects.map((one) => latest(one).state.control));
  return recordChecks.filter((one) => kept.has(one.control)).map((one) => one.check);
}

/** Every population that reports always show, and those of the records that are asked for. */
function populationsOf(checks: readonly Check[]): readonly Population[] {
  return [...new Set([...allPopulations, ...checks.map((one) => one.population)])];
}

function periodOf(request: JudgeRequest, world: World, inZone: Zone): AuditPeriod {
  if (request.at === undefined) return periodFrom(timelineOf(world, 'audit'), inZone, request.now, request);
  const day: CalendarDate = dateAt(request.at, inZone);
  return { audit: null, type: 1, first: day, last: day, span: { from: request.at, until: plus(request.at, 1) } };
}

/** The end of the period, the end of what was seen, or the instant that was asked for: whichever is first. */
function horizonOf(period: Span, sights: readonly Sight[], { now, upTo }: Pick<JudgeRequest, 'now' | 'upTo'>): Instant {
  const seenUntil = seenAtAll(sights).at(-1)?.until ?? now;
  const wanted = upTo === undefined ? period.until : earlier(period.until, upTo);
  return later(earlier(wanted, seenUntil), plus(period.from, 1));
}

function judgePopulation(population: Population, context: Context<Reads>, upTo: Instant = FOREVER): JudgedPopulation {
  const items = [...population.items(context)]
    .filter((one) => one.span.from < upTo)
    .sort((a, b) => a.span.from - b.span.from || compare(a.key, b.key));
  const unseen = population.unseen(context);
  return { population, items, unseen, reconciliations: population.reconcile?.(context) ?? [] };
}

function judgeCheck(check: Check, populations: readonly JudgedPopulation[], context: Context<Reads>, limit: TimeLimit): JudgedCheck {
  const judged = populations.find((one) => one.population.id === check.population.id);
  if (!judged) throw new Error(`The check ${check.id} asks a population that is not registered: ${check.population.id}`);
  return { check, findings: judgeInTime(check, judged.items, context, limit) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
