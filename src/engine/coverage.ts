import { type AssessmentSummary, writtenGap } from '../audit/assessment.ts';
import type { Timeline } from '../facts/timeline.ts';
import { gapsWithin } from '../facts/timeline.ts';
import { minus, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, isoInstant, type Span } from '../kernel/time.ts';
import type { Judged } from './judge.ts';

type CoverageRow = AssessmentSummary['coverage'][number];
type Seen = Pick<Judged, 'world' | 'horizon' | 'looks'> & { readonly context: { readonly period: Span } };

/**
 * Since when, and until when, each kind was seen; with its gaps inside the period: `covered from …`. A state that was looked at only once covers
 * no span yet: it is seen from that look until that look.
 */
export function coverageByKind({ world, context, horizon, looks }: Seen): readonly CoverageRow[] {
  const judgedSpan = { from: context.period.from, until: horizon };
  const firstLookAt = (kind: string) => looks.find((one) => Object.values(one.kinds).some((kinds) => kinds.includes(kind)))?.startedAt ?? null;
  return (Object.values(world) as Timeline<never>[])
    .map((timeline): CoverageRow => {
      const seen = minus([{ from: BEGINNING, until: FOREVER }], spansOf(timeline.gaps));
      const first = seen[0];
      const last = seen.at(-1);
      return {
        kind: timeline.kind,
        from: first ? isoInstant(first.from) : firstLookAt(timeline.kind),
        until: last ? isoInstant(last.until) : firstLookAt(timeline.kind),
        gaps: gapsWithin(timeline.gaps, judgedSpan).map(writtenGap),
      };
    })
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
