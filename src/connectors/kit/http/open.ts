import { setTimeout as delay } from 'node:timers/promises';
import { instant } from '../../../kernel/time.ts';
import type { Look } from '../connector.ts';
import { type Answers, answersOf } from './answers.ts';
import { HttpFailure, named, refusalIn } from './failure.ts';
import { type Clock, type Gate, openGate } from './gate.ts';
import { type Answer, type Asked, ATTEMPTS_HEADER, type HttpManners } from './manners.ts';
import { rememberParsed } from './parsed.ts';
import { type Pin, pinTo } from './pin.ts';
import { openLine, rowsOf, type Sent, send } from './send.ts';

/** What a test puts in the place of the world. */
export interface HttpTools {
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

export interface Http {
  /**
   * Asks the one host that was configured, within its limits, and reads the whole answer. Any status below 500 but 401 and 403 is the caller's to read.
   * @throws HttpFailure `unauthorized`, `forbidden`, `rate-limited`, `unreachable`, `unexpected-shape`; the signal's reason when the look is aborted
   */
  readonly fetch: typeof globalThis.fetch;
}

const ATTEMPTS = 4;
/** What is under way when a vendor says stop was sent in vain: one after the other, nothing is. */
const AT_ONCE = 1;
const LONGEST_WAIT = 15 * 60_000;
const MOST_REDIRECTS = 3;
/** Refusals for limits in a row, after each of which the wait was kept. */
const MOST_REFUSALS = 8;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Everything that a request needs on its way. */
interface Way {
  readonly look: Look;
  readonly manners: HttpManners;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
  readonly gate: Gate;
  readonly pin: Pin;
}

const realClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    await delay(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};

/** Asks over HTTP as every connector does: pinned to one host, logged, within limits, tried again where that can help. @throws HttpFailure */
export function openHttp(look: Look, manners: HttpManners, tools: HttpTools = {}): Http {
  const { clock = realClock, fetch = globalThis.fetch, random = Math.random } = tools;
  const gate = openGate({
    clock,
    host: manners.base.host,
    atOnce: manners.atOnce ?? AT_ONCE,
    longestWait: manners.longestWait ?? LONGEST_WAIT,
    wallClock: () => instant(Date.now()),
    onWait: (milliseconds) => {
      look.log.waited(milliseconds);
      look.progress(`waiting for ${manners.base.host}, seconds`, 0, Math.ceil(milliseconds / 1_000));
    },
  });
  const way: Way = { look, manners, fetch, clock, random, gate, pin: pinTo(manners.base) };
  return {
    async fetch(input, init) {
      const { asked, attempts } = await readAsked(input, init, way);
      return toResponse(asked, await answerOf(asked, attempts, way));
    },
  };
}

async function readAsked(input: string | URL | Request, init: RequestInit | undefined, { look, manners, pin }: Way) {
  const url = new URL(input instanceof Request ? input.url : input);
  pin.hold(url);
  const request = new Request(input, init);
  const headers = new Headers(request.headers);
  const attempts = Number(headers.get(ATTEMPTS_HEADER) ?? manners.attempts ?? ATTEMPTS);
  headers.delete(ATTEMPTS_HEADER);
  const signal = AbortSignal.any([look.signal, request.signal]);
  const asked: Asked = { method: request.method, url, headers, body: await request.text(), signal };
  const reads = asked.method === 'GET' || asked.method === 'HEAD' || manners.reads?.(asked) === true;
  if (!reads) throw new HttpFailure('unexpected-shape', `${named(asked)} was not sent: a connector only reads.`);
  return { asked, attempts };
}

async function answerOf(asked: Asked, attempts: number, way: Way): Promise<Answer> {
  let at = asked;
  for (let redirects = 0; ; redirects++) {
    const answer = await keptOrAsked(at, attempts, way);
    const to = way.pin.redirect(at.url, answer);
    if (to === null) {
      way.pin.links(at.url, answer);
      return answer;
    }
    if (redirects >= MOST_REDIRECTS || !(at.method === 'GET' || at.method === 'HEAD'))
      throw new HttpFailure('unexpected-shape', `${named(asked)} is redirected again and again. Check the address of the connection.`, answer);
    at = { ...at, url: to };
  }
}

/** What this look was answered before it was stopped; else the vendor is asked, and what it says is kept. */
async function keptOrAsked(asked: Asked, attempts: number, way: Way): Promise<Answer> {
  const { look, manners } = way;
  if (look.kept === undefined || manners.secretAnswer?.(asked) === true) return askUntilAnswered(asked, { attempts, unchanged: null }, way);
  const answers = await answersOf(look, look.kept, manners);
  const replayed = await answers.replayed(asked);
  if (replayed !== null) {
    const line = openLine(asked, look.log);
    line.request.read(replayed.body);
    line.done(replayed.status, rowsOf(manners, replayed.json), 'journal');
    return replayed;
  }
  const answer = await askConditionally(asked, attempts, { way, answers });
  await answers.keep(asked, answer);
  return answer;
}

async function askConditionally(asked: Asked, attempts: number, { way, answers }: { way: Way; answers: Answers }): Promise<Answer> {
  const isCondition = asked.headers.has('if-none-match') || asked.headers.has('if-modified-since');
  const unchanged = isCondition ? null : await answers.earlier(asked);
  if (unchanged === null) return askUntilAnswered(asked, { attempts, unchanged }, way);
  const headers = new Headers(asked.headers);
  const etag = unchanged.headers.get('etag');
  const modified = unchanged.headers.get('last-modified');
  if (etag !== null) headers.set('if-none-match', etag);
  else if (modified !== null) headers.set('if-modified-since', modified);
  return askUntilAnswered({ ...asked, headers }, { attempts, unchanged }, way);
}

interface Asking {
  readonly attempts: number;
  /** What holds if the vendor says that nothing was modified. */
  readonly unchanged: Answer | null;
}

/** Sends until there is an answer that needs no further asking. @throws HttpFailure when none came */
async function askUntilAnswered(asked: Asked, { attempts, unchanged }: Asking, way: Way): Promise<Answer> {
  let refusals = 0;
  for (let tried = 1; ; ) {
    const { sent, refused } = await sendOnce(asked, unchanged, way);
    if (refused) {
      if (++refusals < MOST_REFUSALS) continue;
      throw new HttpFailure('rate-limited', `${named(asked)} was refused again and again for asking too quickly. Collect again later.`);
    }
    const verdict = judge(asked, sent, way);
    if ('answer' in verdict) return verdict.answer;
    if (!verdict.again || tried >= attempts) throw verdict.failure;
    await pause(tried++, asked, way);
  }
}

type Verdict = { readonly answer: Answer } | { readonly failure: HttpFailure; readonly again: boolean };

function judge(asked: Asked, sent: Sent, { manners }: Way): Verdict {
  if (!('answer' in sent)) return { failure: broken(asked, sent), again: sent.again };
  const { answer } = sent;
  const failure = refusalIn(asked, answer, manners.advice?.(answer));
  return failure === null ? { answer } : { failure, again: answer.status >= 500 && answer.status !== 501 };
}

async function sendOnce(asked: Asked, unchanged: Answer | null, { look, manners, fetch, gate }: Way): Promise<{ sent: Sent; refused: boolean }> {
  const bucket = manners.bucketOf?.(asked) ?? 'requests';
  const leave = await gate.enter(bucket, asked.signal);
  try {
    const sent = await send(asked, unchanged, { manners, fetch, log: look.log });
    const standing = 'answer' in sent ? (manners.limits?.(sent.answer) ?? null) : null;
    if (standing !== null) gate.tell(bucket, standing);
    return { sent, refused: standing !== null && standing.refusedFor !== null };
  } finally {
    leave();
  }
}

function broken(asked: Asked, { broke, shape }: { broke: string; shape: boolean }): HttpFailure {
  const todo = shape
    ? 'Check that the address is right and that nothing on the way changes answers.'
    : 'Check the connection to it, and collect again.';
  return new HttpFailure(shape ? 'unexpected-shape' : 'unreachable', `${named(asked)} could not be read: ${broke}. ${todo}`);
}

/** Twice as long each time, and never as long as anybody else waits. */
async function pause(tried: number, { signal }: Asked, { clock, random }: Way): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tried - 1));
  await clock.sleep(longest / 2 + (random() * longest) / 2, signal);
}

const NO_BODY = [204, 205, 304];

function toResponse({ url }: Asked, { status, headers, body, json }: Answer): Response {
  const shown = new Headers(headers);
  // The body is whole and expanded by now.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) shown.delete(name);
  const response = new Response(NO_BODY.includes(status) ? null : Buffer.from(body), { status, headers: shown });
  if (response.body !== null && json !== undefined) rememberParsed(response.body, json);
  return Object.defineProperty(response, 'url', { value: url.href });
}
