import { type AssessmentSummary, writtenGap } from '../audit/assessment.ts';
import type { Timeline } from '../facts/timeline.ts';
import { gapsWithin } from '../facts/timeline.ts';
import { minus, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, isoInstant } from '../kernel/time.ts';
import type { Judged } from './judge.ts';

type CoverageRow = AssessmentSummary['coverage'][number];

/** Since when, and until when, each kind was seen; with its gaps inside the period: `covered from …`. */
export function coverageByKind({ world, context, horizon }: Judged): readonly CoverageRow[] {
  const judgedSpan = { from: context.period.from, until: horizon };
  return (Object.values(world) as Timeline<never>[])
    .map((timeline): CoverageRow => {
      const seen = minus([{ from: BEGINNING, until: FOREVER }], spansOf(timeline.gaps));
      const first = seen[0];
      const last = seen.at(-1);
      return {
        kind: timeline.kind,
        from: first ? isoInstant(first.from) : null,
        until: last ? isoInstant(last.until) : null,
        gaps: gapsWithin(timeline.gaps, judgedSpan).map(writtenGap),
      };
    })
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
