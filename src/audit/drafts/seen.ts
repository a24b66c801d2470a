import type { AuditedPeriod } from '../assessment.ts';
import { type Block, flag } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { listed } from '../report/wording.ts';
import { dayText } from './dates.ts';
import { sentence } from './wording.ts';

const shownGaps = 4;

/**
 * What was not seen of a kind of facts in the period, as points to settle; none where somebody was looking all the time.
 * @param what as in `Nobody looked at …`
 */
export function notSeen(coverage: ProgramReport['coverage'], period: AuditedPeriod, kind: string, what: string): readonly Block[] {
  const covered = coverage.find((one) => one.kind === kind);
  if (covered === undefined || covered.from === null) {
    return [flag(`Nobody looked at ${what}. What was not looked at is not known: an empty list here does not say that there was nothing.`)];
  }
  const gaps = covered.gaps.filter((gap) => gap.from < period.horizon && gap.until > period.from);
  if (gaps.length === 0) return [];
  const spans = gaps.slice(0, shownGaps).map((gap) => `${dayText(gap.from, period.zone)} to ${dayText(gap.until, period.zone)}`);
  const more = gaps.length > shownGaps ? [`${gaps.length - shownGaps} further spans`] : [];
  const whys = [...new Set(gaps.map((gap) => sentence(gap.why)))].join(' ');
  return [flag(`Not known from facts: ${what}, ${listed([...spans, ...more])}. ${whys} Say from what else it is known, or that it is not.`)];
}
