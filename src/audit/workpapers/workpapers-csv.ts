import { BYTE_ORDER_MARK, csvLine } from '../../verify/package/csv.ts';
import { differs, outcomeText } from './wording.ts';
import type { CellPaper, ItemPaper, PopulationPaper, RequestPaper, TestPaper } from './workpapers.ts';

type Field = string | number | null;

/** The auditor's matrix of one test: an item in a line, what was judged and marked of it in the columns. Items outside the sample come last. */
export function testCsv({ attributes, items, outsideSample }: TestPaper): string {
  const columns = attributes.flatMap(({ attribute }) => ['outcome', 'mark', 'note'].map((one) => `${attribute} ${one}`));
  return written(['item', 'title', 'from', 'until', 'standing', ...columns], [...items, ...outsideSample].map(itemLine));
}

function itemLine({ item, member, standing, cells }: ItemPaper): readonly Field[] {
  return [item, member?.title ?? null, member?.from ?? null, member?.until ?? null, standing, ...cells.flatMap(cellFields)];
}

function cellFields(cell: CellPaper): readonly Field[] {
  return [outcomeText(cell), cell.mark?.mark ?? null, cell.mark?.note ?? null];
}

/** Requests, a line for each thing that happened to one. */
export function requestsCsv(requests: readonly RequestPaper[]): string {
  return written(['request', 'title', 'control', 'due', 'standsAt', 'what', 'by', 'at', 'comment', 'evidence'], requests.flatMap(requestLines));
}

function requestLines({ request, title, control, due, state, by, at, history }: RequestPaper): readonly (readonly Field[])[] {
  const of = [request, title, control, due, state];
  const later = history.map((line) => [...of, line.state ?? 'comment', line.by, line.at, line.comment, line.evidence.join(' ')]);
  return [[...of, 'requested', by, at, null, null], ...later];
}

export function populationsCsv(populations: readonly PopulationPaper[]): string {
  return written(populationColumns, populations.map(populationLine));
}

const populationColumns = [
  'population',
  'title',
  'mode',
  'items',
  'sha256',
  'phase',
  'frozenBy',
  'frozenAt',
  'assessment',
  'treeSize',
  'horizon',
  'occurrence',
  'looks',
  'unseenSpans',
  'secondSources',
  'secondSourcesThatDiffer',
  'addedSince',
  'removedSince',
  'changedSince',
];

function populationLine(paper: PopulationPaper): readonly Field[] {
  const { population, title, mode, items, sha256, frozen, occurrence, completeness, changedSince } = paper;
  const { looks, unseen, reconciliations } = completeness;
  const assessment = frozen?.assessment;
  return [
    ...[population, title, mode, items, sha256],
    ...[frozen?.phase ?? 'not frozen', frozen?.by ?? null, frozen?.at ?? null],
    ...[assessment?.entry ?? null, assessment?.treeSize ?? null, assessment?.horizon ?? null],
    ...[occurrence.sentence, looks, unseen.length, reconciliations.length, reconciliations.filter(differs).length],
    ...[changedSince?.added, changedSince?.removed, changedSince?.changed].map((keys) => keys?.length ?? 0),
  ];
}

function written(columns: readonly string[], lines: readonly (readonly Field[])[]): string {
  return [BYTE_ORDER_MARK, csvLine(columns), ...lines.map((line) => csvLine(line.map((field) => String(field ?? ''))))].join('');
}
