import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import type { Fault } from '../../demo/github/faults.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { readingToken } from '../../demo/github/reading-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import { github } from '../../src/connectors/github/index.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { gapReasons, silences } from '../least-privilege/blinded.ts';
import { type Looked, lookAt } from '../support/looking.ts';

/** Faults 21, 22 and 31 at GitHub: one call of many is denied, and a token that ends in the middle. */
const at = '2025-06-01T00:00:00Z';
const world = makeGithub(makeCompany('denied', { changes: 150 }), { plan: 'enterprise' });
const feeds = Object.keys(github.kinds);
let server: PretendGithub;

beforeEach(async () => {
  const allowance = { core: 1e6, graphql: 1e6, perMinute: { core: 1e6, graphql: 1e6 } };
  server = await startGithub({ world, tokens: [readingToken(world, 'ghs_reading')], now: parseInstant(at), allowance });
});
afterEach(() => server.close());

function look(faults: readonly Fault[] = []): Promise<Looked> {
  server.setFaults(faults);
  const auth = { type: 'token', token: 'ghs_reading' };
  return lookAt(github, { organization: world.organization.login, url: server.url, auth, since: '2025-04-01' }, { at });
}

/** Faults 21 and 22. */
describe('everything of one repository is denied', () => {
  /** Feeds that ask each repository over REST, one after the other. */
  const byRepository = ['deploy-keys', 'deployments', 'pipelines', 'protection', 'webhooks'];

  test.each(['first', 'middle', 'last'] as const)('the %s: it is unknown, and every other is told as before', async (place) => {
    const whole = await look();
    const repositories = whole.versions('repositories');
    const index = { first: 0, middle: Math.floor(repositories.length / 2), last: repositories.length - 1 }[place];
    const { vendorId, state } = repositories[index] as unknown as { vendorId: string; state: { name: string } };
    const scope = `repository:${vendorId}`;
    const denied = await look([{ match: { path: `/repos/${world.organization.login}/${state.name}/` }, act: { kind: 'forbid' } }]);
    expect(silences(whole, denied, feeds)).toEqual([]);
    for (const feed of byRepository) {
      const gaps = denied.gaps(feed);
      const isUntold = denied.versions(feed).some((one) => one.scope === scope && JSON.stringify(one.state).includes('"untold"'));
      expect([feed, gaps.map((one) => one.scope), gaps.length === 1 || isUntold]).toEqual([feed, gaps.length === 0 ? [] : [scope], true]);
      const others = (of: Looked) => of.versions(feed).filter((one) => one.scope !== scope);
      expect([feed, others(denied)]).toEqual([feed, others(whole)]);
    }
    expect(gapReasons(denied, feeds)).toEqual(['denied']);
    expect(denied.gaps('deploy-keys')[0]?.why).toMatch(/with 403: Resource not accessible by personal access token\. Give the token/);
  });

  test('control: nothing is denied, and nothing is unknown', async () => {
    const whole = await look();
    expect(feeds.flatMap((feed) => whole.gaps(feed))).toEqual([]);
  });
});

/** Fault 31. */
describe('the token ends in the middle of a look', () => {
  test.each([10, 40, 90, 150])('after %i answers: what was read is told, the rest is unknown, nothing is half told', async (after) => {
    const whole = await look();
    const ended = await look([{ match: {}, after, act: { kind: 'token-expires' } }]);
    expect(silences(whole, ended, feeds)).toEqual([]);
    const blind = feeds.filter((feed) => ended.gaps(feed).length > 0);
    expect(blind.length).toBeGreaterThan(0);
    expect(gapReasons(ended, feeds)).toEqual(['denied']);
    for (const feed of blind)
      expect(ended.gaps(feed)[0]?.why).toMatch(/The token is wrong, has expired, or was revoked\. Make a new one and connect again\./);
  });

  test.each([0, 2, 3])('after %i, before anything is read: there is no look, and the sentence says what to do', async (after) => {
    const ended = look([{ match: {}, after, act: { kind: 'token-expires' } }]);
    await expect(ended).rejects.toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/Make a new one and connect again\.$/) });
  });

  test('control: with a token that lasts as long as the look, nothing is unknown', async () => {
    const whole = await look();
    const lasting = await look([{ match: {}, after: server.counts().requests, act: { kind: 'token-expires' } }]);
    expect(silences(whole, lasting, feeds)).toEqual([]);
    expect(feeds.flatMap((feed) => lasting.gaps(feed))).toEqual([]);
  });
});
