import { aside, type Block, type Cell, type Column, type Line, longTable, notKnown } from '../documents/document.ts';
import type { ControlReport, ExceptionReport, ManagementResponse, ProgramReport } from '../program-report.ts';
import { dateText } from '../report/instants.ts';
import { counted } from '../report/wording.ts';
import { momentText } from './dates.ts';
import { sentence } from './wording.ts';

export interface FoundException {
  readonly control: ControlReport;
  readonly exception: ExceptionReport;
}

/** Every exception of every control, in the order of the controls. */
export function allExceptions({ controls }: ProgramReport): readonly FoundException[] {
  return controls.flatMap((control) => control.exceptions.map((exception) => ({ control, exception })));
}

/** The same exception of the same item may stand under several controls, and counts once. */
export function distinctExceptions(report: ProgramReport): readonly FoundException[] {
  const seen = new Map<string, FoundException>();
  for (const one of allExceptions(report)) {
    const key = JSON.stringify([one.exception.check, one.exception.item, one.exception.from]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** Exceptions with management's response to each. */
export function exceptionTable(exceptions: readonly ExceptionReport[], zone: string): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Item', width: 3 },
    { title: 'From, until', width: 2.9 },
    { title: 'What happened', width: 4.4 },
    { title: 'Management’s response', width: 4.4 },
  ];
  const inOrder = exceptions.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const rows = inOrder.map((one) => [itemLines(one), spanLines(one, zone), happenedLines(one), responseLines(one.response, zone)]);
  return longTable(columns, rows, 'None.');
}

function itemLines({ title, item }: ExceptionReport): Cell {
  return title === item ? item : [title, aside(item)];
}

export function spanLines({ from, until }: ExceptionReport, zone: string): readonly Line[] {
  return [momentText(from, zone), until === null ? { tone: 'fail', text: 'still open' } : momentText(until, zone)];
}

function happenedLines({ because, repeats, excludedBy }: ExceptionReport): readonly Line[] {
  const asides = [
    repeats > 0 && `The same item failed this before, ${counted(repeats, 'time')}.`,
    excludedBy !== null && `Accepted by exclusion ${excludedBy}; it stays an exception.`,
  ];
  return [sentence(because), ...asides.filter((one) => one !== false)];
}

function responseLines(response: ManagementResponse | null, zone: string): readonly Line[] {
  if (response === null) return [notKnown('None given yet.')];
  const { cause, response: said, action, due, by, at } = response;
  const doing = action === null ? [] : [`To be done${due === null ? '' : ` by ${dateText(due)}`}: ${sentence(action)}`];
  return [`Cause: ${sentence(cause)}`, sentence(said), ...doing, aside(`${by}, ${momentText(at, zone)}`)];
}
