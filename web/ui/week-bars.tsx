import { type Axis, percentAt } from './axis.ts';
import { useZone } from './moment.tsx';
import { place } from './timeline.tsx';
import { useTimeline } from './timeline-context.ts';
import { dayAt, dayRangeText, shareText } from './times.ts';

export interface WeekShare extends Axis {
  /** Item-time seen in it, and all item-time that was to be seen; any unit, the same for both. */
  readonly seen: number;
  readonly whole: number;
}

/** The share of item-time that was observed, week by week. What was not seen is drawn as unknown. */
export function WeekBars({
  weeks,
  label,
  after,
}: {
  weeks: readonly WeekShare[];
  label: string;
  after?: { at: number; lead: string; text: string };
}) {
  const { axis } = useTimeline();
  const zone = useZone();
  const inside = weeks.filter((week) => week.until > axis.from && week.from < axis.until && week.whole > 0);
  return (
    <div className="cov">
      <div className="bars" role="img" aria-label={label}>
        {inside.map((week) => (
          <i
            key={week.from}
            style={{ ...place(percentAt(axis, week.from), percentAt(axis, week.until)), ['--v' as string]: (week.seen / week.whole) * 100 }}
            title={`${dayRangeText(dayAt(week.from, zone), dayAt(week.until - 1, zone))}: ${shareText(week.seen, week.whole)} of item-time observed`}
          />
        ))}
      </div>
      {after !== undefined && (
        <span className="left" style={place(percentAt(axis, after.at))}>
          <b>{after.lead}</b>
          {after.text}
        </span>
      )}
    </div>
  );
}
