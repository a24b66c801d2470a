import { type Sight, scopeKey, seenAtAll } from '../facts/sight.ts';
import type { Gap, UnknownReason } from '../facts/timeline.ts';
import { and, minus, spansOf } from '../kernel/spans.ts';
import { BEGINNING, earlier, type Instant, isoInstant, parseInstant, type Span } from '../kernel/time.ts';

/** Time over which all of something was seen, some of it, or nothing. */
export interface SeenSpan {
  /** ISO 8601, UTC; null: from the beginning of everything. */
  readonly from: string | null;
  readonly until: string;
  readonly state: 'seen' | 'partly' | 'unseen';
  /** Why not all of it was seen; null where it was. */
  readonly reason: UnknownReason | null;
  readonly why: string | null;
  /** How many other reasons there were besides. */
  readonly others: number;
}

/** One reason for not having seen, over one span. */
export interface UnseenSpan {
  readonly from: string | null;
  readonly until: string;
  /** It has not ended. */
  readonly open: boolean;
  readonly reason: UnknownReason;
  readonly why: string;
  readonly feeds: readonly string[];
  readonly scopes: number;
}

export interface SpansOf {
  readonly sights: readonly Sight[];
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  readonly now: Instant;
}

/** When all of these scopes were seen, some, or none, until now and without holes. */
export function seenSpans({ sights, gaps, now }: SpansOf): readonly SeenSpan[] {
  if (sights.length === 0) return [];
  const all = [{ from: BEGINNING, until: now }];
  const missing = joined(sights.flatMap((one) => gaps.get(scopeKey(one)) ?? []));
  const unseen = minus(all, seenAtAll(sights));
  const incomplete = spansOf(missing.flatMap((gap) => until(gap, now)));
  const spans = [
    ...unseen.map((span) => whySpan(span, 'unseen', missing)),
    ...minus(incomplete, unseen).map((span) => whySpan(span, 'partly', missing)),
    ...minus(minus(all, unseen), incomplete).map((span) => written(span, 'seen', [])),
  ];
  return spans.sort((a, b) => (a.until < b.until ? -1 : 1));
}

/** A state is covered between two looks: one that was looked at once was seen at that instant, and over no time. */
export function lookedAtOnce(now: Instant): SeenSpan {
  const why = 'It was looked at once so far. What is so between two looks is known from the second on.';
  return { from: null, until: isoInstant(now), state: 'unseen', reason: 'before-first-look', why, others: 0 };
}

/** Several things together: seen where all of each was seen, unseen where nothing of any was. */
export function together(all: readonly (readonly SeenSpan[])[], now: Instant): readonly SeenSpan[] {
  if (all.length === 0) return [];
  const whole = [{ from: BEGINNING, until: now }];
  const where = (spans: readonly SeenSpan[], is: (span: SeenSpan) => boolean) => spansOf(spans.filter(is).map(instants));
  const incomplete = spansOf(all.flatMap((spans) => where(spans, ({ state }) => state !== 'seen')));
  const unseen = all.map((spans) => where(spans, ({ state }) => state === 'unseen')).reduce((a, b) => and(a, b));
  const reasons = all.flat().filter(({ state }) => state !== 'seen');
  const because = (span: Span, state: 'partly' | 'unseen') => {
    const overlap = (one: SeenSpan) => Math.min(instants(one).until, span.until) - Math.max(instants(one).from, span.from);
    const within = reasons.filter((one) => overlap(one) > 0).sort((a, b) => overlap(b) - overlap(a));
    const [first] = within;
    const others = new Set(within.map(({ why }) => why)).size - 1;
    return { ...written(span, state, []), reason: first?.reason ?? null, why: first?.why ?? null, others: Math.max(0, others) };
  };
  const spans = [
    ...unseen.map((span) => because(span, 'unseen')),
    ...minus(incomplete, unseen).map((span) => because(span, 'partly')),
    ...minus(whole, incomplete).map((span) => written(span, 'seen', [])),
  ];
  return spans.sort((a, b) => (a.until < b.until ? -1 : 1));
}

function instants({ from, until }: SeenSpan): Span {
  return { from: from === null ? BEGINNING : parseInstant(from), until: parseInstant(until) };
}

/** A thousand scopes that were not seen for the same reason over the same time count once. */
function joined(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.from} ${gap.until} ${gap.reason} ${gap.why}`, gap])).values()];
}

/** Until now at the latest; nothing of what begins later. */
function until(gap: Gap, now: Instant): readonly Span[] {
  return gap.from < now ? [{ from: gap.from, until: earlier(gap.until, now) }] : [];
}

function whySpan(span: Span, state: 'partly' | 'unseen', missing: readonly Gap[]): SeenSpan {
  const within = missing.filter((gap) => gap.from < span.until && span.from < gap.until);
  const length = (gap: Gap) => Math.min(gap.until, span.until) - Math.max(gap.from, span.from);
  return written(
    span,
    state,
    within.sort((a, b) => length(b) - length(a)),
  );
}

function written({ from, until }: Span, state: SeenSpan['state'], why: readonly Gap[]): SeenSpan {
  const [first] = why;
  const sentences = new Set(why.map((gap) => gap.why));
  return {
    from: from === BEGINNING ? null : isoInstant(from),
    until: isoInstant(until),
    state,
    reason: first?.reason ?? null,
    why: first?.why ?? null,
    others: Math.max(0, sentences.size - 1),
  };
}

/** Each reason for which something was not seen after the first look, the newest first; days that follow one another for the same reason are one span. */
export function unseenSpans({ sights, gaps, now }: SpansOf): readonly UnseenSpan[] {
  const groups = new Map<string, { readonly gaps: Gap[]; readonly feeds: Set<string>; readonly scopes: Set<string> }>();
  for (const sight of sights) {
    for (const gap of gaps.get(scopeKey(sight)) ?? []) {
      if (gap.from >= now || gap.reason === 'before-first-look') continue;
      const key = `${gap.reason} ${gap.why}`;
      const group = groups.get(key) ?? { gaps: [], feeds: new Set<string>(), scopes: new Set<string>() };
      group.gaps.push(gap);
      group.feeds.add(sight.feed);
      group.scopes.add(scopeKey(sight));
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .flatMap((group) => spansOf(group.gaps).map((span) => ({ ...group, span, gap: group.gaps[0] as Gap })))
    .sort((a, b) => b.span.until - a.span.until || b.span.from - a.span.from)
    .map(({ span, gap, feeds, scopes }) => ({
      from: span.from === BEGINNING ? null : isoInstant(span.from),
      until: isoInstant(earlier(span.until, now)),
      open: span.until > now,
      reason: gap.reason,
      why: gap.why,
      feeds: [...feeds].sort(),
      scopes: scopes.size,
    }));
}
