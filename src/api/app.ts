import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Guard } from './auth/guard.ts';
import { Fault } from './fault.ts';
import type { Implemented, Place } from './implement.ts';
import type { Log } from './log.ts';
import { type Env, guarded, mount } from './mount.ts';
import { tell } from './problems.ts';
import { MOST_ADDRESS } from './request-parts.ts';
import { securityHeaders } from './security-headers.ts';

/** What answers addresses outside the API that begin so. */
export interface Site {
  readonly begins: `/${string}`;
  readonly answer: (request: Request) => Promise<Response> | Response;
}

export interface AppOptions {
  readonly place: Place;
  readonly guard: Guard;
  readonly implemented: readonly Implemented[];
  /** The first whose beginning fits answers. */
  readonly sites: readonly Site[];
  readonly log: Log;
  /** Answers that do not fit their schema and refusals that are not declared are bugs: in tests. */
  readonly strict: boolean;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
  /** Says of an error nobody expected what it really was: a database that went away. */
  readonly explain?: ((error: unknown) => Promise<Error | null>) | undefined;
}

/** Everything a server answers, without the server: requests in, answers out. */
export function buildApp(options: AppOptions): Hono<Env> {
  const { guard, log, sites } = options;
  const app = new Hono<Env>();
  app.use('*', async (context, next) => {
    const began = performance.now();
    context.set('requestId', randomUUID());
    await next();
    context.res = dressed(context);
    const { endpoint } = context.var;
    const milliseconds = Math.round(performance.now() - began);
    log.info('request', { request: context.get('requestId'), endpoint: endpoint?.key, status: context.res.status, milliseconds });
  });
  app.use('*', async (context, next) => {
    guard.refuseForeign(guarded(context));
    if (context.req.raw.url.length > MOST_ADDRESS) throw new Fault(414, 'request/address-too-long', 'The address is longer than 16,000 characters.');
    await next();
  });
  app.use('/api/*', async (context, next) => {
    guard.refuseCrossSite(guarded(context));
    await next();
  });
  mount(app, { ...options, checkAnswers: options.strict });
  app.all('*', async (context) => {
    const { pathname } = new URL(context.req.url);
    const site = sites.find(({ begins }) => pathname === begins || pathname.startsWith(begins.endsWith('/') ? begins : `${begins}/`));
    if (site === undefined) throw new Fault(404, 'request/no-page', 'There is no such page.');
    return site.answer(context.req.raw);
  });
  app.onError((error, context) => problem(error, context, options));
  return app;
}

/** Every answer names its request, and tells browsers what must not be done with it. */
function dressed(context: Context<Env>): Response {
  const { status, body, headers: said } = context.res;
  const headers = new Headers(said);
  for (const [name, value] of Object.entries(securityHeaders)) if (!headers.has(name)) headers.set(name, value);
  headers.set('x-request-id', context.get('requestId'));
  if (context.req.method !== 'HEAD') return new Response(body, { status, headers });
  // Nobody reads it: what it holds open is let go.
  void body?.cancel();
  return new Response(null, { status, headers });
}

async function problem(error: unknown, context: Context<Env>, { log, strict, explain }: AppOptions): Promise<Response> {
  const { requestId: request, endpoint } = context.var;
  // Nobody is there to be told.
  if (context.req.raw.signal.aborted) return new Response(null, { status: 499 });
  const first = tell(error, { request, endpoint, strict });
  const explained = first.unexpected ? ((await explain?.(error)) ?? null) : null;
  const told = explained === null ? first : tell(explained, { request, endpoint, strict });
  const line = { request, endpoint: endpoint?.key, code: told.body.code };
  if (told.unexpected) log.error('request', error, line);
  else if (told.body.code.startsWith('guard/')) log.warn('refused', line);
  const headers = { ...told.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return new Response(JSON.stringify(told.body), { status: told.body.status, headers });
}
