import type { KindState } from '../../facts/kinds/index.ts';
import type { Timeline } from '../../facts/timeline.ts';
import { grouped } from '../../populations/lookup.ts';

type People = Timeline<Pick<KindState<'person'>, 'id' | 'emails'>>;

/** Whom a name in a change may be: ids of people. Empty: nobody knows who that is. */
export type Identity = ReadonlySet<string>;

/** Who has, or once had, this e-mail address; letters large or small. */
export function byEmail(people: People, email: string): Identity {
  const holders = grouped(people, 'email', (one) => one.versions.flatMap(({ state }) => state.emails.map((address) => address.trim().toLowerCase())));
  return new Set((holders.get(email.trim().toLowerCase()) ?? []).flatMap((one) => one.versions.map(({ state }) => state.id)));
}

/** The parts of a change that tell who wrote it. */
export type Written = Pick<KindState<'change'>, 'landed' | 'method' | 'author' | 'coAuthors' | 'commits'>;

/** Everybody who wrote some of a change. Whoever only merged it, by the commit that landed, wrote none of it. */
export function authorsOf({ landed, method, author, coAuthors, commits }: Written, people: People): readonly Identity[] {
  const wrote = commits.filter((one) => !(method === 'merge' && one.sha === landed)).flatMap((one) => [one.author, ...one.coAuthors]);
  const addresses = new Set([author, ...coAuthors, ...wrote].map((one) => one.trim().toLowerCase()));
  return [...addresses].map((one) => byEmail(people, one));
}

/** A person named by id. Empty where no such person was ever listed. */
export function byId(people: People, id: string): Identity {
  const named = grouped(people, 'any id', (one) => one.versions.map(({ state }) => state.id));
  return new Set(named.has(id) ? [id] : []);
}

/** Are these different people? Two whom nobody can identify are never known to be different. */
export function different(one: Identity, other: Identity): boolean | 'unknown' {
  if (one.size === 0 || other.size === 0) return 'unknown';
  const shared = [...one].filter((id) => other.has(id)).length;
  if (shared === 0) return true;
  return one.size === 1 && other.size === 1 ? false : 'unknown';
}
