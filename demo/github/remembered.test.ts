import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, type Instant, instant, parseInstant } from '../../src/kernel/time.ts';
import { makeCompany } from '../company/make-company.ts';
import { randomFrom } from '../random.ts';
import { makeGithub } from './make-github.ts';
import { githubOperatorNamed, layOverGithub } from './operators/all-operators.ts';
import { makeCredentials } from './permissions/credentials.ts';
import { makeLimits, PUBLISHED } from './permissions/limits.ts';
import { ALL_SCOPES, anOwner, classicToken } from './permissions/make-token.ts';
import { rememberedAnswers } from './remembered.ts';
import { ask } from './rest/in-process.ts';
import type { RestHost } from './rest/reply.ts';
import { type PretendGithub, startGithub } from './server.ts';
import { deleted, renamed } from './turns.ts';

const company = makeCompany('remembered', { changes: 150 });
const laid = ['deploy-key/may-write', 'webhook/unsigned', 'protection/administrators-free', 'branch/rewound', 'repository/secret-scanning-on-not'];
const operators = laid.map((one) => githubOperatorNamed(`github/${one}`));
const planted = layOverGithub({ world: makeGithub(company, { plan: 'enterprise' }), company }, operators, randomFrom('remembered')).world;
const world = deleted(renamed(planted, 'web', parseInstant('2025-04-03T10:00:00Z'), 'site'), 'api', parseInstant('2025-08-01T10:00:00Z'));
const token = classicToken('good', anOwner(world), ALL_SCOPES);

const OF_EACH = [
  ...['', '/actions/runs?per_page=25', '/deployments?per_page=25', '/keys', '/hooks', '/rules/branches/main', '/branches/main/protection'],
  ...['/rulesets', '/code-scanning/alerts?per_page=1', '/collaborators?affiliation=outside', '/pulls?state=all', '/teams', '/branches'],
];
const OF_ALL = [
  ...['', '/members', '/repos?per_page=100', '/outside_collaborators', '/dependabot/alerts', '/code-scanning/alerts', '/secret-scanning/alerts'],
  ...['/hooks', '/installations', '/teams', '/audit-log?include=web'],
];
const NAMES = ['web', 'site', 'api', 'billing', 'infrastructure', 'design-system'];
const ADDRESSES = [
  ...OF_ALL.map((one) => `/orgs/harbourlight${one}`),
  ...NAMES.flatMap((name) => OF_EACH.map((one) => `/repos/harbourlight/${name}${one}`)),
];

/** Days and half-days, with some that lie close together, back and forth. */
const INSTANTS: readonly Instant[] = [...Array(120).keys()]
  .flatMap((number) => {
    const day = parseInstant('2025-01-02T02:00:00Z') + number * 3 * DAY;
    return number % 10 === 0 ? [day, day + 60_000, day - DAY] : [day];
  })
  .map(instant);

const host = (now: Instant): RestHost => ({
  world,
  now,
  credentials: makeCredentials([token]),
  limits: makeLimits({ ...PUBLISHED, core: 1_000_000, perMinute: { core: 1_000_000, graphql: 1_000_000 } }, () => now),
});

describe('answers that are remembered', () => {
  it('are those that would be made anew, at every instant and every address', () => {
    const remembered = rememberedAnswers();
    let made = 0;
    const counted: typeof remembered = {
      answer: (key, of, now, make) =>
        remembered.answer(key, of, now, () => {
          made++;
          return make();
        }),
    };
    for (const now of INSTANTS) {
      for (const address of ADDRESSES) {
        const [again, anew] = [ask({ ...host(now), remembered: counted }, 'good', address), ask(host(now), 'good', address)];
        expect([address, again.status, again.body, again.headers['etag']], new Date(now).toISOString()).toEqual([
          address,
          anew.status,
          anew.body,
          anew.headers['etag'],
        ]);
      }
    }
    // Else nothing was tried: most addresses of most days are remembered, and some of them change.
    expect(made).toBeLessThan((INSTANTS.length * ADDRESSES.length) / 2);
    expect(made).toBeGreaterThan(ADDRESSES.length * 3);
  });

  it('are nobody else’s', () => {
    const remembered = rememberedAnswers();
    const now = INSTANTS[9] as Instant;
    const [owner, other] = [
      ask({ ...host(now), remembered }, 'good', '/orgs/harbourlight/repos'),
      classicToken('poor', anOwner(world), ['read:org']),
    ];
    const theirs = { ...host(now), credentials: makeCredentials([token, other]), remembered };
    expect(ask(theirs, 'poor', '/orgs/harbourlight/repos').body).not.toBe(owner.body);
  });
});

describe('the server', () => {
  let github: PretendGithub;
  beforeAll(async () => {
    github = await startGithub({ world, tokens: [token], now: INSTANTS[0] as Instant });
  });
  afterAll(() => github.close());

  const pulls = async () => {
    const query =
      '{ organization(login: "harbourlight") { repositories(first: 30) { nodes { name pullRequests(last: 5) { totalCount nodes { number title } } } } } }';
    const headers = { authorization: 'Bearer good', 'content-type': 'application/json' };
    const answer = await fetch(`${github.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return [answer.status, await answer.text()] as const;
  };

  it('remembers no answer beyond what happens, and none of another world', async () => {
    const said = new Map<Instant, string>();
    for (const now of [...INSTANTS.slice(0, 40), ...INSTANTS.slice(0, 40).toReversed()]) {
      github.setNow(now);
      const [status, body] = await pulls();
      expect(status).toBe(200);
      expect(body).toBe(said.get(now) ?? body);
      said.set(now, body);
    }
    expect(new Set(said.values()).size).toBeGreaterThan(20);
    github.setWorld(planted);
    expect((await pulls())[1]).toContain('"web"');
    github.setWorld(world);
    github.setNow(INSTANTS.at(-1) as Instant);
    expect((await pulls())[1]).not.toContain('"web"');
  });

  it('remembers nothing that a fault made of it', async () => {
    const whole = (await pulls())[1];
    github.setFaults([{ match: { api: 'graphql' }, times: 1, act: { kind: 'deny-repository', name: 'billing' } }]);
    expect((await pulls())[1]).not.toContain('"billing"');
    expect((await pulls())[1]).toBe(whole);
  });
});
