import type { z } from 'zod';
import type { KindId } from '../../facts/kinds/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Days } from './fields.ts';

/** One thing that a file records. */
export interface RecordedEntry {
  readonly kind: KindId;
  /** Unique among its kind, over all files. */
  readonly id: string;
  /** Its place in the file: keys and positions. */
  readonly path: readonly (string | number)[];
  state(days: Days): Json;
}

/** A file of the program, read and found to be of its shape. */
export interface ReadFile {
  readonly entries: readonly RecordedEntry[];
  /** The program's zone, where this file sets it. */
  readonly zone?: string | undefined;
}

/** How one of the program's files is read. */
export interface RecordFile<T = unknown> {
  /** Also the name of the feed. */
  readonly name: string;
  readonly kinds: readonly KindId[];
  readonly shape: z.ZodType<T>;
  read(value: T): ReadFile;
}

export function defineRecordFile<T>(file: RecordFile<T>): RecordFile {
  return file as RecordFile;
}

/** The entries of one list of a file. */
export function entriesOf<T extends { id: string }>(
  kind: KindId,
  { list, items }: { list: string; items: readonly T[] | null | undefined },
  state: (item: T, days: Days) => Json,
): RecordedEntry[] {
  return (items ?? []).map((item, place) => ({ kind, id: item.id, path: [list, place], state: (days) => state(item, days) }));
}
