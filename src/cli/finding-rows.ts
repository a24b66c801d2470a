import type { CheckResult, WrittenFinding } from '../audit/assessment.ts';
import { durationText } from '../kernel/calendar.ts';
import { DAY, parseInstant } from '../kernel/time.ts';
import { at, counted, fitted, type Page, paragraph } from './page.ts';
import { printable } from './paint.ts';

export interface FindingsOfCheck {
  readonly check: CheckResult;
  readonly found: readonly WrittenFinding[];
}

export function groupByCheck(order: readonly CheckResult[], findings: readonly WrittenFinding[]): FindingsOfCheck[] {
  return order.map((check) => ({ check, found: findings.filter((one) => one.check === check.id) })).filter(({ found }) => found.length > 0);
}

/** Findings for one and the same reason, and the sentence of the first. */
interface SameReason {
  readonly sentence: string;
  readonly findings: readonly WrittenFinding[];
}

export interface RowOptions {
  readonly outcome: 'fail' | 'unknown';
  /** Lines for each check; how many more there are is said. */
  readonly most: number;
  /** Different sentences for each check; every one unless told. The items under those left out are counted. */
  readonly mostReasons?: number;
  /** Whether each line begins with when the item failed or was unknown. */
  readonly dated: boolean;
}

/** Findings by their reason: the sentence once, under it a line for each item. */
export function findingRows(found: readonly WrittenFinding[], options: RowOptions, page: Page): string[] {
  let left = options.most;
  const reasons = byReason(found);
  const told = reasons.slice(0, options.mostReasons ?? reasons.length);
  const untold = reasons.slice(told.length).reduce((sum, { findings }) => sum + findings.length, 0);
  const rows = told.flatMap(({ sentence, findings }) => {
    const shown = findings.slice(0, Math.max(1, left));
    left -= shown.length;
    const more = findings.length - shown.length;
    return [
      page.paint.dim(paragraph(page, 6, sentence)),
      ...itemLines(shown, options, page),
      ...(more > 0 ? [page.paint.dim(`      … and ${counted(more, 'more', 'more')}; --json lists all`)] : []),
    ];
  });
  return untold === 0 ? rows : [...rows, page.paint.dim(`      … and ${counted(untold, 'item')} for reasons like these; --json lists all`)];
}

/** `2026-05-01 09:00, 3 d 4 h  api@1e3ada95de  Title of the change` */
function itemLines(shown: readonly WrittenFinding[], { outcome, dated }: RowOptions, page: Page): string[] {
  const labels = shown.map((one) => (dated ? `${spansLabel(one, outcome, page)}  ` : ''));
  const width = Math.max(...labels.map((one) => one.length));
  return shown.map((one, place) => {
    const label = (labels[place] as string).padEnd(width);
    const late = one.recordedLate > DAY ? ` (written down ${durationText(one.recordedLate)} later)` : '';
    return `      ${page.paint.dim(label)}${fitted(printable(`${named(one)}${late}`), page.width - width - 6)}`;
  });
}

function spansLabel({ spans }: WrittenFinding, outcome: 'fail' | 'unknown', page: Page): string {
  const [first, ...more] = spans.filter((one) => one.outcome === outcome);
  if (first === undefined) return '';
  const beyond = more.length === 0 ? '' : `, ${more.length} more`;
  if (first.until === null) return `${at(page, first.from)}, open${beyond}`;
  const length = parseInstant(first.until) - parseInstant(first.from);
  return `${at(page, first.from)}${length <= 1 ? '' : `, ${durationText(length)}`}${beyond}`;
}

/** Commits have titles that several may share; the place where they can be looked up comes first. */
export function named({ item, title }: Pick<WrittenFinding, 'item' | 'title'>): string {
  const commit = /^(.+@[0-9a-f]{10})[0-9a-f]{30,54}$/.exec(item);
  return commit ? `${commit[1]}  ${title}` : title;
}

function byReason(found: readonly WrittenFinding[]): SameReason[] {
  const groups = new Map<string, { sentence: string; findings: WrittenFinding[] }>();
  for (const one of found) {
    const key = withoutParticulars(one);
    const group = groups.get(key);
    if (group) group.findings.push(one);
    else groups.set(key, { sentence: forReading(one.because), findings: [one] });
  }
  return [...groups.values()];
}

/** The sentence without what tells one item from the next: its name, instants, days and lengths. */
export function withoutParticulars({ because, item, title }: Pick<WrittenFinding, 'because' | 'item' | 'title'>): string {
  return [title, item]
    .reduce((text, name) => text.replaceAll(name, '…'), because)
    .replace(/\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+Z?)?/g, '…')
    .replace(/\b\d[\d,]* (?:d|h|min|s|ms)\b/g, '…')
    .replace(/…(?: …)+/g, '…');
}

/** A sealed sentence names each instant in the program's zone and in UTC; on the terminal the first is enough. */
export function forReading(because: string): string {
  return because.replace(/ \(\d{4}-\d{2}-\d{2}T[\d:.]+Z\)/g, '');
}
