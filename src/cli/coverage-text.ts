import type { AssessmentSummary } from '../audit/assessment.ts';
import { BEGINNING, FOREVER, parseInstant } from '../kernel/time.ts';
import { at, type Page, paragraph } from './page.ts';

type Row = AssessmentSummary['coverage'][number];

/** Since when each kind of fact was seen: `covered from …`, one line for all kinds that were seen alike. */
export function coverageText({ coverage, program }: AssessmentSummary, page: Page): string {
  const groups = new Map<string, string[]>();
  for (const row of coverage) {
    // Without a program it has been said already that nothing of it was ever seen.
    if (row.from === null && program === null) continue;
    const when = seen(row, page);
    groups.set(when, [...(groups.get(when) ?? []), row.kind]);
  }
  const lines = [...groups].map(([when, kinds]) => paragraph(page, 2, `${when}: ${kinds.join(', ')}`));
  return lines.length === 0 ? '' : [page.paint.bold('Covered'), ...lines].join('\n');
}

function seen({ from, until, gaps }: Row, page: Page): string {
  if (from === null || until === null) return 'never seen';
  if (at(page, from) === at(page, until)) return `only at ${at(page, from)}`;
  const beginning = parseInstant(from) === BEGINNING ? 'all of the history' : `from ${at(page, from)}`;
  const end = parseInstant(until) === FOREVER ? '' : ` until ${at(page, until)}`;
  const within = gaps.some((gap) => gap.from > from && gap.until < until);
  return `${beginning}${end}${within ? ', with gaps' : ''}`;
}
