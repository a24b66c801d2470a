import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { type Axis, instantAt, percentAt, ticksOf } from './axis.ts';
import { Button } from './button.tsx';
import { useZone } from './moment.tsx';
import { movedDay } from './time-bar-days.ts';
import { place } from './timeline.tsx';
import { dayAt, dayRangeText, daysBetween, dayText, endOfDay, startOfDay } from './times.ts';
import { useWidth } from './use-width.ts';

export interface TimeBarProps {
  /** The days of the period, both inside. */
  first: string;
  last: string;
  /** "Type 2", or the name of the audit. */
  kind?: ReactNode;
  /** Where the handle stands: the instant the page is judged at. */
  at: number;
  /** The latest instant that can be judged, within the period or after it. */
  now: number;
  gaps?: readonly (Axis & { readonly says: string })[];
  /** What the bar says at its right: "As of 29 Sep 2026, 14:20 CEST · as known now". */
  children?: ReactNode;
  /** Whether the page is at now. When it is not, the bar says so and offers the way back. */
  isNow: boolean;
  /** A day was chosen: the page is judged at its first instant. Nothing: back to now. */
  onDay: (day: string | undefined) => void;
}

/** The sticky bar that moves every page in time. The handle goes by day with the arrows, by week with Shift, to the ends with Home and End. */
export function TimeBar({ first, last, kind, at, now, gaps = [], children, isNow, onDay }: TimeBarProps) {
  const zone = useZone();
  const [ruler, width] = useWidth<HTMLDivElement>(640);
  const axis = useMemo(() => ({ from: startOfDay(first, zone), until: endOfDay(last, zone) }), [first, last, zone]);
  const [draft, setDraft] = useState<string>();
  const dragging = useRef(false);
  const newest = dayAt(Math.min(now, axis.until - 1), zone);
  const day = draft ?? dayAt(Math.min(Math.max(at, axis.from), axis.until), zone);
  const shownAt = draft === undefined ? at : startOfDay(draft, zone);
  const percent = Math.min(100, Math.max(0, percentAt(axis, shownAt)));

  const commit = (chosen: string | undefined) => {
    setDraft(undefined);
    if (chosen !== undefined) onDay(chosen >= newest ? undefined : chosen);
  };
  const dayUnder = (event: PointerEvent) => {
    const box = ruler.current?.getBoundingClientRect();
    if (box === undefined) return day;
    const under = dayAt(instantAt(axis, ((event.clientX - box.left) / box.width) * 100), zone);
    return under < first ? first : under > newest ? newest : under;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setDraft(undefined);
    const next = movedDay(event.key, event.shiftKey, day, { first, newest });
    if (next === undefined) return;
    event.preventDefault();
    setDraft(next);
  };
  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDraft(dayUnder(event));
  };
  const move = (event: PointerEvent) => dragging.current && setDraft(dayUnder(event));
  const end = (event: PointerEvent) => {
    if (!dragging.current) return;
    dragging.current = false;
    commit(dayUnder(event));
  };
  return (
    <div className={isNow ? 'timebar' : 'timebar past'}>
      <div className="per">
        <b>{dayRangeText(first, last)}</b> {kind !== undefined && <span className="n opt">{kind}</span>}
      </div>
      <div
        className="ruler"
        ref={ruler}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => {
          dragging.current = false;
          setDraft(undefined);
        }}
      >
        {ticksOf(axis, zone, width).map((tick) => (
          <i key={tick.at} className={tick.major ? 'tick q' : 'tick'} style={{ left: `${tick.percent}%` }}>
            <span>{tick.label}</span>
          </i>
        ))}
        <i className="done" style={{ width: `${Math.min(100, Math.max(0, percentAt(axis, now)))}%` }} />
        {gaps.map((gap) => (
          <i
            key={`${gap.from} ${gap.says}`}
            className="gap"
            role="img"
            aria-label={gap.says}
            title={gap.says}
            style={place(percentAt(axis, gap.from), percentAt(axis, gap.until))}
          />
        ))}
        {!isNow && <i className="is-now" style={{ left: `${Math.min(100, percentAt(axis, now))}%` }} />}
        <div
          className={percent < 12 ? 'at early' : 'at'}
          style={{ left: `${percent}%` }}
          role="slider"
          tabIndex={0}
          aria-label="The instant the page is judged at"
          aria-valuemin={0}
          aria-valuemax={daysBetween(first, newest)}
          aria-valuenow={daysBetween(first, day)}
          aria-valuetext={isNow && draft === undefined ? `${dayText(day)}, now` : dayText(day)}
          onKeyDown={onKeyDown}
          onKeyUp={() => draft !== undefined && !dragging.current && commit(draft)}
          onBlur={() => setDraft(undefined)}
        >
          <span>{dayText(day, { year: false })}</span>
        </div>
      </div>
      <div className="asof">
        <span>{children}</span>
        {!isNow && <Button onClick={() => onDay(undefined)}>Back to now</Button>}
      </div>
    </div>
  );
}
