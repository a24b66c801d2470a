import { writtenOut } from '../../kernel/calendar.ts';
import type { Spans } from '../../kernel/spans.ts';
import type { Instant, Span } from '../../kernel/time.ts';
import { judgedSpan } from '../knowledge.ts';
import type { Context, Item } from '../population.ts';

export const suppressionReads = {
  exclusion: ['id', 'check', 'items', 'reason', 'requestedBy', 'approvedBy', 'approvedAt', 'untilAt'],
  acceptance: ['id', 'vulnerability', 'reason', 'requestedBy', 'approvedBy', 'approvedAt', 'untilAt'],
  person: ['id', 'authority', 'employment'],
  scope: ['what', 'id', 'since', 'until', 'decidedBy', 'why'],
  control: ['control', 'version', 'since', 'until', 'why'],
  vulnerability: ['id', 'identifier', 'severity', 'where', 'dismissed'],
  'secret-leak': ['id', 'type', 'repository', 'resolvedAt', 'resolution', 'resolvedBy', 'comment'],
} as const;

export type Reading = Context<typeof suppressionReads>;

/** What takes something out of what is tested, or lays something over it. */
export type SuppressionSort = 'exclusion' | 'acceptance' | 'scope' | 'control' | 'dismissal' | 'secret';

export interface Suppression {
  readonly sort: SuppressionSort;
}

interface Told extends Pick<Item<Suppression>, 'title' | 'because' | 'leaves'> {
  readonly sort: SuppressionSort;
  /** Its id among those of its sort. */
  readonly key: string;
  /** From when it counted to when it ended. */
  readonly span: Span;
}

export function suppression({ sort, key, ...told }: Told): Item<Suppression> {
  return { ...told, key: `${sort}/${key}`, data: { sort } };
}

/** The judged part of the period, as spans: none while nothing of it was seen. */
export function judgedPart(context: Pick<Reading, 'period' | 'horizon'>): Spans {
  const judged = judgedSpan(context);
  return judged === null ? [] : [judged];
}

export function when(instant: Instant, { zone }: Pick<Reading, 'zone'>): string {
  return writtenOut(instant, zone);
}
