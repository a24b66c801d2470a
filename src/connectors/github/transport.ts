import type { Look } from '../kit/connector.ts';
import { headerLimits } from '../kit/http/limits.ts';
import type { Asked, HttpManners } from '../kit/http/manners.ts';
import { openHttp } from '../kit/http/open.ts';
import type { ApiPlace, GitHubSettings } from './settings.ts';

/** The fetch with which GitHub is asked: one host, reading only, within GitHub's limits. */
export function openTransport(look: Look, place: ApiPlace, auth: GitHubSettings['auth']): typeof globalThis.fetch {
  return openHttp(look, gitHubManners(place, auth)).fetch;
}

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
    never: ['secret', 'config.secret'],
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
