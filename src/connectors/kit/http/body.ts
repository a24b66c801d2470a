import type { Json } from '../../../kernel/canonical-json.ts';

/** Reads a body to its end. @returns null when it is longer than `most` bytes; the rest is not read */
export async function readBody(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | null> {
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

export function isJson(headers: Headers): boolean {
  return /^application\/([a-z0-9.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

/** @throws SyntaxError */
export function parseJson(body: Uint8Array): unknown {
  return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
}

/** What stands where a secret stood. */
export const SCRUBBED = '[scrubbed]';

/**
 * Takes out fields that must never be kept, at any depth; `config.secret` is the field `secret` of what stands under `config`. Of addresses in
 * `originOnly`, scheme and host are left.
 * @returns what is left, and which fields were found; the same value when none was
 */
export function scrubJson(json: unknown, never: readonly string[], originOnly: readonly string[] = []): { json: unknown; found: readonly string[] } {
  if (never.length === 0 && originOnly.length === 0) return { json, found: [] };
  const found = new Set<string>();
  const pathOf = (isAddress: boolean) => (one: string) => ({ field: one, names: one.split('.').reverse(), isAddress });
  const paths = [...never.map(pathOf(false)), ...originOnly.map(pathOf(true))];
  if (
    !holdsPath(
      json,
      paths.map(({ names }) => names),
      [],
    )
  )
    return { json, found: [] };
  const walk = (value: unknown, names: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, names));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => {
        const here = [name, ...names];
        const hit = held === null ? undefined : paths.find((one) => one.names.every((part, place) => here[place] === part));
        if (!hit) return [name, walk(held, here)];
        const left = hit.isAddress ? originOf(held) : SCRUBBED;
        if (left !== held) found.add(hit.field);
        return [name, left];
      }),
    );
  };
  const left = walk(json, []);
  return found.size === 0 ? { json, found: [] } : { json: left, found: [...found] };
}

/** Whether anything at any depth stands under one of these paths (innermost name first). Most answers hold none, and are left as they are. */
function holdsPath(value: unknown, paths: readonly (readonly string[])[], leading: string[]): boolean {
  if (Array.isArray(value)) return value.some((one) => holdsPath(one, paths, leading));
  if (typeof value !== 'object' || value === null) return false;
  for (const [name, held] of Object.entries(value)) {
    leading.push(name);
    if (paths.some((path) => path.every((part, place) => leading[leading.length - 1 - place] === part)) || holdsPath(held, paths, leading))
      return true;
    leading.pop();
  }
  return false;
}

/** Scheme and host of an address; what is none is taken out. */
function originOf(held: unknown): string {
  const url = typeof held === 'string' && URL.canParse(held) ? new URL(held) : null;
  return url === null || url.host === '' ? SCRUBBED : `${url.protocol}//${url.host}`;
}

/** A list counts its rows; an object the lists in it that are pages of something. */
export function countRows(json: unknown): number {
  if (Array.isArray(json)) return json.length;
  if (typeof json !== 'object' || json === null) return 0;
  const data = (json as { data?: unknown }).data;
  if (typeof data === 'object' && data !== null) return countNodes(data);
  const [list] = Object.values(json).filter((one) => Array.isArray(one));
  return 'total_count' in json && list !== undefined ? list.length : 1;
}

/** Everything that a GraphQL answer lists as `nodes` or `edges`. */
function countNodes(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countNodes(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, held]) => {
    const own = Array.isArray(held) && (name === 'nodes' || name === 'edges') ? held.length : 0;
    return sum + own + countNodes(held);
  }, 0);
}

const HIDDEN = /token|secret|password|passwd|signature|credential|api[-_]?key/i;

/** Path and query, as they may be shown. */
export function shownPath({ pathname, searchParams }: URL): string {
  const query = [...searchParams].map(([name, value]) => `${name}=${HIDDEN.test(name) ? '…' : value}`).join('&');
  return query === '' ? pathname : `${pathname}?${query}`;
}

/** The operation's name and its variables, of a body that is a GraphQL request. */
export function shownQuery(body: string): { name: string; variables?: Json } | null {
  if (!body.startsWith('{')) return null;
  try {
    const { query, operationName, variables } = JSON.parse(body) as { query?: unknown; operationName?: unknown; variables?: Json };
    if (typeof query !== 'string') return null;
    const name = typeof operationName === 'string' ? operationName : (/\b(?:query|mutation|subscription)\s+(\w+)/.exec(query)?.[1] ?? 'unnamed');
    return variables === undefined ? { name } : { name, variables: hideSecrets(variables) };
  } catch {
    return null;
  }
}

function hideSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, HIDDEN.test(name) && typeof held === 'string' ? '…' : hideSecrets(held)]),
  );
}
