import type { FileMap } from './memory-sink.ts';

/** A damaged package, and which files the damage touched. */
export interface Mutant {
  readonly kind: string;
  readonly files: FileMap;
  readonly touched: readonly string[];
}

/** Numbers below a bound, from a seed: the same seed gives the same damage. */
export function numbersFrom(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

type Next = (bound: number) => number;
type Damage = (bytes: Uint8Array, next: Next) => Uint8Array;

const NEWLINE = 0x0a;

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.subarray(start, end + 1));
    start = end + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}

function withLines(change: (lines: Uint8Array[], next: Next) => void): Damage {
  return (bytes, next) => {
    const lines = splitLines(bytes);
    if (lines.length > 0) change(lines, next);
    return Buffer.concat(lines);
  };
}

/** Damage to one file. */
export const damages: Readonly<Record<string, Damage>> = {
  'bit flipped': (bytes, next) => {
    const copy = Buffer.from(bytes);
    const at = next(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << next(8));
    return copy;
  },
  'byte put in': (bytes, next) => {
    const at = next(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(next(256)), bytes.subarray(at)]);
  },
  'byte taken out': (bytes, next) => {
    const at = next(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  },
  truncated: (bytes, next) => bytes.subarray(0, next(bytes.length)),
  'line dropped': withLines((lines, next) => void lines.splice(next(lines.length), 1)),
  'line doubled': withLines((lines, next) => {
    const at = next(lines.length);
    lines.splice(at, 0, lines[at] as Uint8Array);
  }),
  'lines swapped': withLines((lines, next) => {
    const [a, b] = [next(lines.length), next(lines.length)];
    [lines[a], lines[b]] = [lines[b] as Uint8Array, lines[a] as Uint8Array];
  }),
  'lines reversed': withLines((lines) => void lines.reverse()),
  'digit changed': (bytes, next) => {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39);
    const copy = Buffer.from(bytes);
    const at = digits[next(Math.max(1, digits.length))];
    if (at !== undefined) copy[at] = 0x30 + (((copy[at] as number) - 0x30 + 1 + next(9)) % 10);
    return copy;
  },
};

/** Damage to one or two of these files; null when chance chose one that changes nothing. */
export function mutate(files: FileMap, paths: readonly string[], next: Next): Mutant | null {
  const names = [...Object.keys(damages), 'file dropped', 'file added', 'file doubled', 'files swapped', 'file emptied', 'file renamed'];
  const kind = names[next(names.length)] as string;
  const path = paths[next(paths.length)] as string;
  const other = paths[next(paths.length)] as string;
  const bytes = files.get(path) as Uint8Array;
  const copy: FileMap = new Map(files);
  const damage = damages[kind];
  if (damage !== undefined) {
    const damaged = damage(bytes, next);
    return Buffer.from(damaged).equals(bytes) ? null : { kind, files: copy.set(path, damaged), touched: [path] };
  }
  return wholeFile(kind, copy, path, other, next);
}

function wholeFile(kind: string, files: FileMap, path: string, other: string, next: Next): Mutant | null {
  const bytes = files.get(path) as Uint8Array;
  const stranger = `${path}${next(2) === 0 ? '-copy' : `.${next(1_000)}`}`;
  switch (kind) {
    case 'file dropped':
      files.delete(path);
      return { kind, files, touched: [path] };
    case 'file added':
      return { kind, files: files.set(stranger, Buffer.from('{}\n')), touched: [stranger] };
    case 'file doubled':
      return { kind, files: files.set(stranger, bytes), touched: [stranger] };
    case 'file emptied':
      return { kind, files: files.set(path, new Uint8Array()), touched: [path] };
    case 'file renamed':
      files.delete(path);
      return { kind, files: files.set(stranger, bytes), touched: [path, stranger] };
    default: {
      const held = files.get(other) as Uint8Array;
      if (path === other || Buffer.from(bytes).equals(held)) return null;
      return { kind, files: files.set(path, held).set(other, bytes), touched: [path, other] };
    }
  }
}
