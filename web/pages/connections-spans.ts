import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswerIfAny } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import type { Axis } from '../ui/axis.ts';
import type { StateSpan } from '../ui/spans-at-zoom.ts';

export type Connection = AnswerOf<'GET /connections'>['connections'][number];
type SeenSpan = Connection['spans'][number];

const DAY = 86_400_000;

export interface Shown {
  readonly axis: Axis;
  /** Up to where the axis says something. */
  readonly now: number;
  readonly zone: string;
}

/** The axis of what is judged; where nothing can be judged, the time since the first look. */
export function useShownTime(now: string, firstLook: string | null): Shown {
  const { answer: view } = useAnswerIfAny('GET /view');
  const until = Date.parse(now);
  if (view !== undefined) {
    const { period } = view;
    return {
      axis: { from: Date.parse(period.from), until: Date.parse(period.until) },
      now: Math.min(until, Date.parse(period.horizon)),
      zone: period.zone,
    };
  }
  const first = firstLook === null ? until - 30 * DAY : Date.parse(firstLook) - DAY;
  return { axis: { from: first, until: until + DAY }, now: until, zone: 'UTC' };
}

/** What was seen as a rail, and what was not in full as dots with the reason. */
export function stripSpans(spans: readonly SeenSpan[], { axis, now }: Shown): StateSpan[] {
  return spans.flatMap((span) => {
    const from = Math.max(axis.from, span.from === null ? axis.from : Date.parse(span.from));
    const until = Math.min(now, Date.parse(span.until));
    if (until <= from) return [];
    return [{ from, until, state: span.state === 'seen' ? ('pass' as const) : ('unknown' as const), title: whyText(span) }];
  });
}

export function whyText({ state, why, others }: SeenSpan): string {
  if (state === 'seen') return 'All of it was seen.';
  const more = others === 0 ? '' : ` And ${counted(others, 'other reason')}.`;
  return `${state === 'partly' ? 'Seen in part: ' : ''}${why ?? 'It was not seen.'}${more}`;
}

/** Share of the shown time in which all of it was seen; null where nothing of it has passed. */
export function shareSeen(spans: readonly SeenSpan[], shown: Shown): number | null {
  const length = Math.min(shown.now, shown.axis.until) - shown.axis.from;
  if (length <= 0) return null;
  const seen = stripSpans(spans, shown).filter(({ state }) => state === 'pass');
  return seen.reduce((sum, { from, until }) => sum + (until - from), 0) / length;
}

export function bytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString('en-US')} B`;
  if (bytes < 10_000_000) return `${Math.round(bytes / 1000).toLocaleString('en-US')} kB`;
  return `${Math.round(bytes / 1_000_000).toLocaleString('en-US')} MB`;
}

/** Of a look, in seconds below a minute; below a second, that. */
export function lastedText(milliseconds: number): string {
  if (milliseconds < 1000) return 'under 1 s';
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 1000)} s`;
  const minutes = Math.floor(milliseconds / 60_000);
  return `${minutes} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

export function costText(cost: NonNullable<Connection['cost']>['last'], connector: string): string {
  const asked = connector === 'github' ? 'request' : 'command';
  const unchanged = cost.notModified === 0 ? '' : `, ${cost.notModified.toLocaleString('en-US')} not modified`;
  return `${counted(cost.requests, asked)}${unchanged}, ${bytesText(cost.bytes)}`;
}

export function connectionPath(id: string): string {
  return `/connections/${encodeURIComponent(id)}`;
}
