import type { AssessmentSummary } from '../audit/assessment.ts';
import { frequencyWords, sentence, share } from '../audit/drafts/wording.ts';
import type { ControlReport, DocumentReport, ProgramReport, RecordReport } from '../audit/program-report.ts';
import { exceptionLines } from './exception-lines.ts';
import { clockNote, headed, type Page, paragraph } from './page.ts';
import { printable, signs } from './paint.ts';
import { periodLines } from './period-lines.ts';
import { checkLine, dueDay, partTitle, standingOf, standingSentence, standingSign, stripLine } from './results-parts.ts';
import { seenByTitle } from './seen-by.ts';
import { stripAxis } from './state-strip.ts';
import { unseenText } from './unseen-text.ts';

const EXCEPTIONS_SHOWN = 200;

/** One control over the period, in full. @param summary of the same assessment: it says why something is not known */
export function controlResultPage(control: ControlReport, report: ProgramReport, summary: AssessmentSummary, page: Page): string {
  const { period } = report;
  const parts = [
    heading(control, report, page),
    over(control, period, page),
    ...control.parts.map((part) => partText(part, period, page)),
    section(
      'Records',
      control.records.map((one) => recordLine(one, page)),
      page,
    ),
    section(
      'Documents',
      control.documents.map((one) => documentLine(one, page)),
      page,
    ),
    exceptions(control, page),
    section('Not known', unseenText(ofControl(summary, control), page), page),
    section('Next, by the end of the day', nextLines(control, period, page), page),
    section(
      'Criteria',
      control.criteria.map(({ criterion, reason }) => `  ${criterion.padEnd(5)}  ${paragraph(page, 9, reason).trimStart()}`),
      page,
    ),
  ];
  return `${clockNote(page, report.simulated === true)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], page: Page): string {
  return lines.length === 0 ? '' : [page.paint.bold(title), ...lines].join('\n');
}

function heading(control: ControlReport, { period }: ProgramReport, page: Page): string {
  const { id, version, title, promise, owner, frequency, by, parts } = control;
  return [
    page.paint.bold(paragraph(page, 0, title)),
    paragraph(page, 0, `${id}, version ${version}. Owner: ${owner}. Operates ${frequencyWords[frequency]}. ${seenByTitle[by]}.`),
    ...adoptionLines(control, page),
    ...periodLines(period, page),
    '',
    `${standingSign(standingOf(control), page)} ${page.paint.bold(paragraph(page, 2, standingSentence(control)).trimStart())}`,
    ...(parts.length > 0 ? [] : [paragraph(page, 2, promise)]),
  ].join('\n');
}

function adoptionLines({ adopted, since, retired, retiredWhy, variant, compensating }: ControlReport, page: Page): string[] {
  const began = adopted ? `Kept by the program${since === null ? '' : ` since ${since}`}` : 'In the catalogue, adopted by nobody';
  const kept = `${began}${variant === null ? '' : `, in the variant ${variant}`}${retired === null ? '' : `, until ${retired}`}`;
  return [
    paragraph(page, 0, sentence(retiredWhy === undefined ? kept : `${kept}: ${retiredWhy}`)),
    ...(compensating === null ? [] : [paragraph(page, 0, `Compensating: ${compensating}`)]),
  ];
}

function over(control: ControlReport, period: ProgramReport['period'], page: Page): string {
  const strip = stripLine(control, period, page);
  if (strip.length === 0) return '';
  const months = stripAxis(period);
  return [...(months === '' ? [] : [page.paint.dim(`    ${months}`)]), ...strip].join('\n');
}

function partText(part: ControlReport['parts'][number], period: ProgramReport['period'], page: Page): string {
  const { promise, checks, known } = part;
  return [
    page.paint.bold(partTitle(part, period, page)),
    paragraph(page, 2, promise),
    page.paint.dim(`  How it stood is known for ${known === 0 ? 'none' : share(known)} of the time.`),
    ...checks.flatMap((check) => [checkLine(check, 2, page), page.paint.dim(paragraph(page, 4, check.asks))]),
  ].join('\n');
}

/** `risk-assessment  Risk assessment, every 12 months: 1 due, none missed` */
function recordLine({ id, title, every, due, missed }: RecordReport, page: Page): string {
  const state = missed > 0 ? 'fail' : due === 0 ? 'no-items' : 'pass';
  const often = every === '' ? '' : `, every ${every}`;
  const text = `${id}  ${title}${often}: ${due === 0 ? 'none due' : `${due.toLocaleString('en-US')} due`}, ${missed === 0 ? 'none' : missed.toLocaleString('en-US')} missed`;
  return `  ${page.paint.state(state, signs[state])} ${paragraph(page, 4, text).trimStart()}`;
}

function documentLine({ id, status, version }: DocumentReport, page: Page): string {
  const words = { adopted: `adopted, version ${version ?? '?'}`, draft: 'a draft: adopted by nobody', absent: 'no such policy is known' }[status];
  const state = { adopted: 'pass', draft: 'unknown', absent: 'unknown' }[status] as 'pass' | 'unknown';
  return `  ${page.paint.state(state, signs[state])} ${printable(id)}  ${words}`;
}

function exceptions({ exceptions: all, parts }: ControlReport, page: Page): string {
  if (all.length === 0) return '';
  const titles = new Map(parts.flatMap((part) => part.checks.map((one) => [one.check, one.title])));
  const open = all.filter((one) => one.excludedBy === null);
  const unanswered = open.filter((one) => one.response === null).length;
  const said = unanswered === 0 ? '' : `; ${unanswered.toLocaleString('en-US')} without a response of management (tickmark respond)`;
  const groups = [...Map.groupBy(all, (one) => one.check)].flatMap(([check, its]) => [
    headed(page, 2, check, titles.get(check) ?? ''),
    ...exceptionLines(its, { most: EXCEPTIONS_SHOWN, all: '--json lists all', withItems: true }, page),
  ]);
  const excluded = all.length - open.length;
  const count = `Exceptions: ${open.length.toLocaleString('en-US')}${excluded === 0 ? '' : `, and ${excluded.toLocaleString('en-US')} excluded`}${said}`;
  return [page.paint.bold(paragraph(page, 0, count)), ...groups].join('\n');
}

function nextLines({ upcoming }: ControlReport, period: ProgramReport['period'], page: Page): string[] {
  const titles = new Map(upcoming.map((one) => [`${dueDay(one, period)} ${one.title}`, one]));
  return [...titles.values()].map((one) => `  ${dueDay(one, period)}  ${paragraph(page, 14, one.title).trimStart()}`);
}

/** The summary as far as it speaks of the control's checks. */
function ofControl(summary: AssessmentSummary, { parts }: ControlReport): AssessmentSummary {
  const asked = new Set(parts.flatMap((part) => part.checks.map((one) => one.check)));
  return { ...summary, checks: summary.checks.filter((one) => asked.has(one.id)) };
}
