import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages } from '../../src/api/static.ts';
import { temporaryFolder } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

const temporary = temporaryFolder();
const folder = join(temporary.path, 'web');
const put = (name: string, text: string | Buffer) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

let server: Serving;
beforeAll(async () => {
  put('index.html', '<!doctype html><title>first</title>');
  put('assets/app-Ab3dEf9h.js', 'script');
  put('assets/app-Ab3dEf9h.js.gz', gzipSync('script'));
  put('theme.js', 'theme');
  put('with space.txt', 'space');
  writeFileSync(join(temporary.path, 'secret.txt'), 'sesame');
  const pages = openPages(folder);
  server = await serving({ sites: [{ begins: '/', answer: (request) => pages.answer(request) }] });
});
afterAll(async () => {
  await server?.close();
  temporary.remove();
});

const html = { headers: { accept: 'text/html,*/*' } };

test('files are served by their kind, and what is named by its content is kept for ever', async () => {
  const script = await server.send('/assets/app-Ab3dEf9h.js');
  expect([script.text, script.headers['content-type'], script.headers['cache-control']]).toEqual([
    'script',
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ]);
  expect((await server.send('/theme.js')).headers['cache-control']).toBe('no-cache');
  expect((await server.send('/with%20space.txt')).text).toBe('space');
  const packed = await server.send('/assets/app-Ab3dEf9h.js', { headers: { 'accept-encoding': 'gzip' } });
  expect([packed.headers['content-encoding'], packed.headers['content-type']]).toEqual(['gzip', 'text/javascript; charset=utf-8']);
  const again = await server.send('/theme.js', { headers: { 'if-none-match': String((await server.send('/theme.js')).headers.etag) } });
  expect(again.status).toBe(304);
});

test('an address of the pages is the first page, also with a dot in it; what a page loads is not', async () => {
  for (const path of ['/', '/controls', '/criteria/CC6.1', '/checks/change%2Fapproved'])
    expect((await server.send(path, html)).text).toContain('first');
  expect((await server.send('/missing.js', { headers: { accept: '*/*' } })).status).toBe(404);
  expect((await server.send('/assets/old-12345678.js', html)).status).toBe(404);
  expect((await server.send('/', { method: 'POST' })).status).toBe(405);
});

test('nothing outside the folder is served, however it is written', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
    '/%00secret.txt',
    '/..%5csecret.txt',
    '/assets/%252e%252e/secret.txt',
  ])
    for (const accept of ['*/*', 'text/html']) expect((await server.send(path, { headers: { accept } })).text).not.toContain('sesame');
  expect((await server.send('/%E0%A4%A')).status).toBe(400);
});

test('pages run scripts of this server only', async () => {
  const policy = String((await server.send('/', html)).headers['content-security-policy']);
  expect(policy).toMatch(/script-src 'self';/);
  expect(policy).toContain("frame-ancestors 'none'");
});

test('pages that are built anew are noticed; pages that are not there say how to make them', async () => {
  put('index.html', '<!doctype html><title>second</title>');
  put('new.txt', 'new');
  utimesSync(join(folder, 'index.html'), new Date(), new Date(Date.now() + 5_000));
  expect((await server.send('/', html)).text).toContain('second');
  expect((await server.send('/new.txt')).text).toBe('new');
  rmSync(join(folder, 'index.html'));
  const none = await server.send('/controls', html);
  expect([none.status, none.text.includes('npm run build')]).toEqual([503, true]);
});
