import type { KindId } from '../../../facts/kinds/index.ts';
import { BEGINNING, DAY, earlier, type Instant, later, parseInstant, plus } from '../../../kernel/time.ts';
import { type Feed, feed } from '../../kit/connector.ts';
import type { Observation } from '../../kit/observation.ts';
import type { GitHubApi } from '../api.ts';
import { type EventsMemory, listedBefore, recallEvents, rememberFeed } from './memory.ts';
import type { Found, Read, Unread, Word } from './telling.ts';

/** Without `since` in the configuration, a first look reads this far back. */
const FIRST_LOOK = 396 * DAY;

/** From when on something is to be read. */
export interface Reach {
  /** The first instant that matters at all. */
  readonly since: Instant;
  /** Until when a scope was read before; `since` when it never was. */
  after(scope: string): Instant;
}

interface EventsOptions {
  /** How long the source remembers, in milliseconds; for ever when not given. */
  readonly remembers?: number;
}

/** A feed of things that happened, each with its own instant, read on from where the last look ended. */
export function eventsFeed(
  id: string,
  kind: KindId,
  { remembers }: EventsOptions,
  read: (api: GitHubApi, reach: Reach) => AsyncIterable<Word>,
): Feed<GitHubApi> {
  return feed(
    [kind],
    { telling: 'events', ...(remembers !== undefined && { forgets: remembers }) },
    async function* (api): AsyncGenerator<Observation> {
      const before = recallEvents(api, id);
      const oldest = remembers === undefined ? BEGINNING : plus(api.at, -remembers);
      const since = before?.since ?? later(firstInstant(api), oldest);
      const listed = await listedBefore(api);
      const seenUntil = (scope: string): Instant | null => {
        if (before === null) return null;
        if (Object.hasOwn(before.behind, scope)) return before.behind[scope] ?? null;
        const repository = /^repository:(.*)$/.exec(scope)?.[1];
        return repository === undefined || listed?.repositories.includes(repository) ? before.at : null;
      };
      const next: Next = { behind: {}, off: [] };
      const sight: Sight = { api, before, since, oldest, seenUntil, next, told: new Set() };
      for await (const word of read(api, { since: later(since, oldest), after: (scope) => seenUntil(scope) ?? since })) {
        if ('kind' in word) yield versionOf(word, api.at);
        else yield* 'unread' in word ? unseen(word, sight) : seen(word, sight);
      }
      yield* noLongerListed(sight, listed?.repositories ?? [], await api.repositories());
      rememberFeed(api, id, { at: api.at, since, ...next });
    },
  );
}

/** The first instant that a first look reads: midnight, so that what is asked stays the same all day. */
function firstInstant({ settings, at }: GitHubApi): Instant {
  if (settings.since !== undefined) return parseInstant(`${settings.since}T00:00:00Z`);
  return (Math.floor((at - FIRST_LOOK) / DAY) * DAY) as Instant;
}

interface Next {
  readonly behind: Record<string, Instant | null>;
  readonly off: string[];
}

interface Sight {
  readonly api: GitHubApi;
  readonly before: EventsMemory | null;
  readonly since: Instant;
  readonly oldest: Instant;
  seenUntil(scope: string): Instant | null;
  readonly next: Next;
  /** Scopes that were read to their end. */
  readonly told: Set<string>;
}

/** What happened in a repository between the look that last listed it and this one was not told. Listed again, all of it is read again. */
function* noLongerListed(
  { api: { at }, seenUntil, told }: Sight,
  before: readonly string[],
  now: readonly { readonly id: string }[],
): Generator<Observation> {
  // A feed of the whole organization goes on without it.
  if (![...told].some((one) => one.startsWith('repository:'))) return;
  const listed = new Set(now.map((one) => one.id));
  const why = 'GitHub no longer lists the repository: it is gone, was transferred, or this token may not see it. Check what the token may see.';
  for (const id of before.filter((one) => !listed.has(one))) {
    const scope = `repository:${id}`;
    const from = seenUntil(scope) ?? BEGINNING;
    if (from < at) yield { type: 'gap', scope, from, until: at, reason: 'lost-sight', why };
  }
}

function versionOf({ kind, vendorId, scope, state, happenedAt }: Found, at: Instant): Observation {
  const validFrom = earlier(happenedAt ?? at, at);
  return { type: 'version', kind, vendorId, scope, state, validFrom, notBefore: validFrom, basis: 'source' };
}

/** What was off is not there to be read later; whatever else could not be read may still be. */
function* unseen({ unread: scope, reason, why }: Unread, { api, before, seenUntil, next }: Sight): Generator<Observation> {
  const from = before?.off.includes(scope) ? before.at : (seenUntil(scope) ?? BEGINNING);
  if (from < api.at) yield { type: 'gap', scope, from, until: api.at, reason, why };
  if (reason === 'not-told') next.off.push(scope);
  else next.behind[scope] = before?.off.includes(scope) ? before.at : seenUntil(scope);
}

function* seen({ read: scope, from: told }: Read, { api, before, since, oldest, seenUntil, told: scopes }: Sight): Generator<Observation> {
  const { at } = api;
  scopes.add(scope);
  if (before?.off.includes(scope)) {
    const why = 'It was switched off at the look before this one, so what went unnoticed until now is not known.';
    if (before.at < at) yield { type: 'gap', scope, from: before.at, until: at, reason: 'not-told', why };
    return;
  }
  const last = seenUntil(scope);
  const from = later(later(last ?? since, oldest), told ?? BEGINNING);
  if (last !== null && last < from) {
    const why = 'GitHub had forgotten this time before anybody looked. Collect more often.';
    yield { type: 'gap', scope, from: last, until: from, reason: 'lost-sight', why };
  }
  if (from < at) yield { type: 'covered', scope, from, until: at };
}
