import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ALL_SCOPES, anOwner, classicToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import { readContract } from './openapi.ts';
import { makeEventfulWorld, SEPTEMBER } from './world.ts';

const api = readContract('api.github.com');
const world = makeEventfulWorld('5', 'team');
const headers = { authorization: 'Bearer good' };
let github: PretendGithub;

before(async () => {
  github = await startGithub({ world, tokens: [classicToken('good', anOwner(world), ALL_SCOPES)], now: SEPTEMBER });
});
after(() => github.close());

describe('over HTTP', () => {
  for (const base of ['url', 'enterpriseUrl'] as const) {
    test(`answers below its ${base} are as described, and lead on below the same`, async () => {
      const root = github[base];
      const first = await fetch(`${root}/orgs/harbourlight/members?per_page=2`, { headers });
      assert.deepEqual(api.faults('GET', '/orgs/{org}/members', first.status, await first.json()), []);
      const next = /<([^>]*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
      assert.ok(next.startsWith(`${root}/organizations/`), next);
      const second = await fetch(next, { headers });
      assert.deepEqual(api.faults('GET', '/orgs/{org}/members', second.status, await second.json()), []);
    });
  }

  test('what did not change is a 304 that costs nothing', async () => {
    const address = `${github.url}/orgs/harbourlight/teams`;
    const first = await fetch(address, { headers });
    await first.text();
    const again = await fetch(address, { headers: { ...headers, 'if-none-match': first.headers.get('etag') ?? '' } });
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('x-ratelimit-used'), first.headers.get('x-ratelimit-used'));
    assert.equal(github.counts().notModified, 1);
  });

  test('a renamed repository is followed by fetch itself', async () => {
    const place = world.repositories.find((one) => one.place.length > 1)?.place;
    const answer = await fetch(`${github.url}/repos/harbourlight/${place?.[0]?.value.name}`, { headers });
    assert.equal(answer.redirected, true);
    assert.equal(((await answer.json()) as { name: string }).name, place?.at(-1)?.value.name);
  });

  test('errors are as described', async () => {
    const answer = await fetch(`${github.url}/orgs/harbourlight/members`, { headers: { authorization: 'Bearer wrong' } });
    assert.equal(answer.status, 401);
    assert.deepEqual(api.faults('GET', '/orgs/{org}/members', 401, await answer.json()), []);
  });
});
