import type { z } from 'zod';
import { HttpFailure } from './failure.ts';
import type { Http } from './open.ts';

/** How a vendor without a library of its own is asked for JSON. */
export interface JsonAsking {
  readonly http: Http;
  /** Sent with every request: `authorization`, and what the vendor wants besides. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface JsonAnswer<T> {
  readonly value: T;
  /** The address of the next page; null on the last. */
  readonly next: URL | null;
  readonly notModified: boolean;
}

/**
 * What a GET answers, in the shape that is expected.
 * @throws HttpFailure as `Http.fetch` does; `unexpected-shape` naming the field, and for any status that is no success
 */
export async function getJson<T>({ http, headers }: JsonAsking, url: URL, shape: z.ZodType<T>): Promise<JsonAnswer<T>> {
  const response = await http.fetch(url, { headers: { accept: 'application/json', ...headers } });
  const where = `GET ${url.pathname} at ${url.host}`;
  if (!response.ok)
    throw new HttpFailure('unexpected-shape', `${where} answered with status ${response.status}. Check that what the connection names exists.`);
  const value = shaped(await response.json(), shape, where);
  return { value, next: nextPage(response.headers.get('link') ?? '', url), notModified: response.headers.has('x-tickmark-not-modified') };
}

/** @throws HttpFailure `unexpected-shape`, naming the first field that is not as expected */
export function shaped<T>(value: unknown, shape: z.ZodType<T>, where: string): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') || 'the whole';
  throw new HttpFailure(
    'unexpected-shape',
    `The answer to ${where} is not of the expected shape: ${field}: ${issue?.message}. Update Tickmark, or report it.`,
  );
}

/** Every page of a list, one after the other. @throws HttpFailure as `getJson`, and for pages that lead round in a circle */
export async function* getPages<T>(asking: JsonAsking, first: URL, shape: z.ZodType<readonly T[]>): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>();
  for (let url: URL | null = first; url !== null; ) {
    if (seen.has(url.href))
      throw new HttpFailure('unexpected-shape', `The pages of ${url.pathname} at ${url.host} lead round in a circle. Collect again later.`);
    seen.add(url.href);
    const page: JsonAnswer<readonly T[]> = await getJson(asking, url, shape);
    yield page.value;
    url = page.next;
  }
}

/** Times that a list is read while it changes under the reading. */
const MOST_READINGS = 4;

/**
 * A whole list whose pages are counted by offset: what goes away on a page that was read makes a row slip from the next page to it, unread. So the pages
 * are read until a reading finds the rows of the one before; a list of one page needs no other.
 * @throws HttpFailure `truncated` when it never stands still
 */
export async function getSteadyList<T>(
  asking: JsonAsking,
  first: URL,
  shape: z.ZodType<readonly T[]>,
  keyOf: (row: T) => string,
): Promise<readonly T[]> {
  let before: string | null = null;
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const rows = new Map<string, T>();
    let pages = 0;
    for await (const page of getPages(asking, first, shape)) {
      pages++;
      for (const row of page) rows.set(keyOf(row), row);
    }
    const keys = JSON.stringify([...rows.keys()].sort());
    if (pages <= 1 || keys === before) return [...rows.values()];
    before = keys;
  }
  throw new HttpFailure(
    'truncated',
    `${first.pathname} at ${first.host} changed whenever it was read, so that rows may be missing. Collect again later.`,
  );
}

function nextPage(header: string, from: URL): URL | null {
  const target = /<([^>]*)>[^<]*\brel\s*=\s*"?[^";]*\bnext\b/i.exec(header)?.[1];
  return target !== undefined && URL.canParse(target, from.href) ? new URL(target, from.href) : null;
}
