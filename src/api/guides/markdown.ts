import { posix } from 'node:path';
import { Marked, type Token, type Tokens } from 'marked';
import { escapeHtml } from '../plain-page.ts';
import { addressOfDocument, type DocumentName, documentAt } from './catalogue.ts';

export interface Heading {
  readonly id: string;
  readonly text: string;
}

export interface GuideText {
  /** The first heading, as plain text. */
  readonly title: string;
  /** The first paragraph, as plain text. */
  readonly lead: string;
  /** The headings of the second level. */
  readonly parts: readonly Heading[];
  readonly html: string;
}

/**
 * A document as HTML. Nothing of it passes as HTML: tags are shown as they are written, and a link leads to another document, a page, or an
 * address that begins `https://`; what it leads to otherwise is only named.
 */
export function readGuide(name: DocumentName, markdown: string): GuideText {
  const ids = anchors();
  const parts: Heading[] = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => escapeHtml(text),
      text(token) {
        return 'tokens' in token && token.tokens !== undefined ? this.parser.parseInline(token.tokens) : escapeHtml(token.text);
      },
      heading({ depth, tokens }) {
        const text = plain(tokens);
        const id = ids(text);
        if (depth === 2) parts.push({ id, text });
        return depth === 1
          ? `<h1>${this.parser.parseInline(tokens)}</h1>\n`
          : `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code: ({ text, lang }) => `<pre${lang?.split(' ')[0] === 'sh' ? ' class="sh"' : ''} tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
      codespan: ({ text }) => linkedCode(text),
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        const target = leadsTo(name, href);
        return target.linked ? `<a href="${escapeHtml(target.address)}">${label}</a>` : `${label} <code>${escapeHtml(target.address)}</code>`;
      },
      image: ({ href, text }) => figure(name, href, text),
      table(token) {
        return `<div class="wide" tabindex="0">${plainTable(token, (tokens) => this.parser.parseInline(tokens))}</div>\n`;
      },
    },
  });
  const tokens = marked.lexer(markdown);
  const first = (type: string) => tokens.find((token) => token.type === type);
  return { title: plain([first('heading')]), lead: plain([first('paragraph')]), html: marked.parser(tokens), parts };
}

function plainTable({ header, rows }: Tokens.Table, inline: (tokens: Token[]) => string): string {
  const cells = (row: readonly Tokens.TableCell[], tag: string) => row.map(({ tokens }) => `<${tag}>${inline(tokens)}</${tag}>`).join('');
  const named = header.some(({ text }) => text.trim() !== '');
  const head = named ? `<thead><tr>${cells(header, 'th')}</tr></thead>` : '';
  return `<table>${head}<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</tbody></table>`;
}

/** A page that is named alone is a link to it. */
function linkedCode(text: string): string {
  const code = `<code>${escapeHtml(text)}</code>`;
  return /^\/[a-z]*$/.test(text) || text === '/api/' ? `<a href="${text}">${code}</a>` : code;
}

function figure(name: DocumentName, href: string, text: string): string {
  const path = posix.join(posix.dirname(name), href);
  const address = /^guides\/shots\/[\w.-]+$/.test(path) ? `/${path}` : null;
  if (address === null) return `<span>${escapeHtml(text)}</span>`;
  return `<a class="shot" href="${address}"><img src="${address}" alt="${escapeHtml(text)}" loading="lazy"></a>`;
}

/** Where a link of a document leads: an address, or a path in the repository, which is not served. */
function leadsTo(name: DocumentName, href: string): { readonly linked: boolean; readonly address: string } {
  if (href.startsWith('https://') || /^#[\w-]+$/.test(href)) return { linked: true, address: href };
  if (/^[a-z][a-z+.-]*:/i.test(href) || href.startsWith('/')) return { linked: false, address: href };
  const [path = '', anchor] = href.split('#');
  const repository = posix.join('docs', posix.dirname(name), path);
  const found = /^docs\/(guides|spec)\/([\w-]+)\.md$/.exec(repository);
  const address = found === null ? null : addressOfDocument(`${found[1] as 'guides' | 'spec'}/${found[2]}`);
  if (address === null || documentAt(address) === null) return { linked: false, address: repository };
  return { linked: true, address: anchor === undefined ? address : `${address}#${anchor}` };
}

/** Ids of headings as code hosts make them, so that a link holds in both places. */
function anchors(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const id = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before}`;
  };
}

function plain(tokens: readonly (Token | undefined)[]): string {
  return tokens
    .map((token) => {
      if (token === undefined) return '';
      if ('tokens' in token && token.tokens !== undefined) return plain(token.tokens);
      return 'text' in token ? String(token.text) : '';
    })
    .join('');
}
