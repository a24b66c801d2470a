import { type Block, heading, list, paragraph } from './document.ts';

/**
 * Text that a company wrote in Markdown, as blocks below a heading of the second level. Headings, lists and paragraphs are kept; marks inside a
 * line become plain text, and what is not understood stays as it was written.
 */
export function fromMarkdown(markdown: string): readonly Block[] {
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---(\n|$)/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\n[ \t]*\n/)
    .flatMap(chunkBlocks);
}

function chunkBlocks(chunk: string): readonly Block[] {
  const lines = chunk.split('\n').filter((line) => line.trim() !== '');
  const groups: string[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && continues(last[0] ?? '', line)) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => groupBlock(group.map((line) => line.trim())));
}

/** A list goes on with its items and their further lines, a paragraph with anything that begins no list and no heading. */
function continues(first: string, line: string): boolean {
  if (isHeading(first) || isHeading(line)) return false;
  return isItem(first) || !isItem(line);
}

function groupBlock(lines: readonly string[]): Block {
  const first = lines[0] ?? '';
  if (isHeading(first))
    return heading(first.startsWith('# ') || first.startsWith('## ') ? 2 : 3, bare(first.replace(/^#+\s+/, '').replace(/\s#+$/, '')));
  if (!isItem(first)) return paragraph(bare(lines.join(' ')));
  const items: string[] = [];
  for (const line of lines) {
    if (isItem(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop() ?? ''} ${line}`);
  }
  return list(items.map(bare), /^\d/.test(first));
}

const item = /^\s*([-*+]|\d{1,9}[.)])\s+/;

function isItem(line: string): boolean {
  return item.test(line);
}

function isHeading(line: string): boolean {
  return /^\s*#{1,6}\s/.test(line);
}

/** Without the marks of emphasis, code and links, and with escaped letters as themselves. */
function bare(text: string): string {
  return text
    .replace(/!?\[([^\][]*)\]\(([^()\s]*)\)/g, (_, label: string, target: string) =>
      target === '' || target === label ? label : `${label} (${target})`,
    )
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*\\])\*(?=\S)([^*]+?)(?<=[^\s\\])\*(?![\w*])/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
