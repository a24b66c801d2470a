import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { type Sight, scopeKey } from '../facts/sight.ts';
import { readCoverage } from '../facts/store-coverage.ts';
import type { Gap } from '../facts/timeline.ts';
import type { Uuid } from '../kernel/ids.ts';
import { spansOf } from '../kernel/spans.ts';
import { type Instant, parseInstant } from '../kernel/time.ts';
import { readContent, readEntries } from '../ledger/store.ts';

const reasons = ['before-first-look', 'lost-sight', 'denied', 'stale', 'held', 'not-told', 'looked-too-rarely', 'timed-out'] as const;

/** What a look's sealed sheet says of one scope. */
export const sheetScope = z.object({
  feed: z.string(),
  scope: z.string(),
  outcome: z.enum(['covered', 'gap']),
  from: z.string(),
  until: z.string(),
  reason: z.enum(reasons).optional(),
  why: z.string().optional(),
});

const sheetShape = z.object({
  connection: z.string(),
  connector: z.string(),
  system: z.string(),
  startedAt: z.string(),
  identity: z.string(),
  kinds: z.record(z.string(), z.array(z.string())),
  rows: z.number(),
  requests: z.array(z.unknown()),
  scopes: z.array(sheetScope),
});

/** One look, as its sealed completeness sheet tells it. */
export interface SightedLook extends z.infer<typeof sheetShape> {
  readonly look: Uuid;
  readonly leaf: number;
}

/** Every look below a place in the ledger, oldest first. */
export async function readLooks(db: Database, organization: Uuid, treeSize: number): Promise<readonly SightedLook[]> {
  const looks: SightedLook[] = [];
  for await (const entries of readEntries(db, organization, { types: ['look'], untilLeaf: treeSize })) {
    for (const { id, leaf } of entries) {
      const [content] = await readContent(db, organization, id);
      if (!content?.opening) continue;
      looks.push({ ...sheetShape.parse(JSON.parse(content.opening.content)), look: id, leaf });
    }
  }
  return looks;
}

type SightKey = Pick<Sight, 'system' | 'feed' | 'scope'>;

/** What was seen of each scope, and what the looks told of gaps. */
export async function readSights(db: Database, organization: Uuid, treeSize: number, looks: readonly SightedLook[]): Promise<readonly Sight[]> {
  const seen = new Map<string, { sight: SightKey; spans: { from: Instant; until: Instant }[]; told: Gap[]; looks: Set<Instant> }>();
  const entry = (of: SightKey) => {
    const key = scopeKey(of);
    const known = seen.get(key) ?? { sight: of, spans: [], told: [], looks: new Set<Instant>() };
    seen.set(key, known);
    return known;
  };
  for (const { system, feed, scope, from, until } of await readCoverage(db, { organization, treeSize })) {
    entry({ system, feed, scope }).spans.push({ from, until });
  }
  for (const look of looks) {
    for (const one of look.scopes) {
      if (one.outcome !== 'gap') {
        entry({ system: look.system as Uuid, feed: one.feed, scope: one.scope }).looks.add(parseInstant(one.until));
        continue;
      }
      const gap = {
        from: parseInstant(one.from),
        until: parseInstant(one.until),
        reason: one.reason ?? 'lost-sight',
        why: one.why ?? 'It could not be seen.',
      };
      entry({ system: look.system as Uuid, feed: one.feed, scope: one.scope }).told.push(gap);
    }
  }
  return [...seen.values()].map(({ sight, spans, told, looks: at }) => {
    return { ...sight, seen: spansOf(spans), told: lastTold(told), looks: [...at].sort((a, b) => a - b) };
  });
}

/** Where two looks told of overlapping gaps, the later one is believed. */
function lastTold(told: readonly Gap[]): readonly Gap[] {
  const kept: Gap[] = [];
  for (const gap of told.toReversed()) {
    if (!kept.some((one) => one.from <= gap.from && gap.until <= one.until)) kept.push(gap);
  }
  return kept.reverse();
}
