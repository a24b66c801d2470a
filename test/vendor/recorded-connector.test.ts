import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import type { GitHubApi } from '../../src/connectors/github/api.ts';
import { github } from '../../src/connectors/github/index.ts';
import { openGitHub } from '../../src/connectors/github/open.ts';
import { gitHubSettings } from '../../src/connectors/github/settings.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { httpLook } from '../support/http-look.ts';
import { lookAt } from '../support/looking.ts';

/** What the real GitHub answered, as recorded by @octokit/fixtures, replayed to the connector: it is told right, or the look says what is wrong. */
interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly headers: Readonly<Record<string, string | number>>;
}

const require_ = createRequire(import.meta.url);

function recorded(scenario: string): readonly Recorded[] {
  return require_(`@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`) as readonly Recorded[];
}

function answerOf(scenario: string, status: number, path: RegExp, at = 0): Recorded {
  const found = recorded(scenario).filter((one) => one.status === status && path.test(one.path))[at];
  assert.ok(found !== undefined, `nothing recorded for ${scenario} ${status} ${path}`);
  return found;
}

const ORG = 'octokit-fixture-org';
const REPOSITORY = 'hello-world';
const list = (rows: readonly unknown[]): Recorded => ({ method: 'get', path: '', status: 200, response: rows, headers: {} });

/** What is replayed, by path. Whatever is not there is 404, as GitHub says it. */
const replayed = new Map<string, Recorded>();
const origin = { url: '' };
const server = createServer((request, response) => void replay(request, response));

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const one of recorded('paginate-issues')) replayed.set(one.path, one);
  const there = answerOf('get-repository', 200, /hello-world$/);
  replayed.set(`/orgs/${ORG}`, answerOf('get-organization', 200, /orgs/));
  replayed.set(`/orgs/${ORG}/repos`, list([there.response]));
  replayed.set(there.path, there);
  replayed.set(`/orgs/${ORG}/outside_collaborators`, answerOf('add-and-remove-repository-collaborator', 200, /collaborators$/));
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function replay(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += String(part);
  if (request.url === '/graphql') return send(response, 200, {}, answerTo(/query (\w+)/.exec(body)?.[1] ?? ''));
  const path = request.url ?? '';
  const found = replayed.get(path) ?? replayed.get(path.replace(/\?.*/, ''));
  if (found === undefined) return send(response, 404, {}, { message: 'Not Found' });
  const kept = Object.entries(found.headers).filter(([name]) => /^(link|location|etag|x-)/.test(name));
  send(response, found.status, Object.fromEntries(kept), found.response);
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string | number>>, body: unknown): void {
  const here = (text: string) => text.replaceAll('https://api.github.com', origin.url);
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, here(String(value))]));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...own }).end(here(JSON.stringify(body)));
}

/** No answer of GraphQL is recorded: the few that others rest on hold what is recorded of REST. */
function answerTo(operation: string): object {
  const pageInfo = { hasNextPage: false, endCursor: null };
  const { id, node_id: node, name } = answerOf('get-repository', 200, /hello-world$/).response as { id: number; node_id: string; name: string };
  const one = { id: node, databaseId: id, name, isArchived: false, isEmpty: false, defaultBranchRef: { name: 'main' } };
  const answers: Readonly<Record<string, object>> = {
    Open: { viewer: { id: 'U_1', login: 'octokit-fixture-user-a' }, organization: { id: 'O_1', databaseId: 1000, login: ORG } },
    Repositories: { organization: { repositories: { totalCount: 1, pageInfo, nodes: [one] } } },
  };
  const errors = [{ type: 'FORBIDDEN', message: `Resource not accessible: ${operation}` }];
  return answers[operation] === undefined ? { data: null, errors } : { data: answers[operation] };
}

const settings = () => ({ organization: ORG, url: origin.url, auth: { type: 'token', token: 'github_pat_recorded' } });
const look = () => lookAt(github, settings(), { at: '2025-06-01T00:00:00Z' });
const open = (): Promise<GitHubApi> => openGitHub(gitHubSettings.parse(settings()), httpLook());

function stateOf(version: { readonly state: Json } | undefined): Readonly<Record<string, Json>> {
  assert.ok(version !== undefined, 'nothing was told');
  return version.state as Readonly<Record<string, Json>>;
}

