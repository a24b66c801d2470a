import { createContext, type ReactNode, useContext } from 'react';
import { type At, dayRangeText, dayText, durationText, milliseconds, momentText, offsetName, timeText, utcText, zoneName } from './times.ts';

const ZoneContext = createContext('UTC');

/** The zone of the program, for everything inside. UTC where none is given; never the reader's own. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

export function useZone(): string {
  return useContext(ZoneContext);
}

export interface MomentProps {
  at: At;
  /** `hover`: UTC in the title. `beside`: UTC written after it. `both`: UTC first, then the zone, as on evidence. */
  utc?: 'hover' | 'beside' | 'both';
  /** Only the time of day, where the day stands beside it. */
  time?: boolean;
  weekday?: boolean;
  /** False where the year is clear from the page. */
  year?: boolean;
}

/** An instant in the zone of the program, with UTC on hover or written out. */
export function Moment({ at, utc = 'hover', time = false, weekday = false, year = true }: MomentProps) {
  const zone = useZone();
  const iso = new Date(milliseconds(at)).toISOString();
  if (utc === 'both') {
    return (
      <time dateTime={iso}>
        <b>{utcText(at)}</b>
        {zone !== 'UTC' && (
          <>
            <br />
            {momentText(at, zone, { seconds: true })} in {zone} ({offsetName(at, zone)})
          </>
        )}
      </time>
    );
  }
  const text = time ? timeText(at, zone) : momentText(at, zone, { weekday, year });
  if (utc === 'beside') {
    return (
      <time dateTime={iso}>
        {text} {zoneName(at, zone)}
        {zone !== 'UTC' && <span className="n"> · {utcText(at)}</span>}
      </time>
    );
  }
  return (
    <time dateTime={iso} title={utcText(at)}>
      {text}
    </time>
  );
}

/** A day such as `2026-09-29`, as `29 Sep 2026`. */
export function Day({ day, weekday = false, year = true }: { day: string; weekday?: boolean; year?: boolean }) {
  return <time dateTime={day}>{dayText(day, { weekday, year })}</time>;
}

/** Two days, both inside: `11–13 Mar 2026`. */
export function DayRange({ first, last, year = true }: { first: string; last: string; year?: boolean }) {
  return <span className="nw">{dayRangeText(first, last, { year })}</span>;
}

/** A length as `9 d 21 h`: in milliseconds, or between two instants. */
export function DurationText(props: { ms: number } | { from: At; until: At }) {
  const length = 'ms' in props ? props.ms : milliseconds(props.until) - milliseconds(props.from);
  return <span className="nw">{durationText(length)}</span>;
}
