import type { Instant } from '../../../src/kernel/time.ts';
import type { Token } from '../token.ts';
import type { GithubWorld } from '../world.ts';

/** What one request is answered from. */
export interface Context {
  readonly world: GithubWorld;
  readonly at: Instant;
  readonly token: Token;
  /** As `https://api.github.com` names its own pages: `https://github.com`. */
  readonly web: string;
  readonly rateLimit: RateLimitState;
  /** What the query asked for, as worked out before it ran. */
  readonly cost: number;
  readonly nodeCount: number;
  /** Nodes that were served so far; past `most` the answer is a 502. */
  readonly weight: { served: number; readonly most: number };
}

export interface RateLimitState {
  readonly limit: number;
  readonly used: number;
  readonly resetAt: Instant;
}

export type Args = Readonly<Record<string, unknown>>;
type Get<T> = (it: T, context: Context, args: Args) => unknown;

/** A field with arguments: those that are named are honoured, any other is refused. */
export interface FieldWithArgs<T> {
  readonly args: readonly string[];
  readonly get: Get<T>;
}

/** What is served of one type. A field that is not in it answers with an error. */
export type Fields<T> = Readonly<Record<string, Get<T> | FieldWithArgs<T>>>;

export function field<T>(args: readonly string[], get: Get<T>): FieldWithArgs<T> {
  return { args, get };
}

/** An object of a GraphQL type, with what its fields are read from. */
export class Served {
  readonly type: string;
  readonly it: unknown;
  constructor(type: string, it: unknown) {
    this.type = type;
    this.it = it;
  }
}

export const as = (type: string, it: unknown): Served => new Served(type, it);

/** The same, or null. */
export function asMaybe(type: string, it: unknown): Served | null {
  return it === null || it === undefined ? null : as(type, it);
}

/** An object whose fields stand in it as they are. */
export class Plain extends Served {}

export const plain = (type: string, it: Readonly<Record<string, unknown>>): Plain => new Plain(type, it);

/** An error as GitHub words it: beside `message` it has a `type`. */
export class GithubError extends Error {
  readonly type: string;
  readonly further: Readonly<Record<string, unknown>>;
  constructor(type: string, message: string, further: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.further = further;
  }
}

/** The query asks for more than a request is given time for. */
export class TooHeavy extends Error {}

/** `2025-03-01T09:30:00Z`: GitHub tells whole seconds. */
export function time(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function timeMaybe(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : time(at);
}
