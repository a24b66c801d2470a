import picocolors from 'picocolors';
import type { Io } from './io.ts';

/** The states in the terminal: told apart by sign and word, colour only on top. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly state: (state: State, text: string) => string;
}

export type State = 'pass' | 'fail' | 'unknown' | 'excluded' | 'no-items' | 'not-owed';

export const signs: Readonly<Record<State, string>> = { pass: '✓', fail: '✗', unknown: '?', excluded: '⊘', 'no-items': '·', 'not-owed': '–' };

export function paintFor(io: Io): Paint {
  const colors = picocolors.createColors(io.outColor);
  const byState: Readonly<Record<State, (text: string) => string>> = {
    pass: colors.green,
    fail: colors.red,
    unknown: colors.yellow,
    excluded: colors.dim,
    'no-items': colors.dim,
    'not-owed': colors.dim,
  };
  return { bold: colors.bold, dim: colors.dim, state: (state, text) => byState[state](text) };
}

/** Text from outside, safe to print: no control characters can move the cursor or colour the screen. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
}

/** The same for text of several lines: the line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Wraps words to a width, each line after the first behind `indent`. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
