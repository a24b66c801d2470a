import { createHash } from 'node:crypto';

/** What `frame-ancestors` and the like say besides; a page names the hash of its own style, and runs nothing. */
export function staticPolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The tokens of the visual language that a page without the kit needs. */
export const plainTokens = `
:root { color-scheme: light dark;
  --paper: light-dark(#f7f6f2, #131417); --sheet: light-dark(#fff, #1b1c20); --ink: light-dark(#1c1d21, #eceae4); --quiet: light-dark(#5c5d63, #a9a7a1);
  --line: light-dark(#dddad2, #33343a); --accent: light-dark(#1f4fbf, #8fb1ff);
  --sans: "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif; --mono: "IBM Plex Mono", ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 var(--sans); }
code, pre { font-family: var(--mono); font-size: 0.92em; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

const style = `${plainTokens}
main { max-width: 36rem; margin: 18vh auto 0; padding: 0 1.5rem 4rem; }
h1 { font-size: 1.35rem; line-height: 1.3; font-weight: 600; margin: 0 0 1rem; }
p { margin: 0 0 0.75rem; }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; padding: 0.7rem 0.9rem; overflow-x: auto; }
`;

/** A page of a few sentences, for when there is no other: a link that was used, pages that are not built. */
export function plainPage(status: number, title: string, parts: readonly (string | { readonly code: string })[]): Response {
  const body = parts.map((part) => (typeof part === 'string' ? `<p>${escapeHtml(part)}</p>` : `<pre>${escapeHtml(part.code)}</pre>`)).join('\n');
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Tickmark</title>
<style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': staticPolicy(style) };
  return new Response(html, { status, headers });
}
