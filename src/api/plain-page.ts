import { createHash } from 'node:crypto';

/** What `frame-ancestors` and the like say besides; a page names the hash of its own style, and runs nothing. */
export function staticPolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The tokens of the visual language that a page without the kit needs. */
export const plainTokens = `
@font-face { font-family: "Plex Sans"; src: url("/api/fonts/plex-sans.woff2") format("woff2"); font-weight: 100 700; font-stretch: 85% 100%; font-display: swap; }
@font-face { font-family: "Plex Mono"; src: url("/api/fonts/plex-mono-400.woff2") format("woff2"); font-weight: 400; font-display: swap; }
@font-face { font-family: "Plex Mono"; src: url("/api/fonts/plex-mono-500.woff2") format("woff2"); font-weight: 500; font-display: swap; }
:root { color-scheme: light dark;
  --bg: light-dark(#f6f6f2, #131517); --sunken: light-dark(#eeeee8, #0e1011); --hair: light-dark(#e0e0d9, #2a2e31); --line: light-dark(#c8c8bf, #3d4347);
  --rule: light-dark(#17191b, #d9d9d3); --ink: light-dark(#17191b, #e9e9e4); --ink-2: light-dark(#474a48, #b7babb); --ink-3: light-dark(#62645f, #92979a);
  --accent: light-dark(#1d4690, #94b4ea); --accent-tint: light-dark(#e6edf8, #1b2740); --gutter: 28px;
  --sans: "Plex Sans", "IBM Plex Sans", system-ui, "Segoe UI", sans-serif; --mono: "Plex Mono", "IBM Plex Mono", ui-monospace, "SF Mono", Consolas, monospace; }
@media (max-width: 720px) { :root { --gutter: 16px; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 13px/19px var(--sans); font-variant-numeric: tabular-nums; }
code { font-family: var(--mono); font-size: 0.95em; }
a { color: var(--accent); }
svg .g { fill: var(--ink); } svg .t { fill: none; stroke: var(--accent); stroke-width: 3.4; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

/** The mark: two graduations of a ruler, then the tick. */
export const mark =
  '<svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true"><path class="g" d="M2 20.6h2.9v6.6H2zM8 20.6h2.9v6.6H8z"/><path class="t" d="M13.4 18.6 19 25.4 30 5"/></svg>';

const style = `${plainTokens}
main { max-width: 640px; padding: 64px var(--gutter); }
svg { display: block; margin-bottom: 24px; }
h1 { font-size: 25px; line-height: 31px; font-weight: 500; margin: 0 0 12px; padding-top: 16px; border-top: 1.5px solid var(--rule); }
p { margin: 0 0 8px; font-size: 15px; line-height: 22px; color: var(--ink-2); }
pre { font: 13px/19px var(--mono); background: var(--sunken); margin: 0 0 12px; padding: 12px 16px; overflow-x: auto; }
`;

/** A page of a few sentences, for when there is no other: a link that was used, pages that are not built. */
export function plainPage(status: number, title: string, parts: readonly (string | { readonly code: string })[]): Response {
  const body = parts.map((part) => (typeof part === 'string' ? `<p>${escapeHtml(part)}</p>` : `<pre>${escapeHtml(part.code)}</pre>`)).join('\n');
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Tickmark</title>
<style>${style}</style></head><body><main>${mark}<h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': staticPolicy(style) };
  return new Response(html, { status, headers });
}
