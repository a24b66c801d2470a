import { writtenOut, type Zone } from '../kernel/calendar.ts';
import { parseInstant } from '../kernel/time.ts';
import { SIMULATED_NOTE } from '../verify/package/manifest.ts';
import type { Io } from './io.ts';
import { type Paint, paintFor, printable, wrapped } from './paint.ts';

/** Where text is set: how wide, in which colours, and in which zone its times are written. */
export interface Page {
  readonly paint: Paint;
  readonly width: number;
  readonly zone: string;
}

export function pageFor(io: Io, zone: string): Page {
  return { paint: paintFor(io), width: io.width, zone };
}

/** A paragraph behind an indent, wrapped to the page. What it is made of may come from outside. */
export function paragraph(page: Page, indent: number, text: string): string {
  const margin = ' '.repeat(indent);
  return `${margin}${wrapped(printable(text), page.width, margin)}`;
}

/** `name  text`: the name in bold, the text wrapped behind it and, from the second line on, behind two spaces more than the indent. */
export function headed(page: Page, indent: number, name: string, text: string): string {
  const shown = printable(name);
  const whole = paragraph(page, indent + 2, `${shown}  ${text}`);
  return `${' '.repeat(indent)}${page.paint.bold(shown)}${whole.slice(indent + 2 + shown.length)}`;
}

/** What stands above everything that comes from a data directory with a simulated clock; nothing where time is real. */
export function clockNote(page: Page, simulated: boolean): string {
  return simulated ? `${page.paint.bold(paragraph(page, 0, SIMULATED_NOTE))}\n\n` : '';
}

/** Local time to the minute in the program's zone; the zone stands in the heading. */
export function at(page: Page, iso: string): string {
  return writtenOut(parseInstant(iso), page.zone as Zone).slice(0, 16);
}

/** `1 item`, `2,014 items` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Cut to a width with an ellipsis. */
export function fitted(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
