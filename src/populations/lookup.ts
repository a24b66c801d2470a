import { latest, type Subject, type Timeline } from '../facts/timeline.ts';

type Groups = Map<string, Subject<unknown>[]>;

const groupings = new WeakMap<object, Map<string, Groups>>();

/**
 * Subjects by a key of their own. A grouping is made once for each timeline and kept with it, so that looking up
 * one of fifty thousand is not a walk over all; `by` names the key.
 */
export function grouped<S>(
  timeline: Timeline<S>,
  by: string,
  key: (subject: Subject<S>) => string | readonly string[],
): ReadonlyMap<string, readonly Subject<S>[]> {
  const known = groupings.get(timeline) ?? new Map<string, Groups>();
  const made = known.get(by);
  if (made !== undefined) return made as Map<string, Subject<S>[]>;
  const groups = group(timeline, key);
  known.set(by, groups);
  groupings.set(timeline, known);
  return groups as Map<string, Subject<S>[]>;
}

/** The subject with this derived id. */
export function subjectOf<S>(timeline: Timeline<S>, id: string): Subject<S> | undefined {
  return grouped(timeline, 'subject', (one) => one.id).get(id)?.[0];
}

/** The subjects whose state carries this id, as people write it. */
export function subjectsNamed<S extends { readonly id: string }>(timeline: Timeline<S>, id: string): readonly Subject<S>[] {
  return grouped(timeline, 'id', (one) => latest(one).state.id).get(id) ?? [];
}

function group<S>(timeline: Timeline<S>, key: (subject: Subject<S>) => string | readonly string[]): Groups {
  const groups: Groups = new Map();
  for (const subject of timeline.subjects) {
    for (const name of new Set([key(subject)].flat())) {
      const members = groups.get(name);
      if (members) members.push(subject);
      else groups.set(name, [subject]);
    }
  }
  return groups;
}