describe('what was recorded is told right', () => {
  test('an organization, to its owner', async () => {
    const [version] = (await look()).versions('organization');
    const { members, ...told } = stateOf(version);
    assert.ok(Object.hasOwn(members as object, 'untold'));
    assert.deepEqual(told, {
      ...{ login: ORG, twoFactorRequired: false, basePermission: 'read', membersMayCreatePublicRepositories: true },
      ...{ membersMayForkPrivateRepositories: false, plan: 'team', repositories: 42 },
    });
  });

  test('a repository; and that one of 42 is shown leaves the list unknown', async () => {
    const looked = await look();
    const [version] = looked.versions('repositories');
    const { name, defaultBranch, visibility, archived, fork, createdAt } = stateOf(version);
    assert.deepEqual(
      { name, defaultBranch, visibility, archived, fork, createdAt },
      {
        ...{ name: REPOSITORY, defaultBranch: 'master', visibility: 'public', archived: false, fork: false },
        createdAt: Date.parse('2017-10-10T16:00:00Z'),
      },
    );
    for (const feed of ['repositories', 'changes'])
      assert.match(
        looked.gaps(feed).find(({ scope }) => scope === '')?.why ?? '',
        /has 42 repositories, and 1 are shown\. Let the fine-grained token see all/,
      );
  });

  test('accounts from outside', async () => {
    const told = (await look()).versions('accounts').map(({ state }) => state as Readonly<Record<string, Json>>);
    assert.deepEqual(
      told.map(({ login, type, role }) => [login, type, role]),
      [
        ['octokit-fixture-user-a', 'person', 'collaborator'],
        ['octokit-fixture-user-b', 'person', 'collaborator'],
      ],
    );
    assert.ok(told.every(({ twoFactor }) => Object.hasOwn(twoFactor as object, 'untold')));
  });

  const classic = `/repos/${ORG}/${REPOSITORY}/branches/main/protection`;
  const none = { ...{ pullRequestRequired: false, approvalsRequired: 0, requiredChecks: [], bindsAdministrators: false } };

  for (const [what, answer, expected] of [
    [
      'a branch that is not protected',
      answerOf('branch-protection', 404, /protection$/),
      { ...none, forcePushBlocked: false, deletionBlocked: false },
    ],
    [
      'protection that asks for nothing',
      answerOf('branch-protection', 200, /protection$/, 0),
      { ...none, forcePushBlocked: true, deletionBlocked: true },
    ],
    [
      'protection that asks for much',
      answerOf('branch-protection', 200, /protection$/, 1),
      {
        ...{ pullRequestRequired: true, approvalsRequired: 1, staleApprovalsDismissed: true, codeOwnersRequired: false, bindsAdministrators: true },
        ...{ requiredChecks: [{ name: 'foo/bar', app: null }], upToDateRequired: true, forcePushBlocked: true, deletionBlocked: true },
      },
    ],
  ] as const)
    test(what, async () => {
      replayed.set(classic, answer);
      replayed.set(`/repos/${ORG}/${REPOSITORY}/rules/branches/main`, list([]));
      const [version] = (await look()).versions('protection');
      const told = stateOf(version);
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, told[name]])), expected);
    });

  test('five pages, each named by the one before', async () => {
    const api = await open();
    const numbers: number[] = [];
    const parameters = { owner: ORG, repo: 'paginate-issues', per_page: 3 };
    for await (const page of api.pages('GET /repos/{owner}/{repo}/issues', parameters, z.object({ number: z.int() })))
      numbers.push(...page.map((one) => one.number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 13 }, (_, n) => 13 - n),
    );
  });

  test('a repository that was renamed is found under its new name', async () => {
    for (const one of recorded('rename-repository').filter(({ method }) => method === 'get')) replayed.set(one.path, one);
    const api = await open();
    const shape = z.object({ name: z.string() });
    const found = await api.rest('GET /repos/{owner}/{repo}', { owner: ORG, repo: 'rename-repository' }, shape);
    assert.deepEqual(found, { name: 'rename-repository-newname' });
  });
});

describe('errors as they were recorded', () => {
  test('what is not valid is named in GitHub’s words, with what to do', async () => {
    replayed.set(`/repos/${ORG}/errors`, answerOf('errors', 422, /labels$/));
    const asked = (await open()).rest('GET /repos/{owner}/{repo}', { owner: ORG, repo: 'errors' }, z.unknown());
    await assert.rejects(asked, { kind: 'unexpected-shape', message: /with 422: Validation Failed\. Collect again; if it stays, report it\.$/ });
  });

  test('a branch that is not protected, where that is no answer to what was asked', async () => {
    replayed.set(`/repos/${ORG}/unprotected`, answerOf('branch-protection', 404, /protection$/));
    const asked = (await open()).rest('GET /repos/{owner}/{repo}', { owner: ORG, repo: 'unprotected' }, z.unknown());
    await assert.rejects(asked, {
      kind: 'unreachable',
      status: 404,
      message: /404: Branch not protected\. It is gone, or this token may not see it\./,
    });
  });

  test('control: a recorded body with one field of another sort is refused, and the field named', async () => {
    const good = answerOf('get-organization', 200, /orgs/);
    replayed.set(`/orgs/${ORG}`, { ...good, response: { ...(good.response as object), two_factor_requirement_enabled: 'yes' } });
    const looked = await look();
    replayed.set(`/orgs/${ORG}`, good);
    assert.deepEqual(looked.versions('organization'), []);
    assert.match(looked.gaps('organization')[0]?.why ?? '', /another shape than it documents: two_factor_requirement_enabled/);
  });
});
