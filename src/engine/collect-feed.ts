import { cleanState } from '../connectors/kit/clean.ts';
import type { OpenFeed } from '../connectors/kit/connector.ts';
import { isMassDisappearance, type News, newsOfEvent, newsOfHistory, newsOfState, type ObservedVersion, type SaidVersion } from '../connectors/kit/news.ts';
import { type Observation, reasonOf, type SeenGap, type SeenSpan, type SeenVersion } from '../connectors/kit/observation.ts';
import type { Database } from '../database/connect.ts';
import type { LogTransaction } from '../database/transaction.ts';
import type { Fact } from '../facts/fact.ts';
import type { KindId } from '../facts/kinds/index.ts';
import { stateHash } from '../facts/state-hash.ts';
import { appendFacts } from '../facts/store.ts';
import { readSaid } from '../facts/store-versions.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { subjectId, type Uuid } from '../kernel/ids.ts';
import { VendorError } from '../kernel/refusal.ts';
import { none, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, type Instant } from '../kernel/time.ts';

/** Where a feed's facts belong. */
export interface FeedPlace {
  readonly db: Database;
  readonly organization: Uuid;
  readonly system: Uuid;
  readonly look: Uuid;
  readonly at: Instant;
  /** When this system was last looked at. */
  readonly lastLook: Instant | null;
}

/** What became of a feed in one look. */
export interface FeedResult {
  readonly rows: number;
  readonly facts: number;
  readonly covered: readonly SeenSpan[];
  readonly gaps: readonly SeenGap[];
  /** The feed could not be read to its end; null when it was. */
  readonly failure: VendorError | null;
}

interface SaidSubject {
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly versions: SaidVersion[];
}

/** A version with everything that makes a fact of it. */
interface Observed extends ObservedVersion {
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly state: Json;
}

const BATCH = 1_000;

