import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { JsonText } from '../engine/views/json-text.ts';
import type { FileBody } from './implement.ts';

const brotliText = promisify(brotliCompress);
const gzipText = promisify(gzip);
const WORTH_COMPRESSING = 1_000;

/** What of a request decides how its answer is written. */
export interface Asked {
  readonly acceptEncoding: string;
  readonly ifNoneMatch: string;
  /** Only reads can be answered with "not modified". */
  readonly safe: boolean;
}

export function isJsonText(value: unknown): value is JsonText<unknown> {
  return typeof value === 'object' && value !== null && 'json' in value && typeof value.json === 'string' && 'etag' in value;
}

/** A JSON answer: under the name of its bytes, compressed where that is worth it, or only that it has not changed. */
export async function jsonAnswer({ json, etag }: JsonText<unknown>, status: number, asked: Asked): Promise<Response> {
  const encoding = json.length > WORTH_COMPRESSING ? chosenEncoding(asked.acceptEncoding) : null;
  // A strong tag names bytes, and compressed ones are others.
  const headers = new Headers({
    etag: `"${etag}${encoding === null ? '' : `-${encoding}`}"`,
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding',
  });
  if (asked.safe && status === 200 && matches(asked.ifNoneMatch, etag)) return new Response(null, { status: 304, headers });
  headers.set('content-type', 'application/json; charset=utf-8');
  if (encoding !== null) headers.set('content-encoding', encoding);
  return new Response(await compressed(json, encoding), { status, headers });
}

type Encoding = 'br' | 'gzip';

function chosenEncoding(accepted: string): Encoding | null {
  const wanted = accepted.split(',').map((one) => one.split(';', 2).map((part) => part.trim().toLowerCase()));
  const takes = (name: Encoding) => wanted.some(([encoding, q]) => encoding === name && (q === undefined || Number(q.replace(/^q=/, '')) > 0));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

async function compressed(json: string, encoding: Encoding | null): Promise<string | Uint8Array<ArrayBuffer>> {
  if (encoding === null) return json;
  const bytes = Buffer.from(json);
  if (encoding === 'gzip') return new Uint8Array(await gzipText(bytes, { level: 1 }));
  return new Uint8Array(
    await brotliText(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength } }),
  );
}

function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*?)(-br|-gzip)?"$/, '$1'),
    )
    .includes(etag);
}

/** A file: shown, or saved under its name. What came from elsewhere runs nothing and reaches nothing. */
export function fileAnswer({ media, name, body }: FileBody, status: number): Response {
  const headers = new Headers({ 'content-type': media, 'cache-control': 'private, no-cache' });
  if (media !== 'application/pdf') headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  headers.set(
    'content-disposition',
    name === null ? 'inline' : `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  return new Response(bytesOf(body), { status, headers });
}

function plainName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '-');
}

function bytesOf(body: FileBody['body']): string | Uint8Array<ArrayBuffer> | ReadableStream {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body instanceof ReadableStream) return body;
  return ReadableStream.from(encoded(body));
}

async function* encoded(parts: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of parts) yield typeof part === 'string' ? encoder.encode(part) : part;
}
