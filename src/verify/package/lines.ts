import { canonicalText } from '../core/canonical.ts';
import type { Failures } from './failure.ts';
import type { PackageFiles } from './files.ts';

/** A line of a package is at most this long: a reader needs no more memory than that. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** One line of a file: its bytes without the newline, counted from 1. */
export interface Line {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** A line that was read as JSON. */
export interface JsonLine {
  readonly number: number;
  readonly text: string;
  readonly value: unknown;
}

const NEWLINE = 0x0a;

/** A file could not be cut into lines. */
export class LineError extends Error {
  readonly code: 'line-unended' | 'line-too-long';
  readonly line: number;

  constructor(code: 'line-unended' | 'line-too-long', line: number, sentence: string) {
    super(sentence);
    this.code = code;
    this.line = line;
  }
}

/** The lines of a file, in memory that does not grow with it. @throws LineError */
export async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 1;
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      const tail = piece.subarray(start, end);
      yield { number, bytes: held.length === 0 ? tail : Buffer.concat([...held, tail]) };
      number += 1;
      held = [];
      length = 0;
      start = end + 1;
    }
    if (start < piece.length) held.push(piece.subarray(start));
    length += piece.length - start;
    if (length > MAX_LINE_BYTES) throw new LineError('line-too-long', number, `The line is longer than ${MAX_LINE_BYTES} bytes.`);
  }
  if (held.length > 0) throw new LineError('line-unended', number, 'The last line does not end: the file was cut off.');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Canonical JSON (RFC 8785) in UTF-8; what is wrong with it otherwise. */
export function parseCanonicalLine(bytes: Uint8Array): { readonly text: string; readonly value: unknown } | 'line-malformed' | 'line-not-canonical' {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    return canonicalText(value) === text ? { text, value } : 'line-not-canonical';
  } catch {
    return 'line-malformed';
  }
}

/** The lines of a file as canonical JSON. A line that is none is reported and left out. */
export async function* readJsonLines(files: PackageFiles, path: string, failures: Failures): AsyncGenerator<JsonLine> {
  try {
    for await (const { number, bytes } of readLines(files.open(path))) {
      const parsed = parseCanonicalLine(bytes);
      if (typeof parsed === 'string') failures.add(parsed, sentences[parsed], { file: path, line: number });
      else yield { number, ...parsed };
    }
  } catch (error) {
    if (error instanceof LineError) failures.add(error.code, error.message, { file: path, line: error.line });
    else failures.add('unreadable', `It could not be read: ${messageOf(error)}`, { file: path });
  }
}

const sentences = {
  'line-malformed': 'The line is not JSON in UTF-8.',
  'line-not-canonical': 'The line is not the canonical JSON of what it says (RFC 8785).',
};

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
