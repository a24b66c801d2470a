import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { type Serving, serving } from '../support/serving.ts';
import { sharedProgram } from '../support/shared-program.ts';

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  await sharedProgram(server.folder, installation).look();
  await assess(installation, { audit: 'year' });
}, 120_000);
afterAll(() => server?.close());

const get = (path: string) => server.ask(`/api/v1${path}`);
const said = async (path: string) => {
  const { status, json } = await get(path);
  return [status, json()['code'], typeof json()['detail']];
};
interface Page {
  readonly rows: { readonly size: number; readonly root: string; readonly recorded: string }[];
  readonly next: number | null;
}
const page = async (query: string) => (await get(`/ledger/checkpoints${query}`)).json() as unknown as Page;

describe('the ledger', () => {
  test('says how large it is, who signs it, and how much of what it holds', async () => {
    const { json } = await get('/ledger');
    const told = json() as {
      checkpoint: { size: number; note: string; root: string };
      keys: object[];
      waiting: number;
      types: { type: string; count: number; says: string }[];
      origin: string;
    };
    expect(told.waiting).toBe(0);
    expect(told.types.reduce((sum, one) => sum + one.count, 0)).toBe(told.checkpoint.size);
    expect(told.types.find((one) => one.type === 'assessment')).toMatchObject({ count: 1, says: expect.stringMatching(/\w/) });
    expect(told.checkpoint.note.split('\n').slice(0, 2)).toEqual([told.origin, String(told.checkpoint.size)]);
    expect(Buffer.from(told.checkpoint.note.split('\n')[2] as string, 'base64').toString('hex')).toBe(told.checkpoint.root);
    expect(told.keys).toMatchObject([{ fromSize: 0, untilSize: null }]);
    expect(json()['witnesses']).toEqual([]);
  });

  test('checkpoints come the newest first, page after page, each once', async () => {
    const { rows, next } = await page('');
    expect(next).toBeNull();
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map((one) => one.size)).toEqual(rows.map((one) => one.size).toSorted((a, b) => b - a));
    const found: Page['rows'] = [];
    for (let below: number | null = Number.MAX_SAFE_INTEGER; below !== null; ) {
      const part: Page = await page(`?limit=1&below=${below}`);
      found.push(...part.rows);
      below = part.next;
    }
    expect(found).toEqual(rows);
    expect(await page(`?below=${rows.at(-2)?.size}`)).toEqual({ rows: rows.slice(-1), next: null });
    expect(rows[0]).toEqual({ size: rows[0]?.size, root: expect.stringMatching(/^[0-9a-f]{64}$/), recorded: expect.stringMatching(/Z$/) });
  });

  test('the note of each is what was signed, as a file; the newest without a size', async () => {
    const { rows } = await page('');
    for (const { size } of rows) {
      const reply = await get(`/ledger/checkpoint?size=${size}`);
      expect([reply.status, reply.headers['content-type'], reply.text.split('\n')[1]]).toEqual([200, 'text/plain; charset=utf-8', String(size)]);
      expect(reply.headers['content-disposition']).toContain(`checkpoint-${size}.txt`);
    }
    expect((await get('/ledger/checkpoint')).text).toBe((await get(`/ledger/checkpoint?size=${rows[0]?.size}`)).text);
  });

  test('one that there is not is refused, and never another one given', async () => {
    const { rows } = await page('');
    const sizes = new Set(rows.map((one) => one.size));
    const between = [...sizes].map((one) => one - 1).find((one) => one > 0 && !sizes.has(one));
    for (const size of [between, (rows[0]?.size ?? 0) + 1, Number.MAX_SAFE_INTEGER])
      expect([size, ...(await said(`/ledger/checkpoint?size=${size}`))]).toEqual([size, 404, 'ledger/no-checkpoint', 'string']);
    for (const size of ['-1', '1.5', 'newest', '1e400', '9007199254740993'])
      expect([size, ...(await said(`/ledger/checkpoint?size=${size}`))]).toEqual([size, 422, 'request/invalid', 'string']);
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'below=0', 'below=-5', 'below=1.5', 'below=9007199254740993'])
      expect([query, ...(await said(`/ledger/checkpoints?${query}`))]).toEqual([query, 422, 'request/invalid', 'string']);
  });
});

describe('verifying', () => {
  test('goes through every entry, and says what it found', async () => {
    const { status, json } = await server.ask('/api/v1/ledger/verify', { method: 'POST' });
    expect([status, json()['kind']]).toEqual([202, 'verify']);
    const work = () => server.place.work.get(String(json()['id']));
    while (work()?.endedAt === null) await new Promise((resolve) => setTimeout(resolve, 20));
    const told = (await get(`/work/${json()['id']}`)).json() as { state: string; problem: unknown; result: { found: unknown } };
    expect([told.state, told.problem]).toEqual(['done', null]);
    expect(told.result.found).toBeDefined();
  });

  test('a job that there is not is refused', async () => {
    expect(await said(`/work/${newUuid()}`)).toEqual([404, 'work/unknown', 'string']);
    expect(await said('/work/none')).toEqual([404, 'work/unknown', 'string']);
  });
});
