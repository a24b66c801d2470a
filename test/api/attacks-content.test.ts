import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Reply, type Serving, serving } from '../support/serving.ts';
import { sharedProgram } from '../support/shared-program.ts';

/** Somebody who writes titles that we read: what stands in them is told as it is, and does nothing where it is opened. */
let server: Serving;
const formulas = ['=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', '@SUM(1)', '\t=1', '"=1"', ';=1', '＝1+1'];
const titles = [
  ...formulas,
  '<svg onload=alert(1)>',
  '[x](javascript:alert(1))',
  '\u202Egpj.exe',
  '__proto__',
  '{{7*7}}',
  `long ${'x'.repeat(100_000)}`,
];

beforeAll(async () => {
  server = await serving({ strict: true });
  const program = sharedProgram(server.folder, server.place.installation);
  for (const [at, message] of titles.entries()) program.code.commit({ at: `2025-06-${String(at + 1).padStart(2, '0')}T10:00:00Z`, message });
  await program.look();
}, 240_000);
afterAll(async () => {
  await server?.close();
});

const get = (path: string): Promise<Reply> => server.ask(`/api/v1${path}${path.includes('?') ? '&' : '?'}audit=year`);

test('in a download for a spreadsheet no cell begins a formula; in JSON every title is itself', async () => {
  const csv = await get('/populations/changes/rows.csv');
  expect(csv.status).toBe(200);
  expect(csv.headers['content-disposition']).toMatch(/^attachment/);
  const cells = csv.text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => line.split(/[,;]/))
    .map((cell) => cell.replace(/^"/, ''));
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d*$)/.test(cell))).toEqual([]);
  // The control: the formula is in what was read.
  const json = await get('/populations/changes/rows.ndjson');
  expect(json.text).toContain('=HYPERLINK(\\"http://evil.example\\"');
});

test('a title of a hundred thousand characters is told once in a list, and no page grows with it', async () => {
  const sizes: Record<string, number> = {};
  for (const path of [
    '/populations/changes/rows?limit=1000',
    '/exceptions?limit=1000',
    '/checks',
    '/overview',
    '/controls',
    '/find?text=long',
    '/evidence?limit=500',
  ]) {
    const reply = await get(path).then((one) => (path.startsWith('/evidence') || path.startsWith('/find') ? server.ask(`/api/v1${path}`) : one));
    sizes[`${path} ${reply.status}`] = reply.body.byteLength;
  }
  for (const [path, size] of Object.entries(sizes)) expect([path, size < 500_000]).toEqual([path, true]);
});

test('nothing that is answered is a page, whatever stands in it', async () => {
  const rows = (await get('/populations/changes/rows?limit=1000')).json()['rows'] as { item: string }[];
  expect(rows.length).toBeGreaterThanOrEqual(titles.length);
  const leaf = ((await server.ask('/api/v1/evidence?limit=1')).json()['rows'] as { leaf: number }[])[0]?.leaf;
  for (const path of [
    '/populations/changes/rows',
    `/populations/changes/items/${encodeURIComponent(rows[0]?.item ?? '')}`,
    `/evidence/${leaf}`,
    `/evidence/${leaf}/received`,
    '/populations/changes/rows.csv',
  ]) {
    const reply = await server.ask(`/api/v1${path}`);
    expect([path, reply.headers['content-type'], reply.headers['x-content-type-options']]).toEqual([
      path,
      expect.stringMatching(/^(application\/(problem\+)?json|text\/csv)/),
      'nosniff',
    ]);
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  }
});
