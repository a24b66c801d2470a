import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type { RestHost } from '../../demo/github/rest/reply.ts';
import { repositoriesAt } from '../../demo/github/state-at.ts';
import { ask, type Kind, openHost } from './asking.ts';
import { readContract } from './openapi.ts';
import { makeEventfulWorld, SEPTEMBER } from './world.ts';

/** What the real GitHub answered, as recorded by @octokit/fixtures: ours must have every field that it had, of the same sort. */
interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

const require_ = createRequire(import.meta.url);

function recorded(scenario: string, method: string, status: number, path: RegExp): Recorded {
  const all = require_(`@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`) as readonly Recorded[];
  const found = all.findLast((one) => one.method === method && one.status === status && path.test(one.path));
  assert.ok(found !== undefined, `nothing recorded for ${scenario} ${method} ${path}`);
  return found;
}

const world = makeEventfulWorld('4', 'team');
const host: RestHost = openHost(world, SEPTEMBER);
const [first, second] = repositoriesAt(world, SEPTEMBER);
const here = `/repos/${first?.owner}/${first?.name}`;
const api = readContract('api.github.com');

function ours(
  address: string,
  kind: Kind = 'classic',
): { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string>> } {
  const { status, body, headers } = ask(host, kind, 'GET', address);
  return { status, body: body === '' ? null : JSON.parse(body), headers };
}

/** Told only where reviews may be dismissed by some people alone, as was asked for when it was recorded; nobody at the demo company is restricted so. */
const ONLY_WHERE_SET = ['.required_pull_request_reviews.dismissal_restrictions'];

/** Paths of fields that the recorded answer has and ours lacks, or has of another sort; null goes with everything. */
function missing(theirs: unknown, mine: unknown, path = ''): string[] {
  if (theirs === null || mine === null) return [];
  if (Array.isArray(theirs)) {
    if (!Array.isArray(mine)) return [`${path} is no list`];
    return theirs.length === 0 || mine.length === 0 ? [] : missing(theirs[0], mine[0], `${path}[]`);
  }
  if (typeof theirs === 'object') {
    if (typeof mine !== 'object' || Array.isArray(mine)) return [`${path} is no object`];
    return Object.entries(theirs).flatMap(([name, value]) =>
      name in mine ? missing(value, (mine as Record<string, unknown>)[name], `${path}.${name}`) : [`${path}.${name}`],
    );
  }
  return typeof theirs === typeof mine ? [] : [`${path} is ${typeof mine}, not ${typeof theirs}`];
}

/** What GitHub's description demands today and answers did not hold when they were recorded. */
const ADDED_SINCE = [
  "/ must have required property 'has_discussions'",
  "/ must have required property 'archived_at'",
  "/restrictions/teams/0 must have required property 'type'",
];

const pairs = [
  ['a repository', recorded('get-repository', 'get', 200, /hello-world$/), here, '/repos/{owner}/{repo}'],
  ['an organization, to an owner', recorded('get-organization', 'get', 200, /orgs/), '/orgs/harbourlight', '/orgs/{org}'],
  [
    'collaborators',
    recorded('add-and-remove-repository-collaborator', 'get', 200, /collaborators$/),
    `${here}/collaborators`,
    '/repos/{owner}/{repo}/collaborators',
  ],
  ['statuses', recorded('create-status', 'get', 200, /statuses$/), `${here}/commits/main/statuses`, '/repos/{owner}/{repo}/commits/{ref}/statuses'],
  [
    'a combined status',
    recorded('create-status', 'get', 200, /status$/),
    `${here}/commits/main/status`,
    '/repos/{owner}/{repo}/commits/{ref}/status',
  ],
  [
    'protection',
    recorded('branch-protection', 'put', 200, /protection$/),
    `${here}/branches/main/protection`,
    '/repos/{owner}/{repo}/branches/{branch}/protection',
  ],
] as const;

describe('what the real GitHub answered', () => {
  for (const [name, theirs, address, path] of pairs) {
    test(`${name}: ours has every field of it`, () => {
      const { status, body } = ours(address);
      assert.equal(status, theirs.status);
      assert.deepEqual(
        missing(theirs.response, body).filter((one) => !ONLY_WHERE_SET.includes(one)),
        [],
      );
    });

    test(`${name}: passes the contract that ours is held to`, () => {
      const faults = api.faults('GET', path, theirs.status, theirs.response);
      assert.deepEqual(
        faults.filter((one) => !ADDED_SINCE.includes(one)),
        [],
      );
    });
  }

  test('a branch without protection is told in the same words', () => {
    const theirs = recorded('branch-protection', 'get', 404, /protection$/);
    const { status, body } = ours(`/repos/${second?.owner}/${second?.name}/branches/main/protection`);
    assert.equal(status, 404);
    assert.equal((body as { message: string }).message, (theirs.response as { message: string }).message);
  });

  test('a renamed repository leads on in the same way', () => {
    const theirs = recorded('rename-repository', 'get', 301, /rename-repository$/);
    const former = second?.repository.place[0]?.value;
    const { status, body, headers } = ours(`/repos/${former?.owner}/${former?.name}`);
    assert.equal(status, theirs.status);
    assert.deepEqual(missing(theirs.response, body), []);
    assert.match(headers['location'] ?? '', /\/repositories\/\d+$/);
  });

  test('pages lead on by number in the same way, with the same headers', () => {
    const theirs = recorded('paginate-issues', 'get', 200, /issues\?per_page=3$/).headers;
    const { headers } = ours(`${here}/commits?per_page=3`);
    const plain = (link: string | undefined): string | undefined =>
      link?.replace(/https?:[^>]*\/repositories\/\d+\/\w+/g, 'ADDRESS').replace(/page=\d+>; rel="last"/, 'page=LAST>; rel="last"');
    assert.equal(plain(headers['link']), plain(theirs['link']));
    const ofGithub = Object.keys(theirs).filter(
      (name) => /^x-(github|ratelimit|oauth|accepted)/.test(name) || ['etag', 'date', 'cache-control'].includes(name),
    );
    assert.deepEqual(
      ofGithub.filter((name) => headers[name] === undefined),
      [],
    );
  });
});

test('a field that is missing or of another sort is seen', () => {
  assert.deepEqual(missing({ a: 1, b: [{ c: 'd' }] }, { a: '1', b: [{}] }), ['.a is string, not number', '.b[].c']);
});
