import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, type Instant, instant } from '../../src/kernel/time.ts';
import { makeCompany } from '../company/make-company.ts';
import { makeGithub } from './make-github.ts';
import { anOwner, classicToken } from './permissions/make-token.ts';
import { type PretendGithub, startGithub } from './server.ts';
import { accountDeleted, accountRenamed, archived, deleted, renamed, transferred } from './turns.ts';
import type { GithubWorld } from './world.ts';

const TURN = Date.parse('2025-06-16T10:00:00Z') as Instant;
const clean = makeGithub(makeCompany('turns', { changes: 120 }));
const token = classicToken('secret', anOwner(clean), ['repo', 'read:org']);
let github: PretendGithub;

beforeAll(async () => {
  github = await startGithub({ world: clean, tokens: [token], now: TURN });
});
afterAll(() => github.close());

interface Told {
  readonly data: { readonly repository: { readonly databaseId: number; readonly name: string; readonly isArchived: boolean } | null };
  readonly errors?: readonly { readonly type: string }[];
}

/** What GraphQL says of `web` the day before and the day after. */
async function aroundTheTurn(world: GithubWorld): Promise<readonly [Told, Told]> {
  github.setWorld(world);
  const at = async (now: number): Promise<Told> => {
    github.setNow(instant(now));
    return (await graphql('{ repository(owner: "harbourlight", name: "web") { databaseId name isArchived } }')) as Told;
  };
  return [await at(TURN - DAY), await at(TURN + DAY)];
}

async function graphql(query: string): Promise<unknown> {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' };
  return (await fetch(`${github.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
}

async function names(): Promise<string[]> {
  const answer = await fetch(`${github.url}/orgs/harbourlight/repos?per_page=100`, { headers: { authorization: 'Bearer secret' } });
  return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
}

it('a renamed repository is the same one by its id, found by its old name, too; over REST by a redirect', async () => {
  const [before, after] = await aroundTheTurn(renamed(clean, 'web', TURN, 'website'));
  expect(after.data.repository).toEqual({ ...before.data.repository, name: 'website' });
  const moved = await fetch(`${github.url}/repos/harbourlight/web`, { headers: { authorization: 'Bearer secret' }, redirect: 'manual' });
  expect([moved.status, moved.headers.get('location')]).toEqual([301, `${github.url}/repositories/${before.data.repository?.databaseId}`]);
  expect(await names()).toContain('website');
});

it.each([
  ['transferred', transferred(clean, 'web', TURN, 'elsewhere')],
  ['deleted', deleted(clean, 'web', TURN)],
])('a %s repository is not found, as one that was never to be seen', async (_, world) => {
  const [before, after] = await aroundTheTurn(world);
  expect(before.data.repository?.name).toBe('web');
  expect(after).toMatchObject({ data: { repository: null }, errors: [{ type: 'NOT_FOUND' }] });
  expect(await names()).not.toContain('web');
});

it('an archived repository is told as such', async () => {
  const [before, after] = await aroundTheTurn(archived(clean, 'web', TURN));
  expect([before.data.repository?.isArchived, after.data.repository?.isArchived]).toEqual([false, true]);
});

it('a deleted account is nobody, a renamed one is the same', async () => {
  const web = clean.repositories.find(({ place }) => place[0]?.value.name === 'web');
  const pull = web?.pulls.find(({ merged }) => merged !== null && merged.at < TURN);
  const query = `{ repository(owner: "harbourlight", name: "web") { pullRequest(number: ${pull?.number}) { author { login ... on User { databaseId } } } } }`;
  const author = async (world: GithubWorld): Promise<unknown> => {
    github.setWorld(world);
    github.setNow(instant(TURN + DAY));
    return ((await graphql(query)) as { data: { repository: { pullRequest: { author: unknown } } } }).data.repository.pullRequest.author;
  };
  expect(await author(accountDeleted(clean, pull?.author as number, TURN))).toBeNull();
  expect(await author(accountRenamed(clean, pull?.author as number, TURN, 'new-name'))).toEqual({ login: 'new-name', databaseId: pull?.author });
});

it('nothing is renamed that is not there', () => {
  expect(() => renamed(clean, 'nowhere', TURN, 'somewhere')).toThrow('No repository is called nowhere');
});
