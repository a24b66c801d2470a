import { createContext, useContext } from 'react';
import type { Axis } from './axis.ts';

/** The axis that all rows of a timeline share. */
export interface TimelineFrame {
  readonly axis: Axis;
  readonly zone: string;
  /** Of the axis on the screen, in pixels. */
  readonly width: number;
}

export const TimelineContext = createContext<TimelineFrame | undefined>(undefined);

/** @throws Error outside a Timeline: a strip without an axis has no scale. */
export function useTimeline(): TimelineFrame {
  const frame = useContext(TimelineContext);
  if (frame === undefined) throw new Error('This needs a Timeline round it.');
  return frame;
}
