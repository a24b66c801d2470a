import { z } from 'zod';
import { defineConnector, feed, type Look } from '../../src/connectors/kit/connector.ts';
import { HttpFailure } from '../../src/connectors/kit/http/failure.ts';
import type { Clock } from '../../src/connectors/kit/http/gate.ts';
import { getJson, getPages, type JsonAsking } from '../../src/connectors/kit/http/json.ts';
import { headerLimits } from '../../src/connectors/kit/http/limits.ts';
import type { HttpManners } from '../../src/connectors/kit/http/manners.ts';
import { openHttp } from '../../src/connectors/kit/http/open.ts';
import { type Observation, reasonOf } from '../../src/connectors/kit/observation.ts';
import type { Connection } from '../../src/engine/connections.ts';
import { DAY, type Instant, parseInstant } from '../../src/kernel/time.ts';
import { instantClock } from './http-look.ts';
import { type Answering, sendJson, type VendorServer, vendorServer } from './vendor-server.ts';

/** A small vendor with a connector: teams as they are now, each with its members, and runs of pipelines, which it forgets after 30 days. */
const settings = z.object({ url: z.string(), token: z.string().meta({ secret: true }) });
const lastSeen = z.object({ at: z.int() });
const teamRow = z.object({ id: z.string(), name: z.string() });
const memberRow = z.object({ id: z.string() });
const runRow = z.object({ id: z.string(), startedAt: z.string() });

interface ShopApi extends JsonAsking {
  readonly base: URL;
  readonly id: string;
  readonly last: Instant | null;
}

export interface ShopTools {
  /** Real time, where waiting is what is tried. */
  readonly clock?: Clock;
  /** Guards that a test tightens, or takes away to see the damage. */
  readonly manners?: Partial<HttpManners>;
}

async function open({ url, token }: z.infer<typeof settings>, look: Look, tools: ShopTools): Promise<ShopApi> {
  const base = new URL(url);
  const limits = headerLimits({ remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', tooQuick: /too quick/i });
  const http = openHttp(look, { base, limits, ...tools.manners }, { clock: tools.clock ?? instantClock() });
  const asking = { http, headers: { authorization: `Bearer ${token}` } };
  const { value } = await getJson(asking, new URL('organization', base), z.object({ id: z.string() }));
  const memory = lastSeen.safeParse(await look.recall(value.id));
  look.remember({ at: look.at });
  return { ...asking, base, id: value.id, last: memory.success ? (memory.data.at as Instant) : null };
}

function since(api: ShopApi, scope: string, look: Look): Observation[] {
  return api.last === null ? [] : [{ type: 'covered', scope, from: api.last, until: look.at }];
}

async function* readTeams(api: ShopApi, look: Look): AsyncGenerator<Observation> {
  for await (const page of getPages(api, new URL('teams', api.base), z.array(teamRow))) {
    for (const team of page) yield* readTeam(api, look, team);
  }
  yield* since(api, '', look);
}

/** A team that is denied is a gap of its own; the others are read. */
async function* readTeam(api: ShopApi, look: Look, { id, name }: z.infer<typeof teamRow>): AsyncGenerator<Observation> {
  const scope = `team:${id}`;
  try {
    const { value } = await getJson(api, new URL(`teams/${id}/members`, api.base), z.array(memberRow));
    const members = value.map((one) => ({ account: one.id, role: 'member' as const }));
    const state = { name, parent: null, members, repositories: { untold: 'Not asked.' } };
    const begins = { validFrom: look.at, notBefore: api.last ?? look.at, basis: 'look' as const };
    yield { type: 'version', kind: 'code-team', vendorId: id, scope, state, ...begins };
    yield* since(api, scope, look);
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.kind === 'rate-limited' || error.kind === 'unauthorized') throw error;
    yield { type: 'gap', scope, from: api.last ?? look.at, until: look.at, reason: reasonOf(error), why: error.message };
  }
}

async function* readRuns(api: ShopApi, look: Look): AsyncGenerator<Observation> {
  let read = 0;
  for await (const page of getPages(api, new URL('runs', api.base), z.array(runRow))) {
    for (const { id, startedAt } of page) {
      const at = parseInstant(startedAt);
      const run = {
        repository: 'api',
        pipeline: 'ci',
        event: 'push',
        branch: 'main',
        commit: id,
        startedAt: at,
        endedAt: null,
        conclusion: null,
        by: '',
      };
      yield { type: 'version', kind: 'pipeline-run', vendorId: id, scope: '', state: run, validFrom: at, notBefore: at, basis: 'source' };
    }
    read += page.length;
    look.progress('runs', read);
  }
  yield { type: 'covered', scope: '', from: api.last ?? ((look.at - 30 * DAY) as Instant), until: look.at };
}

export function shopConnector(tools: ShopTools = {}) {
  return defineConnector<z.infer<typeof settings>, ShopApi>({
    id: 'shop',
    title: 'A small vendor',
    permissions: [{ name: 'to read', why: 'Teams and runs are read.', feeds: ['teams', 'runs'] }],
    remote: true,
    settings,
    open: (given, look) => open(given, look, tools),
    tenant: (api) => api.id,
    identity: () => 'whoever holds the token',
    feeds: {
      teams: feed(['code-team'], { telling: 'state' }, readTeams),
      runs: feed(['pipeline-run'], { telling: 'events', forgets: 30 * DAY }, readRuns),
    },
  });
}

export function shopConnection(url: URL, tools: ShopTools = {}, token = 'the-token'): Connection {
  return { id: 'shop', connector: shopConnector(tools), settings: { url: url.href, token } };
}

/** What the vendor holds; a test changes it. */
export interface ShopTruth {
  teams: { id: string; name: string; members: string[] }[];
  runs: { id: string; startedAt: string }[];
  perPage: number;
  /** Answers in the place of the vendor where it says true. */
  intercept?: (...given: Parameters<Answering>) => boolean;
}

export function runsOf(count: number, from = '2025-01-01T00:00:00Z'): ShopTruth['runs'] {
  return Array.from({ length: count }, (_, n) => ({ id: `run-${n}`, startedAt: new Date(Date.parse(from) + n * 60_000).toISOString() }));
}

/** The vendor, with conditional requests and pages by number. */
export async function shopServer(truth: ShopTruth): Promise<VendorServer> {
  const server: VendorServer = await vendorServer((request, response) => {
    if (truth.intercept?.(request, response) === true) return;
    const url = new URL(request.path, server.url);
    const page = Number(url.searchParams.get('page') ?? 1);
    const list = listAt(truth, url.pathname);
    if (list === null) return sendJson(response, { message: 'Not Found' }, { status: 404 });
    if (!Array.isArray(list)) return sendJson(response, list);
    const rows = list.slice((page - 1) * truth.perPage, page * truth.perPage);
    const etag = `"${Buffer.from(JSON.stringify(rows)).toString('base64url').slice(-40)}-${rows.length}-${list.length}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    const more = page * truth.perPage < list.length;
    sendJson(response, rows, { headers: { etag, ...(more && { link: `<${server.url.origin}${url.pathname}?page=${page + 1}>; rel="next"` }) } });
  });
  return server;
}

function listAt(truth: ShopTruth, path: string): unknown {
  if (path === '/organization') return { id: 'org-1' };
  if (path === '/teams') return truth.teams.map(({ id, name }) => ({ id, name }));
  if (path === '/runs') return truth.runs;
  const team = truth.teams.find(({ id }) => path === `/teams/${id}/members`);
  return team === undefined ? null : team.members.map((id) => ({ id }));
}
