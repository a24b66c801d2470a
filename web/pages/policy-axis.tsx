import type { AnswerOf } from '../../src/client/call.ts';
import type { Judged } from '../judged/judged.ts';
import { Strip } from '../ui/strip.tsx';
import { Timeline, TimelineRow } from '../ui/timeline.tsx';
import { dayText, momentText } from '../ui/times.ts';

type Version = AnswerOf<'GET /policies/{policy}'>['versions'][number];

/** Each version on the axis of the period: dashes where it stood in the records, solid where its numbers counted. */
export function PolicyAxis({ versions, judged }: { versions: readonly Version[]; judged: Judged }) {
  const { axis, horizon, view } = judged;
  const numbers = [...Map.groupBy(versions, (one) => one.version)];
  return (
    <Timeline label="Versions of this policy" axis={axis} now={horizon} labelWidth={190} figureWidth={150}>
      {numbers.map(([version, its]) => (
        <TimelineRow key={version} label={`Version ${version}${its.every((one) => one.status === 'draft') ? ', draft' : ''}`} figure={figureOf(its)}>
          <Strip
            name={`Version ${version}`}
            spans={its.flatMap((one) => spansOf(one, { until: horizon, zone: view.period.zone, from: axis.from }))}
          />
        </TimelineRow>
      ))}
    </Timeline>
  );
}

function figureOf(versions: readonly Version[]): string {
  const last = versions.findLast((one) => one.approvedOn !== null);
  return last?.approvedOn ? `approved ${dayText(last.approvedOn, { year: true })}` : 'approved by nobody';
}

interface Within {
  readonly from: number;
  readonly until: number;
  readonly zone: string;
}

function spansOf({ from, until, counts, leaf, version }: Version, within: Within) {
  const stood = clipped(Date.parse(from), until, within);
  if (stood === null) return [];
  const counting = counts === null ? null : clipped(Date.parse(counts.from), counts.until, { ...within, from: stood.from, until: stood.until });
  const title = (words: string) => `Version ${version} ${words}, written down ${momentText(from, within.zone)}.`;
  if (counting === null) return [{ ...stood, state: 'not-owed' as const, id: `${leaf}`, title: title('stood in the records and did not count') }];
  const before = { from: stood.from, until: counting.from, state: 'not-owed' as const, id: `${leaf} before`, title: title('did not count yet') };
  const during = { ...counting, state: 'pass' as const, id: `${leaf}`, title: title('counted') };
  return before.from < before.until ? [before, during] : [during];
}

function clipped(from: number, until: string | null, within: Within): { from: number; until: number } | null {
  const end = Math.min(until === null ? within.until : Date.parse(until), within.until);
  const begin = Math.max(from, within.from);
  return begin < end ? { from: begin, until: end } : null;
}
