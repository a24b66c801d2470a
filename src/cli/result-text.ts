import type { AssessmentSummary, WrittenFinding } from '../audit/assessment.ts';
import type { Assessed } from '../engine/assess.ts';
import { coverageText } from './coverage-text.ts';
import { type FindingsOfCheck, findingRows, groupByCheck } from './finding-rows.ts';
import type { Io } from './io.ts';
import { at, clockNote, counted, fitted, type Page, pageFor, paragraph } from './page.ts';
import { printable, type State, signs } from './paint.ts';
import { periodLines } from './period-lines.ts';
import { resultTable, stateOf } from './result-table.ts';
import { unseenText } from './unseen-text.ts';

const EXCEPTIONS_SHOWN = 8;
const UNKNOWNS_SHOWN = 3;
/** Different sentences about what is not known, for each check. */
const REASONS_SHOWN = 4;
const NEXT_SHOWN = 5;

/** The report in the terminal: what stands, what failed, what nobody knows and how it could be known, and what falls due next. */
export function resultText(assessed: Assessed, io: Io): string {
  const page = pageFor(io, assessed.summary.period.zone);
  const parts = [
    heading(assessed.summary, page),
    resultTable(assessed.summary, page),
    exceptions(assessed, page),
    unknowns(assessed, page),
    excluded(assessed, page),
    next(assessed, page),
    coverageText(assessed.summary, page),
    defaults(assessed.summary, page),
  ];
  return `${clockNote(page, assessed.summary.simulated === true)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(summary: AssessmentSummary, page: Page): string {
  const { period, program, organization, checks } = summary;
  const title = printable(program?.title ?? organization.name);
  return [page.paint.bold(paragraph(page, 0, `${title}: ${tally(checks.map(stateOf))}`)), ...periodLines(period, page)].join('\n');
}

const stateWords: readonly (readonly [State, string])[] = [
  ['fail', 'with exceptions'],
  ['unknown', 'not known'],
  ['pass', 'without exceptions'],
  ['not-owed', 'with nothing owed yet'],
  ['no-items', 'without items'],
  ['excluded', 'excluded'],
];

/** `of 10 checks, 1 with exceptions, 9 not known` */
function tally(states: readonly State[]): string {
  const parts = stateWords.flatMap(([state, words]) => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `of ${counted(states.length, 'check')}, ${parts.join(', ')}`;
}

function exceptions(assessed: Assessed, page: Page): string {
  const open = assessed.findings.filter((one) => one.outcome === 'fail' && one.excludedBy === null);
  if (open.length === 0) return `${page.paint.bold('Exceptions')}\n  None.`;
  const groups = groupByCheck(assessed.summary.checks, open).map((group) => exceptionGroup(group, assessed.summary, page));
  return [page.paint.bold(`Exceptions: ${open.length.toLocaleString('en-US')}`), ...groups].join('\n');
}

function exceptionGroup({ check, found }: FindingsOfCheck, { controls }: AssessmentSummary, page: Page): string {
  const control = controls.find((one) => one.checks.includes(check.id));
  const share = `${found.length.toLocaleString('en-US')} of ${counted(check.items, 'item')} failed`;
  return [
    `  ${page.paint.state('fail', signs.fail)} ${page.paint.bold(check.id)}  ${share}`,
    ...(control ? [`    ${page.paint.dim(control.title)}`] : []),
    ...findingRows(found, { outcome: 'fail', most: EXCEPTIONS_SHOWN, dated: true }, page),
    paragraph(page, 4, `What to do: ${check.mend}`),
  ].join('\n');
}

function unknowns({ summary, findings }: Assessed, page: Page): string {
  const items = findings.filter((one) => one.outcome === 'unknown' && one.excludedBy === null);
  const groups = groupByCheck(summary.checks, items).map(({ check, found }) =>
    [
      `  ${page.paint.state('unknown', signs.unknown)} ${page.paint.bold(check.id)}  ${found.length.toLocaleString('en-US')} of ${counted(check.items, 'item')} not known`,
      ...findingRows(found, { outcome: 'unknown', most: UNKNOWNS_SHOWN, mostReasons: REASONS_SHOWN, dated: true }, page),
    ].join('\n'),
  );
  const all = [...unseenText(summary, page), ...groups];
  return all.length === 0 ? '' : [page.paint.bold('Not known'), ...all].join('\n');
}

function excluded({ findings }: Assessed, page: Page): string {
  const under = findings.filter((one) => one.excludedBy !== null);
  if (under.length === 0) return '';
  const rows = under.map((one) => {
    const text = `${one.check}  ${one.title}: excluded by ${one.excludedBy}; ${would(one)}`;
    return `  ${page.paint.state('excluded', signs.excluded)} ${paragraph(page, 4, text).trimStart()}`;
  });
  return [page.paint.bold('Excluded'), ...rows].join('\n');
}

function would({ outcome }: WrittenFinding): string {
  return { pass: 'would pass', fail: 'would fail', unknown: 'would be unknown', 'not-owed': 'was not owed' }[outcome];
}

/** What falls due after the last look, soonest first; what falls due together under one check is told in one line. */
function next({ summary, findings }: Assessed, page: Page): string {
  const coming = findings
    .filter((one) => one.due !== null && one.due > summary.period.horizon)
    .sort((a, b) => ((a.due as string) < (b.due as string) ? -1 : 1));
  const groups = [...Map.groupBy(coming, (one) => `${one.due} ${one.check}`).values()];
  if (groups.length === 0) return '';
  const rows = groups.slice(0, NEXT_SHOWN).map((group) => {
    const [first] = group as [WrittenFinding];
    const what = group.length === 1 ? first.title : counted(group.length, 'item');
    return `  ${at(page, first.due as string)}  ${fitted(printable(`${first.check}  ${what}`), page.width - 20)}`;
  });
  const more = groups.length - rows.length;
  return [page.paint.bold('Falls due next'), ...rows, ...(more > 0 ? [page.paint.dim(`  … and ${more} later`)] : [])].join('\n');
}

function defaults(summary: AssessmentSummary, page: Page): string {
  const unset = new Map(summary.checks.flatMap((one) => one.settings.filter(({ policy }) => policy === null).map((set) => [set.name, set.written])));
  if (unset.size === 0) return '';
  const list = [...unset].map(([name, written]) => `${name} ${written}`).join('; ');
  return [page.paint.bold('Judged by Tickmark’s defaults, adopted by nobody'), page.paint.dim(paragraph(page, 2, list))].join('\n');
}
