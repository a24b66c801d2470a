import {
  type Block,
  type Cell,
  type Document,
  type Line,
  linesOf,
  openPoints,
  pageNote,
  simulatedNote,
  type TableBlock,
  textOf,
} from './document.ts';
import { typstLayout } from './typst-layout.ts';
import { typstText } from './typst-text.ts';

/** Up to how many headings of the first level those of the second stand in the table of contents, too. */
const fewSections = 12;
/** From how many columns on a table is set in small type. */
const wide = 5;

/** The document as one file of Typst that imports nothing. Every text of the document is a string of Typst, never markup. */
export function toTypst(document: Document): string {
  return `${[typstLayout.trim(), settings(document), shown(document)].join('\n\n')}\n`;
}

function settings({ title, organization, asOf }: Document): string {
  const [year, month, day] = asOf.slice(0, 10).split('-').map(Number);
  return `#set document(title: ${typstText(title)}, author: ${typstText(organization)}, date: datetime(year: ${year}, month: ${month}, day: ${day}))`;
}

function shown(document: Document): string {
  const { title, subtitle, organization, simulated, notes, particulars, contents, blocks } = document;
  const open = openPoints(document);
  const page = [shortened(title), shortened(organization), pageNote, simulated ? simulatedNote : ''].map(typstText).join(', ');
  const head = [
    typstText(title),
    typstText(subtitle),
    array(notes.map(typstText)),
    array(particulars.flatMap(({ label, text }) => [typstText(label), typstText(text)])),
    open === null ? 'none' : typstText(open),
  ];
  const sections = blocks.filter((block) => block.kind === 'heading' && block.level === 1).length;
  return [
    `#show: body => layout-page(${page}, body)`,
    `#title-block(${head.join(', ')})`,
    ...(contents ? [`#contents(${sections <= fewSections})`, '#pagebreak(weak: true)'] : []),
    ...written(blocks),
  ].join('\n');
}

function written(blocks: readonly Block[]): readonly string[] {
  let flags = 0;
  return blocks.map((block, at) => {
    if (block.kind === 'flag') flags += 1;
    return blockSource(block, { flags, leads: ['table', 'list', 'blank'].includes(blocks[at + 1]?.kind ?? '') });
  });
}

interface Place {
  /** How many flags there were up to here. */
  readonly flags: number;
  /** Whether a table, a list or a line to sign follows, from which what leads to it is not parted. */
  readonly leads: boolean;
}

function blockSource(block: Block, { flags, leads }: Place): string {
  switch (block.kind) {
    case 'heading':
      return `#heading(level: ${block.level}, ${typstText(block.text)})`;
    case 'paragraph':
      return `#${leads ? 'lead' : 'par'}(${lineSource(block.tone === undefined ? block.text : { text: block.text, tone: block.tone })})`;
    case 'list':
      return `#${block.numbered ? 'numbers' : 'bullets'}(${block.items.map(typstText).join(', ')})`;
    case 'table':
      return tableSource(block);
    case 'flag':
      return `#settle(${flags}, ${typstText(block.text)})`;
    case 'placeholder':
      return `#to-write(${leads}, ${typstText(block.text)})`;
    case 'blank':
      return `#blank-line(${typstText(block.label)})`;
    case 'pageBreak':
      return '#pagebreak(weak: true)';
  }
}

function tableSource({ columns, rows }: TableBlock): string {
  const widths = array(columns.map((column) => String(column.width)));
  const figures = array(columns.map((column) => String(column.figures === true)));
  const heads = array(columns.map((column) => typstText(column.title)));
  const lines = rows.map((row) => `  (kept: ${isKept(row)}, cells: ${array(row.map(cellSource))}),\n`).join('');
  return `#ruled(${widths}, ${figures}, ${columns.length >= wide}, ${heads}, (\n${lines}))`;
}

function cellSource(cell: Cell): string {
  const lines = linesOf(cell).map(lineSource);
  return lines.length === 1 ? (lines[0] ?? '""') : array(lines);
}

function lineSource(line: Line): string {
  return typeof line === 'string' ? typstText(line) : `toned("${line.tone}", ${typstText(line.text)})`;
}

/** An array of Typst; the comma at the end keeps one of a single member from being mere brackets. */
function array(members: readonly string[]): string {
  return members.length === 0 ? '()' : `(${members.join(', ')},)`;
}

/** For the one line at the head and at the foot of a page. */
function shortened(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 69).trimEnd()}…`;
}

/** Whether a row is surely lower than a page, so that it is not broken over two. */
function isKept(row: readonly Cell[]): boolean {
  return row.every((cell) => linesOf(cell).length <= 16 && linesOf(cell).reduce((sum, line) => sum + textOf(line).length, 0) <= 600);
}
