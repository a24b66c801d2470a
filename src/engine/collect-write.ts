import type { OpenConnection } from '../connectors/kit/connector.ts';
import { reasonOf, type SeenGap, type SeenSpan } from '../connectors/kit/observation.ts';
import { type LogTransaction, withOrganization } from '../database/transaction.ts';
import type { Coverage } from '../facts/fact.ts';
import { appendCoverage } from '../facts/store.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { VendorError } from '../kernel/refusal.ts';
import { minus, none } from '../kernel/spans.ts';
import { BEGINNING, type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { appendEntry } from '../ledger/store.ts';
import { collectFeed, type FeedResult } from './collect-feed.ts';
import { feedSeenUntil, forgettingSoon } from './collect-forgotten.ts';
import type { LookReport, OpenedLook } from './collect-look.ts';
import { type CollectPlace, unopenedSystem } from './collect-place.ts';
import type { LookSheet, RememberedSheet, ScopeOutcome } from './collect-sheet.ts';
import { isMissed, spansByScope } from './collect-tell.ts';
import { shownSettings } from './shown-settings.ts';
import { readLastLook } from './store-looks.ts';

export interface SuccessfulLook {
  readonly look: OpenedLook;
  readonly open: OpenConnection;
  readonly system: Uuid;
  readonly known: RememberedSheet | null;
}

/** Reads every feed of an open connection and writes the look, in one transaction. */
export async function writeLook(place: CollectPlace, { look, open, system, known }: SuccessfulLook): Promise<LookReport> {
  const { db, organization } = place;
  const standIn = unopenedSystem(look.connection.id);
  const wasUnopened = (await readLastLook(db, organization.id, { system: standIn })) !== null;
  const lastLook = known?.lastSeen ? parseInstant(known.lastSeen) : null;
  const heldBefore = new Set(known?.scopes.filter((one) => one.reason === 'held').map((one) => `${one.feed} ${one.scope}`));
  const missedBefore = new Map(known?.scopes.filter(isMissed).map((one) => [`${one.feed} ${one.scope}`, parseInstant(one.from)]));
  return withOrganization(db, organization.id, async (tx) => {
    const results = new Map<string, FeedResult>();
    for (const feed of open.feeds) {
      const seenUntil = feedSeenUntil(feed.id, known);
      const soon = forgettingSoon(feed, seenUntil, look.at);
      if (soon !== null) look.tools.look.note(soon);
      const { id, at, seenAt } = look;
      const feedPlace = { db, organization: organization.id, system, look: id, at, seenAt, lastLook, seenUntil, heldBefore, missedBefore };
      results.set(feed.id, await collectFeed(tx, feed, feedPlace));
    }
    const scopes = [...results].flatMap(([feed, result]) => outcomesOf(feed, result));
    await appendCoverage(
      tx,
      scopes.filter(isCovered).map((one) => coverageOf(one, { system, look: look.id })),
      look.at,
    );
    if (wasUnopened) await appendCoverage(tx, resolved(open, { system: standIn, look: look.id }, look.at), look.at);
    const failures = [...results.values()].flatMap((one) => (one.failure ? [one.failure] : []));
    // Nothing that this look missed may count as seen: what was read beside a failure is read again, unless each feed remembers by itself.
    const remembered = look.memory() ?? null;
    const before = known?.memory ?? null;
    const memory = failures.length === 0 ? remembered : open.remembersByFeed ? (remembered ?? before) : before;
    const rows = sum([...results.values()].map((one) => one.rows));
    const facts = sum([...results.values()].map((one) => one.facts));
    return seal(tx, place, {
      look,
      system,
      identity: open.identity,
      rows,
      facts,
      scopes,
      memory,
      lastSeen: isoInstant(look.at),
      failed: failures.map((one) => one.message),
    });
  });
}

interface FailedLook {
  readonly look: OpenedLook;
  readonly system: Uuid;
  readonly known: RememberedSheet | null;
  readonly error: VendorError;
}

/** Writes that nothing could be seen: a gap in every scope that was seen before. */
export async function writeFailedLook(place: CollectPlace, { look, system, known, error }: FailedLook): Promise<LookReport> {
  const { id: organization } = place.organization;
  const scopes = unseenSince(look, known)
    .filter((one) => one.from < look.at)
    .map((one) => {
      return {
        feed: one.feed,
        scope: one.scope,
        outcome: 'gap' as const,
        from: isoInstant(one.from),
        until: isoInstant(look.at),
        reason: reasonOf(error),
        why: error.message,
      };
    });
  return withOrganization(place.db, organization, (tx) =>
    seal(tx, place, {
      look,
      system,
      identity: 'nobody: the system could not be opened',
      rows: 0,
      facts: 0,
      scopes,
      memory: known?.memory ?? null,
      lastSeen: known?.lastSeen ?? null,
      failed: [error.message],
    }),
  );
}

/** From when each scope of the last look is unseen; the lists of all feeds, from the beginning, where there was none. */
function unseenSince({ connection }: OpenedLook, known: RememberedSheet | null): { feed: string; scope: string; from: Instant }[] {
  const since = new Map<string, { feed: string; scope: string; from: Instant; covered: boolean }>();
  for (const feed of Object.keys(connection.connector.kinds)) since.set(`${feed} `, { feed, scope: '', from: BEGINNING, covered: false });
  for (const { feed, scope, outcome, from, until } of known?.scopes ?? []) {
    const before = since.get(`${feed} ${scope}`);
    const covered = outcome === 'covered';
    const candidate = parseInstant(covered ? until : from);
    if (before?.covered && (!covered || before.from >= candidate)) continue;
    since.set(`${feed} ${scope}`, { feed, scope, from: candidate, covered });
  }
  return [...since.values()];
}

function outcomesOf(feed: string, { covered, gaps }: FeedResult): ScopeOutcome[] {
  const unseen = spansByScope(gaps);
  const seen = covered.flatMap((one) => minus([one], unseen.get(one.scope) ?? none).map((span): SeenSpan => ({ ...one, ...span })));
  return [...seen, ...gaps].filter((one) => one.from < one.until).map((one) => outcomeOf(feed, one));
}

function outcomeOf(feed: string, one: SeenSpan | SeenGap): ScopeOutcome {
  const span = { from: isoInstant(one.from), until: isoInstant(one.until) };
  if (one.type === 'covered') return { feed, scope: one.scope, outcome: 'covered', ...span };
  return { feed, scope: one.scope, outcome: 'gap', ...span, reason: one.reason, why: one.why };
}

function isCovered(one: ScopeOutcome): boolean {
  return one.outcome === 'covered';
}

function coverageOf({ feed, scope, from, until }: ScopeOutcome, { system, look }: Pick<Coverage, 'system' | 'look'>): Coverage {
  return { system, feed, scope, from: parseInstant(from), until: parseInstant(until), look };
}

/** What the connection led to was unknown for a while, and is known now: the gaps of its stand-in end, and those of the system itself speak. */
function resolved(open: OpenConnection, { system, look }: Pick<Coverage, 'system' | 'look'>, at: Instant): Coverage[] {
  return open.feeds.map((feed) => ({ system, feed: feed.id, scope: '', from: BEGINNING, until: at, look }));
}

interface Sealing {
  readonly look: OpenedLook;
  readonly system: Uuid;
  readonly identity: string;
  readonly rows: number;
  readonly facts: number;
  readonly scopes: readonly ScopeOutcome[];
  readonly memory: Json;
  readonly lastSeen: string | null;
  readonly failed: readonly string[];
}

/** What could not be seen as of the look. */
function errorsOf(scopes: readonly ScopeOutcome[], failed: readonly string[], startedAt: string): string[] {
  const open = scopes.filter((one) => one.outcome === 'gap' && one.until === startedAt && one.reason !== 'stale');
  return [...new Set([...failed, ...open.map((one) => one.why ?? 'It could not be seen.')])];
}

async function seal(
  tx: LogTransaction,
  place: CollectPlace,
  { look, system, identity, rows, facts, scopes, memory, lastSeen, failed }: Sealing,
): Promise<LookReport> {
  const { connection, at, id } = look;
  const { connector } = connection;
  const startedAt = isoInstant(at);
  const errors = errorsOf(scopes, failed, startedAt);
  const outcome = rows === 0 && failed.length > 0 ? 'failed' : errors.length > 0 ? 'partial' : 'complete';
  const ended = isoInstant(at > place.clock() ? at : place.clock());
  const sheet: LookSheet = {
    connection: connection.id,
    connector: connector.id,
    title: connector.title,
    system,
    startedAt,
    endedAt: ended,
    identity,
    permissions: connector.permissions.map((one) => one.name),
    tickmark: place.version,
    filters: shownSettings(connection),
    kinds: connector.kinds,
    rows,
    facts,
    requests: look.log.requests,
    scopes,
    evidence: await look.evidence(),
    scrubbed: look.log.scrubbed,
    certificates: look.log.certificates,
    notes: look.notes,
    lastSeen,
    memory,
  };
  const fields = { system, feed: 'all', outcome, began: startedAt, ended };
  await appendEntry(tx, { type: 'look', at, id, fields, contents: { sheet: look.guard.json(sheet) as unknown as Json } });
  return look.guard.json({
    connection: connection.id,
    connector: connector.id,
    outcome,
    look: id,
    system,
    startedAt: at,
    rows,
    facts,
    scopes,
    errors,
    notes: look.notes,
    cost: look.log.cost(),
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
