import type { ReactNode } from 'react';
import { Timeline, type TimelineProps } from './timeline.tsx';

export interface LensProps extends Omit<TimelineProps, 'window'> {
  /** What its time is: "15:00 – 17:30, the two and a half hours that decide it". */
  title: ReactNode;
}

/** A second axis for what is too small to see on the first. Give the first Timeline the same span as its `window`. */
export function Lens({ title, ...timeline }: LensProps) {
  return (
    <div className="lens">
      <h3>{title}</h3>
      <Timeline {...timeline} />
    </div>
  );
}
