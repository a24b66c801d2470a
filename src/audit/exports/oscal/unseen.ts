import type { WrittenGap } from '../../assessment.ts';
import { reasonTitles } from '../../report/wording.ts';
import type { OscalFrom } from './from.ts';
import { neededDateTime, type OscalObject, props, prose } from './vocabulary.ts';

/** The gaps in what was seen, within the judged part of the period, as entries of the assessment's log. */
export function unseenEntries(from: OscalFrom): readonly OscalObject[] {
  const { coverage, period } = from.report;
  return coverage.flatMap(({ kind, gaps }) =>
    gaps.filter((gap) => gap.from < period.horizon && gap.until > period.from).map((gap) => entry(from, kind, gap)),
  );
}

function entry(from: OscalFrom, kind: string, { from: began, until, reason, why }: WrittenGap): OscalObject {
  const { period } = from.report;
  return {
    uuid: from.uuid('unseen', kind, began, until, reason, why),
    title: prose(`Not seen, ${kind}: ${reasonTitles[reason] ?? reason}`),
    description: prose(why),
    start: neededDateTime(began > period.from ? began : period.from),
    end: neededDateTime(until < period.horizon ? until : period.horizon),
    props: props({ kind, reason }),
  };
}
