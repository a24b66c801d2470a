import { Octokit } from '@octokit/core';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/git.ts';
import { httpLook, httpTo, keepingLook } from '../../../../test/support/http-look.ts';
import { type Answering, sendJson, type VendorServer, vendorServer } from '../../../../test/support/vendor-server.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import type { Look } from '../connector.ts';
import { unwrapped } from './failure.ts';
import { headerLimits } from './limits.ts';

/** The kit's fetch inside a vendor's own library. */
const limits = headerLimits({ remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', tooQuick: /secondary/i });

let server: VendorServer;
afterEach(() => server.close());

async function octokit(answer: Answering, look = httpLook()) {
  server = await vendorServer(answer);
  return octokitTo(server, look);
}

function octokitTo({ url }: VendorServer, look: Look): Octokit {
  const manners = { limits, reads: (asked: { readonly url: URL }) => asked.url.pathname === '/graphql' };
  const { fetch } = httpTo(url, manners, { look });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return new Octokit({ baseUrl: url.href.slice(0, -1), auth: 'canary-token', request: { fetch }, log });
}

test('reads, queries, and waits for limits without noticing', async () => {
  const look = httpLook();
  let refusals = 2;
  const kit = await octokit(({ path }, response) => {
    if (path === '/graphql') return sendJson(response, { data: { viewer: { login: 'ada' } } });
    if (refusals-- > 0) return sendJson(response, { message: 'secondary' }, { status: 403, headers: { 'retry-after': '30' } });
    sendJson(response, [{ id: 1 }]);
  }, look);
  expect((await kit.request('GET /orgs/{org}/teams', { org: 'example', per_page: 100 })).data).toEqual([{ id: 1 }]);
  expect(await kit.graphql('query Me { viewer { login } }')).toEqual({ viewer: { login: 'ada' } });
  expect(look.log.requests.map((one) => [one.asked, one.status])).toEqual([
    ['GET /orgs/example/teams?per_page=100', 403],
    ['GET /orgs/example/teams?per_page=100', 403],
    ['GET /orgs/example/teams?per_page=100', 200],
    ['POST /graphql Me', 200],
  ]);
  expect(look.log.cost()).toMatchObject({ sent: 4, waits: 2, waited: 60_000 });
});

test('what the kit threw is found inside what the library throws, and holds no token', async () => {
  const kit = await octokit((_, response) => sendJson(response, { message: 'Bad credentials' }, { status: 401 }));
  const error = await kit.request('GET /user').then(
    () => null,
    (reason: unknown) => reason,
  );
  const failure = unwrapped(error);
  expect(failure).toBeInstanceOf(VendorError);
  expect(failure).toMatchObject({ kind: 'unauthorized', status: 401, message: expect.stringContaining('("Bad credentials")') });
  expect(`${(error as Error).message} ${(failure as Error).stack}`).not.toContain('canary-token');
});

test('a look that was stopped is taken up through the library too', async () => {
  const folder = temporaryFolder();
  const ask = (kit: Octokit, after: string) => kit.graphql('query Page($after: String) { asked }', { after });
  try {
    const first = keepingLook(folder.path);
    const kit = await octokit(({ body }, response) => sendJson(response, { data: { asked: JSON.parse(body).variables.after } }), first.look);
    await ask(kit, 'a');
    await ask(kit, 'b');
    await first.end(false);
    const second = keepingLook(folder.path);
    const again = octokitTo(server, second.look);
    expect([await ask(again, 'a'), await ask(again, 'b'), await ask(again, 'c')]).toEqual([{ asked: 'a' }, { asked: 'b' }, { asked: 'c' }]);
    expect(second.look.log.cost()).toMatchObject({ replayed: 2, sent: 1 });
    expect(server.received).toHaveLength(3);
    await second.end(true);
  } finally {
    folder.remove();
  }
});
