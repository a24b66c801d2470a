import type { z } from 'zod';

/**
 * What somebody must be allowed to do, to be answered at all.
 * `read`: see facts, results, evidence and the ledger. `operate`: connect, look, judge and export. `decide`: exclude, respond.
 * `audit`: freeze, sample, mark and ask, as an auditor does. `enter`: open a session.
 */
export type Permission = 'enter' | 'read' | 'operate' | 'decide' | 'audit';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** An answer that is no JSON document: the bytes of a file, of one of these media types. */
export interface FileAnswer {
  readonly kind: 'file';
  readonly media: readonly string[];
}

/** Server-sent events, each with one JSON document of this shape. */
export interface EventsAnswer<T extends z.ZodType = z.ZodType> {
  readonly kind: 'events';
  readonly event: T;
}

export type Answer = z.ZodType | FileAnswer | EventsAnswer;

export function fileAnswer(...media: readonly string[]): FileAnswer {
  return { kind: 'file', media };
}

export function eventsAnswer<T extends z.ZodType>(event: T): EventsAnswer<T> {
  return { kind: 'events', event };
}

/** Every code with which an endpoint may refuse, and the HTTP status it becomes. */
export type Refuses = Readonly<Record<string, 400 | 403 | 404 | 409 | 410 | 413 | 422 | 423 | 503>>;

export interface EndpointDefinition {
  readonly method: Method;
  /** Below `/api/v1`, with parameters in braces: `/controls/{control}`. */
  readonly path: `/${string}`;
  readonly may: Permission;
  /** One sentence for the reference. */
  readonly says: string;
  /** By whose name the reference groups it. */
  readonly tag: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: Answer;
  readonly refuses?: Refuses;
  /** 201 where something is made, 202 where work goes on after the answer; 200 when left out. */
  readonly status?: 201 | 202;
}

export type Endpoint<D extends EndpointDefinition = EndpointDefinition> = D & { readonly key: `${D['method']} ${D['path']}` };

/** One endpoint, as data. Parsing, permission, error mapping, OpenAPI and the typed client come from this one object. */
export function endpoint<const D extends EndpointDefinition>(definition: D): Endpoint<D> {
  return { ...definition, key: `${definition.method} ${definition.path}` };
}

/** A part of an endpoint, or undefined where it has none. */
type Part<E, N extends string> = N extends keyof E ? E[N] : undefined;
type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler is given, parsed; undefined where the endpoint has no such part. */
export interface Parsed<E> {
  readonly params: Output<Part<E, 'params'>>;
  readonly query: Output<Part<E, 'query'>>;
  readonly body: Output<Part<E, 'body'>>;
}

/** What a caller gives; undefined where the endpoint has no such part. */
export interface Given<E> {
  readonly params: Input<Part<E, 'params'>>;
  readonly query: Input<Part<E, 'query'>>;
  readonly body: Input<Part<E, 'body'>>;
}

/** What an endpoint answers, where that is JSON. */
export type Answered<E> = Part<E, 'answers'> extends infer A ? (A extends z.ZodType ? z.output<A> : never) : never;
