import type { Iso } from '../assessment.ts';

/** A document before it is rendered: text and its order, nothing of how it looks. All text is plain; renderers escape it. */
export interface Document {
  readonly title: string;
  readonly subtitle: string;
  /** Whose document it is; stands on every page. */
  readonly organization: string;
  /** The instant up to which its facts were known. It dates the PDF, so that the same facts give the same bytes. */
  readonly asOf: Iso;
  /** Made under a simulated clock from pretend systems; said on every page. */
  readonly simulated: boolean;
  /** Whether it is long enough to begin with a table of contents. */
  readonly contents: boolean;
  /** What a reader must know first, one sentence or two each; stands under the title. */
  readonly notes: readonly string[];
  /** What it speaks of, in a word and a sentence each: program, period, source. */
  readonly particulars: readonly { readonly label: string; readonly text: string }[];
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered: boolean }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }
  /** Something that a person must settle before the document can be used. */
  | { readonly kind: 'flag'; readonly text: string }
  /** What only the company can write. */
  | { readonly kind: 'placeholder'; readonly text: string }
  /** A line that is filled in by hand. */
  | { readonly kind: 'blank'; readonly label: string }
  | { readonly kind: 'pageBreak' };

export type TableBlock = Extract<Block, { kind: 'table' }>;

export interface Column {
  readonly title: string;
  /** Share of the width, against the other columns of the table. */
  readonly width: number;
  /** Figures stand right. */
  readonly figures?: boolean;
}

/** Coloured as a failure or as something not known, or set back as what only helps to find it; the words say it, too. */
export type Tone = 'fail' | 'unknown' | 'aside';

export interface Toned {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = string | Toned;

/** One line, or several that stand under each other. */
export type Cell = Line | readonly Line[];

/** What stands on every page of every draft. */
export const pageNote = 'Draft from facts. Not an auditor’s report.';
export const simulatedNote = 'Simulated clock, pretend systems.';

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

export function paragraph(text: string, tone?: Tone): Block {
  return tone === undefined ? { kind: 'paragraph', text } : { kind: 'paragraph', text, tone };
}

export function list(items: readonly string[], numbered = false): Block {
  return { kind: 'list', items, numbered };
}

/** A table, or the sentence that says why there is none. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], none: string): Block {
  return rows.length > 0 ? { kind: 'table', columns, rows } : paragraph(none);
}

/** How many rows of a long list a document shows; a page holds about ten. */
const shownRows = 200;

/** A table of what may be very long, cut with a sentence that says so. */
export function longTable(columns: readonly Column[], rows: readonly (readonly Cell[])[], none: string): readonly Block[] {
  const shown = table(columns, rows.slice(0, shownRows), none);
  if (rows.length <= shownRows) return [shown];
  return [shown, paragraph(`These are the first ${shownRows} of ${rows.length}. All of them stand in the audit package, item by item.`, 'unknown')];
}

export function flag(text: string): Block {
  return { kind: 'flag', text };
}

export function placeholder(text: string): Block {
  return { kind: 'placeholder', text };
}

export function blank(label: string): Block {
  return { kind: 'blank', label };
}

export function aside(text: string): Toned {
  return { text, tone: 'aside' };
}

export function notKnown(text: string): Toned {
  return { text, tone: 'unknown' };
}

export function linesOf(cell: Cell): readonly Line[] {
  return typeof cell === 'string' || 'text' in cell ? [cell] : cell;
}

export function textOf(line: Line): string {
  return typeof line === 'string' ? line : line.text;
}

/** What stands between the draft and its use: `2 points to settle and 1 section to write.`; null where nothing does. */
export function openPoints({ blocks }: Document): string | null {
  const flags = blocks.filter((one) => one.kind === 'flag').length;
  const sections = blocks.filter((one) => one.kind === 'placeholder').length;
  const parts = [flags > 0 && `${flags} ${flags === 1 ? 'point' : 'points'} to settle`, sections > 0 && `${sections} to be written by the company`];
  const said = parts.filter((one) => one !== false);
  return said.length > 0 ? `Open in this draft: ${said.join(', ')}.` : null;
}
