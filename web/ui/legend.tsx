import { Fragment, type ReactNode } from 'react';
import { StateMark } from './state-mark.tsx';
import { type SpanState, type State, stateClass } from './states.ts';

/** Under every timeline: how a span of each state is drawn. */
export function SpanLegend({ entries }: { entries: readonly (readonly [SpanState, string])[] }) {
  return (
    <p className="legend">
      {entries.map(([state, words]) => (
        <span key={state}>
          <span className="sw" aria-hidden="true">
            <i className={`s ${stateClass(state)}`} />
          </span>
          {words}
        </span>
      ))}
    </p>
  );
}

export const usualSpans: readonly (readonly [SpanState, string])[] = [
  ['pass', 'Pass'],
  ['fail', 'Fail'],
  ['unknown', 'Unknown: nobody was looking'],
  ['excluded', 'Excluded by a person'],
];

/** Under every table with marks: what each says. */
export function MarkLegend({ entries, end }: { entries: readonly (readonly [State, string])[]; end?: ReactNode }) {
  return (
    <div className="legend">
      {entries.map(([state, words]) => (
        <span key={state}>
          <StateMark state={state} label="" />
          {words}
        </span>
      ))}
      {end !== undefined && <Fragment>{end}</Fragment>}
    </div>
  );
}

export const usualMarks: readonly (readonly [State, string])[] = [
  ['pass', 'tested, agrees'],
  ['fail', 'exception'],
  ['unknown', 'not observed'],
  ['excluded', 'excluded, with a reason'],
  ['not-owed', 'not owed, with a reason'],
];
