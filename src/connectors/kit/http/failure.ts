import { VendorError, type VendorErrorKind } from '../../../kernel/refusal.ts';
import type { Answer, Asked } from './manners.ts';

/** A request that came to nothing. `answer` is what was said, if anything was. */
export class HttpFailure extends VendorError {
  readonly status: number;
  readonly answer: Answer | null;

  constructor(kind: VendorErrorKind, sentence: string, answer: Answer | null = null) {
    super(kind, sentence);
    this.name = 'HttpFailure';
    this.status = answer?.status ?? 0;
    this.answer = answer;
  }
}

/** Libraries wrap what a request threw. @returns the VendorError inside, or what was given */
export function unwrapped(error: unknown): unknown {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 10; inner = inner.cause, depth++) {
    if (inner instanceof VendorError) return inner;
  }
  return error;
}

/** `GET /orgs/example at api.github.com` */
export function named({ method, url }: Pick<Asked, 'method' | 'url'>): string {
  return `${method} ${url.pathname} at ${url.host}`;
}

/** Null for an answer that is the caller's to read. */
export function refusalIn(asked: Asked, answer: Answer, advice: string | undefined): HttpFailure | null {
  if (answer.status === 401) return refused('unauthorized', asked, answer, advice ?? 'Give the connection a token that is valid.');
  if (answer.status === 403) return refused('forbidden', asked, answer, advice ?? 'Give the token of this connection the permission to read it.');
  if (answer.status >= 500)
    return new HttpFailure('unreachable', `${named(asked)} failed with status ${answer.status}. Collect again later.`, answer);
  return null;
}

function refused(kind: VendorErrorKind, asked: Asked, answer: Answer, advice: string): HttpFailure {
  const told = saidIn(answer.json);
  return new HttpFailure(kind, `${named(asked)} was refused with status ${answer.status}${told === '' ? '' : ` ("${told}")`}. ${advice}`, answer);
}

const LONGEST = 200;

/** What the vendor says of it, on one line. */
function saidIn(json: unknown): string {
  const { message } = (typeof json === 'object' && json !== null ? json : {}) as { message?: unknown };
  if (typeof message !== 'string') return '';
  const line = message.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** What broke on the way, in a few words that name no machine. */
const breakages: readonly [RegExp, string][] = [
  [/ENOTFOUND|EAI_AGAIN/, 'its name cannot be resolved'],
  [/ECONNREFUSED/, 'nothing answers there'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET|terminated|other side closed/, 'the connection broke off'],
  [/CERT|SELF_SIGNED|TLS|SSL|UNABLE_TO_VERIFY/, 'its certificate is not trusted'],
  [/Z_|zlib|incorrect (data|header)|decompress|ERR_CONTENT_LENGTH/i, 'the answer was damaged on the way'],
  [/ETIMEDOUT|TIMEOUT|TimeoutError/i, 'no whole answer came in time'],
  [/HPE_|UND_ERR_RESPONSE|UND_ERR_HEADERS_OVERFLOW/, 'what answers does not speak HTTP'],
];

export function breakage(error: unknown): string {
  const texts: string[] = [];
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++)
    texts.push(inner.name, inner.message, String((inner as { code?: unknown }).code ?? ''));
  const said = texts.join(' ');
  return breakages.find(([shows]) => shows.test(said))?.[1] ?? 'the connection failed';
}
