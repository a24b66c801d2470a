import { Fault } from '../fault.ts';
import type { Actor } from './actor.ts';
import { cookieName, isCookieValue, sameSecret } from './owner-token.ts';

/** Who may reach a server on one's own machine. Every page that the owner visits can send requests here, from the owner's own browser. */
export interface Guard {
  /**
   * Refuses what a page of somebody else's may have sent: another name for this machine, another origin.
   * @throws Fault `guard/host`, `guard/origin`
   */
  refuseForeign(request: GuardedRequest): void;
  /** The same for the API, to which nothing but our own pages and programs may speak. @throws Fault `guard/site` */
  refuseCrossSite(request: GuardedRequest): void;
  /** Who asks. @throws Fault `session/none`, `guard/origin` */
  actorOf(request: GuardedRequest): Actor;
}

export interface GuardedRequest {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
}

export interface GuardOptions {
  readonly token: string;
  readonly port: () => number;
  /** The real time. */
  readonly now: () => number;
}

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export function localOwnerGuard({ token, port, now }: GuardOptions): Guard {
  const isOurs = (host: string) => NAMES.some((name) => host === `${name}:${port()}`);
  return {
    refuseForeign({ header }) {
      const host = header('host') ?? '';
      if (!isOurs(host))
        throw new Fault(
          421,
          'guard/host',
          `This server answers as 127.0.0.1:${port()} and localhost:${port()}, on this machine. Open it under that name.`,
        );
      const origin = header('origin');
      if (origin !== undefined && origin !== `http://${host}`) throw foreignOrigin();
    },
    refuseCrossSite({ header }) {
      const site = header('sec-fetch-site');
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw new Fault(403, 'guard/site', 'The API answers its own pages and programs with its key, not the pages of another site.');
    },
    actorOf(request) {
      const bearer = /^Bearer ([\w-]+)$/i.exec(request.header('authorization') ?? '')?.[1];
      if (bearer !== undefined && sameSecret(bearer, token)) return { kind: 'owner' };
      const cookie = cookieOf(request.header('cookie') ?? '', cookieName(port()));
      if (bearer !== undefined || cookie === null || !isCookieValue(cookie, { token, port: port(), now: now() })) throw stranger();
      // A browser sends cookies along whoever asked: a change must show that our own page asked.
      if (!isSafe(request.method) && !saysOwnPage(request)) throw foreignOrigin();
      return { kind: 'owner' };
    },
  };
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** An origin that is there was compared before. */
function saysOwnPage({ header }: GuardedRequest): boolean {
  return header('origin') !== undefined || header('sec-fetch-site') === 'same-origin';
}

function cookieOf(header: string, name: string): string | null {
  for (const one of header.split(';')) {
    const [key, value] = one.trim().split('=', 2);
    if (key === name) return value ?? '';
  }
  return null;
}

function foreignOrigin(): Fault {
  return new Fault(403, 'guard/origin', 'This request comes from a page of another origin, and is not answered.');
}

function stranger(): Fault {
  return new Fault(
    401,
    'session/none',
    'This browser has no session here. Run `tickmark open` where Tickmark runs, and open the link that it prints.',
    {
      headers: { 'www-authenticate': 'Bearer realm="tickmark"' },
    },
  );
}
