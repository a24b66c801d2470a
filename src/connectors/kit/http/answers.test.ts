import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/git.ts';
import { asking, httpTo, keepingLook } from '../../../../test/support/http-look.ts';
import { sendJson, type VendorServer, vendorServer } from '../../../../test/support/vendor-server.ts';
import { sha256Hex } from '../../../kernel/hash.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { stoppedLook } from './journal.ts';
import { type HttpManners, NOT_MODIFIED_HEADER } from './manners.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let server: VendorServer;
/** What the vendor would answer now, by path. */
const truth: Record<string, unknown> = {};
let data: string;
let count = 0;

beforeEach(async () => {
  data = join(folder.path, String(++count));
  for (const path of Object.keys(truth)) delete truth[path];
  server = await vendorServer(({ path, method, headers }, response) => {
    const value = truth[path];
    if (value === undefined) return sendJson(response, { message: 'Not found' }, { status: 404 });
    if (method === 'POST') return sendJson(response, value);
    const etag = `"${sha256Hex(headers.authorization + JSON.stringify(value))}"`;
    if (headers['if-none-match'] === etag) response.writeHead(304, { etag, date: new Date().toUTCString() }).end();
    else sendJson(response, value, { headers: { etag, 'set-cookie': 'session=canary', link: `<${server.url}next>; rel="next"` } });
  });
});
afterEach(() => server.close());

interface LookedAt {
  readonly answers: readonly unknown[];
  readonly from: readonly (string | undefined)[];
  readonly sent: number;
  readonly evidence: readonly string[];
}

interface Options extends Partial<HttpManners> {
  readonly token?: string;
  readonly sealed?: boolean;
  readonly at?: string;
}

async function lookAt(
  paths: readonly string[],
  { token = 'one', sealed = true, at = '2025-06-01T00:00:00Z', ...manners }: Options = {},
): Promise<LookedAt> {
  const before = server.received.length;
  const { look, end, evidence } = keepingLook(data, { at: parseInstant(at) });
  const { fetch } = httpTo(server.url, manners, { look });
  const answers: unknown[] = [];
  for (const path of paths) {
    const answer = await fetch(`${server.url}${path}`, { headers: { ...asking.headers, authorization: token } });
    answers.push(await answer.json());
  }
  await end(sealed);
  return { answers, from: look.log.requests.map((one) => one.from), sent: server.received.length - before, evidence };
}

const unchanged = { from: ['unchanged'] };

describe('the answers of an earlier look', () => {
  test('are taken when the vendor says that they still hold; what changed is read', async () => {
    truth['/a'] = [1];
    truth['/b'] = [2];
    const first = await lookAt(['a', 'b', 'gone']);
    truth['/b'] = [2, 3];
    const second = await lookAt(['a', 'b', 'gone']);
    expect([first.from, second.from]).toEqual([
      ['vendor', 'vendor', 'vendor'],
      ['unchanged', 'vendor', 'vendor'],
    ]);
    expect(second.answers).toEqual([[1], [2, 3], { message: 'Not found' }]);
    expect([first.evidence, second.evidence]).toEqual([
      [`GET ${server.url.host}/a`, `GET ${server.url.host}/b`, `GET ${server.url.host}/gone`],
      [`GET ${server.url.host}/b`, `GET ${server.url.host}/gone`],
    ]);
  });

  test('come with the headers they had, marked, and without what told of the moment', async () => {
    truth['/a'] = [1];
    await lookAt(['a']);
    const { look, end } = keepingLook(data);
    const answer = await httpTo(server.url, {}, { look }).fetch(`${server.url}a`, { headers: { ...asking.headers, authorization: 'one' } });
    expect([answer.status, answer.headers.get('link'), answer.headers.get(NOT_MODIFIED_HEADER), answer.headers.get('set-cookie')]).toEqual([
      200,
      `<${server.url}next>; rel="next"`,
      'true',
      null,
    ]);
    await end(true);
  });

  test('are logged with the size, the rows and the hash of the body that they confirm', async () => {
    truth['/a'] = [1, 2, 3];
    const logged = async () => {
      const { look, end } = keepingLook(data);
      await httpTo(server.url, {}, { look }).fetch(`${server.url}a`, asking);
      await end(true);
      return look.log.requests[0];
    };
    const first = await logged();
    expect(first).toMatchObject({ status: 200, from: 'vendor', rows: 3, bytes: 7, sha256: sha256Hex('[1,2,3]') });
    expect(await logged()).toEqual({ ...first, status: 304, from: 'unchanged' });
  });

  test('are never given to another token, nor for another form of the same thing', async () => {
    truth['/a'] = [1];
    await lookAt(['a']);
    expect(await lookAt(['a'], { token: 'two' })).toMatchObject({ from: ['vendor'] });
    expect(server.received.at(-1)?.headers['if-none-match']).toBeUndefined();
    expect(await lookAt(['a'])).toMatchObject(unchanged);
  });

  test('are given to the same App, whose token changes by the hour', async () => {
    truth['/a'] = [1];
    await lookAt(['a'], { identity: 'app 1', token: 'hour 1' });
    await lookAt(['a'], { identity: 'app 1', token: 'hour 2' });
    expect(server.received.at(-1)?.headers['if-none-match']).toBeDefined();
    await lookAt(['a'], { identity: 'app 2', token: 'hour 2' });
    expect(server.received.at(-1)?.headers['if-none-match']).toBeUndefined();
  });

  const places = () => ({ blobs: join(data, 'blobs'), answers: join(data, 'connections', 'test', 'answers.json') });

  test.each([
    ['whose bodies are lost', () => rmSync(places().blobs, { recursive: true })],
    ['that are lost', () => rmSync(places().answers)],
    ['that were cut off', () => truncateSync(places().answers, 40)],
    ['whose bodies were changed', () => corrupt(places().blobs)],
  ])('%s are asked for anew', async (_name, damage) => {
    truth['/a'] = [1];
    await lookAt(['a']);
    damage();
    expect(await lookAt(['a'])).toMatchObject({ from: ['vendor'], answers: [[1]] });
  });

  test('are not known to a look that was not sealed', async () => {
    truth['/a'] = [1];
    await lookAt(['a'], { sealed: false });
    expect(await lookAt(['a'], { at: '2025-06-02T00:00:00Z' })).toMatchObject({ from: ['vendor'] });
  });

  test('are forgotten when they were of no use for long', async () => {
    truth['/a'] = [1];
    truth['/b'] = [1];
    await lookAt(['a']);
    await lookAt(['b'], { at: '2025-09-01T00:00:00Z' });
    expect(await lookAt(['a'], { at: '2025-09-02T00:00:00Z' })).toMatchObject({ from: ['vendor'] });
  });
});