/** Reads one feed and writes, in the caller's transaction, what is news. A feed that cannot be read says so, and never fails the others. */
export async function collectFeed(tx: LogTransaction, feed: OpenFeed, place: FeedPlace): Promise<FeedResult> {
  const said = await readAllSaid(feed, place);
  const writer = factWriter(tx, feed, place);
  const covered: SeenSpan[] = [];
  const gaps: SeenGap[] = [];
  const kept: Observed[] = [];
  let rows = 0;
  try {
    for await (const one of feed.read()) {
      if (one.type === 'covered') covered.push(one);
      else if (one.type === 'gap') gaps.push(one);
      else {
        rows++;
        const version = observedOf(one);
        if (feed.telling === 'events') await tellEvent(said, version, { writer, place });
        else kept.push(version);
      }
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    await writer.flush();
    return { rows, facts: writer.written(), covered: [], gaps: failedScopes(said, place, error), failure: error };
  }
  const lost = feed.telling === 'history' ? await tellHistory(said, kept, { writer, gaps }) : feed.telling === 'state' ? await tellState(said, kept, { writer, place, feed, gaps }) : [];
  await writer.flush();
  return { rows, facts: writer.written(), covered, gaps: [...gaps, ...lost], failure: null };
}

function observedOf(one: SeenVersion): Observed {
  const state = cleanState(one.kind, one.state);
  const { kind, vendorId, scope, validFrom, notBefore, basis } = one;
  return { kind, vendorId, scope, validFrom, notBefore, basis, state, stateHash: stateHash(state) };
}

async function readAllSaid(feed: OpenFeed, { db, organization, system }: FeedPlace): Promise<Map<string, SaidSubject>> {
  const subjects = new Map<string, SaidSubject>();
  for (const kind of feed.kinds) {
    for await (const rows of readSaid(db, { organization, kind, system, feed: feed.id })) {
      for (const { vendorId, scope, validFrom, stateHash: hash, basis } of rows) {
        const key = `${kind} ${vendorId}`;
        const known = subjects.get(key) ?? { kind, vendorId, scope, versions: [] };
        subjects.set(key, known);
        known.versions.push({ validFrom, stateHash: hash, basis });
      }
    }
  }
  return subjects;
}

interface FactWriter {
  write(of: Pick<Observed, 'kind' | 'vendorId' | 'scope'>, news: News, state: Json): Promise<void>;
  flush(): Promise<void>;
  written(): number;
}

function factWriter(tx: LogTransaction, feed: OpenFeed, { system, look, at }: FeedPlace): FactWriter {
  let waiting: Fact[] = [];
  let written = 0;
  const flush = async () => {
    await appendFacts(tx, waiting, at);
    written += waiting.length;
    waiting = [];
  };
  return {
    async write({ kind, vendorId, scope }, { validFrom, notBefore, basis }, state) {
      const subject = subjectId(system, kind, vendorId);
      waiting.push({ kind, subject, vendorId, system, feed: feed.id, scope, validFrom, notBefore, basis, state, look });
      if (waiting.length >= BATCH) await flush();
    },
    flush,
    written: () => written,
  };
}

interface Telling {
  readonly writer: FactWriter;
  readonly place: FeedPlace;
}

async function tellEvent(said: Map<string, SaidSubject>, version: Observed, { writer, place }: Telling): Promise<void> {
  const key = `${version.kind} ${version.vendorId}`;
  const subject = said.get(key) ?? { ...version, versions: [] };
  said.set(key, subject);
  const news = newsOfEvent(subject.versions, version, place.at);
  if (news === null) return;
  subject.versions.push(news);
  await writer.write(version, news, version.state);
}

/** @returns nothing: a history that was read to its end loses nobody */
async function tellHistory(said: ReadonlyMap<string, SaidSubject>, versions: readonly Observed[], { writer, gaps }: { writer: FactWriter; gaps: readonly SeenGap[] }): Promise<SeenGap[]> {
  const unseen = spansByScope(gaps);
  const observed = bySubject(versions);
  for (const key of new Set([...said.keys(), ...observed.keys()])) {
    const told = observed.get(key) ?? [];
    const before = said.get(key);
    const subject = (told[0] ?? before) as Observed | SaidSubject;
    const states = new Map(told.map((one) => [one.stateHash, one]));
    for (const news of newsOfHistory(before?.versions ?? [], told, unseen.get(before?.scope ?? subject.scope) ?? none)) {
      const version = states.get(news.stateHash);
      await writer.write(version ?? subject, news, version?.state ?? null);
    }
  }
  return [];
}

interface StateTelling extends Telling {
  readonly feed: OpenFeed;
  readonly gaps: readonly SeenGap[];
}

async function tellState(said: ReadonlyMap<string, SaidSubject>, versions: readonly Observed[], { writer, place, feed, gaps }: StateTelling): Promise<SeenGap[]> {
  const seen = new Set<string>();
  for (const version of versions) {
    const key = `${version.kind} ${version.vendorId}`;
    seen.add(key);
    for (const news of newsOfState({ said: said.get(key)?.versions ?? [], looks: [], now: version })) await writer.write(version, news, version.state);
  }
  const blind = new Set(gaps.filter((one) => one.until === place.at).map((one) => one.scope));
  const living = [...said].filter(([, one]) => lastHash(one) !== null && !blind.has(one.scope));
  const missing = living.filter(([key]) => !seen.has(key)).map(([, one]) => one);
  if (missing.length === 0) return [];
  if (isMassDisappearance(living.length, missing.length)) return [...new Set(missing.map((one) => one.scope))].map((scope) => gapOf(place, scope, 'held', massSentence(missing.length, living.length)));
  if (feed.absent === 'lost-sight') return missing.map((one) => gapOf(place, `${one.scope}/${one.kind}:${one.vendorId}`, 'lost-sight', `The ${one.kind} ${one.vendorId} is no longer listed. Whether it is gone is not known.`));
  const gone = { validFrom: place.at, notBefore: place.lastLook ?? BEGINNING, basis: 'look', stateHash: null } as const;
  for (const one of missing) await writer.write(one, gone, null);
  return [];
}

function lastHash({ versions }: SaidSubject): string | null {
  return versions.filter((one) => one.basis !== 'retraction').at(-1)?.stateHash ?? null;
}

function massSentence(missing: number, known: number): string {
  return `${missing} of ${known} vanished at once. That is not believed until another look confirms it. Check what the connection may see.`;
}

function gapOf({ at, lastLook }: FeedPlace, scope: string, reason: SeenGap['reason'], why: string): SeenGap {
  return { type: 'gap', scope, from: lastLook ?? BEGINNING, until: at, reason, why };
}

/** Every scope that this feed has told of, and its list, unseen since the last look. */
function failedScopes(said: ReadonlyMap<string, SaidSubject>, place: FeedPlace, error: VendorError): SeenGap[] {
  const scopes = new Set([...said.values()].map((one) => one.scope));
  return ['', ...scopes].map((scope) => gapOf(place, scope, reasonOf(error), error.message));
}

function bySubject(versions: readonly Observed[]): Map<string, Observed[]> {
  const subjects = new Map<string, Observed[]>();
  for (const version of versions) {
    const key = `${version.kind} ${version.vendorId}`;
    const list = subjects.get(key);
    if (list) list.push(version);
    else subjects.set(key, [version]);
  }
  return subjects;
}

export function spansByScope(gaps: readonly Observation[]): ReadonlyMap<string, Spans> {
  const scopes = new Map<string, { from: Instant; until: Instant }[]>();
  for (const one of gaps) {
    if (one.type === 'version') continue;
    scopes.set(one.scope, [...(scopes.get(one.scope) ?? []), { from: one.from, until: one.until }]);
  }
  return new Map([...scopes].map(([scope, spans]) => [scope, spansOf(spans)]));
}
