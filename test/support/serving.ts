import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Site } from '../../src/api/app.ts';
import { type Guard, localOwnerGuard } from '../../src/api/auth/guard.ts';
import { type OneTimeLinks, openOneTimeLinks } from '../../src/api/auth/one-time-links.ts';
import { openSession } from '../../src/api/auth/open-session.ts';
import { cookieName, cookieValue, openOwnerToken } from '../../src/api/auth/owner-token.ts';
import type { Implemented, Place } from '../../src/api/implement.ts';
import { openLog } from '../../src/api/log.ts';
import { openPlace } from '../../src/api/place.ts';
import { referenceSite } from '../../src/api/reference/site.ts';
import { resources } from '../../src/api/resources.ts';
import { type RunningServer, startServer } from '../../src/api/server.ts';
import { openInstallation } from '../../src/engine/installation.ts';
import { instant } from '../../src/kernel/time.ts';
import { temporaryFolder } from './git.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
  /** The body, as JSON. */
  readonly json: () => Record<string, unknown>;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A real server on loopback over a real installation, and requests to it as anybody may write them. */
export interface Serving {
  readonly port: number;
  readonly token: string;
  readonly folder: string;
  readonly place: Place;
  readonly links: OneTimeLinks;
  /** What stands in the log. */
  readonly log: string[];
  /** As written: nothing is added but the Host. */
  send(path: string, sent?: Sent): Promise<Reply>;
  /** With the owner's key. */
  ask(path: string, sent?: Sent): Promise<Reply>;
  /** The cookie that a browser of the owner's sends. */
  readonly cookie: string;
  close(): Promise<void>;
}

export interface ServingOptions {
  readonly implemented?: readonly Implemented[];
  readonly sites?: readonly Site[];
  /** Instead of the real one, to see what it is good for. */
  readonly guard?: Guard;
  readonly strict?: boolean;
  readonly now?: () => number;
}

export async function serving(options: ServingOptions = {}): Promise<Serving> {
  const folder = temporaryFolder();
  const now = options.now ?? Date.now;
  const log: string[] = [];
  const installation = await openInstallation({
    dataDirectory: `${folder.path}/data`,
    version: '0.0.0-test',
    organizationName: 'Example',
    clock: () => instant(Date.now()),
    witnesses: [],
    warn: () => undefined,
  });
  const token = await openOwnerToken(installation.dataDirectory);
  let server: RunningServer | null = null;
  const port = () => server?.port ?? 0;
  const links = openOneTimeLinks({ origin: () => `http://127.0.0.1:${port()}`, now });
  const openedLog = openLog({ write: (text) => void log.push(text), now, verbose: true });
  const place = openPlace({ installation, links, log: openedLog, configurationPath: `${folder.path}/tickmark.yaml`, environment: process.env });
  server = await startServer({
    ...{ place, log: openedLog, port: 0, strict: options.strict ?? true, implemented: options.implemented ?? resources },
    guard: options.guard ?? localOwnerGuard({ token, port, now }),
    sites: [
      referenceSite('0.0.0-test'),
      { begins: '/open', answer: (request) => openSession(request, { links, token, port, now }) },
      ...(options.sites ?? []),
    ],
  });
  const send = (path: string, sent: Sent = {}) => sendTo(port(), path, sent);
  return {
    ...{ port: port(), token, folder: folder.path, place, links, log, send },
    ask: (path, sent = {}) => send(path, { ...sent, headers: { authorization: `Bearer ${token}`, ...sent.headers } }),
    cookie: `${cookieName(port())}=${cookieValue(token, port(), now())}`,
    async close() {
      await server.close();
      await place.close();
      await installation.close();
      folder.remove();
    },
  };
}

/** Not `fetch`, which does not let a test say who it pretends to be. */
function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => void parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes, text, json: () => JSON.parse(text) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
