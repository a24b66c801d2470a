import type { Answered, Given } from '../contract/endpoint.ts';
import type { Api } from '../contract/index.ts';
import { asProblem, type Problem } from './problem.ts';

/** `GET /controls/{control}`: the name under which an endpoint is called. */
export type Key = Api['key'];
export type EndpointOf<K extends Key> = Extract<Api, { readonly key: K }>;

type Needed<T> = { readonly [P in keyof T as T[P] extends undefined ? never : P]: T[P] };
/** What an endpoint is called with: its parameters, query and body, as far as it has them. */
export type Call<K extends Key> = Needed<Given<EndpointOf<K>>> & { readonly signal?: AbortSignal };
export type AnswerOf<K extends Key> = Answered<EndpointOf<K>>;

export interface ClientOptions {
  /** Where the API is mounted: `http://127.0.0.1:7460/api/v1`, or `/api/v1` in a page of the same server. */
  readonly base: string;
  /** The key of the installation; a page has its cookie instead. */
  readonly token?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export interface Client {
  /**
   * Asks an endpoint by its key.
   * @throws ApiError with the problem the server described, or that it could not be reached
   */
  call<K extends Key>(key: K, call: Call<K>): Promise<AnswerOf<K>>;
  /** The address of an endpoint whose answer is a file, or a stream of events. */
  address<K extends Key>(key: K, call: Call<K>): string;
}

/** The server said no, or could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** A client typed by the contract, of which only types are imported: in a page it weighs next to nothing. */
export function createClient({ base, token, fetch = globalThis.fetch.bind(globalThis) }: ClientOptions): Client {
  const address = (key: string, { params, query }: Parts): string => `${base}${pathOf(key, params ?? {})}${queryOf(query ?? {})}`;
  return {
    address: (key, call) => address(key, call as Parts),
    async call(key, call) {
      const parts = call as Parts;
      const response = await fetch(address(key, parts), requestOf(key, parts, token)).catch((error: unknown) => {
        if (parts.signal?.aborted) throw error;
        throw new ApiError(unreachable);
      });
      if (!response.ok) throw new ApiError(await asProblem(response));
      return (await response.json()) as AnswerOf<typeof key>;
    },
  };
}

export const unreachable: Problem = {
  type: 'about:blank',
  title: 'Not reachable',
  status: 0,
  code: 'client/unreachable',
  detail: 'Tickmark does not answer. Is it still running? What is shown here was read before.',
};

function requestOf(key: string, { body, signal }: Parts, token: string | undefined): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  return {
    method: key.slice(0, key.indexOf(' ')),
    headers,
    credentials: 'same-origin',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  };
}

function pathOf(key: string, params: Readonly<Record<string, unknown>>): string {
  return key.slice(key.indexOf(' ') + 1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

/** A list is written as a parameter several times; what is not given is left out. */
function queryOf(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null).map((one): [string, string] => [name, String(one)]),
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
