import { stringify } from 'yaml';
import type { Instant } from '../../src/kernel/time.ts';

/** One file of the program's repository over all time. */
export interface ProgramFile {
  readonly path: string;
  /** The instants at which somebody committed it, with who did. */
  readonly commits: readonly { readonly at: Instant; readonly by: string }[];
  /** What it said at an instant; null before its first commit. */
  readonly textAt: (at: Instant) => string | null;
}

export type Entry = Readonly<Record<string, unknown>>;

/** From `at` on the entry reads so; null takes it out. */
export interface Writing {
  readonly at: Instant;
  readonly entry: Entry | null;
}

/** A `records/*.yaml` made of one list (or of several, for files such as vulnerabilities.yaml). Each item is its writings, oldest first. */
export function listFile(path: string, by: string, lists: Readonly<Record<string, readonly (readonly Writing[])[]>>): ProgramFile {
  const writings = Object.values(lists).flat(2);
  const first = Math.min(...writings.map(({ at }) => at));
  const moments = [...new Set(writings.map(({ at }) => at))].sort((a, b) => a - b);
  const texts = entryTexts();
  return {
    path,
    commits: moments.map((at) => ({ at, by })),
    textAt: (at) =>
      at < first
        ? null
        : Object.entries(lists)
            .map(([key, items]) => listText(key, items, at, texts))
            .join(''),
  };
}

function listText(key: string, items: readonly (readonly Writing[])[], at: Instant, texts: (entry: Entry) => string): string {
  const present = items.map((writings) => writings.findLast((writing) => writing.at <= at)?.entry ?? null).filter((entry) => entry !== null);
  return present.length === 0 ? `${key}: []\n` : `${key}:\n${present.map(texts).join('')}`;
}

/** Writes one entry of a list as YAML, each only once: files are written again with every commit, most entries never change. */
function entryTexts(): (entry: Entry) => string {
  const known = new Map<Entry, string>();
  return (entry) => {
    const text = known.get(entry) ?? indented(yamlText([entry]));
    known.set(entry, text);
    return text;
  };
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, minContentWidth: 0 });
}

/** The same file, unreadable in a span: a half-typed entry stands at its end. */
export function malformedBetween(file: ProgramFile, from: Instant, until: Instant, by: string): ProgramFile {
  return {
    path: file.path,
    commits: [...file.commits, { at: from, by }, { at: until, by }].sort((a, b) => a.at - b.at),
    textAt: (at) => {
      const text = file.textAt(at);
      return text === null || at < from || at >= until ? text : broken(text);
    },
  };
}

/** An opened quotation that nobody closed: in a list as in front matter, no YAML reader can take it. */
function broken(text: string): string {
  return text.startsWith('---\n') ? text.replace('\ntitle: ', '\ntitle: "') : `${text}  - id: "half-typed\n    due\n  }\n`;
}
