import type { Io } from './io.ts';
import { fitted } from './page.ts';
import { printable } from './paint.ts';

/** Says what a long work is at. On a terminal one line that is rewritten; elsewhere a line for each step. */
export interface Progress {
  (step: string, done?: number, total?: number): void;
  /** Takes the line away. */
  end(): void;
}

const REDRAW_MS = 80;

/** Takes a line of progress away, so that what follows begins on an empty one. */
export const clearLine = '\r\u001b[2K';

export function progressOn(io: Io, quiet: boolean): Progress {
  if (quiet) return Object.assign(() => undefined, { end: () => undefined });
  return io.errTerminal ? movingLine(io) : stepLines(io);
}

function movingLine(io: Io): Progress {
  let drawn = Number.NEGATIVE_INFINITY;
  let last = '';
  const say = (step: string, done?: number, total?: number) => {
    const now = performance.now();
    if (step === last && now - drawn < REDRAW_MS) return;
    drawn = now;
    last = step;
    io.err(`${clearLine}${fitted(printable(`${step}${counted(done, total)}`), io.width - 1)}`);
  };
  return Object.assign(say, { end: () => io.err(clearLine) });
}

function stepLines(io: Io): Progress {
  let last = '';
  const say = (step: string) => {
    if (step === last) return;
    last = step;
    io.err(`${printable(step)}\n`);
  };
  return Object.assign(say, { end: () => undefined });
}

function counted(done?: number, total?: number): string {
  if (done === undefined) return '';
  const figure = done.toLocaleString('en-US');
  return total === undefined ? ` ${figure}` : ` ${figure} of ${total.toLocaleString('en-US')}`;
}
