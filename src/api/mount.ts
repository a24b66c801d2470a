import { isDeepStrictEqual } from 'node:util';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Endpoint, EndpointDefinition } from '../contract/endpoint.ts';
import { jsonText } from '../engine/views/json-text.ts';
import { viewsUntil } from '../engine/views/views.ts';
import { fileAnswer, isJsonText, jsonAnswer } from './answer.ts';
import { type Actor, allowed } from './auth/actor.ts';
import type { Guard } from './auth/guard.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { eventStream } from './event-stream.ts';
import { Fault } from './fault.ts';
import type { FileBody, Handled, Implemented, Place } from './implement.ts';
import { parseParts } from './request-parts.ts';

export const BASE = '/api/v1';
/** Requests that are answered at the same time: far more than every page of a browser sends. */
const MOST_REQUESTS = 300;
/** Listeners to events: one for each open page. */
const MOST_LISTENERS = 100;

/** What every request carries once it has been let in. */
export interface Env {
  Variables: { requestId: string; endpoint?: Endpoint };
}

export interface MountOptions {
  readonly place: Place;
  readonly guard: Guard;
  readonly implemented: readonly Implemented[];
  /** Parses every answer by its own schema, and fails where it does not fit. */
  readonly checkAnswers: boolean;
  /** Aborted when the server stops: listeners to events are let go. */
  readonly stopping: AbortSignal;
}

/** Mounts every endpoint, and says of every other path and method that it is none. */
export function mount(app: Hono<Env>, options: MountOptions): void {
  const crowds: Crowds = { requests: openCrowd(MOST_REQUESTS, 'requests'), listeners: openCrowd(MOST_LISTENERS, 'listeners to events') };
  for (const one of options.implemented.toSorted(byFixedParts)) {
    const { method, path } = one.endpoint;
    app.on(method, `${BASE}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (context) => answer(context, one, { ...options, crowds }));
  }
  app.all(`${BASE}/*`, (context) => {
    options.guard.actorOf(guarded(context));
    throw noEndpoint(context.req.path, options.implemented);
  });
}

/** What is fixed comes before what is a parameter: `/work/collect` is not a piece of work called "collect". */
function byFixedParts(a: Implemented, b: Implemented): number {
  const rank = ({ endpoint }: Implemented) => endpoint.path.replaceAll(/\{\w+\}/g, '￿');
  return rank(a) < rank(b) ? -1 : 1;
}

function noEndpoint(path: string, implemented: readonly Implemented[]): Fault {
  const methods = implemented.filter(({ endpoint }) => patternOf(endpoint.path).test(path)).map(({ endpoint }) => endpoint.method);
  if (methods.length === 0) return new Fault(404, 'request/no-endpoint', 'There is no such endpoint. All of them are listed at /api/.');
  const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].join(', ');
  return new Fault(405, 'request/method', `This endpoint takes ${allow}.`, { headers: { allow } });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${BASE}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

export function guarded(context: Context<Env>) {
  return { method: context.req.method, header: (name: string) => context.req.header(name) };
}

interface Crowds {
  readonly requests: Crowd;
  readonly listeners: Crowd;
}

type Answering = MountOptions & { readonly crowds: Crowds };

async function answer(context: Context<Env>, one: Implemented, options: Answering): Promise<Response> {
  context.set('endpoint', one.endpoint);
  const actor = options.guard.actorOf(guarded(context));
  if (!allowed(actor, one.endpoint.may)) throw new Fault(403, 'session/may-not', `This needs the permission to ${one.endpoint.may}.`);
  const leave = options.crowds.requests.enter();
  try {
    return await answerActor(context, actor, one, options);
  } finally {
    leave();
  }
}

async function answerActor(context: Context<Env>, actor: Actor, { endpoint, handle }: Implemented, options: Answering): Promise<Response> {
  const { raw } = context.req;
  const parts = await parseParts(endpoint, { params: context.req.param(), query: new URL(raw.url).searchParams, raw });
  const cut = new AbortController();
  const isStream = 'kind' in endpoint.answers && endpoint.answers.kind === 'events';
  const signal = AbortSignal.any([raw.signal, cut.signal, ...(isStream ? [options.stopping] : [])]);
  if (isStream) cut.signal.addEventListener('abort', options.crowds.listeners.enter(), { once: true });
  const given = await handle(handled(context, { parts, actor, signal, place: options.place }));
  if (isStream) return eventStream(given as AsyncIterable<unknown>, cut);
  return written(context, endpoint, given, options);
}

interface Call {
  readonly parts: Pick<Handled<EndpointDefinition>, 'params' | 'query' | 'body'>;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly place: Place;
}

function handled(context: Context<Env>, { parts, actor, signal, place }: Call): Handled<EndpointDefinition> {
  return {
    ...parts,
    place: { ...place, views: viewsUntil(place.views, signal) },
    actor,
    request: { id: context.get('requestId'), signal, header: (name) => context.req.header(name) },
  };
}

async function written(context: Context<Env>, endpoint: Endpoint, given: unknown, { checkAnswers }: MountOptions): Promise<Response> {
  const status = endpoint.status ?? 200;
  const { answers } = endpoint;
  if ('kind' in answers) {
    const file = given as FileBody;
    if (answers.kind === 'file' && !answers.media.includes(file.media.replace(/;.*$/, '')))
      throw new Error(`${endpoint.key} answers ${file.media}, which it does not declare`);
    return fileAnswer(file, status);
  }
  const text = isJsonText(given) ? given : jsonText(given);
  if (checkAnswers) refuseUndeclared(endpoint.key, answers, JSON.parse(text.json));
  const { req } = context;
  return jsonAnswer(text, status, {
    acceptEncoding: req.header('accept-encoding') ?? '',
    ifNoneMatch: req.header('if-none-match') ?? '',
    safe: req.method === 'GET' || req.method === 'HEAD',
  });
}

/** Also a field that the schema does not name is not told: a client would come to rely on it. */
function refuseUndeclared(key: string, schema: z.ZodType, answered: unknown): void {
  const checked = schema.safeParse(answered);
  if (!checked.success) throw new Error(`${key} answers what its schema does not say: ${checked.error.message}`);
  if (!isDeepStrictEqual(checked.data, answered)) throw new Error(`${key} answers fields that its schema does not name`);
}
