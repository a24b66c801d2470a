import type { KindState } from '../facts/kinds/index.ts';
import { existed, type Gap, gapsWithin, latest, type Subject, type Timeline } from '../facts/timeline.ts';
import { type CalendarDate, endOfDay, startOfDay, type Zone } from '../kernel/calendar.ts';
import { and, between, covers, minus, type Spans, spansOf } from '../kernel/spans.ts';
import { FOREVER, type Span } from '../kernel/time.ts';
import { subjectsNamed } from './lookup.ts';

export type Person = KindState<'person'>;
export type Authority = Person['authority'][number];
export type AuthorityFields = Pick<Person, 'id' | 'authority' | 'employment'>;

/** Whether somebody held an authority; where nobody could see, the gap that hid it. */
export type AuthorityAnswer =
  | { readonly held: true; readonly leaf: number }
  | { readonly held: false }
  | { readonly held: 'unknown'; readonly gap: Gap };

export interface AuthorityQuestion {
  readonly person: string;
  readonly authority: Authority;
  /** An instant, or a day: held at any instant of it. */
  readonly during: Span;
  readonly zone: Zone;
}

/** The authority of a person as the list of people had it then, while employed. Employment carries its own dates; authority does not. */
export function authorityOf(people: Timeline<AuthorityFields>, { person, authority, during, zone }: AuthorityQuestion): AuthorityAnswer {
  const subjects = subjectsNamed(people, person);
  for (const subject of subjects) {
    const holding = subject.versions.find((one) => one.state.authority.includes(authority) && holdsDuring(subject, one, during, zone));
    if (holding) return { held: true, leaf: holding.leaf };
  }
  const gap = hiding(people, subjects, during);
  return gap ? { held: 'unknown', gap } : { held: false };
}

/** When a person was employed, as is known today. */
export function employed(subject: Subject<Pick<Person, 'employment'>>, zone: Zone): Spans {
  return spansOf(latest(subject).state.employment.flatMap(({ from, until }) => between(startOfDay(from as CalendarDate, zone), endOf(until, zone))));
}

function endOf(day: string | null, zone: Zone) {
  return day === null ? FOREVER : endOfDay(day as CalendarDate, zone);
}

function holdsDuring(subject: Subject<AuthorityFields>, version: Span, during: Span, zone: Zone): boolean {
  const then = and([{ from: version.from, until: version.until }], [during]);
  return and(minus(then, spansOf(subject.gaps)), employed(subject, zone)).length > 0;
}

function hiding(people: Timeline<AuthorityFields>, subjects: readonly Subject<AuthorityFields>[], during: Span): Gap | undefined {
  const own = subjects.flatMap((one) => gapsWithin(one.gaps, during));
  const known = subjects.some((one) => covers(existed(one), during));
  return [...own, ...(known ? [] : gapsWithin(people.gaps, during))][0];
}
