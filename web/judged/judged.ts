import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import type { Axis } from '../ui/axis.ts';
import type { StateSpan } from '../ui/spans-at-zoom.ts';
import type { State } from '../ui/states.ts';
import { endOfDay, startOfDay } from '../ui/times.ts';

export interface Judged {
  readonly view: AnswerOf<'GET /view'>;
  /** The period, from its first instant to its last. */
  readonly axis: Axis;
  /** Up to which instant is judged, in milliseconds. */
  readonly horizon: number;
}

/** What is judged on this page: its period as an axis, and up to which instant. */
export function useJudged(): Judged {
  const view = useAnswer('GET /view');
  const { from, until, horizon } = view.period;
  return { view, axis: { from: Date.parse(from), until: Date.parse(until) }, horizon: Date.parse(horizon) };
}

/** Days, both inclusive, on which something stood as it did. */
interface Run {
  readonly first: string;
  readonly last: string;
  readonly state: State;
}

/** Days as spans on an axis; the last of them ends where judging ends. `open`: what failed last still fails. */
export function spansOfRuns(runs: readonly Run[], { view, horizon }: Judged, open = false): StateSpan[] {
  const { zone, from } = view.period;
  return runs
    .filter((run) => run.state !== 'no-items')
    .map((run) => {
      const until = Math.min(horizon, endOfDay(run.last, zone));
      return {
        from: Math.max(Date.parse(from), startOfDay(run.first, zone)),
        until,
        state: run.state,
        ...(open && run.state === 'fail' && until === horizon && { open: true }),
      };
    });
}
