import { Suspense } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import type { Problem } from '../../src/client/problem.ts';
import { useAnswerIfAny, useViewParams } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { TimeBar } from '../ui/time-bar.tsx';
import { dayText, milliseconds, momentText, utcText, zoneName } from '../ui/times.ts';
import { isNow } from '../view.ts';
import { TimeForm } from './dialogs.ts';
import { instantOf } from './time-fields.ts';
import { useBackToNow, useShowView, viewText } from './use-view.ts';

type Judged = AnswerOf<'GET /view'>;

export interface TimeMachineProps {
  readonly view: Judged | undefined;
  /** Why what the address asks for cannot be shown. */
  readonly problem: Problem | null;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The second row of the chrome: which period is looked at, and as of when. It moves every page. */
export function TimeMachine({ view, problem, open, onOpen, onClose }: TimeMachineProps) {
  const asked = useViewParams();
  const shown = problem === null ? view : undefined;
  return (
    <section aria-label="Period and instant" className="time-machine">
      {shown !== undefined && <Bar view={shown} onOpen={onOpen} />}
      {shown === undefined && <NoBar problem={problem} onOpen={onOpen} />}
      <Suspense>{open && <TimeForm key={viewText(asked)} view={asked} judged={view} onClose={onClose} />}</Suspense>
    </section>
  );
}

function Bar({ view, onOpen }: { view: Judged; onOpen: () => void }) {
  const asked = useViewParams();
  const now = isNow(asked);
  const show = useShowView();
  const { first, last, type, horizon, until } = view.period;
  const clock = useAnswerIfAny('GET /session').answer?.now;
  return (
    <TimeBar
      first={first}
      last={last}
      kind={`Type ${type}`}
      // Where it was put, also while its answer is on its way. The end of the period is the end of its last day, not a day after it.
      at={instantOf(asked.at, view.period.zone) ?? Math.min(milliseconds(horizon), milliseconds(until) - 1)}
      now={milliseconds(now ? horizon : (clock ?? until))}
      gaps={view.gaps.map((gap) => ({ from: milliseconds(gap.from), until: milliseconds(gap.until), says: gap.sentence }))}
      isNow={now}
      onDay={(day) => {
        const { at: _, asKnownAt, ...rest } = asked;
        show(day === undefined ? rest : { ...rest, ...(asKnownAt !== undefined && { asKnownAt }), at: day });
      }}
    >
      <AsOf view={view} now={now} />{' '}
      <button type="button" className="choose" aria-haspopup="dialog" onClick={onOpen}>
        Choose
      </button>
    </TimeBar>
  );
}

/** Up to when it is judged, and from what was known when. The end of a period is named by its last day. */
function AsOf({ view, now }: { view: Judged; now: boolean }) {
  const { horizon, until, last, zone } = view.period;
  const over = horizon === until;
  return (
    <>
      {now ? 'Judged to ' : 'As of '}
      <b>
        <time dateTime={horizon} title={utcText(horizon)}>
          {over ? dayText(last) : momentText(horizon, zone)}
        </time>
      </b>
      <span className="n opt">
        {over ? '' : ` ${zoneName(horizon, zone)}`} · {view.asKnownAt === null ? 'as known now' : `as known ${momentText(view.asKnownAt, zone)}`}
      </span>
    </>
  );
}

/** Before the first answer, and where what the address asks for cannot be shown: why, and the way out. */
function NoBar({ problem, onOpen }: { problem: Problem | null; onOpen: () => void }) {
  const now = isNow(useViewParams());
  const backToNow = useBackToNow();
  return (
    <div className="timebar none">
      {problem !== null && (
        <>
          <span className="wrong">{problem.detail}</span>
          <span className="asof">
            <button type="button" className="choose" aria-haspopup="dialog" onClick={onOpen}>
              Choose
            </button>
            {!now && <Button onClick={backToNow}>Back to now</Button>}
          </span>
        </>
      )}
    </div>
  );
}
