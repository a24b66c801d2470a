import type { Answer, Standing } from './manners.ts';

/** How a vendor tells of its limits in headers. */
export interface LimitHeaders {
  /** How many requests are left. */
  readonly remaining: string;
  /** When the window ends, in seconds since the epoch by the vendor's own clock. */
  readonly reset: string;
  /** The bucket in which this request was counted. */
  readonly resource?: string;
  /** What a 403 or 429 for being too quick says in its body. */
  readonly tooQuick: RegExp;
}

/** When a vendor refuses without saying for how long. */
const GUESS = 60_000;

/** Reads the limits of vendors that tell them in headers, with `Retry-After` where they refuse. */
export function headerLimits({ remaining, reset, resource, tooQuick }: LimitHeaders): (answer: Answer) => Standing | null {
  return (answer) => {
    const { headers } = answer;
    const left = wholeNumber(headers.get(remaining));
    const resetsIn = untilReset(headers, reset);
    const bucket = resource === undefined ? null : headers.get(resource);
    const standing = { remaining: left, resetsIn, ...(bucket !== null && { bucket }) };
    const refusal = refusedFor(answer, { left, resetsIn, tooQuick });
    if (refusal === null && left === null) return null;
    return { ...standing, refusedFor: null, ...refusal };
  };
}

interface Left {
  readonly left: number | null;
  readonly resetsIn: number | null;
  readonly tooQuick: RegExp;
}

type Refusal = Pick<Standing, 'refusedFor' | 'guessed' | 'bucket'>;

function refusedFor({ status, headers, json }: Answer, { left, resetsIn, tooQuick }: Left): Refusal | null {
  const wait = retryAfter(headers);
  if (status === 503 && wait !== null) return { refusedFor: wait, bucket: 'all' };
  const said = messageIn(json);
  const limited = status === 429 || (status === 403 && (wait !== null || left === 0 || tooQuick.test(said))) || isLimitedQuery(json);
  if (!limited) return null;
  if (wait !== null) return { refusedFor: wait, bucket: 'all' };
  if (left === 0 && resetsIn !== null) return { refusedFor: resetsIn };
  return { refusedFor: GUESS, guessed: true, bucket: 'all' };
}

/** Milliseconds; null when there is no such header. A date is read by the vendor's own clock. */
export function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const seconds = wholeNumber(text);
  if (seconds !== null) return seconds * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - vendorNow(headers));
}

function untilReset(headers: Headers, name: string): number | null {
  const reset = wholeNumber(headers.get(name));
  return reset === null ? null : Math.max(0, reset * 1_000 - vendorNow(headers));
}

/** The vendor's clock, which is not ours. */
function vendorNow(headers: Headers): number {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? Date.now() : at;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

function messageIn(json: unknown): string {
  const { message } = (typeof json === 'object' && json !== null ? json : {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}

/** GraphQL refuses with status 200 and an error of this type. */
function isLimitedQuery(json: unknown): boolean {
  const { errors } = (typeof json === 'object' && json !== null ? json : {}) as { errors?: unknown };
  return Array.isArray(errors) && errors.some((one: { type?: unknown } | null) => one?.type === 'RATE_LIMITED');
}
