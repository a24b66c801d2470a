import { cleanState } from '../connectors/kit/clean.ts';
import type { OpenFeed } from '../connectors/kit/connector.ts';
import { reasonOf, type SeenGap, type SeenSpan, type SeenVersion } from '../connectors/kit/observation.ts';
import type { LogTransaction } from '../database/transaction.ts';
import { stateHash } from '../facts/state-hash.ts';
import { VendorError } from '../kernel/refusal.ts';
import { type FactWriter, type FeedPlace, factWriter, type Observed, readAllSaid, type SaidSubject } from './collect-facts.ts';
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
  readonly place: FeedPlace;
  readonly said: Map<string, SaidSubject>;
  readonly writer: FactWriter;
  readonly read: Read;
}

/** Reads one feed and writes, in the caller's transaction, what is news. A feed that cannot be read says so, and never fails the others. */
export async function collectFeed(tx: LogTransaction, feed: OpenFeed, place: FeedPlace): Promise<FeedResult> {
  const said = await readAllSaid(feed, place);
  const writer = factWriter(tx, feed, place);
  const read: Read = { covered: [], gaps: [], versions: [], rows: 0 };
  const failure = await readToEnd(feed, { place, said, writer, read });
  const lost = failure === null ? await tell(feed, { place, said, writer, read }) : failedScopes(said, place, failure);
  await writer.flush();
  const { rows, covered, gaps } = read;
  if (failure !== null) return { rows, facts: writer.written(), covered: [], gaps: lost, failure };
  return { rows, facts: writer.written(), covered, gaps: [...gaps, ...lost], failure: null };
}

async function readToEnd(feed: OpenFeed, { place, said, writer, read }: Reading): Promise<VendorError | null> {
  try {
    for await (const one of feed.read()) {
      if (one.type === 'covered') read.covered.push(one);
      else if (one.type === 'gap') read.gaps.push(one);
      else {
        read.rows++;
        const version = observedOf(one);
        if (feed.telling === 'events') await tellEvent(said, version, { writer, place });
        else read.versions.push(version);
      }
    }
    return null;
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
}

async function tell(feed: OpenFeed, { place, said, writer, read }: Reading): Promise<SeenGap[]> {
  const { versions, gaps } = read;
  if (feed.telling === 'state') return tellState(said, versions, { writer, place, feed, gaps });
  if (feed.telling === 'history') await tellHistory(said, versions, { writer, gaps });
  return [];
}

function observedOf(one: SeenVersion): Observed {
  const state = cleanState(one.kind, one.state);
  const { kind, vendorId, scope, validFrom, notBefore, basis } = one;
  return { kind, vendorId, scope, validFrom, notBefore, basis, state, stateHash: stateHash(state) };
}

/** Every scope that this feed has told of, and its list, unseen since the last look. */
function failedScopes(said: ReadonlyMap<string, SaidSubject>, place: FeedPlace, error: VendorError): SeenGap[] {
  const scopes = new Set([...said.values()].map((one) => one.scope));
  return ['', ...scopes].map((scope) => gapOf(place, scope, reasonOf(error), error.message));
}
