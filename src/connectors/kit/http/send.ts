import type { OpenRequest, RequestDetails, RequestLog } from '../request-log.ts';
import { countRows, isJson, parseJson, readBody, scrubJson, shownPath, shownQuery } from './body.ts';
import { certificateOf } from './certificate.ts';
import { breakage } from './failure.ts';
import { type Answer, type Asked, type HttpManners, NOT_MODIFIED_HEADER } from './manners.ts';

/** What came of sending once: an answer, or why there is none that can be used, and whether it may be sent again. */
export type Sent = { readonly answer: Answer } | { readonly broke: string; readonly shape: boolean; readonly again: boolean };

export interface Sending {
  readonly manners: HttpManners;
  readonly log: RequestLog;
  readonly fetch: typeof globalThis.fetch;
}

export const DEFAULT_TIMEOUT = 60_000;
export const MOST_BYTES = 64 * 1024 * 1024;

/** Sends one request once, and reads the answer to its end. One line of the log. @throws the signal's reason when the look is aborted */
export async function send(asked: Asked, unchanged: Answer | null, sending: Sending): Promise<Sent> {
  const line = openLine(asked, sending.log);
  const result = await ask(asked, sending).catch((error: unknown) => {
    line.done(0, 0);
    asked.signal.throwIfAborted();
    return { broke: breakage(error), shape: false, again: true };
  });
  if ('broke' in result) return result;
  const { response, body } = result;
  if (body === null) {
    line.done(response.status, 0);
    return { broke: 'the answer is longer than can be read', shape: true, again: false };
  }
  if (response.status === 304 && unchanged !== null) {
    if (unchanged.keptAs === undefined) line.request.read(unchanged.body);
    else line.request.known(unchanged.keptAs, unchanged.body.length);
    line.done(304, rowsOf(sending.manners, unchanged.json), 'unchanged');
    const headers = merged(unchanged.headers, response.headers);
    headers.set(NOT_MODIFIED_HEADER, 'true');
    return { answer: { ...unchanged, headers } };
  }
  if (sending.manners.secretAnswer?.(asked) === true) {
    line.done(response.status, 0);
    return readAnswer(asked, response, body);
  }
  const read = readAnswer(asked, response, body);
  const sent = 'answer' in read ? { answer: scrubbed(read.answer, sending, asked) } : read;
  line.request.read('answer' in sent ? sent.answer.body : body);
  line.done(response.status, 'answer' in sent ? rowsOf(sending.manners, sent.answer.json) : 0);
  return sent;
}

async function ask(asked: Asked, { manners, fetch }: Sending) {
  const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(manners.timeout ?? DEFAULT_TIMEOUT)]);
  const { method, headers, body } = asked;
  const response = await fetch(asked.url, { method, headers, signal, redirect: 'manual', ...(body !== '' && { body }) });
  return { response, body: await readBody(response.body, manners.mostBytes ?? MOST_BYTES) };
}

interface Line {
  readonly request: OpenRequest;
  done(status: number, rows: number, from?: RequestDetails['from']): void;
}

export function openLine({ method, url, body }: Asked, log: RequestLog): Line {
  const query = shownQuery(body);
  const request = log.begin(`${method} ${shownPath(url)}${query === null ? '' : ` ${query.name}`}`);
  const page = url.searchParams.get('page');
  return {
    request,
    done(status, rows, from = 'vendor') {
      const certificate = certificateOf(url);
      if (certificate !== undefined) log.showed(url.host, certificate);
      request.done(status, rows, {
        host: url.host,
        from,
        ...(page !== null && { page }),
        ...(query?.variables !== undefined && { variables: query.variables }),
      });
    },
  };
}

export function rowsOf({ rowsOf: rows = countRows }: HttpManners, json: unknown): number {
  return json === undefined ? 0 : rows(json);
}

/** Whoever asks for JSON gets whole JSON, or no answer. */
function readAnswer({ headers: wanted }: Asked, { status, headers }: Response, body: Uint8Array): Sent {
  const answer = { status, headers, body, json: undefined };
  if (isJson(headers)) {
    try {
      return { answer: { ...answer, json: parseJson(body) } };
    } catch {
      if (status >= 400) return { answer };
      return { broke: 'the answer is not whole JSON', shape: true, again: true };
    }
  }
  const isGood = status >= 200 && status < 300 && status !== 204 && status !== 205;
  if (isGood && /json/i.test(wanted.get('accept') ?? '')) return { broke: 'the answer is not JSON', shape: true, again: body.length === 0 };
  return { answer };
}

function scrubbed(answer: Answer, { manners, log }: Sending, asked: Asked): Answer {
  const { json, found } = scrubJson(answer.json, manners.never ?? [], manners.originOnly ?? []);
  if (found.length === 0) return answer;
  for (const field of found) log.scrub(`${field} in ${asked.method} ${asked.url.pathname}`);
  return { ...answer, json, body: Buffer.from(JSON.stringify(json)) };
}

/** A 304 brings the headers that changed. */
function merged(kept: Headers, fresh: Headers): Headers {
  const both = new Headers(kept);
  for (const [name, value] of fresh) if (!/^(content-(length|type|encoding)|transfer-encoding)$/.test(name)) both.set(name, value);
  return both;
}
