import type { Uuid } from '../kernel/ids.ts';
import { minus, none, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Span } from '../kernel/time.ts';
import type { Gap } from './timeline.ts';

/** What was looked at of one scope of one feed, and what a look itself said that it could not see. */
export interface Sight {
  readonly system: Uuid;
  readonly feed: string;
  /** `''` is the list itself. */
  readonly scope: string;
  readonly seen: Spans;
  readonly told: readonly Gap[];
}

const always: Span = { from: BEGINNING, until: FOREVER };

/**
 * When one scope was not seen, each span with its reason.
 *
 * Before the first look it is `before-first-look`; a hole between looks is `lost-sight`; after the last look it is `stale`;
 * what a look itself told of a gap comes first. A part of a list (`list` given) exists only where the list shows it:
 * it has no gap before it first appeared, nor after it was taken away.
 */
export function gapsOfScope(sight: Sight, list: Spans | null): readonly Gap[] {
  const told = sight.told.flatMap((gap) => minus([gap], sight.seen).map((left) => ({ ...gap, ...left })));
  const unexplained = minus(minus([always], sight.seen), spansOf(told));
  const first = sight.seen[0]?.from ?? FOREVER;
  const last = sight.seen.at(-1)?.until ?? BEGINNING;
  const rest = unexplained.flatMap(({ from, until }): Gap[] => {
    const edge = from < first || until > last;
    if (edge && list !== null) return beyondList({ from, until }, list);
    if (from < first) return [{ from, until, reason: 'before-first-look', why: 'Nobody had looked yet.' }];
    if (until > last) return [{ from, until, reason: 'stale', why: 'Nobody has looked since.' }];
    return [{ from, until, reason: 'lost-sight', why: 'Nobody was looking.' }];
  });
  return [...told, ...rest].sort((a, b) => a.from - b.from);
}

function beyondList(edge: Span, list: Spans): Gap[] {
  const unseen = minus([edge], list);
  const first = list[0]?.from ?? FOREVER;
  return unseen.map((one) =>
    one.from < first
      ? { ...one, reason: 'before-first-look' as const, why: 'Nobody had looked yet.' }
      : { ...one, reason: 'stale' as const, why: 'Nobody has looked since.' },
  );
}

/** The gaps of every scope, by `system feed scope`. */
export function gapsByScope(sights: readonly Sight[]): ReadonlyMap<string, readonly Gap[]> {
  const lists = new Map<string, Spans>();
  for (const one of sights) if (one.scope === '') lists.set(`${one.system} ${one.feed}`, one.seen);
  return new Map(
    sights.map((one) => {
      const list = one.scope === '' ? null : (lists.get(`${one.system} ${one.feed}`) ?? null);
      return [scopeKey(one), gapsOfScope(one, list)];
    }),
  );
}

export function scopeKey(of: { system: Uuid; feed: string; scope: string }): string {
  return `${of.system} ${of.feed} ${of.scope}`;
}

/** Joins gaps of many scopes for reading: same reason and sentence, overlapping or touching, become one. */
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
  return joined.sort((a, b) => a.from - b.from || a.until - b.until);
}

/** When at least one scope was seen. */
export function seenAtAll(sights: readonly Sight[]): Spans {
  return sights.length === 0 ? none : spansOf(sights.flatMap((one) => one.seen));
}
