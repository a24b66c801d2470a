import type { Uuid } from '../kernel/ids.ts';
import { minus, none, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, type Span } from '../kernel/time.ts';
import { type Gap, gapsWithin } from './timeline.ts';

/** What was looked at of one scope of one feed, and what a look itself said that it could not see. */
export interface Sight {
  readonly system: Uuid;
  readonly feed: string;
  /** `''` is the list itself. */
  readonly scope: string;
  readonly seen: Spans;
  readonly told: readonly Gap[];
  /** The looks that saw it, in order. */
  readonly looks?: readonly Instant[];
}

const always: Span = { from: BEGINNING, until: FOREVER };

/**
 * When one scope was not seen, each span with its reason.
 *
 * A look that told of a gap was a look: what it told is the reason, unless another look saw that span. Before the first look it is
 * `before-first-look`, between looks `lost-sight`, after the last one `stale`; but where the last look could not see, what it told goes on.
 * A part of a list (`listGaps` given) exists only where the list shows it: before its first look and after its last, its gaps are those of the
 * list, so that it has none where the list was seen without it.
 */
export function gapsOfScope(sight: Sight, listGaps: readonly Gap[] | null): readonly Gap[] {
  const told = sight.told.flatMap((gap) => minus([gap], sight.seen).map((left) => ({ ...gap, ...left })));
  const looked = spansOf([...sight.seen, ...told]);
  const first = looked[0]?.from ?? FOREVER;
  const last = looked.at(-1)?.until ?? BEGINNING;
  const rest = minus([always], looked).flatMap((hole): readonly Gap[] => {
    if (first < hole.from && hole.until < last) return [{ ...hole, reason: 'lost-sight', why: 'Nobody was looking.' }];
    const open = hole.from === last ? told.filter((gap) => gap.until === last) : [];
    const unended = listGaps === null ? [hole] : gapsWithin(listGaps, hole);
    if (open.length > 0) return unended.flatMap(({ from, until }) => open.map((gap) => ({ ...gap, from, until })));
    if (listGaps !== null) return gapsWithin(listGaps, hole);
    if (hole.from < first) return [{ ...hole, reason: 'before-first-look', why: 'Nobody had looked yet.' }];
    return [{ ...hole, reason: 'stale', why: 'Nobody has looked since.' }];
  });
  return [...told, ...rest].sort((a, b) => a.from - b.from);
}

/** The gaps of every scope, by `system feed scope`. */
export function gapsByScope(sights: readonly Sight[]): ReadonlyMap<string, readonly Gap[]> {
  const lists = new Map<string, readonly Gap[]>();
  for (const one of sights) if (one.scope === '') lists.set(scopeKey(one), gapsOfScope(one, null));
  return new Map(
    sights.map((one) => {
      const list = lists.get(scopeKey({ ...one, scope: '' })) ?? null;
      return [scopeKey(one), one.scope === '' && list !== null ? list : gapsOfScope(one, list)];
    }),
  );
}

export function scopeKey(of: { system: Uuid; feed: string; scope: string }): string {
  return `${of.system} ${of.feed} ${of.scope}`;
}

/** Joins gaps of many scopes for reading: same reason and sentence, overlapping or touching, become one. The order given does not matter. */
export function joinGaps(gaps: Iterable<Gap>): readonly Gap[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.reason} ${gap.why}`;
    const group = groups.get(key);
    if (group) group.push(gap);
    else groups.set(key, [gap]);
  }
  const joined = [...groups.values()].flatMap((group) => {
    const { reason, why } = group[0] as Gap;
    return spansOf(group).map((one) => ({ ...one, reason, why }));
  });
  return joined.sort((a, b) => a.from - b.from || a.until - b.until || byText(a.reason, b.reason) || byText(a.why, b.why));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** When at least one scope was seen. */
export function seenAtAll(sights: readonly Sight[]): Spans {
  return sights.length === 0 ? none : spansOf(sights.flatMap((one) => one.seen));
}
