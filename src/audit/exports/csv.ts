import { BYTE_ORDER_MARK, csvLine } from '../../verify/package/csv.ts';
import type { ControlPart, ControlReport, CriterionReport, ProgramReport } from '../program-report.ts';
import type { ExportedFile } from './exported-file.ts';
import { type ListedException, listedExceptions } from './listed-exceptions.ts';
import { checkSentence } from './sentences.ts';

type Cell = string | number | boolean | null;

/** The cells of a row by the names of their columns; one that is left out is empty. */
type Row<Column extends string> = Readonly<Partial<Record<Column, Cell>>>;

/** The results as tables, written as those of the audit package are: UTF-8, every field quoted, nothing that a spreadsheet takes for a formula. */
export function csvFiles(report: ProgramReport): readonly ExportedFile[] {
  return [
    { path: 'controls.csv', text: table(controlColumns, report.controls.flatMap(controlRows)) },
    { path: 'criteria.csv', text: table(criterionColumns, report.criteria.flatMap(criterionRows)) },
    { path: 'exceptions.csv', text: table(exceptionColumns, listedExceptions(report).map(exceptionRow)) },
  ];
}

function table<Column extends string>(columns: readonly Column[], rows: readonly Row<Column>[]): string {
  const lines = rows.map((row) => csvLine(columns.map((column) => String(row[column] ?? ''))));
  return [BYTE_ORDER_MARK, csvLine(columns), ...lines].join('');
}

const controlColumns = [
  'control',
  'version',
  'title',
  'promise',
  'owner',
  'frequency',
  'criteria',
  'adopted',
  'since',
  'retired',
  'retiredWhy',
  'variant',
  'compensating',
  'seenBy',
  'from',
  'until',
  'outcome',
  'known',
  'results',
  'controlExceptions',
] as const;

/** A row for each part of a control. One that was never in force in the period has a row, too, without a part. */
function controlRows(control: ControlReport): readonly Row<(typeof controlColumns)[number]>[] {
  const { title, owner, frequency, criteria, adopted, since, retired, retiredWhy, variant, compensating, by } = control;
  const of = {
    control: control.id,
    version: control.version,
    title,
    promise: control.promise,
    owner,
    frequency,
    criteria: criteria.map(({ criterion }) => criterion).join(' '),
    adopted,
    since,
    retired,
    retiredWhy: retiredWhy ?? null,
    variant,
    compensating,
    seenBy: by,
    outcome: control.outcome,
    controlExceptions: control.exceptions.length,
  };
  return control.parts.length === 0 ? [of] : control.parts.map((part) => ({ ...of, ...partCells(part) }));
}

function partCells({ version, promise, from, until, outcome, known, checks }: ControlPart): Row<(typeof controlColumns)[number]> {
  return { version, promise, from, until, outcome, known, results: checks.map(checkSentence).join('; ') };
}

const criterionColumns = [
  'criterion',
  'category',
  'series',
  'asks',
  'inScope',
  'seenBy',
  'control',
  'title',
  'controlSeenBy',
  'outcome',
  'reason',
] as const;

/** A row for each control that bears on a criterion; where none does, one row that names none. */
function criterionRows({
  criterion,
  category,
  series,
  asks,
  inScope,
  by,
  controls,
}: CriterionReport): readonly Row<(typeof criterionColumns)[number]>[] {
  const of = { criterion, category, series, asks, inScope, seenBy: by };
  if (controls.length === 0) return [of];
  return controls.map((one) => ({ ...of, control: one.control, title: one.title, controlSeenBy: one.by, outcome: one.outcome, reason: one.reason }));
}

const exceptionColumns = [
  'control',
  'check',
  'item',
  'title',
  'from',
  'until',
  'because',
  'due',
  'excludedBy',
  'repeats',
  'cause',
  'response',
  'action',
  'actionDue',
  'respondedBy',
  'respondedAt',
] as const;

function exceptionRow({ control, exception }: ListedException): Row<(typeof exceptionColumns)[number]> {
  const { check, item, title, from, until, because, due, excludedBy, repeats, response } = exception;
  return {
    control: control.id,
    check,
    item,
    title,
    from,
    until,
    because,
    due,
    excludedBy,
    repeats,
    ...(response !== null && {
      cause: response.cause,
      response: response.response,
      action: response.action,
      actionDue: response.due,
      respondedBy: response.by,
      respondedAt: response.at,
    }),
  };
}
