import type { KindState } from '../facts/kinds/index.ts';
import type { Subject } from '../facts/timeline.ts';
import { isUntold, type Told } from '../facts/told.ts';
import { DAY, type Instant, plus } from '../kernel/time.ts';
import type { Setting, Settings } from './settings.ts';

type Change = KindState<'change'>;
export type Label = Extract<Change['labels'], readonly unknown[]>[number];
type Labelled = Subject<Pick<Change, 'labels'>>;

/** An emergency is declared no later than this after it landed: whatever is labelled later was not declared, but excused. */
const DECLARED_WITHIN = DAY;

/** A change declared an emergency, by the first label that says so. */
export interface Emergency {
  readonly label: Label;
  readonly labels: Setting<readonly string[]>;
}

/**
 * Was a change declared an emergency? It was if it carried one of the labels when it landed, or got one within a day. A clone knows no labels,
 * so that nothing it alone tells of was declared. What the code host keeps to itself is untold.
 */
export function emergencyOf(change: Labelled, landedAt: Instant, settings: Settings): Told<Emergency | null> {
  const told = labelsOf(change);
  if (told === undefined) return null;
  if (isUntold(told)) return told;
  const labels = settings.at('change.emergency-labels', landedAt);
  const names = new Set(labels.value.map((one) => one.trim().toLowerCase()));
  const [label] = told.filter((one) => names.has(one.name.trim().toLowerCase()) && declares(one, landedAt)).sort((a, b) => a.from - b.from);
  return label ? { label, labels } : null;
}

function declares({ from, until }: Label, landedAt: Instant): boolean {
  return from <= plus(landedAt, DECLARED_WITHIN) && (from > landedAt || until === null || until > landedAt);
}

/** Every label that was ever seen, as it was seen last: one that the host shows no more was there all the same. */
function labelsOf({ versions }: Labelled): Change['labels'] {
  const seen = new Map<string, Label>();
  let told: Change['labels'];
  for (const { state } of versions) {
    told = state.labels === undefined || (isUntold(state.labels) && seen.size > 0) ? told : state.labels;
    if (state.labels === undefined || isUntold(state.labels)) continue;
    for (const one of state.labels) seen.set(`${one.name}\n${one.from}`, one);
  }
  return told === undefined || isUntold(told) ? told : [...seen.values()];
}
