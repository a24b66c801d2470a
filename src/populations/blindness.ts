import type { Gap, Subject, Timeline } from '../facts/timeline.ts';
import type { Instant } from '../kernel/time.ts';
import { counted } from './knowledge.ts';
import { standingOf } from './standing.ts';

/** When nobody could see a thing: its part of the source was not seen, or looks no longer found it there. */
export function hiding<S>(timeline: Timeline<S>, subject: Subject<S>, horizon: Instant): readonly Gap[] {
  return [...counted(subject.gaps, horizon), ...standingOf(timeline, subject, { horizon }).unseen];
}

/** When nobody could see a thing that no look has ever told of: the list itself was not seen. What hid another thing alone did not hide this one. */
export function hidingUnknown(timeline: Timeline<unknown>, horizon: Instant): readonly Gap[] {
  return counted(timeline.gaps, horizon).filter((gap) => gap.part === undefined);
}
