import { Refusal } from '../../kernel/refusal.ts';
import type { View } from './view.ts';

/** Which part of a list is wanted. */
export interface PageWanted {
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit: number;
}

export interface Page<T> {
  readonly rows: T[];
  readonly total: number;
  readonly offset: number;
  readonly next: string | null;
}

/** A list of which only a part is read: an array, or what is sliced like one. */
export interface Sliced<S> {
  readonly length: number;
  slice(from: number, until: number): readonly S[];
}

/**
 * A part of a list of a view. A view does not move, so neither do the parts of one list of it.
 * @param list names the list with its filters and sorting: a cursor of another list is refused
 * @throws Refusal `page/cursor`
 */
export function pageOf<S, T>(
  view: Pick<View, 'id'>,
  list: string,
  rows: Sliced<S>,
  wanted: PageWanted,
  shown: (row: S, index: number) => T,
): Page<T> {
  const offset = wanted.cursor === undefined ? (wanted.offset ?? 0) : offsetIn(wanted.cursor, view, list);
  const last = Math.min(rows.length, offset + wanted.limit);
  const part = rows.slice(offset, last).map((row, index) => shown(row, offset + index));
  return { rows: part, total: rows.length, offset, next: last < rows.length ? cursorOf(view, list, last) : null };
}

function cursorOf(view: Pick<View, 'id'>, list: string, offset: number): string {
  return Buffer.from(JSON.stringify([view.id, digest(list), offset])).toString('base64url');
}

function offsetIn(cursor: string, view: Pick<View, 'id'>, list: string): number {
  const [of, from, offset] = parsed(cursor);
  if (of === view.id && from === digest(list) && Number.isSafeInteger(offset) && (offset as number) >= 0) return offset as number;
  throw new Refusal('page/cursor', 'This cursor belongs to another list, or to how the list stood before. Ask for its first page again.');
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

/** Short, and different for different lists: a cursor is no secret, it must only not be mistaken. */
function digest(list: string): string {
  let hash = 2166136261;
  for (let place = 0; place < list.length; place++) hash = Math.imul(hash ^ list.charCodeAt(place), 16777619);
  return (hash >>> 0).toString(36);
}
