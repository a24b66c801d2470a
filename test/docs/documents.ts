import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexer, type Token } from 'marked';

/** The documents for people, as they stand in the repository, and what in them can be wrong. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly tokens: readonly Token[];
}

const alone = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'ARCHITECTURE.md', 'web/README.md'];

/** Every document that people are sent to. */
export function documents(): Document[] {
  const folders = ['docs', 'docs/guides', 'docs/spec', 'docs/decisions'];
  const listed = folders.flatMap((folder) =>
    readdirSync(`${root}/${folder}`)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  );
  return [...alone, ...listed].map((path) => documentOf(path, readFileSync(`${root}/${path}`, 'utf8')));
}

export function guide(name: string): Document {
  const path = `docs/guides/${name}.md`;
  return documentOf(path, readFileSync(`${root}/${path}`, 'utf8'));
}

export function documentOf(path: string, markdown: string): Document {
  return { path, tokens: lexer(markdown) };
}

export interface Block {
  /** The words behind the fence: `sh`, `sh run`, `text`, `yaml records/people.yaml`. */
  readonly words: readonly string[];
  readonly text: string;
}

/** Fenced code. */
export function blocks({ tokens }: Document): Block[] {
  return walk(tokens).flatMap((token) => (token.type === 'code' ? [{ words: String(token.lang ?? '').split(' '), text: String(token.text) }] : []));
}

/** What stands between backticks inside a sentence. */
export function codeSpans({ tokens }: Document): string[] {
  return walk(tokens).flatMap((token) => (token.type === 'codespan' ? [String(token.text)] : []));
}

export interface Link {
  readonly href: string;
  readonly picture: boolean;
  /** What it is a picture of. */
  readonly text: string;
}

export function links({ tokens }: Document): Link[] {
  return walk(tokens).flatMap((token) =>
    token.type === 'link' || token.type === 'image' ? [{ href: String(token.href), picture: token.type === 'image', text: String(token.text) }] : [],
  );
}

/** The anchors of a document, as code hosts make them of its headings. */
export function anchorsOf({ tokens }: Document): string[] {
  const seen = new Map<string, number>();
  return walk(tokens)
    .filter((token) => token.type === 'heading')
    .map((token) => {
      const id = plain(token)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-');
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      return before === 0 ? id : `${id}-${before}`;
    });
}

function plain(token: Token): string {
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(plain).join('');
  return 'text' in token ? String(token.text) : '';
}

/** Every token, those inside lists, tables and emphasis too. */
function walk(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === 'table') {
      const cells = [...(token['header'] as Cell[]), ...(token['rows'] as Cell[][]).flat()];
      return [token, ...cells.flatMap((cell) => walk(cell.tokens))];
    }
    const inner = token.type === 'list' ? (token['items'] as Token[]) : ((token as { tokens?: Token[] }).tokens ?? []);
    return [token, ...walk(inner)];
  });
}

interface Cell {
  readonly tokens: Token[];
}
