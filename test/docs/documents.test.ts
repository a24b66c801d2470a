import { describe, expect, test } from 'vitest';
import { guideGroups } from '../../src/api/guides/catalogue.ts';
import { type Document, documentOf, documents } from './documents.ts';
import { brokenLinks, guidesOfPages, missingEndpoints, missingFiles, missingRoutes, missingScripts, pageRoutes } from './named.ts';

const all = documents();
const guides = all.filter(({ path }) => path.startsWith('docs/guides/'));
const written = (markdown: string): Document => documentOf('docs/guides/planted.md', markdown);

describe('what documents name exists', () => {
  test('there are documents to read', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(guides.map(({ path }) => path)).toEqual(expect.arrayContaining(['docs/guides/engineer.md', 'docs/guides/auditor-package.md']));
  });

  test.each(all.map((one) => [one.path, one] as const))('%s: links, anchors, pictures, scripts', (_path, document) => {
    expect([...brokenLinks(document), ...missingScripts(document)]).toEqual([]);
  });

  test.each(guides.map((one) => [one.path, one] as const))('%s: files, pages, endpoints', (_path, document) => {
    expect([...missingFiles(document), ...missingRoutes(document), ...missingEndpoints(document)]).toEqual([]);
  });

  test.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'web/README.md'])('%s: files', (path) => {
    expect(missingFiles(all.find((one) => one.path === path) as Document)).toEqual([]);
  });
});

describe('what does not exist is found', () => {
  test.each([
    ['[a](nowhere.md)', 'nowhere.md leads nowhere'],
    ['[a](../spec/nowhere.md#x)', 'leads nowhere'],
    ['[a](engineer.md#no-such-heading)', 'there is no such heading'],
    ['[a](#no-such-heading)', 'there is no such heading'],
    ['[a](/exceptions)', 'leads nowhere'],
    ['| a |\n|---|\n| [b](nowhere.md) |', 'leads nowhere'],
    ['1. a\n   - **[b](nowhere.md)**', 'leads nowhere'],
    ['![A page](shots/nowhere.webp)', 'leads nowhere'],
    ['![](engineer.md)', 'does not say what it shows'],
  ])('%j', (markdown, said) => {
    expect(brokenLinks(written(markdown))).toEqual([expect.stringContaining(said)]);
  });

  test('a link that holds is none of them', () => {
    expect(brokenLinks(written('# A title\n[a](#a-title) [b](engineer.md#what-unknown-means) [c](https://example.org)'))).toEqual([]);
  });

  test('files, pages, endpoints and scripts', () => {
    expect(missingFiles(written('`src/nowhere.ts` `src/main.ts` `src/<check>.ts`'))).toEqual(['there is no src/nowhere.ts']);
    expect(missingRoutes(written('`/nowhere` `/controls/{control}` `/`'))).toEqual(['there is no page /nowhere']);
    expect(missingEndpoints(written('`GET /nowhere` `GET /controls/{control}` `POST /overview`'))).toEqual([
      'there is no endpoint GET /nowhere',
      'there is no endpoint POST /overview',
    ]);
    const curl = 'curl http://127.0.0.1:7460/api/v1/';
    expect(missingEndpoints(written(`\`\`\`sh\n${curl}nowhere\n${curl}overview?at=2025-06-30\n\`\`\``))).toEqual([
      'there is no endpoint GET /nowhere',
    ]);
    expect(missingScripts(written('```sh\nnpm run nowhere\nnpm test -- src/nowhere\nnpm start\n```'))).toEqual([
      'there is no script nowhere',
      'there is no src/nowhere',
    ]);
  });
});

describe('guides and pages', () => {
  test('pages have routes, and each leads to a guide that is there', () => {
    expect(pageRoutes()).toEqual(expect.arrayContaining(['/', '/controls/:', '/ledger']));
    const there = guides.map(({ path }) => path.replace(/^docs\/guides\/(.*)\.md$/, '$1'));
    expect(guidesOfPages().filter((name) => !there.includes(name))).toEqual([]);
    expect(guidesOfPages().length).toBeGreaterThan(4);
  });

  test('every document of the two folders is served, and nothing else', () => {
    const folders = all.map(({ path }) => /^docs\/((guides|spec)\/.*)\.md$/.exec(path)?.[1]).filter((name) => name !== undefined);
    expect(guideGroups.flatMap((group): string[] => [...group.documents]).toSorted()).toEqual(folders.toSorted());
  });
});
