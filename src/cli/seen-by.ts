import type { SeenBy } from '../audit/program-report.ts';

/** Strongest first. */
export const seenByOrder: readonly SeenBy[] = ['automated', 'record', 'document', 'open'];

/** How it is seen that a control operated, in a word. */
export const seenByWord: Readonly<Record<SeenBy, string>> = { automated: 'automated', record: 'by record', document: 'by document', open: 'open' };

/** The same as a heading. */
export const seenByTitle: Readonly<Record<SeenBy, string>> = {
  automated: 'Seen in what systems tell',
  record: 'Seen in records that people make',
  document: 'Seen in an adopted document alone',
  open: 'Not seen by Tickmark',
};

/** How many of each: `21 automated, 8 by record, 2 by document, 2 open`; where nothing is open, that is said. */
export function seenByTally(all: readonly SeenBy[]): string {
  const counted = seenByOrder.map((by) => ({ by, count: all.filter((one) => one === by).length }));
  const parts = counted.filter(({ by, count }) => count > 0 || by === 'open');
  return parts.map(({ by, count }) => `${count === 0 ? 'none' : count} ${seenByWord[by]}`).join(', ');
}

/** `{ automated: 21, record: 8, document: 2, open: 2 }` */
export function seenByCounts(all: readonly SeenBy[]): Readonly<Record<SeenBy, number>> {
  const count = (by: SeenBy) => all.filter((one) => one === by).length;
  return { automated: count('automated'), record: count('record'), document: count('document'), open: count('open') };
}
