import { startRest } from './handle.ts';
import type { RestAnswer, RestHost } from './reply.ts';

/** What addresses in answers begin with. */
export const ROOT = 'http://127.0.0.1:8080/api/v3';

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks without a network between: `address` is a path with its query, or a whole address that an answer named. */
export function ask(host: RestHost, secret: string | null, address: string, { method = 'GET', headers = {}, body = '' }: Asked = {}): RestAnswer {
  const url = new URL(address.replace(ROOT, ''), 'http://any');
  const authorization = secret === null ? {} : { authorization: `Bearer ${secret}` };
  const { answer, end } = startRest(host, {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: { ...authorization, ...headers },
    body,
    root: ROOT,
  });
  end();
  return answer;
}

export function json<T>(answer: RestAnswer): T {
  return JSON.parse(answer.body) as T;
}

/** Where `Link` says to go for the next page; null on the last. */
export function nextOf({ headers }: RestAnswer): string | null {
  return /<([^>]*)>; rel="next"/.exec(headers['link'] ?? '')?.[1] ?? null;
}

/** Everything in a list, page by page. */
export function all<T>(host: RestHost, secret: string, address: string): T[] {
  const items: T[] = [];
  for (let next: string | null = address; next !== null; ) {
    const answer = ask(host, secret, next);
    items.push(...json<T[]>(answer));
    next = nextOf(answer);
  }
  return items;
}
