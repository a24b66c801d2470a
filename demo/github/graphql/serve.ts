import { type Instant, instant } from '../../../src/kernel/time.ts';
import type { Answer } from '../faults.ts';
import type { Credentials } from '../permissions/credentials.ts';
import { type Limits, type Rate, type Refused, rateHeaders } from '../permissions/limits.ts';
import type { Remembered } from '../remembered.ts';
import { once, stands, valueAt } from '../state-at.ts';
import type { Token } from '../token.ts';
import type { GithubWorld } from '../world.ts';
import { answerGraphql, type GraphqlAnswer, type GraphqlRequest } from './execute.ts';
import type { RateLimitState } from './served.ts';

export interface GraphqlHost {
  readonly world: GithubWorld;
  readonly now: Instant;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly mostNodes: number;
  /** What was answered before; without it, every answer is made anew. */
  readonly remembered?: Remembered | undefined;
}

export interface Charged extends Answer {
  /** Points that it took from the rate limit. */
  readonly points: number;
}

/** POST /graphql: who asks, whether too often, then the answer with its headers. */
export async function serveGraphql(host: GraphqlHost, headers: Readonly<Record<string, string | undefined>>, body: string): Promise<Charged> {
  const { world, now, credentials, limits } = host;
  const { authorization } = headers;
  const token = credentials.find(authorization, now);
  if (token === null)
    return free(json(401, { message: authorization === undefined ? 'This endpoint requires you to be authenticated.' : 'Bad credentials' }));
  const barred = barredInstallation(world, token, now);
  if (barred !== null) return free(barred);
  const { refused, end } = limits.begin(token.token, 'graphql');
  try {
    return refused === null ? await answered(host, token, parsed(body)) : free(refusedGraphql(refused));
  } finally {
    end();
  }
}

const free = (answer: Answer): Charged => ({ ...answer, points: 0 });

async function answered(host: GraphqlHost, token: Token, request: GraphqlRequest | null): Promise<Charged> {
  if (request === null) return free(json(400, { message: 'Problems parsing JSON' }));
  const { limits } = host;
  const { limit, used, reset } = limits.rate(token.token, 'graphql');
  const rateLimit = { limit, used, resetAt: instant(reset * 1000) };
  const said = await madeOrRemembered(host, token, request, rateLimit);
  limits.refund(token.token, 'graphql', 1 - said.cost);
  const { headers } = json(said.status, {}, graphqlHeaders(token, limits.rate(token.token, 'graphql')));
  return { status: said.status, headers, body: bodyOf(said), points: said.cost };
}

/** Once for each answer: the same one may be given many times. */
const bodyOf = once(({ status, body }: GraphqlAnswer): string => json(status, body).body);

function madeOrRemembered(host: GraphqlHost, token: Token, request: GraphqlRequest, rateLimit: RateLimitState): Promise<GraphqlAnswer> {
  const { world, now, mostNodes, remembered } = host;
  const make = () => answerGraphql(request, { world, at: now, token, web: 'https://github.com', rateLimit, mostNodes });
  // What is left of the hour is another figure each time.
  if (remembered === undefined || request.query.includes('rateLimit')) return make();
  return remembered.answer(`${token.token} ${JSON.stringify(request)}`, [world], now, make);
}

function graphqlHeaders(token: Token, rate: Rate): Readonly<Record<string, string>> {
  const scopes: Readonly<Record<string, string>> = token.kind === 'classic' ? { 'x-oauth-scopes': token.scopes.join(', ') } : {};
  return { ...rateHeaders(rate, 'graphql'), ...scopes, 'x-github-media-type': 'github.v4; format=json' };
}

function barredInstallation({ organization }: GithubWorld, { installation }: Token, now: Instant): Answer | null {
  if (installation === null) return null;
  const found = organization.installations.find(({ id }) => id === installation);
  if (found === undefined || !stands(found.installedAt, found.removedAt, now)) return json(401, { message: 'Bad credentials' });
  return valueAt(found.suspended, now) === true ? json(403, { message: 'This installation has been suspended' }) : null;
}

/** A spent hour is an error inside a 200 here; a secondary limit is a 403 as anywhere. */
function refusedGraphql({ status, message, headers }: Refused): Answer {
  if (headers['x-ratelimit-remaining'] === undefined) return json(status, { message }, headers);
  return json(200, { errors: [{ type: 'RATE_LIMITED', message }] }, headers);
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  const further = status >= 400 ? { documentation_url: 'https://docs.github.com/graphql', status: String(status) } : {};
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify({ ...further, ...body }) };
}

export function parsed(body: string): GraphqlRequest | null {
  try {
    const { query, variables, operationName } = JSON.parse(body) as Record<string, unknown>;
    if (typeof query !== 'string') return null;
    return {
      query,
      variables: (variables ?? {}) as Record<string, unknown>,
      operationName: typeof operationName === 'string' ? operationName : null,
    };
  } catch {
    return null;
  }
}
