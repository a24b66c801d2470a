import { type Block, type Cell, type Column, heading, type Line, list, longTable, paragraph, table } from '../documents/document.ts';
import type { ControlReport, CriterionReport, ProgramReport } from '../program-report.ts';
import { counted, figure } from '../report/wording.ts';
import { begin, subtitleOf } from './begin.ts';
import { inScope } from './control-tables.ts';
import { momentText } from './dates.ts';
import type { Draft } from './draft-facts.ts';
import { allExceptions, distinctExceptions, spanLines } from './exceptions.ts';
import { firstSteps } from './readiness-steps.ts';
import { type Standing, standingOf } from './standing.ts';
import { unknownDays } from './unknown-days.ts';
import { seenByWords, sentence } from './wording.ts';

/** For the company itself, before an auditor comes: what is open, what will fail next, and what to do first. */
export const readiness: Draft = (report, facts) =>
  begin(report, facts, {
    title: 'Before the examination',
    subtitle: subtitleOf(report, facts),
    about: ['For the company’s own use. It tells what is open and in which order to take it up; it does not tell how an examination will end.'],
    blocks: [
      heading(1, 'Where things stand'),
      standing(report),
      heading(1, 'What to do first'),
      ...steps(report),
      heading(1, 'What will fail next'),
      upcoming(report),
      heading(1, 'What is open, by criterion'),
      criteria(report),
      heading(1, 'Open exceptions'),
      ...openExceptions(report),
      heading(1, 'What is not known'),
      ...notKnown(report),
    ],
  });

function standing(report: ProgramReport): Block {
  const count = (standing: Standing) => report.controls.filter((one) => standingOf(one) === standing).length;
  const found = distinctExceptions(report).map((one) => one.exception);
  const columns: readonly Column[] = [
    { title: 'What', width: 8 },
    { title: 'How many', width: 2, figures: true },
  ];
  const rows: readonly (readonly [string, number])[] = [
    ['Controls', report.controls.length],
    ['Controls without exceptions', count('pass')],
    ['Controls that had nothing to act on', count('no-items')],
    ['Controls with exceptions', count('fail')],
    ['Controls of which it is not known', count('unknown')],
    ['Controls that no check asks about', count('unasked')],
    ['Controls in force on no day of the period', count('not-in-force')],
    ['Exceptions in the period', found.length],
    ['Exceptions still open', found.filter((one) => one.until === null).length],
    ['Exceptions without management’s response', found.filter((one) => one.response === null).length],
    ['Criteria in scope', inScope(report).length],
    ['Criteria in scope without a control', inScope(report).filter((one) => one.controls.length === 0).length],
  ];
  return table(
    columns,
    rows.map(([what, many]) => [what, figure(many)]),
    '',
  );
}

function steps(report: ProgramReport): readonly Block[] {
  const todo = firstSteps(report);
  return todo.length > 0 ? [list(todo, true)] : [paragraph('Nothing is open in what is known.')];
}

function upcoming(report: ProgramReport): Block {
  const columns: readonly Column[] = [
    { title: 'When', width: 2.4 },
    { title: 'Item', width: 3.4 },
    { title: 'Control', width: 3 },
    { title: 'What happens', width: 5 },
  ];
  const coming = report.controls
    .flatMap((control) => control.upcoming.map((one) => ({ control, one })))
    .toSorted((a, b) => (a.one.at < b.one.at ? -1 : a.one.at > b.one.at ? 1 : 0));
  const rows = coming.map(({ control, one }) => [momentText(one.at, report.period.zone), one.title, control.title, sentence(one.sentence)]);
  return table(columns, rows, 'No deadline that is known lies ahead.');
}

function criteria(report: ProgramReport): Block {
  const columns: readonly Column[] = [
    { title: 'Criterion', width: 1.6 },
    { title: 'What it asks, in our words', width: 4.4 },
    { title: 'What is open', width: 6 },
  ];
  const rows = inScope(report).map((one) => [one.criterion, one.asks, openOf(one, report)]);
  return table(columns, rows, 'No criterion is in scope.');
}

function openOf({ controls }: CriterionReport, report: ProgramReport): Cell {
  if (controls.length === 0) return { tone: 'fail', text: 'No control answers it.' };
  const open = report.controls.filter(({ id }) => controls.some((one) => one.control === id)).flatMap(openLine);
  return open.length > 0 ? open : 'nothing';
}

function openLine(control: ControlReport): readonly Line[] {
  const standing = standingOf(control);
  if (standing === 'pass' || standing === 'no-items') return [];
  const words = {
    fail: 'exceptions',
    unknown: 'not known',
    unasked: `seen by ${seenByWords[control.by]}`,
    'not-in-force': 'in force on no day of the period',
  };
  return [{ tone: standing === 'fail' ? 'fail' : 'unknown', text: `${control.title}: ${words[standing]}` }];
}

function openExceptions(report: ProgramReport): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Control', width: 3 },
    { title: 'Item', width: 3.4 },
    { title: 'From, until', width: 2.9 },
    { title: 'Why', width: 5 },
  ];
  const open = allExceptions(report).filter(({ exception }) => exception.until === null);
  const rows = open.map(({ control, exception }) => [
    control.title,
    exception.title,
    spanLines(exception, report.period.zone),
    exception.excludedBy === null ? sentence(exception.because) : [sentence(exception.because), `Accepted by exclusion ${exception.excludedBy}.`],
  ]);
  return longTable(columns, rows, 'No exception is open in what is known.');
}

function notKnown(report: ProgramReport): readonly Block[] {
  const blind = report.controls.flatMap((control) => blindness(control, report));
  if (blind.length === 0) return [paragraph('Every control that is asked about was seen on every day.')];
  return [paragraph(`${counted(blind.length, 'span')} of the test ${blind.length === 1 ? 'has' : 'have'} days that are not known:`), list(blind)];
}

function blindness(control: ControlReport, report: ProgramReport): readonly string[] {
  return control.parts.flatMap((part) => unknownDays(part, report) ?? []).map((text) => `${control.title}. ${text}`);
}
