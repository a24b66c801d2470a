import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { sha256Hex } from '../../kernel/hash.ts';
import { placeOf } from '../kit/yaml-place.ts';
import type { ReadFile, RecordFile } from './record-file.ts';

/** What is wrong with a file, and where. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

export type Reading =
  | { readonly file: ReadFile; readonly lineOf: (path: readonly (string | number)[]) => number }
  | { readonly problems: readonly Problem[] };

/** Faults of one file that are told of one by one. */
const MOST_PROBLEMS = 20;

export const LARGEST_FILE = 5 * 1024 * 1024;

/** `records/people.yaml:12: people[0].emails: expected a list of e-mail addresses` */
export function problemText({ file, line, sentence }: Problem): string {
  return `${file}:${line}: ${sentence}`;
}

/** Reads one file of the program. Nothing in it can make the reader fail: what is wrong comes back as problems. */
export function readRecordFile(path: string, bytes: Uint8Array, kind: RecordFile): Reading {
  if (bytes.length > LARGEST_FILE) return wrong(path, 1, `is larger than ${LARGEST_FILE / 1024 / 1024} MB. Split it into a folder of files.`);
  const text = decode(bytes);
  if (text === null) return wrong(path, 1, 'expected a text in UTF-8');
  return path.endsWith('.md') ? readPolicy(path, text, kind) : readYaml({ path, text, firstLine: 1 }, kind, (value) => value ?? {});
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readPolicy(path: string, text: string, kind: RecordFile): Reading {
  const parts = /^---[ \t]*\r?\n(?<front>[\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (parts === null || parts.index !== 0) return wrong(path, 1, 'expected front matter: a line ---, the fields, a line ---');
  const body = text.slice(parts[0].length);
  return readYaml({ path, text: parts.groups?.['front'] ?? '', firstLine: 2 }, kind, (value) => withText(value, body));
}

function withText(value: unknown, body: string): unknown {
  if (typeof value !== 'object' || value === null || 'text' in value) return value;
  return { ...value, text: sha256Hex(body) };
}

interface YamlText {
  readonly path: string;
  readonly text: string;
  /** The line of the file on which it begins. */
  readonly firstLine: number;
}

function readYaml({ path, text, firstLine }: YamlText, kind: RecordFile, complete: (value: unknown) => unknown): Reading {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, version: '1.2', schema: 'core', prettyErrors: false });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault) return wrong(path, lineAt(fault.pos[0]), `is not well-formed YAML: ${firstLineOf(fault.message)}`);
    const lineOf = (at: readonly (string | number)[]) => lineAt(placeOf(document, at));
    const read = kind.shape.safeParse(complete(document.toJS({ maxAliasCount: 50 })));
    if (read.success) return { file: kind.read(read.data), lineOf };
    return {
      problems: atMost(
        MOST_PROBLEMS,
        read.error.issues.flatMap((issue) => problemsOf(path, issue, lineOf)),
      ),
    };
  } catch (error) {
    return wrong(path, firstLine, unreadable(error));
  }
}

/** A file that is wrong throughout is told of by its first faults. */
function atMost(most: number, problems: readonly Problem[]): readonly Problem[] {
  const last = problems[most];
  if (last === undefined) return problems;
  return [...problems.slice(0, most), { ...last, sentence: `and ${problems.length - most} more faults from here on` }];
}

function unreadable(error: unknown): string {
  if (error instanceof RangeError) return 'is nested too deeply. Write it flatter.';
  if (error instanceof ReferenceError) return 'repeats itself through aliases too often. Write the values out.';
  throw error;
}

function firstLineOf(message: string): string {
  return message.split('\n')[0] ?? message;
}

function wrong(file: string, line: number, sentence: string): Reading {
  return { problems: [{ file, line, sentence }] };
}

type Issue = z.core.$ZodIssue;

function problemsOf(file: string, issue: Issue, lineOf: (path: readonly (string | number)[]) => number): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      line: lineOf([...path, key]),
      sentence: `${where([...path, key])}there is no such field. Check its spelling`,
    }));
  }
  return [{ file, line: lineOf(path), sentence: `${where(path)}expected ${issue.message}` }];
}

/** `people[0].emails: ` */
function where(path: readonly (string | number)[]): string {
  if (path.length === 0) return '';
  const text = path.map((part, place) => (typeof part === 'number' ? `[${part}]` : `${place === 0 ? '' : '.'}${part}`)).join('');
  return `${text}: `;
}
