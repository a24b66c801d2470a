import { type Block, type Column, flag, heading, list, paragraph, table } from '../documents/document.ts';
import type { CheckReport, ControlPart, ControlReport, ProgramReport } from '../program-report.ts';
import { counted } from '../report/wording.ts';
import { begin, subtitleOf } from './begin.ts';
import { populationTitle } from './catalogue.ts';
import { controlsInScope, criteriaTable, inScope, outOfScopeBlocks } from './control-tables.ts';
import { dayOf, lastDayOf, longDate, longPeriod } from './dates.ts';
import type { Draft } from './draft-facts.ts';
import { distinctExceptions, exceptionTable } from './exceptions.ts';
import { exclusionBlocks, unseenBlocks } from './listings.ts';
import { resultWords, testedLines, unaskedWords } from './results.ts';
import { unknownDays } from './unknown-days.ts';
import { frequencyWords, seenByWords, share } from './wording.ts';

/** Every control with what was asked of it, of how many items, and what came of it; then its exceptions with management's response. */
export const testsAndResults: Draft = (report, facts) =>
  begin(report, facts, {
    title: 'Controls, tests and results',
    subtitle: subtitleOf(report, facts),
    contents: true,
    about: [
      'What was promised, what was asked, and what was found over the whole of the period. Every item of which something is known was tested; nothing was sampled.',
      'What is not known is not counted as tested, and stands apart. What results mean for a criterion is for an auditor to say.',
    ],
    blocks: [
      ...unanswered(report),
      heading(1, 'Criteria and controls'),
      criteriaTable(report),
      heading(1, 'How to read the results'),
      list(readingHelp),
      ...controlsInScope(report).flatMap((control) => controlBlocks(control, report)),
      ...outOfScopeBlocks(report),
      ...exclusionBlocks(report),
      ...unseenBlocks(report),
    ],
  });

const readingHelp = [
  'Items: things that happened, such as changes. Each was asked once.',
  'Item-days: days of things that existed, such as accounts. A thing that stood wrong for 3 days of 365 makes 3 of 365 item-days.',
  'Occurrences: times at which something fell due, such as a review each quarter.',
  'Not known: nobody was looking, or the source did not tell. It is neither a pass nor a failure.',
  'Not owed: the question does not apply to the item.',
  'Did not occur: there was no such item, and somebody was looking all the time.',
];

function unanswered(report: ProgramReport): readonly Block[] {
  const open = distinctExceptions(report).filter(({ exception }) => exception.response === null).length;
  return open === 0 ? [] : [flag(`${counted(open, 'exception')} ${open === 1 ? 'has' : 'have'} no response from management. Write one for each.`)];
}

function controlBlocks(control: ControlReport, report: ProgramReport): readonly Block[] {
  const split = control.parts.length > 1;
  return [
    heading(1, control.title),
    properties(control, report),
    ...(control.parts.length === 0
      ? [paragraph('It was in force on no day of the period.', 'unknown')]
      : control.parts.flatMap((part) => partBlocks(part, control, { split, report }))),
    ...(control.exceptions.length > 0 ? [heading(3, 'Exceptions'), ...exceptionTable(control.exceptions, report.period.zone)] : []),
  ];
}

function properties(control: ControlReport, report: ProgramReport): Block {
  const columns: readonly Column[] = [
    { title: 'Control', width: 2 },
    { title: `${control.id}, version ${control.version}`, width: 8 },
  ];
  const asked = new Set(inScope(report).map((one) => one.criterion));
  const criteria = control.criteria.filter((one) => asked.has(one.criterion)).map(({ criterion, reason }) => `${criterion}: ${reason}`);
  const rows = [
    ['Promise', control.promise],
    ['How it is done', control.how],
    ['Owner', control.owner],
    ['How often', frequencyWords[control.frequency]],
    ['Criteria', criteria.length > 0 ? criteria : 'none in scope'],
    ['Seen by', seenByWords[control.by]],
    ...[insteadRow(control), standingRow(control)].flatMap((row) => (row === null ? [] : [row])),
  ];
  return table(columns, rows, '');
}

function insteadRow({ variant, compensating }: ControlReport): readonly [string, string] | null {
  if (variant === null) return null;
  return ['Kept in another way', compensating === null ? variant : `${variant}: ${compensating}`];
}

function standingRow({ adopted, retired, retiredWhy }: ControlReport): readonly [string, string] | null {
  if (!adopted) return ['Adopted', 'by nobody: the wording is Tickmark’s own'];
  return retired === null ? null : ['Retired', `its last day was ${longDate(retired)}${retiredWhy === undefined ? '' : `: ${retiredWhy}`}`];
}

function partBlocks(
  part: ControlPart,
  control: ControlReport,
  { split, report }: { readonly split: boolean; readonly report: ProgramReport },
): readonly Block[] {
  const { zone, from, until } = report.period;
  const days = longPeriod(dayOf(part.from, zone), lastDayOf(part.until, zone));
  const whole = part.from === from && part.until === until;
  return [
    ...(split ? [heading(3, `Version ${part.version}, ${days}`), paragraph(part.promise)] : []),
    ...(split || whole ? [] : [paragraph(`In force ${days}.`)]),
    part.checks.length === 0 ? paragraph(unaskedWords(control.by), 'unknown') : testTable(part.checks),
    ...knownBlocks(part, report, whole ? 'the period' : 'these days'),
  ];
}

/** What is not known of a part that checks ask about, and of how much of it anything is. */
function knownBlocks(part: ControlPart, report: ProgramReport, days: string): readonly Block[] {
  if (part.checks.length === 0 || part.known >= 1) return [];
  const unknown = unknownDays(part, report);
  return [paragraph(`${unknown === null ? '' : `${unknown} `}How the control stood is known for ${share(part.known)} of ${days}.`, 'unknown')];
}

function testTable(checks: readonly CheckReport[]): Block {
  const columns: readonly Column[] = [
    { title: 'What was asked', width: 5 },
    { title: 'Of what', width: 2.6 },
    { title: 'Tested', width: 2.6 },
    { title: 'Result', width: 3.8 },
  ];
  const rows = checks.map((one) => [one.asks, populationTitle(one.population), testedLines(one), resultWords(one)]);
  return table(columns, rows, '');
}
