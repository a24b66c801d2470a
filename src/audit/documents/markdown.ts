import { type Block, type Cell, type Document, linesOf, openPoints, pageNote, simulatedNote, type TableBlock, textOf } from './document.ts';
import { plainText } from './plain-text.ts';

/** The document as GitHub's Markdown. Text of the document is text: none of it becomes markup. */
export function toMarkdown(document: Document): string {
  const parts = [
    `# ${inline(document.title)}`,
    inline(document.subtitle),
    `*${inline(document.organization)}. ${pageNote}*`,
    ...(document.simulated ? [`*${simulatedNote}*`] : []),
    ...document.notes.map(inline),
    document.particulars.map(({ label, text }) => `- **${inline(label)}:** ${inline(text)}`).join('\n'),
    ...[openPoints(document)].flatMap((open) => (open === null ? [] : [`**${inline(open)}**`])),
    ...written(document.blocks),
    ...(document.simulated ? [`*${simulatedNote}*`] : []),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function written(blocks: readonly Block[]): readonly string[] {
  let flags = 0;
  return blocks.map((block) => {
    if (block.kind === 'flag') flags += 1;
    return blockText(block, flags);
  });
}

function blockText(block: Block, flags: number): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item, at) => `${block.numbered ? `${at + 1}.` : '-'} ${inline(item)}`).join('\n');
    case 'table':
      return tableText(block);
    case 'flag':
      return `> **To settle ${flags}:** ${inline(block.text)}`;
    case 'placeholder':
      return `> *To be written by the company:* ${inline(block.text)}`;
    case 'blank':
      return `${inline(block.label)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_`;
    case 'pageBreak':
      return '---';
  }
}

function tableText({ columns, rows }: TableBlock): string {
  const head = columns.map((column) => inline(column.title));
  const rule = columns.map((column) => (column.figures === true ? '---:' : '---'));
  return [head, rule, ...rows.map((row) => row.map(cellText))].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cellText(cell: Cell): string {
  return linesOf(cell)
    .map((line) => inline(textOf(line)))
    .join('<br>');
}

/** Text as Markdown that shows exactly this text: nothing in it begins markup, a link, a mention, mathematics or HTML. */
function inline(text: string): string {
  return plainText(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replace(/(?<!\w)@/g, '&#64;')
    .replace(/(?<![a-z])(https?|ftp|mailto|xmpp):/gi, '$1&#58;')
    .replace(/(?<![a-z])www\./gi, 'www&#46;')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/ #/g, ' \\#');
}
