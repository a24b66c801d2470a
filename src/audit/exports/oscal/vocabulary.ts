import { calendarDate, endOfDay, zone } from '../../../kernel/calendar.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { isoInstant, plus } from '../../../kernel/time.ts';
import type { Iso } from '../../assessment.ts';

/** The namespace of the properties that OSCAL itself does not define. */
export const NAMESPACE = 'urn:tickmark:oscal';

/** What stands where OSCAL wants a text and there is none. */
const UNTOLD = 'not told';

export type OscalObject = { readonly [key: string]: Json };

/** The members that there are. OSCAL allows no empty list, so one is left out. */
export function told(members: { readonly [key: string]: Json | undefined }): OscalObject {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(kept) as OscalObject;
}

/** One line of plain text, neither empty nor with spaces around it (OSCAL: string). */
export function line(text: string): string {
  const joined = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return joined === '' ? UNTOLD : joined;
}

/** One line whose characters mean themselves (OSCAL: markup): what a vendor or a person wrote becomes no link, no emphasis, no HTML. */
export function prose(text: string): string {
  return line(text).replace(/[\\`*_[\]<>{}~^]/g, '\\$&');
}

/** An id as OSCAL writes them (token): letters, digits, `.`, `-`, `_`, beginning with a letter. */
export function token(id: string): string {
  const kept = line(id).replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(kept) ? kept : `_${kept}`;
}

/** `CC6.1` is the control `cc6.1` of the catalog. */
export function controlId(criterion: string): string {
  return token(criterion.toLowerCase());
}

type Told = string | number | boolean | null | undefined | readonly string[];

/** Properties of our own namespace: null and empty texts tell nothing and are left out, a list becomes a property for each of its texts. */
export function props(values: Readonly<Record<string, Told>>): readonly OscalObject[] {
  return Object.entries(values).flatMap(([name, value]) => texts(value).map((text) => ({ name, ns: NAMESPACE, value: line(text) })));
}

function texts(value: Told): readonly string[] {
  const all = Array.isArray(value) ? value : [value ?? ''];
  return all.map(String).filter((text) => text.trim() !== '');
}

/** An instant, or undefined where OSCAL cannot write it: its pattern holds the years 2000 to 2999 with all their days. */
export function dateTime(iso: Iso | null): string | undefined {
  return iso !== null && /^2\d{3}-/.test(iso) ? iso : undefined;
}

/** @throws Refusal `export/oscal-year` outside the years 2000 to 2999. */
export function neededDateTime(iso: Iso): string {
  const written = dateTime(iso);
  if (written === undefined)
    throw new Refusal('export/oscal-year', `OSCAL writes the years 2000 to 2999, not ${iso}. Choose a period within them, or another format.`);
  return written;
}

/** The last millisecond of a day in a zone: until then, what is due on that day is in time. */
export function endOfDue(day: string | null, inZone: string): string | undefined {
  return day === null ? undefined : dateTime(isoInstant(plus(endOfDay(calendarDate(day), zone(inZone)), -1)));
}
