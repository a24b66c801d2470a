import type { OpenFeed } from '../connectors/kit/connector.ts';
import type { News, ObservedVersion, SaidVersion } from '../connectors/kit/news.ts';
import type { Database } from '../database/connect.ts';
import type { LogTransaction } from '../database/transaction.ts';
import type { Fact } from '../facts/fact.ts';
import type { KindId } from '../facts/kinds/index.ts';
import { appendFacts } from '../facts/store.ts';
import { readSaid } from '../facts/store-versions.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { subjectId, type Uuid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** Where a feed's facts belong. */
export interface FeedPlace {
  readonly db: Database;
  readonly organization: Uuid;
  readonly system: Uuid;
  readonly look: Uuid;
  readonly at: Instant;
  /** When all that this look tells of the present was so, at the latest. */
  readonly seenAt: Instant;
  /** Until when this feed was seen before. */
  readonly seenUntil: Instant | null;
  /** When this system was last seen. */
  readonly lastLook: Instant | null;
  /** Scopes of which the last look held back a mass disappearance, as `feed scope`: what this look misses too is believed. */
  readonly heldBefore: ReadonlySet<string>;
  /** Of what the last look lost sight of, as `feed scope`: when it was seen for the last time. */
  readonly missedBefore: ReadonlyMap<string, Instant>;
}

/** What a feed has said of a subject before this look. */
export interface SaidSubject {
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly versions: SaidVersion[];
}

/** A version with everything that makes a fact of it. */
export interface Observed extends ObservedVersion {
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly state: Json;
}

/** By `kind vendorId`: everything that the feed has said, or only what it said of some subjects. */
export async function readAllSaid(
  feed: OpenFeed,
  { db, organization, system }: FeedPlace,
  only?: ReadonlyMap<KindId, readonly Uuid[]>,
): Promise<Map<string, SaidSubject>> {
  const subjects = new Map<string, SaidSubject>();
  for (const kind of only?.keys() ?? feed.kinds) {
    const wanted = only?.get(kind);
    for await (const rows of readSaid(db, { organization, kind, system, feed: feed.id, ...(wanted && { subjects: wanted }) })) {
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

/** Facts on their way into the store, in batches. */
export interface FactWriter {
  write(of: Pick<Observed, 'kind' | 'vendorId' | 'scope'>, news: News, state: Json): Promise<void>;
  flush(): Promise<void>;
  written(): number;
}

const BATCH = 1_000;

export function factWriter(tx: LogTransaction, feed: OpenFeed, { system, look, at }: FeedPlace): FactWriter {
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
