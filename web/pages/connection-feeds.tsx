import type { AnswerOf } from '../../src/client/call.ts';
import { useWord } from '../api.ts';
import { counted, percent } from '../judged/outcome-words.ts';
import { SpanLegend } from '../ui/legend.tsx';
import { Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { Strip } from '../ui/strip.tsx';
import { keyOf } from '../ui/strip-words.ts';
import { Timeline, TimelineRow, TimelineSays } from '../ui/timeline.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { shareSeen, stripSpans, useShownTime } from './connections-spans.ts';

type Detail = AnswerOf<'GET /connections/{connection}'>;

/** One row for each feed; a selected span says under its row what was not seen, and why. */
export function ConnectionFeeds({ detail }: { detail: Detail }) {
  const shown = useShownTime(detail.now, detail.firstLook);
  const [selected, select] = useWord('span');
  return (
    <Section title="When each feed was seen" note="a feed is what a connection delivers for one kind of thing" strong>
      <Timeline label="When each feed was seen" axis={shown.axis} now={shown.now} head={{ figure: 'seen whole' }} labelWidth={232} figureWidth={88}>
        {detail.feeds.map(({ feed, spans: seen, subjects, versions }) => {
          const spans = stripSpans(seen, shown);
          const own = selected?.startsWith(`${feed} `) ? selected.slice(feed.length + 1) : undefined;
          const chosen = spans.find((span) => keyOf(span) === own);
          const share = shareSeen(seen, shown);
          return (
            <div key={feed}>
              <TimelineRow
                selected={chosen !== undefined}
                label={
                  <span title={`${counted(versions, 'version')} of ${counted(subjects, 'thing')}`}>
                    {feed} <span className="n">{subjects.toLocaleString('en-US')}</span>
                  </span>
                }
                figure={share === null || seen.length === 0 ? 'never' : percent(share)}
              >
                <Strip
                  name={feed}
                  spans={spans}
                  selected={own}
                  onSelect={(span) => select(span === undefined ? undefined : `${feed} ${keyOf(span)}`)}
                />
              </TimelineRow>
              {chosen !== undefined && (
                <TimelineSays at={(chosen.from + chosen.until) / 2}>
                  <Moment at={chosen.from} /> to <Moment at={chosen.until} />: <Untrusted text={chosen.title ?? ''} />
                </TimelineSays>
              )}
            </div>
          );
        })}
      </Timeline>
      <SpanLegend
        entries={[
          ['pass', 'Seen whole'],
          ['unknown', 'Not seen, or seen in part'],
        ]}
      />
    </Section>
  );
}
