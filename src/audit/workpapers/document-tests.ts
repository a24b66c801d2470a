import { aside, type Block, type Cell, type Column, heading, type Line, linesOf, list, paragraph, table } from '../documents/document.ts';
import { momentText } from '../drafts/dates.ts';
import { sentence } from '../drafts/wording.ts';
import { counted, figure } from '../report/wording.ts';
import { outcomeText, resultSentence, saidThen, sampleSentence } from './wording.ts';
import type { AttributePaper, CellPaper, ControlPaper, ItemPaper, MarkPaper, SamplePaper, TestPaper, Workpapers } from './workpapers.ts';

/** A control with its tests: how many items, what was asked of them, what came of it, and what is out of the ordinary. */
export function controlBlocks(control: ControlPaper, { populations, engagement }: Workpapers): readonly Block[] {
  const { title, control: id, version, promise, notes, tests, requests } = control;
  const titles = new Map(populations.map((one) => [one.population, one]));
  return [
    heading(1, title),
    paragraph(`${id}, version ${version}${requests.length > 0 ? `; requests: ${requests.join(', ')}` : ''}`, 'aside'),
    ...(promise === '' ? [] : [paragraph(promise)]),
    ...notes.map((one) => paragraph(one, 'unknown')),
    ...tests.flatMap((test) => [
      heading(2, titles.get(test.population)?.title ?? test.population),
      ...testBlocks(test, titles.get(test.population)?.items ?? test.items.length, engagement.period.zone),
    ]),
  ];
}

function testBlocks(test: TestPaper, items: number, zone: string): readonly Block[] {
  const { sample, attributes, notes } = test;
  const telling = attributes.flatMap(({ attribute, upperLimit }) => upperLimit.notes.map((note) => `${attribute}: ${note}`));
  return [
    paragraph(sampleSentence(sample, items)),
    ...(sample === null ? [] : drawnBlocks(sample, zone)),
    attributeTable(attributes),
    ...(notes.length + telling.length === 0 ? [] : [list([...notes, ...telling])]),
    ...cellTable('Exceptions, failures and what was marked again or not tested', test.items, attributes, zone),
    ...cellTable(sample === null ? 'Not in the population' : 'Outside the sample', test.outsideSample, attributes, zone),
  ];
}

function drawnBlocks({ seed, by, at, extensions }: SamplePaper, zone: string): readonly Block[] {
  const added = extensions.map(
    (one) => `${counted(one.items.length, 'item')} added ${momentText(one.at, zone)} by ${one.by}: ${sentence(one.reason)}`,
  );
  return [paragraph(`Drawn ${momentText(at, zone)} by ${by}, with the seed ${seed}.`, 'aside'), ...(added.length === 0 ? [] : [list(added)])];
}

function attributeTable(attributes: readonly AttributePaper[]): Block {
  const columns: readonly Column[] = [
    { title: 'What is asked', width: 4.4 },
    { title: 'Tickmark judged, of all items', width: 3.2 },
    { title: 'Marked by the auditor', width: 4.4 },
  ];
  return table(
    columns,
    attributes.map((one) => [[one.asks, aside(`${one.attribute}, version ${one.version}`)], judgedLines(one), resultLine(one)]),
    '',
  );
}

function judgedLines({ judged: { items, fail, unknown, notOwed, excluded } }: AttributePaper): readonly Line[] {
  if (items === 0) return ['no items'];
  const beside: readonly (Line | false)[] = [
    unknown > 0 && { text: `${figure(unknown)} unknown`, tone: 'unknown' },
    notOwed > 0 && aside(`${figure(notOwed)} not owed`),
    excluded > 0 && aside(`${figure(excluded)} excluded`),
  ];
  return [`${figure(fail)} of ${counted(items, 'item')} ${fail === 1 ? 'fails' : 'fail'}`, ...beside.filter((one) => one !== false)];
}

function resultLine(attribute: AttributePaper): Line {
  const text = resultSentence(attribute);
  return attribute.counts.exceptions > 0 ? { text, tone: 'fail' } : text;
}

/** How many rows of such a table a document shows. */
const shownCells = 200;

function cellTable(title: string, items: readonly ItemPaper[], attributes: readonly AttributePaper[], zone: string): readonly Block[] {
  const cells = items.flatMap((item) => item.cells.filter(isTelling).map((cell) => ({ item, cell })));
  if (cells.length === 0) return [];
  const asked = new Map(attributes.map((one) => [one.attribute, one.title]));
  const rows = cells
    .slice(0, shownCells)
    .map(({ item, cell }) => [itemLines(item), asked.get(cell.attribute) ?? cell.attribute, judgedCell(cell), markLines(cell, zone)]);
  const more = `These are the first ${shownCells} of ${figure(cells.length)}. All of them stand in the matrix of this test, item by item.`;
  return [heading(3, title), table(cellColumns, rows, ''), ...(cells.length > shownCells ? [paragraph(more, 'unknown')] : [])];
}

const cellColumns: readonly Column[] = [
  { title: 'Item', width: 3 },
  { title: 'What is asked', width: 2.6 },
  { title: 'Tickmark judged', width: 3.6 },
  { title: 'Auditor’s mark', width: 3.6 },
];

/** What is out of the ordinary: an exception, a failure, not tested, or marked more than once. */
function isTelling({ machine, mark, earlier }: CellPaper): boolean {
  return machine?.outcome === 'fail' || mark?.mark === 'exception' || mark?.mark === 'not-tested' || earlier.length > 0;
}

function itemLines({ item, member }: ItemPaper): Cell {
  if (member === null) return [item, { text: 'not in the population', tone: 'unknown' }];
  return member.title === item ? item : [member.title, aside(item)];
}

function judgedCell(cell: CellPaper): readonly Line[] {
  const { machine, response } = cell;
  const said: Line = machine?.outcome === 'fail' ? { text: outcomeText(cell), tone: 'fail' } : outcomeText(cell);
  const because = machine === null ? [] : [sentence(machine.because)];
  return [said, ...because, ...(response === null ? [] : [`Management: ${sentence(response.response)}`])];
}

function markLines(cell: CellPaper, zone: string): readonly Line[] {
  const { mark, earlier } = cell;
  if (mark === null) return [aside('none')];
  const then = saidThen(cell);
  return [
    ...linesOf(markWords(mark, zone)),
    ...(then === null ? [] : [aside(then)]),
    ...earlier.toReversed().map((one) => aside(`before: ${markWords(one, zone).join('; ')}`)),
  ];
}

function markWords({ mark, note, by, at }: MarkPaper, zone: string): readonly string[] {
  return [mark === 'not-tested' ? 'not tested' : mark, note, `${by}, ${momentText(at, zone)}`].filter((one) => one !== '');
}
