import type { Look } from '../kit/connector.ts';
import { HttpFailure } from '../kit/http/failure.ts';
import { headerLimits } from '../kit/http/limits.ts';
import type { Asked, HttpManners } from '../kit/http/manners.ts';
import { openHttp } from '../kit/http/open.ts';
import type { HostClock } from './app-key.ts';
import type { ApiPlace, GitHubSettings } from './settings.ts';

export interface Transport {
  readonly place: ApiPlace;
  readonly auth: GitHubSettings['auth'];
  /** Told of GitHub's clock by each answer. */
  readonly clock: HostClock;
}

/** The fetch with which GitHub is asked: one host, reading only, within GitHub's limits. */
export function openTransport(look: Look, { place, auth, clock }: Transport): typeof globalThis.fetch {
  const { fetch } = openHttp(look, gitHubManners(place, auth));
  return async (input, init) => {
    const { replayed } = look.log.cost();
    const response = await fetch(input, init).catch(refusedAnswer);
    if (look.log.cost().replayed > replayed) return response;
    const told = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(told)) clock.ahead = Math.round((told - Date.now()) / 1_000);
    return response;
  };
}

/** What GitHub answered when it refused, for octokit to read: it knows what to do about some of it, such as a clock that is wrong. */
function refusedAnswer(error: unknown): Response {
  if (!(error instanceof HttpFailure) || error.answer === null || error.kind === 'rate-limited' || error.status < 400) throw error;
  const { status, headers, body } = error.answer;
  return new Response(Buffer.from(body), { status, headers: [...headers].filter(([name]) => !BODY_HEADERS.has(name)) });
}

/** The body is whole and expanded by now. */
const BODY_HEADERS = new Set(['content-encoding', 'content-length', 'transfer-encoding']);

export function gitHubManners(place: ApiPlace, auth: GitHubSettings['auth']): HttpManners {
  const queries = new URL(place.graphql).pathname;
  const isQuery = ({ url, body }: Asked) => url.pathname === queries && !/\bmutation\b/.test(queryIn(body).replace(/"[^"]*"/g, ''));
  return {
    base: place.base,
    bucketOf: ({ url }) => (url.pathname === queries ? 'graphql' : 'core'),
    limits: headerLimits({
      remaining: 'x-ratelimit-remaining',
      reset: 'x-ratelimit-reset',
      resource: 'x-ratelimit-resource',
      tooQuick: /rate limit|abuse detection/i,
    }),
    reads: (asked) => asked.method === 'POST' && (isQuery(asked) || isSignIn(asked)),
    secretAnswer: isSignIn,
    // A run of a workflow comes with its whole repository, twice: twelve of its fourteen kilobytes, the same in every run, and nothing is read of them.
    never: ['secret', 'config.secret', 'workflow_runs.repository', 'workflow_runs.head_repository'],
    originOnly: ['config.url'],
    ...(auth.type === 'app' && { identity: `app:${auth.appId}:${auth.installationId ?? ''}` }),
  };
}

/** The token of an App's installation, which GitHub makes anew each hour. */
function isSignIn({ method, url }: Asked): boolean {
  return method === 'POST' && /\/app\/installations\/\d+\/access_tokens$/.test(url.pathname);
}

function queryIn(body: string): string {
  const { query } = JSON.parse(body) as { query?: unknown };
  return typeof query === 'string' ? query : 'mutation';
}
