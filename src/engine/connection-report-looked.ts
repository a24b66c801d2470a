import type { Database } from '../database/connect.ts';
import { gapsByScope, type Sight } from '../facts/sight.ts';
import type { Gap } from '../facts/timeline.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import { type Run, readRuns } from './connection-runs.ts';
import type { Installation } from './installation.ts';
import { readSights } from './sights.ts';
import { type FeedRows, readFeedRows } from './store-feeds.ts';

/** Everything that looks have written, as of one place in the ledger. */
export interface Looked {
  readonly treeSize: number;
  /** Oldest first. */
  readonly runs: readonly Run[];
  readonly sights: readonly Sight[];
  /** By `system feed scope`. */
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  readonly rows: readonly FeedRows[];
}

const kept = new WeakMap<Database, { readonly key: string; readonly looked: Promise<Looked> }>();

/** What was looked at so far. The newest answer is kept until the ledger has grown. */
export async function readLooked(place: Pick<Installation, 'db' | 'organization'>): Promise<Looked> {
  const treeSize = (await readCheckpoint(place.db, place.organization.id))?.size ?? 0;
  const key = `${place.organization.id} ${treeSize}`;
  const before = kept.get(place.db);
  if (before?.key === key) return before.looked;
  const looked = lookedAt(place, treeSize);
  kept.set(place.db, { key, looked });
  looked.catch(() => kept.delete(place.db));
  return looked;
}

async function lookedAt(place: Pick<Installation, 'db' | 'organization'>, treeSize: number): Promise<Looked> {
  const { db, organization } = place;
  const runs = await readRuns(place, treeSize);
  const [sights, rows] = await Promise.all([readSights(db, organization.id, treeSize, runs), readFeedRows(db, organization.id, treeSize)]);
  return { treeSize, runs, sights, gaps: gapsByScope(sights), rows };
}
