import type { AnswerOf } from '../../src/client/call.ts';
import { percentAt } from '../ui/axis.ts';
import { useTimeline } from '../ui/timeline-context.ts';
import { dayRangeText, endOfDay, startOfDay } from '../ui/times.ts';
import './daily-controls.css';

type Daily = AnswerOf<'GET /overview'>['daily'];

/** How many controls stood without an exception on each day: passed from below; from above what failed, what nobody can tell, and, bare, what had nothing to test. */
export function DailyControls({ daily, total }: { daily: Daily; total: number }) {
  const { axis, zone } = useTimeline();
  const least = daily.reduce((min, one) => Math.min(min, one.pass), total);
  const most = daily.reduce((max, one) => Math.max(max, one.fail), 0);
  return (
    <div
      className="daily"
      role="img"
      aria-label={`On each day between ${least} and ${total} of ${total} controls stood without an exception; at most ${most} failed at once.`}
    >
      {daily.map((one) => {
        const [a, b] = [percentAt(axis, startOfDay(one.first, zone)), percentAt(axis, Math.min(axis.until, endOfDay(one.last, zone)))];
        const said = `${dayRangeText(one.first, one.last)}: ${one.pass} without an exception, ${one.fail} failed, ${one.unknown} unknown, ${one.none} with nothing to test`;
        return (
          <i key={one.first} style={{ left: `${a}%`, width: `${b - a}%` }} title={said}>
            <i className="f" style={{ height: share(one.fail, total) }} />
            <i className="u" style={{ height: share(one.unknown, total) }} />
            <i className="n" style={{ height: share(one.none, total) }} />
          </i>
        );
      })}
    </div>
  );
}

function share(part: number, total: number): string {
  return total === 0 ? '0' : `${(part / total) * 100}%`;
}
