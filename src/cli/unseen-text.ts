import type { AssessmentSummary, CheckResult, WrittenGap } from '../audit/assessment.ts';
import { at, type Page, paragraph } from './page.ts';
import { signs } from './paint.ts';

interface Cause {
  readonly why: string;
  readonly reason: WrittenGap['reason'];
  readonly spans: Set<string>;
  readonly checks: Set<string>;
}

/** One paragraph for each cause, with the checks that it blinds: never a wall of the same line. */
export function unseenText(summary: AssessmentSummary, page: Page): string[] {
  const told = new Set<string>();
  const blinded: string[] = [];
  const causes = new Map<string, Cause>();
  for (const check of summary.checks) {
    for (const gap of check.unseen) {
      const missing = missingKind(gap);
      if (missing === null) addCause(causes, check, gap, page);
      else {
        told.add(missing);
        if (!blinded.includes(check.id)) blinded.push(check.id);
      }
    }
  }
  const unconnected = told.size === 0 ? [] : [unconnectedText(summary, [...told], blinded, page)];
  return [...unconnected, ...[...causes.values()].map((cause) => causeText(cause, page))];
}

const kindNames: Readonly<Record<string, string>> = {
  person: 'people',
  policy: 'policies',
  vulnerability: 'vulnerabilities',
  scope: 'which repositories, systems and backups are in scope',
  change: 'changes',
  account: 'accounts',
};

const PROGRAM = 'since when reviews, restore tests and exercises are owed';

/** What no connection tells of; null where something was looked at. */
function missingKind({ why }: WrittenGap): string | null {
  if (why.startsWith('No program says since when')) return PROGRAM;
  const kind = /^No connection delivers facts of the kind "([^"]+)"/.exec(why)?.[1];
  return kind === undefined ? null : (kindNames[kind] ?? kind);
}

function unconnectedText({ program }: AssessmentSummary, missing: readonly string[], blinded: readonly string[], page: Page): string {
  const advice =
    program === null
      ? 'To know: write a program with `tickmark init program`, fill in what is true, and name it with --records program, or as a `records` connection in tickmark.yaml.'
      : 'To know: connect what tells of it in tickmark.yaml.';
  return [
    unknownParagraph(page, `No connection tells: ${missing.join('; ')}.`),
    page.paint.dim(paragraph(page, 4, `Left open: ${areas(blinded)}`)),
    paragraph(page, 4, advice),
  ].join('\n');
}

function addCause(causes: Map<string, Cause>, check: CheckResult, { reason, why, from, until }: WrittenGap, page: Page): void {
  const key = `${reason} ${why}`;
  const cause = causes.get(key) ?? { why, reason, spans: new Set(), checks: new Set() };
  cause.spans.add(`${at(page, from)} to ${at(page, until)}`);
  cause.checks.add(check.id);
  causes.set(key, cause);
}

function causeText({ why, reason, spans, checks }: Cause, page: Page): string {
  const [first, ...more] = spans;
  const when = `${first}${more.length === 0 ? '' : ` and ${more.length} more`} (${reason})`;
  return [
    unknownParagraph(page, why),
    page.paint.dim(paragraph(page, 4, when)),
    page.paint.dim(paragraph(page, 4, `Left open: ${areas([...checks])}`)),
  ].join('\n');
}

function unknownParagraph(page: Page, text: string): string {
  return `  ${page.paint.state('unknown', signs.unknown)} ${paragraph(page, 4, text).trimStart()}`;
}

const NAMED_OF_AN_AREA = 3;

/** Checks by name; `change/* (11 checks)` where more than three of an area are left open. */
function areas(checks: readonly string[]): string {
  const byArea = Map.groupBy(checks, (id) => id.slice(0, id.indexOf('/')));
  return [...byArea].map(([area, ids]) => (ids.length > NAMED_OF_AN_AREA ? `${area}/* (${ids.length} checks)` : ids.join(', '))).join(', ');
}
