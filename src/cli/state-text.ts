import type { CheckResult } from '../audit/assessment.ts';
import type { Assessed } from '../engine/assess.ts';
import { writtenOut, type Zone } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/time.ts';
import { findingRows } from './finding-rows.ts';
import type { Io } from './io.ts';
import { clockNote, type Page, pageFor } from './page.ts';
import { sign, stateOf } from './result-table.ts';
import { unseenText } from './unseen-text.ts';

const SHOWN_PER_CHECK = 3;

/** One line for each check at an instant, under it what fails, and one paragraph for each thing that nobody could see then. */
export function stateText({ summary, findings }: Assessed, at: Instant, io: Io): string {
  const page = pageFor(io, summary.period.zone);
  const lines = summary.checks.flatMap((check) => {
    const failing = findings.filter((one) => one.check === check.id && one.outcome === 'fail' && one.excludedBy === null);
    const open = findings.filter((one) => one.check === check.id && one.outcome === 'unknown' && one.excludedBy === null);
    return [
      `  ${sign(check, page)} ${check.id}  ${page.paint.dim(words(check))}`,
      ...findingRows(failing, { outcome: 'fail', most: SHOWN_PER_CHECK, dated: false }, page),
      ...findingRows(open, { outcome: 'unknown', most: 1, mostReasons: 1, dated: false }, page),
    ];
  });
  return `${clockNote(page, summary.simulated === true)}${[page.paint.bold(`At ${writtenOut(at, summary.period.zone as Zone)}`), ...lines, ...unseen(page, unseenText(summary, page))].join('\n')}\n`;
}

function unseen(page: Page, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : ['', page.paint.bold('Not seen then'), ...texts];
}

function words(check: CheckResult): string {
  const state = stateOf(check);
  if (state === 'fail')
    return `${check.fail.toLocaleString('en-US')} of ${check.items.toLocaleString('en-US')} ${check.fail === 1 ? 'fails' : 'fail'}`;
  if (state === 'unknown' && check.unknown > 0) return `${check.unknown.toLocaleString('en-US')} of ${check.items.toLocaleString('en-US')} not known`;
  return { pass: 'no item fails', unknown: 'not known', 'no-items': 'no items', 'not-owed': 'nothing owed', excluded: 'excluded' }[state];
}
