import { useAnswer } from '../api.ts';
import { percent } from '../judged/outcome-words.ts';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Strip } from '../ui/strip.tsx';
import { TimelineGroup, TimelineRow } from '../ui/timeline.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { connectionPath, shareSeen, stripSpans, useShownTime } from './connections-spans.ts';

/** When somebody was looking, and when last. */
export function ConnectionRows() {
  const { connections, now } = useAnswer('GET /connections');
  const shown = useShownTime(now, connections[0]?.firstLook ?? null);
  return (
    <>
      <TimelineGroup title="Connections" note="solid where all of it was seen" />
      {connections.map((one) => {
        const share = shareSeen(one.spans, shown);
        return (
          <TimelineRow
            key={one.id}
            label={
              <>
                <Go href={connectionPath(one.id)} className="q cut">
                  <Untrusted text={one.id} />
                </Go>
                {one.lastLook !== null && (
                  <span className="n xs">
                    {' '}
                    looked <Moment at={one.lastLook.startedAt} />
                  </span>
                )}
              </>
            }
            figure={share === null ? 'not yet' : percent(share)}
          >
            <Strip name={one.id} spans={stripSpans(one.spans, shown)} />
          </TimelineRow>
        );
      })}
    </>
  );
}
