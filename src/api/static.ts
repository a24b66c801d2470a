import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { Fault } from './fault.ts';
import { plainPage } from './plain-page.ts';
import { pagePolicy } from './security-headers.ts';

/** Answers what is no API: the pages that were built. */
export interface Pages {
  answer(request: Request): Promise<Response>;
}

const MEDIA: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

interface Folder {
  readonly path: string;
  /** When the pages were built. */
  readonly built: number;
  /** Every file, below the folder, with forward slashes: what is not listed here is not served, whatever the address says. */
  readonly files: ReadonlyMap<string, { readonly size: number; readonly changed: number }>;
}

/** Pages from a folder; null: there are none, and a page says how to make them. */
export function openPages(path: string | null): Pages {
  let folder: Folder | null = null;
  return {
    async answer(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new Fault(405, 'request/method', 'Pages are only read.', { headers: { allow: 'GET, HEAD' } });
      const built = path === null ? null : await stat(join(path, 'index.html')).catch(() => null);
      if (path === null || built === null) return notBuilt();
      if (folder?.built !== built.mtimeMs) folder = { path, built: built.mtimeMs, files: await filesOf(path) };
      return await page(folder, request).catch((error: NodeJS.ErrnoException) => {
        // The pages are being built anew, or were taken away.
        if (error.code !== 'ENOENT') throw error;
        folder = null;
        return notBuilt();
      });
    },
  };
}

function notBuilt(): Response {
  return plainPage(503, 'The pages are not built yet', [
    'Tickmark runs, and its API answers at /api/. The pages of this clone have to be built once:',
    { code: 'npm run build' },
    'Then load this page again.',
  ]);
}

async function filesOf(path: string): Promise<Folder['files']> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const told = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return [file.slice(path.length + 1).replaceAll(sep, '/'), { size, changed: mtimeMs }] as const;
    }),
  );
  return new Map(told);
}

async function page(folder: Folder, request: Request): Promise<Response> {
  const name = nameOf(request.url);
  if (name !== 'index.html' && folder.files.has(name)) return file(folder, name, request);
  // The pages know their own addresses, some of which have dots in them; what is loaded by a page never asks for HTML.
  const navigates = (request.headers.get('accept') ?? '').includes('text/html');
  if (name.startsWith('assets/') || (!navigates && name !== 'index.html')) throw new Fault(404, 'request/no-page', 'There is no such page.');
  return file(folder, 'index.html', request);
}

function nameOf(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname).slice(1) || 'index.html';
  } catch {
    throw new Fault(400, 'request/malformed-address', 'This address is malformed.');
  }
}

async function file(folder: Folder, name: string, request: Request): Promise<Response> {
  const accepted = request.headers.get('accept-encoding') ?? '';
  const [encoding, ending] = ENCODINGS.find(([one, end]) => accepted.includes(one) && folder.files.has(name + end)) ?? [null, ''];
  const stored = join(folder.path, name + ending);
  const { size, changed } = folder.files.get(name + ending) ?? { size: 0, changed: 0 };
  const immutable = /^assets\/.*-[\w-]{8,}\.\w+(\.map)?$/.test(name);
  const headers = new Headers({
    'content-type': MEDIA[extname(name)] ?? 'application/octet-stream',
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': pagePolicy,
    vary: 'accept-encoding',
    etag: `"${createHash('sha256').update(`${name}${ending} ${size} ${changed}`).digest('base64url')}"`,
  });
  if (encoding !== null) headers.set('content-encoding', encoding);
  if (request.headers.get('if-none-match') === headers.get('etag')) return new Response(null, { status: 304, headers });
  if (size < SMALL) return new Response(new Uint8Array(await readFile(stored)), { headers });
  await stat(stored);
  headers.set('content-length', String(size));
  return new Response(Readable.toWeb(createReadStream(stored)) as ReadableStream, { headers });
}

const SMALL = 1_000_000;
