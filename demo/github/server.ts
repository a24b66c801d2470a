import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../src/kernel/time.ts';
import { type Answer, type Fault, type FaultAct, faultsOf, instead, type Seen, spoilt, worldBeneath } from './faults.ts';
import { parsed, serveGraphql } from './graphql/serve.ts';
import type { AppKey } from './permissions/app-jwt.ts';
import { type Credentials, makeCredentials } from './permissions/credentials.ts';
import { type Allowance, type Limits, makeLimits, PUBLISHED } from './permissions/limits.ts';
import { type Remembered, rememberedAnswers } from './remembered.ts';
import { startRest } from './rest/handle.ts';
import type { Token } from './token.ts';
import type { GithubWorld } from './world.ts';

export interface GithubOptions {
  readonly world: GithubWorld;
  readonly tokens: readonly Token[];
  readonly appKeys?: readonly AppKey[];
  readonly now: Instant;
  readonly allowance?: Partial<Allowance>;
  readonly faults?: readonly Fault[];
  /** Nodes that one GraphQL answer may hold; more is a 502. GitHub stops by time; this stops by work. */
  readonly mostNodes?: number;
}

/** Enough for a hundred ordinary pull requests with their commits, reviews and checks; not for a hundred large ones. */
export const MOST_NODES = 8000;

export interface Counts {
  readonly requests: number;
  readonly rest: number;
  readonly graphql: number;
  /** Points of the GraphQL rate limit. */
  readonly points: number;
  readonly notModified: number;
  readonly refused: number;
  /** Requests sent although an answer had said to wait. */
  readonly insidePenalty: number;
}

export interface LoggedRequest {
  readonly api: Seen['api'];
  readonly method: string;
  /** With its query; of GraphQL the name of the operation. */
  readonly what: string;
  readonly status: number;
  readonly fault: FaultAct['kind'] | null;
}

/** A pretend GitHub that listens on 127.0.0.1: one organization's world, as of a clock that only `setNow` moves. */
export interface PretendGithub {
  /** As `https://api.github.com`: REST at the root, `/graphql` below it. */
  readonly url: string;
  /** The same as on GitHub Enterprise Server: `…/api/v3`, with GraphQL at `…/api/graphql`. */
  readonly enterpriseUrl: string;
  setNow(now: Instant): void;
  setWorld(world: GithubWorld): void;
  /** Replaces all faults, and forgets what the earlier ones counted. */
  setFaults(faults: readonly Fault[]): void;
  addToken(token: Token): void;
  counts(): Counts;
  readonly log: readonly LoggedRequest[];
  close(): Promise<void>;
}

interface Standing {
  world: GithubWorld;
  now: Instant;
  faults: ReturnType<typeof faultsOf>;
  points: number;
  penalties: { until: number; inside: number };
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly log: LoggedRequest[];
  readonly mostNodes: number;
  /** Of this world alone. */
  remembered: Remembered;
}

export async function startGithub(options: GithubOptions): Promise<PretendGithub> {
  const standing: Standing = {
    ...{ world: options.world, now: options.now, faults: faultsOf(options.faults ?? []), points: 0, penalties: { until: 0, inside: 0 } },
    credentials: makeCredentials(options.tokens, options.appKeys ?? []),
    limits: makeLimits({ ...PUBLISHED, ...options.allowance }, () => standing.now),
    ...{ log: [], mostNodes: options.mostNodes ?? MOST_NODES, remembered: rememberedAnswers() },
  };
  const server = createServer((request, response) => {
    void respond(standing, request, response).catch((error: unknown) => {
      response
        .writeHead(599, { 'content-type': 'text/plain' })
        .end(`The pretend GitHub broke: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return handleOf(standing, server, url);
}

function handleOf(standing: Standing, server: Server, url: string): PretendGithub {
  return {
    ...{ url, enterpriseUrl: `${url}/api/v3`, log: standing.log },
    setNow: (now) => {
      standing.now = now;
    },
    setWorld: (world) => {
      standing.world = world;
      standing.remembered = rememberedAnswers();
    },
    setFaults: (faults) => {
      standing.faults = faultsOf(faults);
    },
    addToken: (token) => standing.credentials.add(token),
    counts: () => countsOf(standing),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function countsOf({ log, limits, points, penalties }: Standing): Counts {
  const of = (api: Seen['api']): number => log.filter((one) => one.api === api).length;
  return {
    ...{ requests: log.length, rest: of('rest'), graphql: of('graphql'), points },
    notModified: log.filter(({ status }) => status === 304).length,
    refused: limits.counts.refused,
    insidePenalty: limits.counts.insidePenalty + penalties.inside,
  };
}

async function respond(standing: Standing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await read(request);
  const isGraphql = asked.path === '/graphql' && asked.method === 'POST';
  const seen = isGraphql ? seenGraphql(asked.body) : seenRest(asked);
  const act = standing.faults.strike(seen);
  countPenalty(standing, act);
  const said = await befallen(standing, asked, seen, act);
  const what = isGraphql ? (/\b(?:query|mutation)\s+(\w+)/.exec(seen.query)?.[1] ?? 'query') : seen.path;
  standing.log.push({ api: seen.api, method: asked.method, what, status: act?.kind === 'hang' ? 0 : said.status, fault: act?.kind ?? null });
  if (act?.kind === 'hang') return;
  if (act?.kind === 'cut') cut(response, said);
  else response.writeHead(said.status, { date: new Date(standing.now).toUTCString(), ...said.headers }).end(said.body);
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const root = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', root);
  const isEnterprise = url.pathname.startsWith('/api/');
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api(?=\/graphql$)/, ''),
    ...{ query: url.searchParams, headers: headersOf(request), body: Buffer.concat(parts).toString() },
    root: isEnterprise ? `${root}/api/v3` : root,
  };
}

/** The answer, or what a fault makes of it. */
async function befallen(standing: Standing, asked: Asked, { api }: Seen, act: FaultAct | null): Promise<Answer> {
  if (act === null) return answer(standing, asked, api, act);
  const before = instead(act, api, Math.floor(standing.now / 1000));
  if (before !== null) return before;
  const real = await answer(standing, asked, api, act);
  return real.status === 200 ? spoilt(act, real) : real;
}

/** Requests inside the wait that a planted secondary limit asked for, by the real clock. */
function countPenalty({ penalties }: Standing, act: FaultAct | null): void {
  if (Date.now() < penalties.until) penalties.inside++;
  if (act?.kind === 'secondary-limit' && act.retryAfter !== null) penalties.until = Date.now() + act.retryAfter * 1000;
}

function cut(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body) + 1) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
}

type Asked = Parameters<typeof startRest>[1];

async function answer(standing: Standing, asked: Asked, api: Seen['api'], act: FaultAct | null): Promise<Answer> {
  const { now, credentials, limits } = standing;
  const world = worldBeneath(standing.world, act);
  const remembered = act === null ? standing.remembered : undefined;
  if (api === 'graphql') {
    const served = await serveGraphql({ ...standing, world, remembered }, asked.headers, asked.body);
    standing.points += served.points;
    return served;
  }
  const { answer: said, end } = startRest({ world, now, credentials, limits, remembered }, asked);
  end();
  return said;
}

function seenGraphql(body: string): Seen {
  const request = parsed(body);
  return { api: 'graphql', path: '/graphql', query: request?.query ?? '', variables: JSON.stringify(request?.variables ?? {}) };
}

function seenRest({ path, query }: Asked): Seen {
  return { api: 'rest', path: query.size === 0 ? path : `${path}?${query}`, query: '', variables: '' };
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
}
