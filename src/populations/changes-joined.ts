import type { Facts } from '../facts/reads.ts';
import { latest } from '../facts/timeline.ts';
import { landedChain } from './change-graph.ts';
import { grouped } from './lookup.ts';

export const joinReads = { change: ['repository', 'landed', 'method', 'commits', 'seenAt'] } as const;

type Changes = Facts<typeof joinReads>['change'];
type Change = Changes['subjects'][number];

/** What tells of one change: the code host where it does, otherwise a clone; and whatever else tells of the same landing. */
export interface JoinedChange<S> {
  readonly lead: S;
  readonly others: readonly S[];
  /** Does a code host tell of it? */
  readonly hosted: boolean;
}

const joins = new WeakMap<object, readonly JoinedChange<Change>[]>();

/**
 * Every change once. The same landed commit of the same repository is the same change, whoever tells of it. A rebase is one change to the code host,
 * and to a clone as many as it landed commits: those belong to it, unless the host tells of them as changes of their own.
 */
export function joinedChanges<C extends Changes>(changes: C): readonly JoinedChange<C['subjects'][number]>[] {
  const made = joins.get(changes) ?? join(changes);
  joins.set(changes, made);
  return made as readonly JoinedChange<C['subjects'][number]>[];
}

/** Is this told by a code host? Only those say when they looked. */
export function isHosted(change: Change): boolean {
  return latest(change).state.seenAt !== undefined;
}

function join(changes: Changes): readonly JoinedChange<Change>[] {
  const byLanding = grouped(changes, 'landing', landingOf);
  const partsOf = partsOfRebases(changes, byLanding);
  const parts = new Set([...partsOf.values()].flat());
  return [...byLanding.values()].flatMap((told): JoinedChange<Change>[] => {
    if (told.some((one) => parts.has(one))) return [];
    const lead = told.find(isHosted) ?? (told[0] as Change);
    return [{ lead, others: [...told.filter((one) => one !== lead), ...(partsOf.get(lead) ?? [])], hosted: isHosted(lead) }];
  });
}

/** By the change of the code host that is a rebase: what a clone tells of its parts. */
function partsOfRebases(changes: Changes, byLanding: ReadonlyMap<string, readonly Change[]>): ReadonlyMap<Change, readonly Change[]> {
  const parts = new Map<Change, readonly Change[]>();
  for (const change of changes.subjects) {
    const { state } = latest(change);
    if (state.method !== 'rebase' || !isHosted(change)) continue;
    const told = landedChain(state)
      .slice(1)
      .map((sha) => byLanding.get(`${state.repository}\n${sha}`) ?? []);
    parts.set(
      change,
      told.flatMap((one) => (one.some(isHosted) ? [] : one)),
    );
  }
  return parts;
}

function landingOf(change: Change): string {
  const { repository, landed } = latest(change).state;
  return `${repository}\n${landed}`;
}
