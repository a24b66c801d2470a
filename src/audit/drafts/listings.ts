import { aside, type Block, type Cell, type Column, heading, type Line, longTable, notKnown } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { momentText } from './dates.ts';
import { sentence } from './wording.ts';

/** Every exclusion that touches the period, also those that are not in force. */
export function exclusionBlocks({ exclusions, period }: ProgramReport): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Exclusion', width: 2 },
    { title: 'Of what', width: 4 },
    { title: 'Reason', width: 4 },
    { title: 'Approved by', width: 2.4 },
    { title: 'Until', width: 2.4 },
  ];
  const rows = exclusions.map((one) => [
    [one.id, ...(one.inForce ? [] : [notKnown('not in force')])],
    [one.check, ...one.items.map(aside)],
    [sentence(one.reason), ...(one.remark === '' ? [] : [aside(sentence(one.remark))])],
    approval(one.approvedBy, one.approvedAt, period.zone),
    momentText(one.until, period.zone),
  ]);
  return [heading(1, 'Exclusions'), ...longTable(columns, rows, 'No exclusion touches the period.')];
}

function approval(by: string | null, at: string | null, zone: string): readonly Line[] {
  return by === null ? [notKnown('nobody')] : [by, ...(at === null ? [] : [momentText(at, zone)])];
}

/** Every span in which a kind of facts could not be seen. */
export function unseenBlocks({ coverage, period }: ProgramReport): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Kind of facts', width: 3 },
    { title: 'From, until', width: 3 },
    { title: 'Why nobody could see them', width: 7 },
  ];
  const rows = coverage.flatMap((one): readonly (readonly Cell[])[] => {
    if (one.from === null) return [[one.kind, notKnown('all of the period'), 'Nobody looked.']];
    return one.gaps.map((gap) => [one.kind, [momentText(gap.from, period.zone), momentText(gap.until, period.zone)], sentence(gap.why)]);
  });
  return [heading(1, 'What was not seen'), ...longTable(columns, rows, 'Every kind of facts was seen over the whole period.')];
}
