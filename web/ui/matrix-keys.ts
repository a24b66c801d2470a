/** A cell of a matrix: row and column. Column 0 is the item itself, the attributes follow. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads; undefined for keys that mean nothing here. Home and End go to the ends of the whole list, not of the row. */
export function movedBy(
  key: string,
  from: Place,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): Place | undefined {
  const to = (row: number, column = from.column): Place => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(from.row + 1);
    case 'ArrowUp':
      return to(from.row - 1);
    case 'ArrowRight':
      return to(from.row, from.column + 1);
    case 'ArrowLeft':
      return to(from.row, from.column - 1);
    case 'PageDown':
      return to(from.row + size.page);
    case 'PageUp':
      return to(from.row - size.page);
    case 'Home':
      return to(0);
    case 'End':
      return to(size.rows - 1);
    default:
      return undefined;
  }
}

/**
 * The element in which a row is drawn. Rows that leave on one side give theirs to those that come in on the other, so a scroll changes text and marks and
 * makes nothing anew. That holds only with exactly as many elements as rows are drawn at once.
 */
export function slotOf(index: number, slots: number): number {
  return index % Math.max(1, slots);
}

/** As many rows as are drawn at once, at most, in a view so high; lengths in pixels. */
export function slotCount(view: number, height: number, overscan: number): number {
  return Math.ceil(view / height) + 1 + 2 * overscan;
}

/** The rows that can be seen between heads and totals. Lengths in pixels; rows that are cut by an edge count as seen. */
export function seenRows(scrolled: number, room: number, height: number, count: number): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.min(count - 1, Math.floor(scrolled / height)));
  return { first, last: Math.max(first, Math.min(count - 1, Math.ceil((scrolled + room) / height) - 1)) };
}
