import { connectors } from '../connectors/index.ts';
import type { AnyConnector, Permission } from '../connectors/kit/connector.ts';
import type { Uuid } from '../kernel/ids.ts';
import { DAY, type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { feedSeenUntil } from './collect-forgotten.ts';
import { unopenedSystem } from './collect-place.ts';
import type { Looked } from './connection-report-looked.ts';
import { lookedAtOnce, type SeenSpan, type SpansOf, seenSpans, together, type UnseenSpan, unseenSpans } from './connection-report-spans.ts';
import type { Run, RunCost } from './connection-runs.ts';
import type { Connection } from './connections.ts';

export interface FeedReport {
  readonly feed: string;
  readonly kinds: readonly string[];
  /** Things that it told of, and versions of them. */
  readonly subjects: number;
  readonly versions: number;
  /** Until when it was seen last; null where it never was. */
  readonly seenUntil: string | null;
  readonly state: 'seen' | 'partly' | 'unseen';
  /** When its source forgets what nobody has looked at; null where the source never does, or nothing was seen that could be forgotten since. */
  readonly forgets: { readonly days: number; readonly at: string } | null;
  readonly spans: readonly SeenSpan[];
}

/** Something to be done, in a sentence. */
export interface ToDo {
  readonly what: 'look' | 'permission' | 'mend' | 'configure';
  readonly sentence: string;
  readonly feeds: readonly string[];
  /** What it rests on, where something was denied. */
  readonly permissions: readonly string[];
}

export interface ConnectionReport {
  readonly id: string;
  readonly connector: string;
  readonly title: string;
  /** Whether tickmark.yaml names it. */
  readonly configured: boolean;
  readonly system: string | null;
  /** Another connection that leads to the same system now; null where there is none. */
  readonly movedTo: string | null;
  readonly identity: string | null;
  readonly outcome: 'complete' | 'partial' | 'failed' | 'never';
  readonly looks: number;
  readonly firstLook: string | null;
  readonly lastLook: {
    readonly look: string;
    readonly startedAt: string;
    readonly endedAt: string;
    readonly rows: number;
    readonly facts: number;
  } | null;
  /** When something was seen last; a look that failed sees nothing. */
  readonly lastSeen: string | null;
  readonly spans: readonly SeenSpan[];
  readonly feeds: readonly FeedReport[];
  readonly toDo: readonly ToDo[];
  /** Of the last look, and of all of them. */
  readonly cost: { readonly last: RunCost; readonly all: RunCost } | null;
}

interface ReportOn {
  readonly looked: Looked;
  /** What tickmark.yaml names; empty where it cannot be read. */
  readonly configured: readonly Connection[];
  readonly now: Instant;
}

/** Every connection that is configured, in the order of the file, then every other one through which somebody once looked. */
export function connectionReports(on: ReportOn): readonly ConnectionReport[] {
  const ids = new Set([...on.configured.map(({ id }) => id), ...on.looked.runs.map(({ connection }) => connection)]);
  return [...ids].map((id) => connectionReport(id, on));
}

/** Null where no such connection is configured or was ever looked through. */
export function connectionReportOf(id: string, on: ReportOn): ConnectionReport | null {
  const known = on.configured.some((one) => one.id === id) || on.looked.runs.some(({ connection }) => connection === id);
  return known ? connectionReport(id, on) : null;
}

/** Each reason for which something was not seen through a connection, the newest first. */
export function connectionGaps(id: string, { looked, now }: ReportOn): readonly UnseenSpan[] {
  return unseenSpans(sightsOf(systemOf(id, looked.runs), { looked, now }));
}

function connectionReport(id: string, on: ReportOn): ConnectionReport {
  const { looked, configured, now } = on;
  const connection = configured.find((one) => one.id === id);
  const runs = looked.runs.filter((run) => run.connection === id);
  const last = runs.at(-1);
  const connector = connection?.connector ?? connectors[last?.connector ?? ''];
  const system = systemOf(id, looked.runs);
  const feeds = feedReports({ connector, system, last: lastOf(system, looked.runs) ?? last, looked, now });
  const movedTo = system === null ? null : (configured.find((one) => one.id !== id && systemOf(one.id, looked.runs) === system)?.id ?? null);
  return {
    id,
    connector: connector?.id ?? last?.connector ?? 'unknown',
    title: connector?.title ?? last?.title ?? 'A connector that this version does not know',
    configured: connection !== undefined,
    system,
    movedTo,
    identity: last?.identity ?? null,
    outcome: last?.outcome ?? 'never',
    looks: runs.length,
    firstLook: runs[0]?.startedAt ?? null,
    lastLook: last === undefined ? null : { look: last.look, startedAt: last.startedAt, endedAt: last.endedAt, rows: last.rows, facts: last.facts },
    lastSeen: last?.lastSeen ?? null,
    spans: together(
      // A feed that nobody ever saw is said to be so, once: it would hide what the others saw when.
      feeds.filter(({ spans, state }) => state !== 'unseen' || spans.some((one) => one.state !== 'unseen')).map(({ spans }) => spans),
      now,
    ),
    feeds,
    toDo: toDoOf({ isConfigured: connection !== undefined, movedTo, last, connector, now }),
    cost: last === undefined ? null : { last: last.cost, all: sumOf(runs) },
  };
}

/** To which system a connection led last; what stands for it where it never could be opened. */
function systemOf(id: string, runs: readonly Run[]): Uuid | null {
  const standIn = unopenedSystem(id);
  const own = runs.filter(({ connection }) => connection === id);
  return ((own.findLast(({ system }) => system !== standIn) ?? own.at(-1))?.system as Uuid | undefined) ?? null;
}

function lastOf(system: Uuid | null, runs: readonly Run[]): Run | undefined {
  return runs.findLast((run) => run.system === system);
}

function sightsOf(system: Uuid | null, { looked, now }: Pick<ReportOn, 'looked' | 'now'>, feed?: string): SpansOf {
  const sights = looked.sights.filter((one) => one.system === system && (feed === undefined || one.feed === feed));
  return { sights, gaps: looked.gaps, now };
}

interface FeedsOf {
  readonly connector: AnyConnector | undefined;
  readonly system: Uuid | null;
  readonly last: Run | undefined;
  readonly looked: Looked;
  readonly now: Instant;
}

function feedReports({ connector, system, last, looked, now }: FeedsOf): readonly FeedReport[] {
  const kinds = { ...last?.kinds, ...connector?.kinds };
  return Object.keys(kinds)
    .sort()
    .map((feed): FeedReport => {
      const own = looked.rows.filter((one) => one.system === system && one.feed === feed);
      const state = asOfLast(feed, last);
      const told = seenSpans(sightsOf(system, { looked, now }, feed));
      const spans = told.length === 0 && state === 'seen' ? [lookedAtOnce(now)] : told;
      const isSeen = spans.some(({ state }) => state !== 'unseen');
      const seenUntil = last === undefined || !isSeen ? null : feedSeenUntil(feed, last);
      const forgets = connector?.forgets[feed];
      return {
        feed,
        kinds: kinds[feed] ?? [],
        subjects: own.reduce((sum, { subjects }) => sum + subjects, 0),
        versions: own.reduce((sum, { versions }) => sum + versions, 0),
        seenUntil: seenUntil === null ? null : isoInstant(seenUntil),
        state,
        forgets:
          forgets === undefined || seenUntil === null ? null : { days: Math.round(forgets / DAY), at: isoInstant((seenUntil + forgets) as Instant) },
        spans,
      };
    });
}

/** What the last look saw of a feed. */
function asOfLast(feed: string, last: Run | undefined): FeedReport['state'] {
  if (last === undefined) return 'unseen';
  const missed = last.problems.some(({ feeds }) => feeds.includes(feed));
  if (!missed) return last.outcome === 'failed' ? 'unseen' : 'seen';
  const saw = last.scopes.some((one) => one.feed === feed && one.outcome === 'covered' && one.until === last.startedAt);
  return saw ? 'partly' : 'unseen';
}

interface ToDoFor {
  readonly isConfigured: boolean;
  readonly movedTo: string | null;
  readonly last: Run | undefined;
  readonly connector: AnyConnector | undefined;
  readonly now: Instant;
}

/** After so long without a look, looking again is the next thing to do. */
const STALE = 2 * DAY;

function toDoOf({ isConfigured, movedTo, last, connector, now }: ToDoFor): readonly ToDo[] {
  const plain = (what: ToDo['what'], sentence: string): ToDo => ({ what, sentence, feeds: [], permissions: [] });
  if (!isConfigured && movedTo !== null) return [];
  if (!isConfigured)
    return [
      plain(
        'configure',
        'tickmark.yaml does not name it any more, so nobody is looking. What was seen stays; everything since the last look is unknown.',
      ),
    ];
  if (last === undefined) return [plain('look', 'Nobody has looked through it yet.')];
  const since = now - parseInstant(last.startedAt);
  const stale =
    since > STALE
      ? [plain('look', `The last look was ${Math.floor(since / DAY)} days ago. What happened since is unknown until somebody looks.`)]
      : [];
  return [...stale, ...last.problems.map((problem) => problemToDo(problem, connector?.permissions ?? []))];
}

function problemToDo({ reason, why, feeds }: Run['problems'][number], permissions: readonly Permission[]): ToDo {
  const isDenied = reason === 'denied';
  const restsOn = isDenied ? permissions.filter((one) => one.feeds.some((feed) => feeds.includes(feed))) : [];
  return { what: isDenied ? 'permission' : 'mend', sentence: why, feeds, permissions: restsOn.map(({ name }) => name) };
}

function sumOf(runs: readonly Run[]): RunCost {
  const sum = (of: (cost: RunCost) => number) => runs.reduce((total, { cost }) => total + of(cost), 0);
  return {
    requests: sum((one) => one.requests),
    notModified: sum((one) => one.notModified),
    takenOver: sum((one) => one.takenOver),
    bytes: sum((one) => one.bytes),
    duration: sum((one) => one.duration),
  };
}
