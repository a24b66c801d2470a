import type { Told } from '../../../facts/told.ts';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { askEverybody } from './access.ts';
import { askMembers, isOwner, type Member } from './members-answer.ts';
import { once } from './once.ts';
import { type User, userShape } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { endsLook, type Found, type Unread, wordsOf } from './telling.ts';

export const membersRoute = 'GET /orgs/{org}/members';
export const collaboratorsRoute = 'GET /orgs/{org}/outside_collaborators';

/** Members in one scope, collaborators from outside in another: either may be denied without the other. */
export const accountsFeed = stateFeed('accounts', 'code-account', async function* (api) {
  yield* await wordsOf('members', () => readMembers(api));
  yield* await wordsOf('collaborators', () => readCollaborators(api));
  yield { read: '' };
});

async function* readMembers(api: GitHubApi): AsyncGenerator<Found | Unread> {
  const { members, total } = await askMembers(api);
  if (members.length === 0) {
    const why = `GitHub shows no member of ${api.organization.login} at all, and an organization has an owner. Collect again; if it stays, check what the token may see.`;
    return yield { unread: 'members', reason: 'lost-sight', why };
  }
  const without = await withoutTwoFactor(api, membersRoute);
  for (const one of members) yield account(one.id, 'members', memberState(one, bothSay(one.secondFactor, twoFactor(one.id, without))));
  if (new Set(members.map((one) => one.id)).size < total) {
    const why = `GitHub counts ${total} members of ${api.organization.login} and shows ${members.length}. Let the token see all of them.`;
    yield { unread: 'members', reason: 'denied', why };
  }
}

async function* readCollaborators(api: GitHubApi): AsyncGenerator<Found | Unread> {
  const found = await askCollaborators(api);
  const missing = await strangers(api, found);
  const without = await withoutTwoFactor(api, collaboratorsRoute);
  for (const one of found) yield account(one.node_id, 'collaborators', collaboratorState(one, twoFactor(one.node_id, without)));
  if (missing.length > 0) {
    const why = `${missing.join(', ')} may see a repository of ${api.organization.login}, and GitHub lists them neither among its members nor among the collaborators from outside. Collect again.`;
    yield { unread: 'collaborators', reason: 'lost-sight', why };
  }
}

/** Logins of those who may do something with a repository, and are in no list of accounts; none where either list is not shown. */
async function strangers(api: GitHubApi, listed: readonly User[]): Promise<readonly string[]> {
  try {
    const [{ members, total }, everybody] = [await askMembers(api), await askEverybody(api)];
    if (members.length < total) return [];
    const known = new Set([...members.map((one) => one.id), ...listed.map((one) => one.node_id)]);
    const found = [...everybody.values()].flatMap((one) => (one instanceof GitHubError ? [] : one.map(({ node }) => node)));
    return [...new Set(found.flatMap(({ id, login }) => (known.has(id) ? [] : [login])))].sort();
  } catch (error) {
    if (error instanceof VendorError && !endsLook(error)) return [];
    throw error;
  }
}

function account(vendorId: string, scope: string, state: Json): Found {
  return { kind: 'code-account', vendorId, scope, state };
}

/** Whoever may see single repositories without being a member, asked once per look. @throws VendorError */
export function askCollaborators(api: GitHubApi): Promise<readonly User[]> {
  return once(api, 'collaborators', () => rowsOf(api, collaboratorsRoute, {}));
}

async function rowsOf(api: GitHubApi, route: string, parameters: Record<string, unknown>): Promise<User[]> {
  const users: User[] = [];
  for await (const page of api.pages(route, { org: api.organization.login, ...parameters }, userShape)) users.push(...page);
  return users;
}

/** Node ids of those without a second factor; a sentence where GitHub does not tell. It tells owners only, and would show others an empty list. */
type WithoutTwoFactor = ReadonlySet<string> | string;

async function withoutTwoFactor(api: GitHubApi, route: string): Promise<WithoutTwoFactor> {
  if (!(await mayAskFactors(api))) return 'GitHub tells who uses a second factor only to owners. Let an owner make the token.';
  try {
    return new Set((await rowsOf(api, route, { filter: '2fa_disabled' })).map((one) => one.node_id));
  } catch (error) {
    if (error instanceof VendorError && !endsLook(error)) return error.message;
    throw error;
  }
}

/** An App is no account, and is asked to try. */
async function mayAskFactors(api: GitHubApi): Promise<boolean> {
  return api.credential.kind === 'App' || (await isOwner(api));
}

function twoFactor(id: string, without: WithoutTwoFactor): Told<boolean> {
  return typeof without === 'string' ? untold(without) : !without.has(id);
}

/** The list of those without may be empty in error: what the member's own entry says weighs as much, and whoever has none anywhere has none. */
function bothSay(own: boolean | null, listed: Told<boolean>): Told<boolean> {
  if (own === null || listed === false) return listed;
  return own;
}

const unspoken = {
  lastActiveAt: { ...untold('GitHub tells when an account was last active only to administrators of an enterprise.') },
  suspended: { ...untold('GitHub does not tell whether an account is suspended.') },
};

export function memberState(
  { login, name, role, organizationVerifiedDomainEmails: emails }: Omit<Member, 'secondFactor'>,
  second: Told<boolean>,
): Json {
  return {
    login,
    name,
    type: 'person',
    role: role === 'ADMIN' ? 'owner' : 'member',
    emails: emails ? [...emails].sort() : { ...untold('GitHub does not show the verified addresses of members to this token.') },
    twoFactor: second as Json,
    ...unspoken,
  };
}

export function collaboratorState({ login, type }: User, second: Told<boolean>): Json {
  return {
    login,
    name: null,
    type: type === 'Bot' ? 'bot' : 'person',
    role: 'collaborator',
    emails: { ...untold('GitHub shows no addresses of collaborators from outside.') },
    twoFactor: second as Json,
    ...unspoken,
  };
}
