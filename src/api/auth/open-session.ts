import { plainPage } from '../plain-page.ts';
import type { OneTimeLinks } from './one-time-links.ts';
import { COOKIE_LIFETIME, cookieName, cookieValue } from './owner-token.ts';

export interface OpenSessionOptions {
  readonly links: OneTimeLinks;
  readonly token: string;
  readonly port: () => number;
  /** The real time. */
  readonly now: () => number;
}

/** `GET /open?key=…`: uses the one-time key up, gives the browser its cookie, and sends it to the first page. */
export function openSession(request: Request, { links, token, port, now }: OpenSessionOptions): Response {
  // A browser that only looks ahead must not use the link up before its owner does.
  if (request.method !== 'GET' || /prefetch/.test(request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''))
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  const key = new URL(request.url).searchParams.get('key') ?? '';
  if (!links.take(key))
    return plainPage(410, 'This link has been used, or is too old', [
      'A link opens Tickmark once, within ten minutes after it was made.',
      'For a new one, run this where Tickmark runs:',
      { code: 'tickmark open' },
    ]);
  const cookie = `${cookieName(port())}=${cookieValue(token, port(), now())}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_LIFETIME / 1000}`;
  return new Response(null, { status: 303, headers: { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' } });
}
