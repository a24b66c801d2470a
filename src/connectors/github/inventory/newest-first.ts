import type { z } from 'zod';
import type { Instant } from '../../../kernel/time.ts';
import type { GitHubApi } from '../api.ts';

export interface Newest<T> {
  readonly route: string;
  readonly parameters: Record<string, unknown>;
  readonly shape: z.ZodType<T>;
  /** Of one row: by what the list is sorted, newest first. */
  readonly sortedBy: (row: T) => Instant;
  /** Older rows are not wanted. */
  readonly after: Instant;
  /** Called where the list ended before a row that is too old: then it was all of it. */
  readonly atEnd?: () => void;
}

/** Rows of a list that begins with the newest, up to the first that is too old. */
export async function* newestFirst<T>(api: GitHubApi, { route, parameters, shape, sortedBy, after, atEnd }: Newest<T>): AsyncGenerator<T> {
  for await (const page of api.pages(route, parameters, shape)) {
    for (const row of page) {
      if (sortedBy(row) < after) return;
      yield row;
    }
  }
  atEnd?.();
}
