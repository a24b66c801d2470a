import type { KindState } from '../facts/kinds/index.ts';
import type { Gap, Subject, Timeline, Version } from '../facts/timeline.ts';
import { type CalendarDate, endOfDay, startOfDay, type Zone } from '../kernel/calendar.ts';
import { between, holdsAt, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, earlier, FOREVER, type Instant, type Span } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';

export type Scope = KindState<'scope'>;
export type ScopeOf<W extends Scope['what']> = Extract<Scope, { what: W }>;

/** The fields of a scope decision that say what is in scope and when. */
export type ScopeFields = Pick<Scope, 'what' | 'id' | 'since' | 'until'>;

/** From which day on something was decided, and until which day. */
type DecidedFields = Pick<Scope, 'since' | 'until'>;

/** The decisions about one sort of thing. */
export function decisionsOn<S extends ScopeFields>(scopes: Timeline<S>, what: Scope['what']): readonly Subject<S>[] {
  return scopes.subjects.filter((one) => one.versions[0]?.state.what === what);
}

/**
 * When a thing was in scope. A decision written down later may add time to the scope, and never takes any away:
 * until it was changed, each version decided for all time before its end.
 */
export function inScope<S extends DecidedFields>(subject: Subject<S>, zone: Zone, also: (state: S) => boolean = () => true): Spans {
  return spansOf(subject.versions.filter((one) => also(one.state)).flatMap((one) => decidedSpan(one, zone)));
}

/** The decision that counts at an instant: the one in force then, else the first that reached back to it. */
export function decisionAt<S extends ScopeFields>(subject: Subject<S>, at: Instant, zone: Zone): Version<S> | undefined {
  return subject.versions.find((one) => holdsAt(decidedSpan(one, zone), at));
}

/**
 * When nobody could see what was in scope. Decisions carry their own first day, so the time before the first of them was written
 * is only open where there is none at all.
 */
export function scopeUnseen<S extends ScopeFields>(
  scopes: Timeline<S>,
  what: Scope['what'],
  context: { readonly period: Span; readonly horizon: Instant },
): readonly Gap[] {
  const decided = decisionsOn(scopes, what).length > 0;
  return unseenWithin(
    scopes.gaps.filter((gap) => !(decided && gap.reason === 'before-first-look')),
    context,
  );
}

function decidedSpan({ state, until }: Version<DecidedFields>, zone: Zone): Spans {
  const first = startOfDay(state.since as CalendarDate, zone);
  const end = state.until === null ? FOREVER : endOfDay(state.until as CalendarDate, zone);
  const last = earlier(end, until);
  return last > BEGINNING ? between(first, last) : [];
}
