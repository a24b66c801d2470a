import { type Block, type Document, linesOf, textOf } from '../../documents/document.ts';

/** Everything that a document says, one text a line. */
export function read({ title, subtitle, notes, particulars, blocks }: Document): string {
  return [title, subtitle, ...notes, ...particulars.map(({ label, text }) => `${label}: ${text}`), ...blocks.flatMap(textsOf)].join('\n');
}

export function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'list':
      return block.items;
    case 'table':
      return [
        block.columns.map((one) => one.title).join(' | '),
        ...block.rows.map((row) => row.map((cell) => linesOf(cell).map(textOf).join(' / ')).join(' | ')),
      ];
    case 'blank':
      return [block.label];
    case 'pageBreak':
      return [];
    default:
      return [block.text];
  }
}

/** What a person must settle. */
export function flagsOf({ blocks }: Document): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'flag' ? [block.text] : []));
}

/** What the company has yet to write. */
export function placeholdersOf({ blocks }: Document): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'placeholder' ? [block.text] : []));
}

/** The rows of the first table below a heading. */
export function rowsBelow({ blocks }: Document, title: string): readonly string[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === title);
  const found = blocks.slice(at < 0 ? blocks.length : at).find((block) => block.kind === 'table');
  return found === undefined ? [] : textsOf(found).slice(1);
}
