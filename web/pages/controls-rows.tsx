import type { AnswerOf } from '../../src/client/call.ts';
import { type Judged, spansOfRuns } from '../judged/judged.ts';
import { controlPath } from '../judged/links.ts';
import { Person } from '../judged/person.tsx';
import { seenWord } from '../judged/seen-by.ts';
import { Go } from '../ui/go.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Strip } from '../ui/strip.tsx';
import { TimelineGroup, TimelineRow } from '../ui/timeline.tsx';
import { dayAt, dayText } from '../ui/times.ts';

export type Controls = AnswerOf<'GET /controls'>;
export type ControlRow = Controls['rows'][number];

/** Controls under the series of the criterion that they bear on first. */
export function SeriesGroup({ series, rows, judged }: { series: Controls['series'][number]; rows: readonly ControlRow[]; judged: Judged }) {
  const clear = rows.filter((one) => one.outcome === 'pass').length;
  return (
    <>
      <TimelineGroup
        title={
          <Go href={`/criteria#${series.id}`} className="q">
            {series.id} {series.title}
          </Go>
        }
        note={`${clear} of ${rows.length} without exceptions`}
      />
      <ControlRows rows={rows} judged={judged} />
    </>
  );
}

export function ControlRows({ rows, judged }: { rows: readonly ControlRow[]; judged: Judged }) {
  return rows.map((one) => <Row key={one.id} one={one} judged={judged} />);
}

function Row({ one, judged }: { one: ControlRow; judged: Judged }) {
  return (
    <TimelineRow tall label={<Name one={one} />} figure={<Figure one={one} judged={judged} />}>
      <Strip name={one.title} spans={spansOfRuns(one.states, judged, one.exceptions.open > 0)} />
    </TimelineRow>
  );
}

function Name({ one }: { one: ControlRow }) {
  return (
    <>
      <StateMark state={one.outcome} label={outcomeWords(one)} />
      <div className="two-line">
        <Go href={controlPath(one.id)} className="q name">
          {one.title}
        </Go>
        <span className="of">
          <span>{one.criteria.join(' ')}</span>
          <Person id={one.owner} />
          <span>{seenWord[one.by]}</span>
          {!one.adopted && <span>adopted by nobody</span>}
          {one.retired !== null && <span>retired {dayText(one.retired)}</span>}
        </span>
      </div>
    </>
  );
}

function outcomeWords({ outcome, exceptions }: ControlRow): string {
  if (outcome === 'fail') return exceptions.open > 0 ? 'has open exceptions' : 'has exceptions, none open';
  return { pass: 'without exceptions', unknown: 'not known whole', 'no-items': 'nothing was to be tested' }[outcome];
}

function Figure({ one, judged }: { one: ControlRow; judged: Judged }) {
  const { open, ended, excluded } = one.exceptions;
  const parts = [...(open > 0 ? [`${open} open`] : []), ...(ended > 0 ? [`${ended} ended`] : []), ...(excluded > 0 ? [`${excluded} excluded`] : [])];
  return (
    <span className="stack">
      {parts.length === 0 ? (
        <span className="n">no exceptions</span>
      ) : (
        <Go href={`/exceptions?control=${encodeURIComponent(one.id)}`} className="q" label={`Exceptions: ${parts.join(', ')}`}>
          <span className={open > 0 ? 'b fail' : 's2'}>{parts.join(' · ')}</span>
        </Go>
      )}
      {one.next !== null && (
        <span className="n" title={one.next.sentence}>
          due {dayText(dayAt(Date.parse(one.next.at) - 1, judged.view.period.zone))}
        </span>
      )}
    </span>
  );
}

/** Somebody who answers for controls, as the choices of a filter write it. */
export function ownerText(owner: string, people: readonly { readonly id: string; readonly name: string }[]): string {
  return people.find((one) => one.id === owner)?.name ?? owner;
}
