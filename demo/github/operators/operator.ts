import { type Instant, instant, momentSpan } from '../../../src/kernel/time.ts';
import { YEAR } from '../../clock.ts';
import type { World } from '../../company/world.ts';
import type { Random } from '../../random.ts';
import { auditEvents } from '../rest/audit-log.ts';
import { repositoryAt, valueAt } from '../state-at.ts';
import type { GithubWorld, Repository } from '../world.ts';

/**
 * How the span of an exception follows from the instants that were planted; docs/spec/findings-code-host.md says why.
 * `told`: as they stand. `looks`: from the first look at or after the beginning to the first one at or after the end.
 * `protection`: the same, but with an audit log from the beginning itself. `until-look`: only the end is seen by a look, and some look saw it lasting.
 * `look-moment`: the millisecond of the first look from the beginning on, if that is before the end.
 */
export type SeenAs = 'told' | 'looks' | 'protection' | 'until-look' | 'look-moment';

/**
 * `until` is null where it is still so at the end of the year. Items are as reports print them, but two kinds: `event:ACTION@INSTANT` for an
 * event of the audit log, until `withEventIds`; and `dependabot:REPOSITORY#NUMBER`, `secret:REPOSITORY#NUMBER` for alerts.
 */
export interface Planted {
  readonly check: string;
  readonly item: string;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly as: SeenAs;
  /** Nobody can know it, and this is why; an exception where there is none. */
  readonly reason?: string;
  /** Found only where the host keeps an audit log. */
  readonly needsLog?: true;
  /** Found only by whoever did not look in the meantime: the log then says that something was changed and changed back, and not what. */
  readonly unlessSeen?: true;
}

export interface Place {
  readonly world: GithubWorld;
  /** The company that the world was made from. */
  readonly company: World;
}

export interface Outcome {
  readonly world: GithubWorld;
  readonly planted: readonly Planted[];
  /** When it happens, where nothing is wrong with it. */
  readonly at?: Instant;
}

/** Lays one defect over a world at a random place where none was laid before. */
export interface Operator {
  readonly id: string;
  /** What is wrong afterwards, in one sentence. */
  readonly tells: string;
  /** @returns null where the world has no place left for it */
  readonly apply: (place: Place, random: Random) => Outcome | null;
}

export interface Found {
  readonly check: string;
  readonly item: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/**
 * What must be found by somebody who looked at these instants, and nothing else.
 * @param horizon the end of the year, or the last look where that is earlier
 */
export function asSeen(planted: readonly Planted[], looks: readonly Instant[], plan: 'team' | 'enterprise', horizon: Instant = YEAR.until): Found[] {
  return planted.flatMap((one) => {
    if (one.reason !== undefined) return [];
    if (one.needsLog === true && plan !== 'enterprise') return [];
    if (one.unlessSeen === true && looks.some((look) => look >= one.from && look < (one.until ?? horizon))) return [];
    const span = seenSpan(one, looks, plan, horizon);
    return span === null ? [] : [{ check: one.check, item: one.item, ...span }];
  });
}

type Seen = Pick<Found, 'from' | 'until'>;

function seenSpan({ from, until, as }: Planted, looks: readonly Instant[], plan: string, horizon: Instant): Seen | null {
  const seen = (at: Instant): Instant | null => looks.find((look) => look >= at) ?? null;
  const inside = seenInside(seen(from), until, horizon);
  if (as === 'look-moment') return inside === null ? null : momentSpan(inside);
  if (as === 'until-look' && inside === null) return null;
  const begin = as === 'looks' || (as === 'protection' && plan !== 'enterprise') ? seen(from) : from;
  const end = until === null || as === 'told' ? until : seen(until);
  return begin === null || (end !== null && end <= begin) ? null : clipped(begin, end, horizon);
}

function seenInside(look: Instant | null, until: Instant | null, horizon: Instant): Instant | null {
  return look === null || look >= horizon || (until !== null && look >= until) ? null : look;
}

function clipped(from: Instant, until: Instant | null, horizon: Instant): Seen | null {
  if (from >= horizon) return null;
  return { from: from < YEAR.from ? YEAR.from : from, until: until === null || until >= horizon ? null : until };
}

/** The same, with the audit log's own ids: only the finished world knows them. */
export function withEventIds(found: readonly Found[], world: GithubWorld): Found[] {
  return found.map((one) => {
    const named = /^event:(.+)@(\d+)$/.exec(one.item);
    if (named === null) return one;
    const event = auditEvents(world).find(({ action, at }) => action === named[1] && at === Number(named[2]));
    if (event === undefined) throw new RangeError(`The audit log holds no ${one.item}`);
    return { ...one, item: String(event.body['_document_id']) };
  });
}

export const told = (check: string, item: string, from: Instant, until: Instant | null): Planted => ({ check, item, from, until, as: 'told' });

export const looked = (check: string, item: string, from: Instant, until: Instant | null): Planted => ({ check, item, from, until, as: 'looks' });

/** In one millisecond, whoever looked when. */
export const atOnce = (check: string, item: string, at: Instant): Planted => told(check, item, at, instant(at + 1));

/** So close to the edge that nothing may be found. */
export const nothingAt = (at: Instant): Pick<Outcome, 'planted' | 'at'> => ({ planted: [], at });

export const eventItem = (action: string, at: Instant): string => `event:${action}@${at}`;

export function nameOf(repository: Repository): string {
  return valueAt(repository.place, YEAR.until)?.name ?? '';
}

/** Claims items (`change:web#12`, `features:api`) for a defect, and changes the world. */
export function claim(world: GithubWorld, items: readonly string[], changed: Partial<GithubWorld>): GithubWorld {
  return { ...world, ...changed, touched: [...world.touched, ...items] };
}

/** One of a list that no defect has claimed; null where none is left. */
export function pickFree<T>(world: GithubWorld, random: Random, list: readonly T[], itemOf: (one: T) => string): T | null {
  const free = list.filter((one) => !world.touched.includes(itemOf(one)));
  return free.length === 0 ? null : random.pick(free);
}

export function replaced<T>(list: readonly T[], old: T, ...fresh: readonly T[]): T[] {
  return list.flatMap((one) => (one === old ? fresh : [one]));
}

/** The world's repositories with one of them changed. */
export function withRepository(world: GithubWorld, old: Repository, changed: Partial<Repository>): Pick<GithubWorld, 'repositories'> {
  return { repositories: replaced(world.repositories, old, { ...old, ...changed }) };
}

/** Those that were there all year and are in scope all year. */
export function lastingRepositories({ world, company }: Place): Repository[] {
  return world.repositories.filter((repository) => {
    const scope = company.repositories.find(({ id }) => id === nameOf(repository))?.scope;
    const there = [YEAR.from, instant(YEAR.until - 1)].every((at) => repositoryAt(repository, at)?.archived === false);
    return there && scope?.until === null && repository.createdAt < YEAR.from;
  });
}
