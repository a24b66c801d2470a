import { checkSentence } from '../audit/exports/sentences.ts';
import type { ControlPart, ControlReport, ProgramReport, Upcoming } from '../audit/program-report.ts';
import { exceptionLines } from './exception-lines.ts';
import { clockNote, counted, headed, type Page, paragraph } from './page.ts';
import { signs } from './paint.ts';
import { periodLines } from './period-lines.ts';
import { checkLine, dueDay, isPartial, partTitle, type Standing, standingOf, standingSign, stripLine } from './results-parts.ts';
import { stripAxis } from './state-strip.ts';

const EXCEPTIONS_SHOWN = 3;
const NEXT_SHOWN = 8;
/** Items that fall due together, by name. */
const NAMED_TOGETHER = 3;

const groups: readonly (readonly [Standing, title: string, words: string])[] = [
  ['fail', 'With exceptions', 'with exceptions'],
  ['unknown', 'Not known', 'not known'],
  ['pass', 'Without exceptions', 'without exceptions'],
  ['not-owed', 'Nothing was owed yet, or all of it is excluded', 'with nothing owed yet'],
  ['no-items', 'Did not occur: there were no items to test', 'without items'],
  ['not-tested', 'Not tested: no check asks, or not in force in the period', 'not tested'],
];

/** Groups in which there is nothing to say of a control but its name, unless something failed and is excluded. */
const brief: ReadonlySet<Standing> = new Set(['not-owed', 'no-items', 'not-tested']);

