import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOfDocument, guideGroups } from '../../src/api/guides/catalogue.ts';
import { readGuide } from '../../src/api/guides/markdown.ts';
import { guidesSite } from '../../src/api/guides/site.ts';
import { type Serving, serving } from '../support/serving.ts';

let server: Serving;
beforeAll(async () => {
  server = await serving({ sites: [guidesSite()] });
});
afterAll(() => server.close());

const names = guideGroups.flatMap(({ documents }) => documents);

describe('guides are served', () => {
  test('the list names every one, with its first sentences', async () => {
    const { status, text, headers } = await server.send('/guides');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const name of names) expect(text).toContain(`href="${addressOfDocument(name)}"`);
    expect(text).toContain('From an empty folder to the first results');
    expect((await server.send('/guides/')).status).toBe(200);
  });

  test.each(names)('%s, without a script, and every link to a document is answered', async (name) => {
    const { status, text, headers } = await server.send(addressOfDocument(name));
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|javascript:|\son\w+=/);
    const followed = [...text.matchAll(/ (?:href|src)="(\/guides[^"#]*)(?:#([^"]*))?"/g)].map(([, path = '', anchor]) => ({ path, anchor }));
    for (const { path, anchor } of followed) {
      const answer = await server.send(path);
      expect([path, answer.status]).toEqual([path, 200]);
      if (anchor !== undefined) expect(answer.text).toContain(`id="${anchor}"`);
    }
  });

  test.each([
    '/guides/nowhere',
    '/guides/engineer.md',
    '/guides/guides/engineer',
    '/guides/spec/../engineer/x',
    '/guides/%2e%2e%2fpackage.json',
    '/guides/<b>x</b>',
  ])('%s is not found, and what there is, is listed', async (path) => {
    const { status, text } = await server.send(path);
    expect(status).toBe(404);
    expect(text).toContain('href="/guides/engineer"');
    expect(text).not.toContain('<b>x</b>');
  });

  test.each(['/guides/shots/nowhere.webp', '/guides/shots/../engineer.md', '/guides/shots/..%2f..%2f..%2fpackage.json', '/guides/shots/'])(
    '%s is no picture',
    async (path) => {
      expect((await server.send(path)).status).toBe(404);
    },
  );

  test('they are only read', async () => {
    expect((await server.ask('/guides/engineer', { method: 'POST' })).status).toBe(405);
    const head = await server.send('/guides/engineer', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
  });
});

describe('a document becomes HTML of ours alone', () => {
  const html = (markdown: string) => readGuide('guides/engineer', markdown).html;

  test.each([
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    '<pre>\n<img src=x onerror=alert(1)\n</pre>',
    'a <pre> <b onclick=x </pre> b',
    '| a |\n|---|\n| <i>b</i> |',
    '# <svg onload=x>',
    '`<b>`',
    '```\n</code></pre><script>\n```',
    '```"><script>\nx\n```',
    '![x" onerror="y](shots/a.webp)',
    '[a](https://x.example/"onclick="y)',
    '- [ ] <u>x</u>',
  ])('%j', (markdown) => {
    const ours = /^(h[1-4]|p|pre|code|a|img|div|table|thead|tbody|tr|th|td|ul|ol|li|strong|em|span|input)$/;
    const tags = [...html(markdown).matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
    expect(tags.filter(([, tag = '', rest = '']) => !ours.test(tag) || /\son\w+=(?![^"]*")/.test(rest))).toEqual([]);
    expect(html(markdown)).not.toMatch(/<(script|svg|b|i|u)\b/);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'http://x.example', '//x.example', '/api/v1/session', 'vbscript:x', 'JaVaScRiPt:x'])(
    'a link to %s is only named',
    (href) => {
      expect(html(`[label](${href})`)).not.toContain('<a ');
    },
  );

  test('documents that are served are linked, others are named by their place', () => {
    expect(html('[a](author-check.md#2-choose-the-population)')).toContain('<a href="/guides/author-check#2-choose-the-population">a</a>');
    expect(html('[a](../spec/ledger.md)')).toContain('<a href="/guides/spec/ledger">a</a>');
    expect(html('[a](../../ARCHITECTURE.md)')).toContain('a <code>ARCHITECTURE.md</code>');
    expect(html('`/exceptions` and `/path/to/x`')).toContain('<a href="/exceptions"><code>/exceptions</code></a> and <code>/path/to/x</code>');
  });
});
