import { escapeHtml, mark } from '../plain-page.ts';
import { addressOfDocument, type DocumentName, guideGroups } from './catalogue.ts';
import type { GuideText } from './markdown.ts';
import { guideStyle } from './style.ts';

/** What every document says of itself, by its name. */
export type Titles = ReadonlyMap<DocumentName, Pick<GuideText, 'title' | 'lead'>>;

/** One document, with the others beside it. */
export function guidePage(name: DocumentName, guide: GuideText, titles: Titles): string {
  const contents = guide.parts.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join('');
  const [head, ...rest] = guide.html.split(/(?=<h2 )/);
  const text = [
    head ?? '',
    ...(guide.parts.length > 2 ? [`<nav class="contents" aria-label="On this page"><ul>${contents}</ul></nav>`] : []),
    ...rest,
  ];
  return layout(guide.title, `<div class="page">${beside(name, titles)}<main id="main">${text.join('\n')}</main></div>`);
}

/** Every document with its first sentences. @param missing what was asked for, where there is no such document */
export function guideList(titles: Titles, missing: string | null): string {
  const head =
    missing === null ? '<h1>What can be read here</h1>' : `<h1>There is no guide “${escapeHtml(missing)}”</h1><p>These are all that there are.</p>`;
  const groups = guideGroups.map(
    ({ title, documents }) =>
      `<h2>${escapeHtml(title)}</h2><ul class="guides">${documents.map((name) => `<li>${link(name, titles)}<p>${escapeHtml(titles.get(name)?.lead ?? '')}</p></li>`).join('')}</ul>`,
  );
  const reference =
    '<h2>The API</h2><ul class="guides"><li><a href="/api/">The reference of the API</a><p>Every endpoint, what it takes, answers and refuses.</p></li></ul>';
  return layout(
    missing === null ? 'Guides' : 'No such guide',
    `<div class="page list"><main id="main">${head}${groups.join('\n')}${reference}</main></div>`,
  );
}

function beside(current: DocumentName, titles: Titles): string {
  const groups = guideGroups.map(
    ({ title, documents }) =>
      `<h2>${escapeHtml(title)}</h2><ul>${documents.map((name) => `<li>${link(name, titles, name === current)}</li>`).join('')}</ul>`,
  );
  return `<nav class="all" aria-label="Guides">${groups.join('')}</nav>`;
}

function link(name: DocumentName, titles: Titles, current = false): string {
  return `<a href="${addressOfDocument(name)}"${current ? ' aria-current="page"' : ''}>${escapeHtml(titles.get(name)?.title ?? name)}</a>`;
}

function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Tickmark</title>
<style>${guideStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><a class="brand" href="/">${mark}Tickmark</a><a class="here" href="/guides">Guides</a><a class="raw" href="/api/">API reference</a></header>
${body}
</body>
</html>
`;
}
