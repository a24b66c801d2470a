import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import type { UnknownReason } from '../facts/timeline.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseInstant } from '../kernel/time.ts';
import { type LeafRow, readContent, readEntries } from '../ledger/store.ts';
import type { Installation } from './installation.ts';
import { type SightedLook, sheetScope } from './sights.ts';

/** What a look could not see as of itself: one reason and sentence, however many scopes it concerns. */
export interface RunProblem {
  readonly reason: UnknownReason;
  readonly why: string;
  readonly feeds: readonly string[];
  readonly scopes: number;
}

export interface RunCost {
  /** Requests that were sent; commands, for what is read from a disk. */
  readonly requests: number;
  /** Of them, those answered with "not modified". */
  readonly notModified: number;
  /** Answers taken over from a look that was stopped, without asking. */
  readonly takenOver: number;
  readonly bytes: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** One look through a connection, as its sealed completeness sheet tells it. Instants are ISO 8601, UTC. */
export interface Run extends SightedLook {
  readonly title: string;
  readonly endedAt: string;
  readonly outcome: 'complete' | 'partial' | 'failed';
  readonly facts: number;
  readonly tickmark: string;
  readonly permissions: readonly string[];
  readonly lastSeen: string | null;
  readonly notes: readonly string[];
  readonly cost: RunCost;
  readonly problems: readonly RunProblem[];
  /** Scopes that it saw as of itself, and those that it did not. */
  readonly seen: number;
  readonly unseen: number;
}

const sheetShape = z.object({
  connection: z.string(),
  connector: z.string(),
  title: z.string(),
  system: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  identity: z.string(),
  permissions: z.array(z.string()),
  tickmark: z.string(),
  kinds: z.record(z.string(), z.array(z.string())),
  rows: z.number(),
  facts: z.number(),
  requests: z.array(z.object({ bytes: z.number(), from: z.enum(['vendor', 'unchanged', 'journal']).optional() })),
  scopes: z.array(sheetScope),
  notes: z.array(z.string()),
  lastSeen: z.string().nullable(),
});

interface Known {
  /** Looks below this leaf have been read. */
  readonly untilLeaf: number;
  readonly runs: readonly Run[];
}

/** What was sealed does not change: of each database, what was read of its looks is read once. */
const kept = new WeakMap<Database, Map<Uuid, Promise<Known>>>();

/** Every look below a place in the ledger, oldest first; one whose sheet was erased is left out. */
export async function readRuns({ db, organization }: Pick<Installation, 'db' | 'organization'>, treeSize: number): Promise<readonly Run[]> {
  const known = kept.get(db) ?? new Map<Uuid, Promise<Known>>();
  kept.set(db, known);
  const before = known.get(organization.id) ?? Promise.resolve({ untilLeaf: 0, runs: [] });
  const now = before.then((so) => readOn(db, organization.id, so, treeSize));
  // What could not be read is read again next time.
  known.set(
    organization.id,
    now.catch(() => before),
  );
  return (await now).runs.filter(({ leaf }) => leaf < treeSize);
}

async function readOn(db: Database, organization: Uuid, known: Known, treeSize: number): Promise<Known> {
  if (treeSize <= known.untilLeaf) return known;
  const runs = [...known.runs];
  for await (const entries of readEntries(db, organization, { types: ['look'], fromLeaf: known.untilLeaf, untilLeaf: treeSize })) {
    for (const entry of entries) {
      const [content] = await readContent(db, organization, entry.id);
      if (content?.opening) runs.push(runFrom(entry, content.opening.content));
    }
  }
  return { untilLeaf: treeSize, runs };
}

const bodyShape = z.object({ outcome: z.enum(['complete', 'partial', 'failed']) });

function runFrom({ id, leaf, body }: LeafRow, sheet: string): Run {
  const { requests, ...told } = sheetShape.parse(JSON.parse(sheet));
  const { outcome } = bodyShape.parse(JSON.parse(body));
  const open = told.scopes.filter((one) => one.outcome === 'gap' && one.until === told.startedAt && one.reason !== 'stale');
  const seen = told.scopes.filter((one) => one.outcome === 'covered' && one.until === told.startedAt).length;
  const asked = (from: 'unchanged' | 'journal') => requests.filter((one) => one.from === from).length;
  return {
    ...told,
    look: id,
    leaf,
    outcome,
    // Of the requests, only what they came to is kept.
    requests: [],
    cost: {
      requests: requests.length - asked('journal'),
      notModified: asked('unchanged'),
      takenOver: asked('journal'),
      bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
      duration: Math.max(0, parseInstant(told.endedAt) - parseInstant(told.startedAt)),
    },
    problems: problemsOf(open),
    seen,
    unseen: open.length,
  };
}

function problemsOf(gaps: readonly z.infer<typeof sheetScope>[]): RunProblem[] {
  const groups = Map.groupBy(gaps, ({ reason, why }) => `${reason} ${why}`);
  return [...groups.values()].map((group) => ({
    reason: group[0]?.reason ?? 'lost-sight',
    why: group[0]?.why ?? 'It could not be seen.',
    feeds: [...new Set(group.map(({ feed }) => feed))],
    scopes: group.length,
  }));
}
