import { z } from 'zod';

export const PAGE_LIMIT = 1000;

/** Which part of a list. A list of something judged does not move: an offset means the same on every page of it. */
export const pageQuery = z.object({
  cursor: z
    .string()
    .max(500, 'a cursor that this list gave')
    .optional()
    .describe('Where the last page ended. A list that has changed since refuses it.'),
  offset: z.coerce.number('a number of rows').int().min(0).optional().describe('Rows to pass over, instead of a cursor.'),
  limit: z.coerce.number('a number of rows').int().min(1).max(PAGE_LIMIT, `at most ${PAGE_LIMIT} rows`).default(100),
});

export const pageRefuses = { 'page/cursor': 410 } as const;

export function page<T extends z.ZodType>(row: T) {
  return z.object({
    rows: z.array(row),
    /** Of the whole list, as filtered. */
    total: z.int(),
    offset: z.int(),
    /** Where the next page begins; null on the last. */
    next: z.string().nullable(),
  });
}

/** A text to look for, in any case. */
export const searchText = z.string().max(200, 'at most 200 characters');
