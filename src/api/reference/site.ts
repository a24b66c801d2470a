import { readFile } from 'node:fs/promises';
import { contract } from '../../contract/index.ts';
import { jsonText } from '../../engine/views/json-text.ts';
import { type Asked, jsonAnswer } from '../answer.ts';
import type { Site } from '../app.ts';
import { Fault } from '../fault.ts';
import { staticPolicy } from '../plain-page.ts';
import { openApi } from './openapi.ts';
import { pageStyle, referencePage } from './page.ts';

const FONTS: ReadonlySet<string> = new Set(['plex-sans.woff2', 'plex-mono-400.woff2', 'plex-mono-500.woff2']);

/** `/api/` for people, `/api/openapi.json` for programs. Both say what can be asked, nothing of what is known, and are answered to whoever is on this machine. */
export function referenceSite(version: string): Site {
  const document = openApi(contract, version);
  const written = jsonText(document);
  const html = referencePage(document);
  const policy = staticPolicy(pageStyle);
  return {
    begins: '/api',
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/openapi.json') return jsonAnswer(written, 200, asked(request));
      if (pathname === '/api') return new Response(null, { status: 308, headers: { location: '/api/' } });
      if (pathname === '/api/')
        return new Response(html, {
          headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'content-security-policy': policy },
        });
      const font = pathname.replace('/api/fonts/', '');
      if (FONTS.has(font)) return fontFile(font);
      throw new Fault(404, 'request/no-page', 'There is no such page. The endpoints are listed at /api/.');
    },
  };
}

function asked(request: Request): Asked {
  return { acceptEncoding: request.headers.get('accept-encoding') ?? '', ifNoneMatch: request.headers.get('if-none-match') ?? '', safe: true };
}

/** The typefaces of the report stand in the package already. */
async function fontFile(name: string): Promise<Response> {
  const bytes = await readFile(new URL(`../../audit/report/assets/fonts/${name}`, import.meta.url));
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=86400' } });
}
