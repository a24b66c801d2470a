import type { Instant } from '../../../src/kernel/time.ts';
import { type RepositoryState, repositoriesAt } from '../state-at.ts';
import { mayBeSeen } from '../token.ts';
import type { Ask } from './reply.ts';

/** What all three kinds of alerts have in common: where they lie, and in which order they are listed. */
export interface Alert {
  readonly number: number;
  readonly createdAt: Instant;
  readonly events: readonly { readonly at: Instant }[];
}

export interface Placed<A extends Alert> {
  readonly state: RepositoryState;
  readonly alert: A;
}

/** Alerts of all repositories that the token sees and that have the feature; those of one repository where `only` is given. */
export function alertsOf<A extends Alert>(
  ask: Ask,
  only: RepositoryState | null,
  has: (state: RepositoryState) => boolean,
  pick: (state: RepositoryState) => readonly A[],
): Placed<A>[] {
  const within = only === null ? repositoriesAt(ask.world, ask.now).filter((state) => isReached(ask, state)) : [only];
  const all = within.filter(has).flatMap((state) => pick(state).map((alert) => ({ state, alert })));
  return sorted(
    ask,
    all.filter(({ alert }) => alert.createdAt <= ask.now),
  );
}

function isReached(ask: Ask, { repository }: RepositoryState): boolean {
  return mayBeSeen(ask.world, ask.sees, repository, ask.now);
}

function sorted<A extends Alert>(ask: Ask, all: readonly Placed<A>[]): Placed<A>[] {
  const { query } = ask.request;
  const isByUpdate = query.get('sort') === 'updated';
  const rank = ({ alert }: Placed<A>): number => (isByUpdate ? updatedAt(ask, alert) : alert.createdAt);
  const ascending = all.toSorted((a, b) => rank(a) - rank(b) || a.state.repository.id - b.state.repository.id || a.alert.number - b.alert.number);
  return query.get('direction') === 'asc' ? ascending : ascending.reverse();
}

export function updatedAt(ask: Ask, { createdAt, events }: Alert): Instant {
  return events.findLast(({ at }) => at <= ask.now)?.at ?? createdAt;
}

/** `repository/number`, for cursors. */
export function keyOf<A extends Alert>({ state, alert }: Placed<A>): string {
  return `${state.repository.id}/${alert.number}`;
}

/** Does the query ask for this value? Several are parted by commas; a query without the name asks for all. */
export function asks(ask: Ask, name: string, value: string): boolean {
  const asked = ask.request.query.get(name);
  return asked === null || asked.split(',').includes(value);
}
