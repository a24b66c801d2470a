import { cleanState } from '../connectors/kit/clean.ts';
import type { OpenFeed } from '../connectors/kit/connector.ts';
import { reasonOf, type SeenGap, type SeenSpan, type SeenVersion } from '../connectors/kit/observation.ts';
import type { LogTransaction } from '../database/transaction.ts';
import type { KindId } from '../facts/kinds/index.ts';
import { stateHash } from '../facts/state-hash.ts';
import { subjectId, type Uuid } from '../kernel/ids.ts';
import { VendorError } from '../kernel/refusal.ts';
import { BEGINNING } from '../kernel/time.ts';
import { type FactWriter, type FeedPlace, factWriter, type Observed, readAllSaid, type SaidSubject } from './collect-facts.ts';
import { forgotten, forgottenGaps } from './collect-forgotten.ts';
import { gapOf, tellEvent, tellHistory, tellState } from './collect-tell.ts';

/** What became of a feed in one look. */
export interface FeedResult {
  readonly rows: number;
  readonly facts: number;
  readonly covered: readonly SeenSpan[];
  readonly gaps: readonly SeenGap[];
  /** The feed could not be read to its end; null when it was. */
  readonly failure: VendorError | null;
}

/** What a feed handed over, so far as it is not written yet. */
interface Read {
  readonly covered: SeenSpan[];
  readonly gaps: SeenGap[];
  readonly versions: Observed[];
  rows: number;
}

interface Reading {
  readonly feed: OpenFeed;
  readonly place: FeedPlace;
  readonly writer: FactWriter;
  readonly read: Read;
}

/** Reads one feed and writes, in the caller's transaction, what is news. A feed that cannot be read says so, and never fails the others. */
export async function collectFeed(tx: LogTransaction, feed: OpenFeed, place: FeedPlace): Promise<FeedResult> {
  const writer = factWriter(tx, feed, place);
  const read: Read = { covered: [], gaps: [], versions: [], rows: 0 };
  const reading = { feed, place, writer, read };
  const events = eventTeller(reading);
  const failure = await readToEnd(reading, events);
  const lost = failure === null ? await tell(reading) : failedScopes([await readAllSaid(feed, place), events.said], place, failure);
  await writer.flush();
  const { rows, covered, gaps } = read;
  if (failure !== null) return { rows, facts: writer.written(), covered: [], gaps: lost, failure };
  const missed = forgottenGaps(feed, covered, forgotten(feed, place.seenUntil, place.at));
  return { rows, facts: writer.written(), covered, gaps: [...gaps, ...lost, ...missed], failure: null };
}

async function readToEnd({ feed, place, read }: Reading, events: EventTeller): Promise<VendorError | null> {
  try {
    for await (const one of feed.read()) {
      if (one.type === 'covered') read.covered.push(one);
      else if (one.type === 'gap') read.gaps.push(withoutLoss(one, place));
      else {
        read.rows++;
        const version = observedOf(one);
        if (feed.telling === 'events') await events.take(version);
        else read.versions.push(version);
      }
    }
    await events.flush();
    return null;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    await events.flush();
    return error;
  }
}

/** A gap as of this instant, which no look came before, would be no gap at all: it reaches back to where somebody looked. */
function withoutLoss(gap: SeenGap, { at, lastLook }: FeedPlace): SeenGap {
  return gap.from < gap.until ? gap : { ...gap, from: lastLook ?? BEGINNING, until: at };
}

interface EventTeller {
  /** What was said of the events of this look, by them too. */
  readonly said: ReadonlyMap<string, SaidSubject>;
  take(version: Observed): Promise<void>;
  flush(): Promise<void>;
}

/** Events that are compared at once with what was said of them. */
const BATCH = 1_000;

/** Tells events in batches, and reads of what was said only what was said of them. */
function eventTeller({ feed, place, writer }: Reading): EventTeller {
  const said = new Map<string, SaidSubject>();
  let waiting: Observed[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    const unread = batch.filter((one) => !said.has(`${one.kind} ${one.vendorId}`));
    for (const [key, subject] of await readAllSaid(feed, place, subjectsOf(unread, place))) said.set(key, subject);
    for (const version of batch) await tellEvent(said, version, { writer, place });
  };
  return {
    said,
    flush,
    async take(version) {
      waiting.push(version);
      if (waiting.length >= BATCH) await flush();
    },
  };
}

function subjectsOf(versions: readonly Observed[], { system }: FeedPlace): Map<KindId, Uuid[]> {
  const subjects = new Map<KindId, Uuid[]>();
  for (const { kind, vendorId } of versions) {
    const list = subjects.get(kind) ?? [];
    list.push(subjectId(system, kind, vendorId));
    subjects.set(kind, list);
  }
  return subjects;
}

async function tell({ feed, place, writer, read }: Reading): Promise<SeenGap[]> {
  const { versions, gaps, covered } = read;
  if (feed.telling === 'events') return [];
  const said = await readAllSaid(feed, place);
  if (feed.telling === 'state') return tellState(said, versions, { writer, place, feed, gaps, covered });
  await tellHistory(said, versions, { writer, gaps });
  return [];
}

function observedOf(one: SeenVersion): Observed {
  const state = cleanState(one.kind, one.state);
  const { kind, vendorId, scope, validFrom, notBefore, basis } = one;
  return { kind, vendorId, scope, validFrom, notBefore, basis, state, stateHash: stateHash(state) };
}

/** Every scope that this feed has told of, and its list, unseen since the last look. */
function failedScopes(said: readonly ReadonlyMap<string, SaidSubject>[], place: FeedPlace, error: VendorError): SeenGap[] {
  const scopes = new Set(said.flatMap((subjects) => [...subjects.values()].map((one) => one.scope)));
  return ['', ...scopes].map((scope) => gapOf(place, scope, reasonOf(error), error.message));
}
