import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { contract } from '../../src/contract/index.ts';
import { anchorsOf, blocks, codeSpans, type Document, documentOf, links, root } from './documents.ts';
import { toTickmark, typedLines } from './typed.ts';

/** What documents name: other documents, files, pages, endpoints, scripts. Each function tells what is named and does not exist. */

/** Links to files and anchors, and pictures. */
export function brokenLinks(document: Document): string[] {
  return links(document)
    .filter(({ href }) => !/^(https|mailto):/.test(href))
    .flatMap((link) =>
      link.picture && link.text.trim() === '' ? [`the picture ${link.href} does not say what it shows`] : leadsNowhere(document, link.href),
    );
}

function leadsNowhere(document: Document, href: string): string[] {
  const [path = '', anchor] = href.split('#');
  const file = path === '' ? document.path : posix.join(posix.dirname(document.path), path);
  if (path !== '' && (path.startsWith('/') || !existsSync(`${root}/${file}`))) return [`${href} leads nowhere`];
  if (anchor === undefined || !file.endsWith('.md')) return [];
  const target = path === '' ? document : documentOf(file, readFileSync(`${root}/${file}`, 'utf8'));
  return anchorsOf(target).includes(anchor) ? [] : [`${href}: there is no such heading`];
}

const tops = ['src', 'test', 'docs', 'scripts', 'web', 'demo', 'architecture', 'migrations', 'bench', '.ci'];

/** Files and folders of the repository that stand between backticks. */
export function missingFiles(document: Document): string[] {
  return codeSpans(document)
    .filter((code) => tops.some((top) => code.startsWith(`${top}/`)) && !/[\s<>*…{}$]|NAME|acme/.test(code))
    .filter((code) => !existsSync(`${root}/${code}`))
    .map((code) => `there is no ${code}`);
}

/** The addresses of the pages, with each parameter as `:`. */
export function pageRoutes(): string[] {
  const routes = readFileSync(`${root}/web/routes.tsx`, 'utf8');
  return [...routes.matchAll(/\bpage\(\s*'(\/[^']*)'/g)].map(([, path = '']) => path.replaceAll(/\$\w+/g, ':'));
}

/** The guides that pages lead to. */
export function guidesOfPages(): string[] {
  const routes = readFileSync(`${root}/web/routes.tsx`, 'utf8');
  return [...new Set([...routes.matchAll(/\bguide: '([\w-]+)'/g)].map(([, name = '']) => name))];
}

/** Pages that a document names, each parameter as `:`; those of the server that are no pages of the interface left out. */
export function namedRoutes(document: Document): string[] {
  return codeSpans(document)
    .filter((code) => /^\/[\w/{}$-]*$/.test(code) && !/^\/(api|guides|open)\b/.test(code))
    .map((code) => code.replaceAll(/\{\w+\}|\$\w+/g, ':'));
}

export function missingRoutes(document: Document, routes: readonly string[] = pageRoutes()): string[] {
  return namedRoutes(document)
    .filter((route) => !routes.includes(route))
    .map((route) => `there is no page ${route}`);
}

/** Endpoints named as `GET /path`, and those that typed lines ask. */
export function missingEndpoints(document: Document): string[] {
  const known = contract.map(({ key }) => String(key).replaceAll(/\{\w+\}/g, ':'));
  const said = codeSpans(document).filter((code) => /^(GET|POST|PUT|DELETE) \//.test(code));
  const asked = typed(document).flatMap(({ text, words }) =>
    words
      .filter((word) => word.includes('/api/v1/'))
      .map((word) => `${/-X (\w+)/.exec(text)?.[1] ?? 'GET'} ${word.replace(/^.*\/api\/v1/, '').replace(/\?.*$/, '')}`),
  );
  return [...said, ...asked].filter((key) => !known.includes(key.replaceAll(/\{\w+\}/g, ':'))).map((key) => `there is no endpoint ${key}`);
}

/** Scripts of npm, and files given to them. */
export function missingScripts(document: Document): string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> };
  return typed(document).flatMap(({ words }) => {
    const [npm, first, ...rest] = words;
    if (npm !== 'npm') return [];
    const script = first === 'run' ? rest.find((word) => !word.startsWith('-')) : first;
    const files = rest.filter((word) => /^(src|test)\//.test(word) && !existsSync(`${root}/${word}`));
    const known = script !== undefined && (script in scripts || ['install', 'ci', 'pack'].includes(script));
    return [...(known ? [] : [`there is no script ${script}`]), ...files.map((file) => `there is no ${file}`)];
  });
}

/** Everything that a document has somebody type. */
export function typed(document: Document) {
  return blocks(document)
    .filter(({ words }) => words[0] === 'sh')
    .flatMap(({ text }) => typedLines(text));
}

/** What it has somebody say to Tickmark: in blocks, and between backticks, where what is needed beside the name may be missing. */
export function commands(document: Document): string[][] {
  const named = codeSpans(document).filter((code) => /^tickmark [a-z]/.test(code));
  const spans = named.map((code) => `${code.replace(/ [A-Z]+$/, '')} …`);
  return [...typed(document), ...spans.flatMap(typedLines)].map(toTickmark).filter((args) => args !== null);
}
