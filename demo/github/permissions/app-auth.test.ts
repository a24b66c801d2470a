import { generateKeyPairSync } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { type PretendGithub, startGithub } from '../server.ts';
import type { Installation } from '../world.ts';

/** GitHub's own client signs in as an App, over HTTP, although its clock and the server's are months apart. */

const NOW = Date.parse('2025-06-02T10:00:00Z') as Instant;
const world = makeGithub(makeCompany('app', { changes: 40 }));
const app = world.organization.installations[0] as Installation;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
let github: PretendGithub;

beforeAll(async () => {
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  github = await startGithub({ world, tokens: [], appKeys: [{ app: app.app.id, publicKey }], now: NOW });
});
afterAll(() => github.close());

function client(baseUrl: string, key = keys.privateKey): Octokit {
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return new Octokit({ baseUrl, log, authStrategy: createAppAuth, auth: { appId: app.app.id, privateKey, installationId: app.id } });
}

test.each(['url', 'enterpriseUrl'] as const)('below its %s', async (base) => {
  const octokit = client(github[base]);
  expect((await octokit.request('GET /app')).data).toMatchObject({ slug: app.app.slug });
  const { data } = await octokit.request('GET /installation/repositories');
  expect(data.repositories.length).toBeGreaterThan(0);
  await expect(octokit.request('GET /orgs/{org}/members', { org: 'harbourlight' })).rejects.toMatchObject({ status: 403 });
});

test('with a wrong key it is not let in', async () => {
  await expect(client(github.url, others.privateKey).request('GET /app')).rejects.toMatchObject({ status: 401 });
});
