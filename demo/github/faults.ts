import type { GithubWorld } from './world.ts';

/** Something that goes wrong with the requests it matches. */
export interface Fault {
  readonly match: FaultMatch;
  /** So many matching requests are answered as always before it begins. */
  readonly after?: number;
  /** How many requests it hits; left out: all. */
  readonly times?: number;
  readonly act: FaultAct;
}

export interface FaultMatch {
  /** `rest`, `graphql`, or left out for both. */
  readonly api?: 'rest' | 'graphql';
  /** A part of the REST path with its query, such as `/orgs/harbourlight/members`. */
  readonly path?: string;
  /** A part of the GraphQL query's text. */
  readonly query?: string;
  /** A part of the GraphQL variables as JSON. */
  readonly variables?: string;
}

export type FaultAct =
  /** The hour's requests are spent; `reset` comes so many seconds later. */
  | { readonly kind: 'primary-limit'; readonly resetIn: number }
  /** A secondary limit, with `Retry-After` in seconds; null: without the header, as GitHub sometimes does. */
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number | null }
  /** No answer ever; the connection stays open until the server closes. */
  | { readonly kind: 'hang' }
  /** Half of the answer, then the connection is gone. */
  | { readonly kind: 'cut' }
  /** 200 without a body. */
  | { readonly kind: 'empty-body' }
  /** The right answer with every list empty and nothing said to follow. */
  | { readonly kind: 'empty-lists' }
  /** The page's items are missing; paging goes on as if they were there. */
  | { readonly kind: 'lose-page' }
  /** The page says that it is the last one, whatever follows. */
  | { readonly kind: 'end-early' }
  /** As if the repository were not there for this token: 404, NOT_FOUND, absent from lists. */
  | { readonly kind: 'deny-repository'; readonly name: string }
  /** 403, or FORBIDDEN with null data. */
  | { readonly kind: 'forbid' }
  | { readonly kind: 'rename-field'; readonly from: string; readonly to: string }
  | { readonly kind: 'replace-field'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** 200 with a page of HTML, as something between us and GitHub might answer. */
  | { readonly kind: 'html' }
  /** 401 from then on, for every request. */
  | { readonly kind: 'token-expires' };

export interface Seen {
  readonly api: 'rest' | 'graphql';
  readonly path: string;
  readonly query: string;
  readonly variables: string;
}

/** Keeps count of what was matched, and says what befalls a request; the first fault that strikes wins. */
export function faultsOf(faults: readonly Fault[]): { readonly strike: (seen: Seen) => FaultAct | null } {
  const counts = faults.map(() => 0);
  let expired: FaultAct | null = null;
  return {
    strike: (seen) => {
      if (expired !== null) return expired;
      for (const [index, { match, after = 0, times = Number.POSITIVE_INFINITY, act }] of faults.entries()) {
        if (!isMatch(match, seen)) continue;
        const count = (counts[index] as number) + 1;
        counts[index] = count;
        if (count <= after || count > after + times) continue;
        if (act.kind === 'token-expires') expired = act;
        return act;
      }
      return null;
    },
  };
}

function isMatch({ api, path, query, variables }: FaultMatch, seen: Seen): boolean {
  if (api !== undefined && api !== seen.api) return false;
  if (path !== undefined && (seen.api !== 'rest' || !seen.path.includes(path))) return false;
  if (query !== undefined && (seen.api !== 'graphql' || !seen.query.includes(query))) return false;
  return variables === undefined || (seen.api === 'graphql' && seen.variables.includes(variables));
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The world as a request sees it for which a repository was denied. */
export function worldBeneath(world: GithubWorld, act: FaultAct | null): GithubWorld {
  if (act?.kind !== 'deny-repository') return world;
  const repositories = world.repositories.filter(({ place }) => !place.some(({ value }) => value.name === act.name));
  return { ...world, repositories };
}

/** What is answered in place of the real answer; null where that is worked out, and perhaps spoilt by `spoilt`. `now` in seconds. */
export function instead(act: FaultAct, api: Seen['api'], now: number): Answer | null {
  switch (act.kind) {
    case 'primary-limit':
      return limited(api, now + act.resetIn);
    case 'secondary-limit':
      return says(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', retry(act.retryAfter));
    case 'empty-body':
      return { status: 200, headers: {}, body: '' };
    case 'forbid':
      return forbidden(api);
    case 'status':
      return act.status === 500 ? says(500, 'Server Error') : { status: act.status, headers: { 'content-type': 'text/html' }, body: UNICORN };
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in to the network</body></html>' };
    case 'token-expires':
      return says(401, 'Bad credentials');
    default:
      return null;
  }
}

const UNICORN = '<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head><body>This page is taking too long to load.</body></html>';

const retry = (seconds: number | null): Readonly<Record<string, string>> => (seconds === null ? {} : { 'retry-after': String(seconds) });

function says(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest', status: String(status) });
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

function limited(api: Seen['api'], reset: number): Answer {
  const resource = api === 'rest' ? 'core' : 'graphql';
  const headers = {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '5000',
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': resource,
  };
  const message = 'API rate limit exceeded for this token.';
  if (api === 'rest') return says(403, message, headers);
  return { ...says(200, message, headers), body: JSON.stringify({ errors: [{ type: 'RATE_LIMITED', message }] }) };
}

function forbidden(api: Seen['api']): Answer {
  const message = 'Resource not accessible by personal access token';
  if (api === 'rest') return says(403, message);
  return { ...says(200, message), body: JSON.stringify({ data: null, errors: [{ type: 'FORBIDDEN', message }] }) };
}

/** The real answer, made wrong. Its tag goes: it belonged to another body. */
export function spoilt(act: FaultAct, answer: Answer): Answer {
  const change = changeOf(act);
  if (change === null) return answer;
  const body = answer.body === '' ? null : (JSON.parse(answer.body) as unknown);
  const { link, etag: _, ...headers } = answer.headers;
  const goesOn = act.kind !== 'empty-lists' && act.kind !== 'end-early' && link !== undefined;
  const isEmptied = Array.isArray(body) && (act.kind === 'empty-lists' || act.kind === 'lose-page');
  return { ...answer, headers: goesOn ? { ...headers, link } : headers, body: JSON.stringify(isEmptied ? [] : deeply(body, change)) };
}

type Change = (key: string, value: unknown) => readonly [string, unknown];

function changeOf(act: FaultAct): Change | null {
  switch (act.kind) {
    case 'empty-lists':
      return emptied(true);
    case 'lose-page':
      return emptied(false);
    case 'end-early':
      return (key, value) => [key, key === 'hasNextPage' ? false : value];
    case 'rename-field':
      return (key, value) => [key === act.from ? act.to : key, value];
    case 'replace-field':
      return (key, value) => [key, key === act.name ? act.value : value];
    default:
      return null;
  }
}

const LISTS = new Set(['nodes', 'edges', 'check_runs', 'workflow_runs', 'installations', 'statuses']);

function emptied(ends: boolean): Change {
  return (key, value) => {
    if (LISTS.has(key) && Array.isArray(value)) return [key, []];
    if (!ends) return [key, value];
    return [key, key === 'hasNextPage' ? false : key === 'totalCount' || key === 'total_count' ? 0 : value];
  };
}

function deeply(value: unknown, make: Change): unknown {
  if (Array.isArray(value)) return value.map((one) => deeply(one, make));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      const [name, fresh] = make(key, held);
      return [name, deeply(fresh, make)];
    }),
  );
}
