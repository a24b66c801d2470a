import { type Block, type Column, flag, table } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { inScope } from './control-tables.ts';
import type { DraftFacts } from './draft-facts.ts';

/** Criteria of the categories in scope that the company says do not apply, each with its reason, and where that cannot be. */
export function notRelevantBlocks(report: ProgramReport, { notRelevant }: DraftFacts): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Criterion', width: 2 },
    { title: 'Why it does not apply', width: 8 },
  ];
  const rows = notRelevant.map((one) => [one.criterion, one.reason]);
  return [
    table(columns, rows, 'The company says of no criterion in scope that it does not apply.'),
    ...notRelevant.flatMap((one) => contradictions(one.criterion, report)),
  ];
}

function contradictions(criterion: string, report: ProgramReport): readonly Block[] {
  const found = inScope(report).find((one) => one.criterion === criterion);
  if (found === undefined) return [flag(`${criterion} is said not to apply, and belongs to no category in scope: it need not be named.`)];
  const [control] = found.controls;
  return control === undefined ? [] : [flag(`${criterion} is said not to apply, and yet the control “${control.title}” answers it.`)];
}