/** How each control stood over the period, those with exceptions first; and what falls due next. */
export function resultsPage(report: ProgramReport, page: Page): string {
  const parts = [
    heading(report, page),
    axis(report, page),
    ...groups.map(([standing, title]) => groupText(report, standing, title, page)),
    next(report, page),
    'One control in full: tickmark results CONTROL',
  ];
  return `${clockNote(page, report.simulated === true)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(report: ProgramReport, page: Page): string {
  const { program, organization, controls, period } = report;
  const tally = groups.flatMap(([standing, , words]) => {
    const count = controls.filter((one) => standingOf(one) === standing).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const title = `${program?.title ?? organization.name}: of ${counted(controls.length, 'control')}, ${tally.join(', ')}`;
  return [page.paint.bold(paragraph(page, 0, title)), ...periodLines(period, page), ...adoptedNote(report, page)].join('\n');
}

function adoptedNote({ program, controls }: ProgramReport, page: Page): string[] {
  if (program === null)
    return [paragraph(page, 0, 'No program is known: these are the controls of the catalogue for security alone, adopted by nobody.')];
  if (controls.some((one) => one.adopted)) return [];
  return [paragraph(page, 0, 'The program does not say which controls it keeps (records/controls.yaml), so all of the catalogue is asked about.')];
}

function axis({ period }: ProgramReport, page: Page): string {
  if (period.first === period.last) return '';
  const blank = period.horizon < period.until ? 'blank: not in force, or not yet' : 'blank: not in force';
  const legend = `${signs.pass} no exceptions, ${signs.fail} exceptions, ${signs.unknown} not known, ${signs['no-items']} no items, ${blank}`;
  const months = stripAxis(period);
  return [page.paint.dim(paragraph(page, 0, legend)), ...(months.trim() === '' ? [] : [page.paint.dim(`    ${months}`)])].join('\n');
}

/** Those that the program keeps first. Where it keeps none, the heading has said so. */
function groupText(report: ProgramReport, standing: Standing, title: string, page: Page): string {
  const its = report.controls.filter((one) => standingOf(one) === standing);
  if (its.length === 0) return '';
  const kept = its.filter((one) => one.adopted);
  const others = its.filter((one) => !one.adopted);
  const apart = others.length > 0 && report.controls.some((one) => one.adopted);
  const isBrief = (one: ControlReport) => brief.has(standing) && one.exceptions.length === 0;
  const textOf = (one: ControlReport) => (isBrief(one) ? titleLine(one, page) : controlText(one, report, page));
  return [
    page.paint.bold(paragraph(page, 0, `${title} (${its.length})`)),
    ...kept.map(textOf),
    ...(apart ? [page.paint.dim(paragraph(page, 0, `In the catalogue, adopted by nobody (${others.length}):`))] : []),
    ...others.filter((one) => !isBrief(one)).map(textOf),
    ...idLines(others.filter(isBrief), page),
  ].join('\n');
}

function idLines(controls: readonly ControlReport[], page: Page): string[] {
  return controls.length === 0 ? [] : [paragraph(page, 2, controls.map((one) => one.id).join(', '))];
}

/** `✗ change-approval  Changes are approved by another person` */
function titleLine(control: ControlReport, page: Page): string {
  return `${standingSign(standingOf(control), page)} ${headed(page, 2, control.id, control.title).trimStart()}`;
}

function controlText(control: ControlReport, report: ProgramReport, page: Page): string {
  const asked = new Set(control.parts.flatMap((part) => part.checks.map((one) => one.check))).size;
  const lines = isDark(control)
    ? [page.paint.dim(paragraph(page, 4, `Nothing of it is known; ${asked === 1 ? '1 check asks' : `${asked} checks ask`} about it.`))]
    : [...stripLine(control, report.period, page), ...partLines(control, report, page), ...exceptions(control, page)];
  return [titleLine(control, page), ...lines].join('\n');
}

/** Whether nobody saw anything of it, on any day. */
function isDark({ parts, exceptions: all }: ControlReport): boolean {
  return all.length === 0 && parts.every(({ known, checks }) => known === 0 && checks.every(({ rate }) => rate.tested === 0 && rate.unknown === 0));
}

function partLines({ parts }: ControlReport, { period }: ProgramReport, page: Page): string[] {
  return parts.flatMap((part) => [
    ...(parts.length > 1 || isPartial(part, period) ? [page.paint.dim(`    ${partTitle(part, period, page)}`)] : []),
    ...checkLines(part, page),
  ]);
}

/** What failed or is unknown on a line each; the rest together. */
function checkLines({ checks }: ControlPart, page: Page): string[] {
  const open = checks.filter((one) => one.outcome === 'fail' || one.outcome === 'unknown');
  const clear = checks.filter((one) => !open.includes(one));
  return [
    ...open.map((one) => checkLine(one, 4, page)),
    ...(clear.length === 0 ? [] : [page.paint.dim(paragraph(page, 4, clear.map(checkSentence).join('; ')))]),
  ];
}

function exceptions({ id, exceptions: all }: ControlReport, page: Page): string[] {
  return exceptionLines(all, { most: EXCEPTIONS_SHOWN, all: `tickmark results ${id}`, withItems: false }, page);
}

interface Coming {
  readonly control: string;
  readonly day: string;
  readonly titles: ReadonlySet<string>;
}

/** What falls due after the last look, soonest first; what falls due together of one control on one line. */
function next({ controls, period }: ProgramReport, page: Page): string {
  const coming = controls.flatMap((control) => comingOf(control, period)).toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  if (coming.length === 0) return '';
  const rows = coming.slice(0, NEXT_SHOWN).map(({ day, control, titles }) => {
    const named = [...titles].slice(0, NAMED_TOGETHER).join(', ');
    const more = titles.size - NAMED_TOGETHER;
    return `  ${day}  ${paragraph(page, 14, `${control}: ${named}${more > 0 ? ` and ${more} more` : ''}`).trimStart()}`;
  });
  const left = coming.length - rows.length;
  return [page.paint.bold('Next, by the end of the day'), ...rows, ...(left > 0 ? [page.paint.dim(`  … and ${left} more within 90 days`)] : [])].join(
    '\n',
  );
}

function comingOf({ id, upcoming }: ControlReport, period: ProgramReport['period']): Coming[] {
  const byDay = Map.groupBy(upcoming, (one: Upcoming) => dueDay(one, period));
  return [...byDay].map(([day, its]) => ({ control: id, day, titles: new Set(its.map((one) => one.title)) }));
}
