import type { OpenFeed } from '../connectors/kit/connector.ts';
import type { SeenGap, SeenSpan } from '../connectors/kit/observation.ts';
import { BEGINNING, DAY, type Instant, parseInstant, type Span } from '../kernel/time.ts';
import type { RememberedSheet } from './collect-sheet.ts';

/** Until when a feed was seen by the looks before; null when none saw it. */
export function feedSeenUntil(feed: string, known: RememberedSheet | null): Instant | null {
  const own = known?.scopes.filter((one) => one.feed === feed) ?? [];
  const covered = own.filter((one) => one.outcome === 'covered').map((one) => parseInstant(one.until));
  if (covered.length > 0) return Math.max(...covered) as Instant;
  // The last look failed: its gap begins where the one before had ended.
  const lists = own.filter((one) => one.scope === '').map((one) => parseInstant(one.from));
  // It never saw anything: nothing was seen that could be forgotten since.
  if (lists.length > 0 && Math.min(...lists) === BEGINNING) return null;
  if (lists.length > 0) return Math.min(...lists) as Instant;
  return known?.lastSeen ? parseInstant(known.lastSeen) : null;
}

/** What happened since the last look and is forgotten by now; null when nothing is. */
export function forgotten({ forgets }: Pick<OpenFeed, 'forgets'>, lastSeen: Instant | null, at: Instant): Span | null {
  if (forgets === undefined || lastSeen === null || at - lastSeen <= forgets) return null;
  return { from: lastSeen, until: (at - forgets) as Instant };
}

/** The same in every scope that the feed claims to have seen over it. */
export function forgottenGaps(feed: Pick<OpenFeed, 'id' | 'forgets'>, covered: readonly SeenSpan[], lost: Span | null): SeenGap[] {
  if (lost === null) return [];
  const why = `The source keeps its ${feed.id} for ${days(feed.forgets)}, and nobody looked in time. Collect more often than that.`;
  return [...new Set(['', ...covered.map((one) => one.scope)])].map((scope) => ({ type: 'gap', scope, ...lost, reason: 'lost-sight', why }));
}

/** A sentence when the source is about to forget what nobody has seen. */
export function forgettingSoon({ id, forgets }: Pick<OpenFeed, 'id' | 'forgets'>, lastSeen: Instant | null, at: Instant): string | null {
  if (forgets === undefined || lastSeen === null || at - lastSeen <= (forgets * 2) / 3) return null;
  return `The source keeps its ${id} for ${days(forgets)}, and the last look was ${days(at - lastSeen)} ago. Collect more often, or what happens between looks is lost.`;
}

function days(milliseconds = 0): string {
  const count = Math.round(milliseconds / DAY);
  return count === 1 ? '1 day' : `${count} days`;
}
