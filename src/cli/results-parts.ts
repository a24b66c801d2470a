import { share } from '../audit/drafts/wording.ts';
import { checkSentence, controlSentence } from '../audit/exports/sentences.ts';
import type { CheckReport, ControlPart, ControlReport, ProgramReport, Upcoming } from '../audit/program-report.ts';
import { dateAt, type Zone } from '../kernel/calendar.ts';
import { isoInstant, parseInstant, plus } from '../kernel/time.ts';
import { at, type Page, paragraph } from './page.ts';
import { type State, signs } from './paint.ts';
import { stateOf } from './result-table.ts';
import { stripText } from './state-strip.ts';

/** From this width on, words fit beside a strip. */
const ROOMY = 76;

type Period = ProgramReport['period'];

/** How a control stood: its outcome; where nothing was owed yet, that rather than a pass, and where nothing asks, that. */
export type Standing = Exclude<State, 'excluded'> | 'not-tested';

export function standingOf({ outcome, parts }: Pick<ControlReport, 'outcome' | 'parts'>): Standing {
  const checks = parts.flatMap((one) => one.checks);
  if (outcome === 'no-items' && checks.length === 0) return 'not-tested';
  return outcome === 'pass' && checks.every((one) => one.pass === 0) ? 'not-owed' : outcome;
}

/** The sign of how a control stood, in its colour. */
export function standingSign(standing: Standing, page: Page): string {
  const state = standing === 'not-tested' ? 'no-items' : standing;
  return page.paint.state(state, signs[state]);
}

/** How a control stood, in a sentence. */
export function standingSentence(control: ControlReport): string {
  return standingOf(control) === 'not-owed' ? 'Nothing was owed yet, or all of it is excluded.' : controlSentence(control);
}

/** The strip of a control over the period, and how much of it is known; nothing of one day, or where it was not in force. */
export function stripLine({ parts }: ControlReport, period: Period, page: Page): string[] {
  if (period.first === period.last || parts.length === 0) return [];
  const strip = `    ${stripText(parts, period, page)}`;
  const known = knownShare(parts);
  if (known >= 1) return [strip];
  const said = page.paint.dim(`${share(known)} known`);
  return page.width < ROOMY ? [strip, `    ${said}`] : [`${strip}  ${said}`];
}

/** Of all parts together, from 0 to 1. */
function knownShare(parts: readonly ControlPart[]): number {
  const length = (one: ControlPart) => parseInstant(one.until) - parseInstant(one.from);
  const whole = parts.reduce((sum, one) => sum + length(one), 0);
  return parts.reduce((sum, one) => sum + one.known * length(one), 0) / whole;
}

/** `Version 1 until 2025-06-30`, `Version 2 from 2025-07-01`: which days of the period a part has; just its version where it has all of them. */
export function partTitle({ version, from, until }: ControlPart, period: Period, page: Page): string {
  const begins = from > period.from ? ` from ${at(page, from).slice(0, 10)}` : '';
  const ends = until < period.until ? ` until ${at(page, isoInstant(plus(parseInstant(until), -1))).slice(0, 10)}` : '';
  return `Version ${version}${begins}${ends}`;
}

/** The last day on which what falls due can still be done. */
export function dueDay({ at: due }: Pick<Upcoming, 'at'>, { zone }: Period): string {
  return dateAt(plus(parseInstant(due), -1), zone as Zone);
}

/** Whether a part is not simply the whole period. */
export function isPartial({ from, until }: ControlPart, period: Period): boolean {
  return from > period.from || until < period.until;
}

/** `✗ Approved by another: 3 of 2,014 items failed` */
export function checkLine(check: CheckReport, indent: number, page: Page): string {
  const state = stateOf(check);
  const text = paragraph(page, indent + 2, checkSentence(check)).trimStart();
  return `${' '.repeat(indent)}${page.paint.state(state, signs[state])} ${text}`;
}
