import { readdir, readFile } from 'node:fs/promises';
import type { Site } from '../app.ts';
import { Fault } from '../fault.ts';
import { staticPolicy } from '../plain-page.ts';
import { type DocumentName, documentAt, guideGroups } from './catalogue.ts';
import { readGuide } from './markdown.ts';
import { guideList, guidePage, type Titles } from './page.ts';
import { guideStyle } from './style.ts';

/** The folder `docs` of the clone or of the package: the same way from here leads to both. */
const DOCS = new URL('../../../docs/', import.meta.url);
const SHOTS = '/guides/shots/';
const MEDIA: Readonly<Record<string, string>> = { webp: 'image/webp', png: 'image/png', jpg: 'image/jpeg' };

/** `/guides` lists the documents, `/guides/<name>` is one of them. They say nothing of what is known, and are answered to whoever is on this machine. */
export function guidesSite(): Site {
  const policy = staticPolicy(guideStyle);
  let titles: Promise<Titles> | null = null;
  const page = (status: number, html: string) =>
    new Response(html, {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'content-security-policy': policy },
    });
  return {
    begins: '/guides',
    async answer(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new Fault(405, 'request/method', 'Guides are only read.', { headers: { allow: 'GET, HEAD' } });
      const { pathname } = new URL(request.url);
      if (pathname.startsWith(SHOTS)) return shot(pathname.slice(SHOTS.length));
      titles ??= titlesOf();
      const known = await titles;
      if (pathname === '/guides' || pathname === '/guides/') return page(200, guideList(known, null));
      const name = documentAt(pathname);
      if (name === null) return page(404, guideList(known, pathname.slice('/guides/'.length)));
      return page(200, guidePage(name, readGuide(name, await textOf(name)), known));
    },
  };
}

async function titlesOf(): Promise<Titles> {
  const names = guideGroups.flatMap(({ documents }) => documents);
  return new Map(await Promise.all(names.map(async (name) => [name, readGuide(name, await textOf(name))] as const)));
}

function textOf(name: DocumentName): Promise<string> {
  return readFile(new URL(`${name}.md`, DOCS), 'utf8');
}

/** A picture that stands in the folder, whatever the address says. */
async function shot(file: string): Promise<Response> {
  const folder = new URL('guides/shots/', DOCS);
  const type = MEDIA[file.slice(file.lastIndexOf('.') + 1)];
  const files: readonly string[] = await readdir(folder).catch(() => []);
  if (type === undefined || !files.includes(file)) throw new Fault(404, 'request/no-page', 'There is no such picture.');
  const bytes = await readFile(new URL(file, folder));
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