/** Puts the blob of another body in the place of each. */
function corrupt(blobs: string): void {
  const files = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.gz'));
  for (const file of files) {
    const bytes = readFileSync(join(blobs, file));
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] as number) ^ 1;
    writeFileSync(join(blobs, file), bytes);
  }
}

describe('a look that was stopped', () => {
  test('is taken up: what was answered is not asked again, at the same instant and by the same token only', async () => {
    for (const path of ['a', 'b', 'c']) truth[`/${path}`] = [path];
    await lookAt(['a', 'b', 'gone'], { sealed: false });
    expect(await stoppedLook(join(data, 'connections', 'test'))).toBe(parseInstant('2025-06-01T00:00:00Z'));
    truth['/a'] = ['changed since'];
    const again = await lookAt(['a', 'b', 'gone', 'c'], { sealed: false });
    expect(again).toMatchObject({ from: ['journal', 'journal', 'journal', 'vendor'], sent: 1 });
    expect(again.answers).toEqual([['a'], ['b'], { message: 'Not found' }, ['c']]);
    expect(again.evidence).toHaveLength(4);
    expect((await lookAt(['a'], { sealed: false, token: 'two' })).from).toEqual(['vendor']);
    expect((await lookAt(['a', 'b', 'c'])).from).toEqual(['journal', 'journal', 'journal']);
  });

  test('leaves nothing to take up once it is sealed, and another begins anew', async () => {
    truth['/a'] = ['a'];
    await lookAt(['a'], { sealed: true });
    expect(await stoppedLook(join(data, 'connections', 'test'))).toBeNull();
    await lookAt(['a'], { sealed: false });
    expect(await lookAt(['a'], { at: '2025-06-02T00:00:00Z' })).toMatchObject(unchanged);
  });

  test.each([1, 30, 200, 400])('in the middle of a line (%i bytes before its end) asks again for what was cut off', async (cut) => {
    for (const path of ['a', 'b', 'c']) truth[`/${path}`] = [path];
    await lookAt(['a', 'b', 'c'], { sealed: false });
    const path = join(data, 'connections', 'test', 'journal.ndjson');
    truncateSync(path, readFileSync(path).length - cut);
    const again = await lookAt(['a', 'b', 'c']);
    expect(again.answers).toEqual([['a'], ['b'], ['c']]);
    expect(again.from.at(-1)).not.toBe('journal');
  });

  test('gives answers to the same question in the order in which they came', async () => {
    truth['/a'] = [1];
    const { look, end } = keepingLook(data);
    const { fetch } = httpTo(server.url, {}, { look });
    const ask = async () => (await fetch(`${server.url}a`, { headers: { ...asking.headers, authorization: 'one' } })).json();
    await ask();
    truth['/a'] = [1, 2];
    await ask();
    await end(false);
    expect((await lookAt(['a', 'a'])).answers).toEqual([[1], [1, 2]]);
  });
});

test('an answer that is a secret stands nowhere', async () => {
  truth['/token'] = { token: 'canary-token' };
  const { look, end, evidence } = keepingLook(data);
  const { fetch } = httpTo(server.url, { reads: () => true, secretAnswer: ({ url }) => url.pathname === '/token' }, { look });
  const answer = await fetch(`${server.url}token`, { method: 'POST', headers: { authorization: 'canary-authorization' } });
  expect(await answer.json()).toEqual({ token: 'canary-token' });
  truth['/a'] = [1];
  await fetch(`${server.url}a`, { headers: { ...asking.headers, authorization: 'canary-authorization' } });
  await end(false);
  const written = existsSync(data) ? readdirSync(data, { recursive: true, encoding: 'utf8', withFileTypes: true }) : [];
  const files = written.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
  expect(files.length).toBeGreaterThan(1);
  expect(JSON.stringify([files, look.log.requests, evidence])).not.toContain('canary');
  expect(look.log.requests[0]).toMatchObject({ asked: 'POST /token', status: 200, bytes: 0 });
});
