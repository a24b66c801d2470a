import type { ExceptionReport, ManagementResponse } from '../audit/program-report.ts';
import { durationText } from '../kernel/calendar.ts';
import { parseInstant } from '../kernel/time.ts';
import { forReading, named, withoutParticulars } from './finding-rows.ts';
import { at, counted, fitted, type Page, paragraph } from './page.ts';
import { printable, signs } from './paint.ts';

export interface ExceptionOptions {
  /** Exceptions shown; how many more there are is said. */
  readonly most: number;
  /** The command that shows all of them. */
  readonly all: string;
  /** Whether the key of each item stands beneath it, as commands take it. */
  readonly withItems: boolean;
}

/** Exceptions by their reason: the sentence once, under it a line for each, and what management says to it. */
export function exceptionLines(exceptions: readonly ExceptionReport[], { most, all, withItems }: ExceptionOptions, page: Page): string[] {
  const shown = exceptions.slice(0, most);
  const more = exceptions.length - shown.length;
  return [
    ...[...Map.groupBy(shown, (one) => `${one.check} ${withoutParticulars(one)}`).values()].flatMap((alike) => [
      ...alike.slice(0, 1).map(({ because }) => page.paint.dim(paragraph(page, 6, forReading(because)))),
      ...alike.flatMap((one) => [exceptionLine(one, alike, page), ...(withItems ? [itemLine(one, page)] : []), ...noteLines(one, page)]),
    ]),
    ...(more > 0 ? [page.paint.dim(paragraph(page, 6, `… and ${counted(more, 'more', 'more')}: ${all}`))] : []),
  ];
}

/** `✗ 2025-05-01 09:00, 3 d 4 h  api@1e3ada95de  Title of the change` */
function exceptionLine(exception: ExceptionReport, among: readonly ExceptionReport[], page: Page): string {
  const width = Math.max(...among.map((one) => spanText(one, page).length));
  const state = exception.excludedBy === null ? 'fail' : 'excluded';
  const label = page.paint.dim(spanText(exception, page).padEnd(width));
  return `      ${page.paint.state(state, signs[state])} ${label}  ${fitted(printable(named(exception)), page.width - width - 10)}`;
}

/** On one line, however long: it is there to be copied. */
function itemLine({ item }: ExceptionReport, page: Page): string {
  return page.paint.dim(`        ${printable(item)}`);
}

function spanText({ from, until }: ExceptionReport, page: Page): string {
  if (until === null) return `${at(page, from)}, open`;
  const length = parseInstant(until) - parseInstant(from);
  return length <= 1 ? at(page, from) : `${at(page, from)}, ${durationText(length)}`;
}

function noteLines({ repeats, excludedBy, due, from, response }: ExceptionReport, page: Page): string[] {
  const facts = [
    ...(repeats === 0 ? [] : [`the ${ordinal(repeats + 1)} time`]),
    ...(due === null || due === from ? [] : [`was due by ${at(page, due)}`]),
    ...(excludedBy === null ? [] : [`excluded by ${excludedBy}; it failed all the same`]),
  ];
  const note = facts.join('; ');
  return [
    ...(note === '' ? [] : [paragraph(page, 8, `${note.slice(0, 1).toUpperCase()}${note.slice(1)}.`)]),
    ...(response === null ? [] : responseLines(response, page)),
  ];
}

function responseLines({ cause, response, action, due, by, at: when }: ManagementResponse, page: Page): string[] {
  const todo = action === null ? '' : ` To be done${due === null ? '' : ` by ${due}`}: ${action}`;
  return [paragraph(page, 8, `Management (${by}, ${at(page, when).slice(0, 10)}): Cause: ${cause} Response: ${response}${todo}`)];
}

const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `second`, `11th` */
function ordinal(place: number): string {
  const word = words[place - 1];
  if (word !== undefined) return word;
  const ending = place % 100 >= 11 && place % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}
