import { type Instant, isoInstant } from '../../../src/kernel/time.ts';
import type { Credentials } from '../permissions/credentials.ts';
import type { Limits } from '../permissions/limits.ts';
import type { Remembered } from '../remembered.ts';
import type { RepositoryState } from '../state-at.ts';
import type { Token } from '../token.ts';
import type { GithubWorld } from '../world.ts';

/** A request as the server received it. */
export interface RestRequest {
  readonly method: string;
  /** Without the server's base path: `/orgs/harbourlight`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** What the addresses in answers begin with: `http://127.0.0.1:1234` or `http://127.0.0.1:1234/api/v3`. */
  readonly root: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
}

/** What the pretend GitHub is at the moment of a request. */
export interface RestHost {
  readonly world: GithubWorld;
  readonly now: Instant;
  readonly credentials: Credentials;
  readonly limits: Limits;
  /** What was answered before; without it, every answer is made anew. */
  readonly remembered?: Remembered | undefined;
}

/** A request that was let through, for the handlers. */
export interface Ask {
  readonly host: RestHost;
  readonly world: GithubWorld;
  readonly now: Instant;
  readonly token: Token;
  /** The token as it sees repositories on this route: for `mayBeSeen`. */
  readonly sees: Token;
  /** Of a path below /repos: the repository. */
  readonly repository: RepositoryState | null;
  /** The parts of the path in braces. */
  readonly params: Readonly<Record<string, string>>;
  readonly request: RestRequest;
}

export interface Reply {
  readonly status: number;
  /** null: no body at all (204). */
  readonly body: unknown;
  /** The body as it is sent, where it is written down already. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One row of the router: a path as the vendor writes it, and what answers there. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (ask: Ask) => Reply;
}

export function get(path: string, answer: (ask: Ask) => Reply): Route {
  return { method: 'GET', path, answer };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

/** An error in GitHub's shape. */
export function problem(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) }, headers };
}

export const notFound: Reply = problem(404, 'Not Found');

/** `2025-03-01T09:30:00Z`: GitHub has whole seconds. */
export function iso(at: Instant): string {
  return isoInstant(at).replace(/\.\d{3}Z$/, 'Z');
}

export function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : iso(at);
}

/** @throws RangeError where a handler below /repos is called without one: the router sees to it. */
export function repositoryOf(ask: Ask): RepositoryState {
  if (ask.repository === null) throw new RangeError(`${ask.request.path} names no repository`);
  return ask.repository;
}

export function param(ask: Ask, name: string): string {
  return ask.params[name] ?? '';
}
