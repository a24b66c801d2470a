import { HttpFailure } from './failure.ts';
import type { Answer } from './manners.ts';

/** Keeps every request on the one host, and below the one path, that were configured. */
export interface Pin {
  /** @throws HttpFailure for an address that leads anywhere else */
  hold(url: URL): void;
  /** Where a redirect leads; null when the answer is none. @throws HttpFailure when it leads away */
  redirect(from: URL, answer: Answer): URL | null;
  /** @throws HttpFailure when the next page is said to be elsewhere */
  links(from: URL, answer: Answer): void;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** @throws HttpFailure when a secret would travel unencrypted */
export function pinTo(base: URL): Pin {
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && LOOPBACK.test(base.hostname)))
    throw new HttpFailure('unreachable', `${base.origin} is not encrypted, and a token would be sent to it. Configure an address with https.`);
  const prefix = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  const isInside = (url: URL) =>
    url.origin === base.origin && url.username === '' && url.password === '' && `${url.pathname}/`.startsWith(prefix) && !climbs(url.pathname);
  return {
    hold(url) {
      if (isInside(url)) return;
      throw new HttpFailure(
        'unexpected-shape',
        `${url.host}${url.pathname} is not part of ${base.host}${prefix}, and was not asked. Check the address of the connection.`,
      );
    },
    redirect(from, answer) {
      if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
      const to = urlIn(answer.headers.get('location') ?? '', from);
      if (to !== null && isInside(to)) return to;
      const where = to === null ? 'nowhere' : to.host;
      throw new HttpFailure(
        'unexpected-shape',
        `${from.host}${from.pathname} redirects to ${where}, which was not followed. Check the address of the connection.`,
        answer,
      );
    },
    links(from, answer) {
      for (const target of pageLinks(answer.headers.get('link') ?? '')) {
        const to = urlIn(target, from);
        if (to !== null && isInside(to)) continue;
        throw new HttpFailure(
          'unexpected-shape',
          `${from.host}${from.pathname} says that its next page is at ${to?.host ?? 'no address'}, which was not asked. Check that nothing between here and ${base.host} changes its answers.`,
          answer,
        );
      }
    },
  };
}

/** A slash may stand encoded in the name of a branch; what climbs out of the path by it may not. */
function climbs(path: string): boolean {
  return path
    .replace(/%2f|%5c|\\/gi, '/')
    .replace(/%2e/gi, '.')
    .split('/')
    .includes('..');
}

function urlIn(text: string, base: URL): URL | null {
  return text !== '' && URL.canParse(text, base.href) ? new URL(text, base.href) : null;
}

/** Addresses of further pages in a `Link` header. */
function pageLinks(header: string): string[] {
  return [...header.matchAll(/<([^>]*)>([^<]*)/g)].flatMap(([, target = '', parameters = '']) =>
    /\brel\s*=\s*"?[^";]*\b(next|prev|first|last)\b/i.test(parameters) ? [target] : [],
  );
}
