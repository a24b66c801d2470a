import type { ReactNode } from 'react';
import { percentAt } from './axis.ts';
import { place } from './timeline.tsx';
import { useTimeline } from './timeline-context.ts';

export interface StripEvent {
  readonly at: number;
  /** `bad` is a square, `ok` a green dot, `hollow` a ring, `plain` a dot, `shut` and `late` a bar: a door closed. */
  readonly kind?: 'plain' | 'bad' | 'ok' | 'hollow' | 'shut' | 'late';
  readonly label?: ReactNode;
  readonly side?: 'left' | 'right';
  readonly title?: string;
  /** Left out on the phone, where there is no room. */
  readonly optional?: boolean;
}

const kinds = { plain: 'ev', bad: 'ev bad', ok: 'ev ok', hollow: 'ev no', shut: 'shut', late: 'shut late' } as const;

/** Single events on a strip, and thin lines between two of them. */
export function StripEvents({
  events = [],
  lines = [],
}: {
  events?: readonly StripEvent[];
  lines?: readonly { from: number; until: number; bad?: boolean }[];
}) {
  const { axis } = useTimeline();
  const inside = events.filter((event) => event.at >= axis.from && event.at <= axis.until);
  const shown = lines.filter((line) => line.until >= axis.from && line.from <= axis.until);
  return (
    <>
      {shown.map((line) => (
        <i
          key={line.from}
          className={line.bad ? 'open-span bad' : 'open-span'}
          style={place(percentAt(axis, line.from), percentAt(axis, line.until))}
        />
      ))}
      {inside.map((event) => (
        <span key={`${event.at} ${event.kind ?? ''}`}>
          <i className={kinds[event.kind ?? 'plain']} style={place(percentAt(axis, event.at))} title={event.title} />
          {event.label !== undefined && (
            <span className={`t${event.side === 'left' ? ' l' : ''}${event.optional ? ' opt' : ''}`} style={place(percentAt(axis, event.at))}>
              {event.label}
            </span>
          )}
        </span>
      ))}
    </>
  );
}
