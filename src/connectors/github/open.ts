import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Look } from '../kit/connector.ts';
import { type GitHubApi, gitHubCalls } from './api.ts';
import { appSigner, type HostClock } from './app-key.ts';
import { GitHubError, problemError } from './github-error.ts';
import { type Credential, tokenCredential, writesOf } from './identity.ts';
import { listRepositories } from './repositories.ts';
import { callRest, type Endpoint, endpointOf, parseShape } from './request.ts';
import { apiPlace, type GitHubSettings } from './settings.ts';
import { openTransport } from './transport.ts';

const openQuery = `query Open($login: String!) {
  viewer { id login }
  organization(login: $login) { id databaseId login }
}`;

/** For a token from which GitHub hides its own account: the installation of an App. */
const hiddenQuery = `query Open($login: String!) {
  organization(login: $login) { id databaseId login }
}`;

const openShape = z.object({
  viewer: z.object({ id: z.string(), login: z.string() }).optional(),
  organization: z.object({ id: z.string(), databaseId: z.int(), login: z.string() }).nullable(),
});

/** @throws VendorError when the organization cannot be seen at all */
export async function openGitHub(settings: GitHubSettings, look: Look): Promise<GitHubApi> {
  const endpoint = endpointOf(apiPlace(settings.url));
  const clock: HostClock = { ahead: 0 };
  const octokit = new Octokit({
    baseUrl: endpoint.rest,
    userAgent: 'tickmark',
    request: { fetch: openTransport(look, { place: endpoint, auth: settings.auth, clock }) },
    log: silent,
  });
  const signed = await signIn({ octokit, endpoint, clock }, settings);
  const { viewer, organization, headers } = await whoAmI(signed.octokit, endpoint, settings);
  const credential = signed.credential ?? tokenCredential(settings.auth.type === 'token' ? settings.auth.token : '', headers);
  sayWrites(credential, look);
  const memory = memoryOf(look, await look.recall(organization.id));
  const calls = gitHubCalls(signed.octokit, endpoint);
  let listed: ReturnType<typeof listRepositories> | undefined;
  const list = () => {
    listed ??= listRepositories(calls, organization.login, settings);
    return listed;
  };
  return {
    ...calls,
    ...memory,
    organization,
    viewer,
    credential,
    enterprise: endpoint.enterprise,
    at: look.at,
    look,
    settings,
    repositories: async () => (await list()).repositories,
    unlisted: async () => (await list()).unlisted,
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function whoAmI(octokit: Octokit, endpoint: Endpoint, { organization: login }: GitHubSettings) {
  const ask = (query: string) => endpoint.query(octokit, { query, variables: { login }, asked: 'Open' });
  const first = await ask(openQuery);
  const hidden = first.data === null && first.problems.some((one) => one.type === 'FORBIDDEN' && one.path[0] === 'viewer');
  const { data, problems, headers } = hidden ? await ask(hiddenQuery) : first;
  const [denied] = problems.filter((one) => one.type !== 'NOT_FOUND');
  if (denied) throw problemError(denied, 'Open');
  const missing = new GitHubError(
    'unreachable',
    `${endpoint.base.host} knows no organization "${login}", or does not show it to this token. Check its name, and that the token was made for it.`,
    { status: 404 },
  );
  if (data === null) throw missing;
  const { viewer, organization } = parseShape(openShape, data, 'Open');
  if (organization === null) throw missing;
  return { viewer: viewer ?? { id: '', login: 'an installation of an App' }, organization, headers };
}

interface SignedIn {
  readonly octokit: Octokit;
  /** null where the answers to a token tell. */
  readonly credential: Credential | null;
}

const installationShape = z.object({
  id: z.int(),
  permissions: z.record(z.string(), z.string()),
  repository_selection: z.enum(['all', 'selected']).optional(),
});

interface Signing {
  readonly octokit: Octokit;
  readonly endpoint: Endpoint;
  readonly clock: HostClock;
}

async function signIn({ octokit, endpoint, clock }: Signing, { auth, organization }: GitHubSettings): Promise<SignedIn> {
  const { request } = octokit;
  const common = { baseUrl: endpoint.rest, userAgent: 'tickmark', request: octokit.request.endpoint.DEFAULTS.request ?? {}, log: silent };
  if (auth.type === 'token') return { octokit: new Octokit({ ...common, auth: auth.token }), credential: null };
  const own = { appId: auth.appId, createJwt: appSigner(auth.privateKey, clock), request };
  const asApp = new Octokit({ ...common, authStrategy: createAppAuth, auth: own });
  const { data } = await callRest(asApp, endpoint, 'GET /orgs/{org}/installation', { org: organization });
  const { id, permissions, repository_selection: repositories } = parseShape(installationShape, data, 'the installation of the App');
  if (auth.installationId !== undefined && auth.installationId !== id)
    throw new GitHubError(
      'unauthorized',
      `The App is installed in ${organization} with the number ${id}, not ${auth.installationId}. Mend the installation in the configuration, or leave it out.`,
    );
  const installed = new Octokit({ ...common, authStrategy: createAppAuth, auth: { ...own, installationId: id } });
  return { octokit: installed, credential: { kind: 'App', scopes: null, permissions, repositories: repositories ?? null } };
}

function sayWrites(credential: Credential, look: Look): void {
  const writes = writesOf(credential);
  if (writes.length > 0)
    look.note(`The ${credential.kind} may do more than read (${writes.join(', ')}). Tickmark only reads: a smaller one is enough.`);
}

/** Each feed remembers under its own name; the connector has one memory. */
function memoryOf(look: Look, before: Json | undefined): Pick<GitHubApi, 'recall' | 'remember'> {
  const parts = new Map<string, Json>(Object.entries(isRecord(before) ? before : {}));
  if (parts.size > 0) look.remember(Object.fromEntries(parts));
  return {
    recall: (part) => (isRecord(before) ? before[part] : undefined),
    remember: (part, memory) => {
      parts.set(part, memory);
      look.remember(Object.fromEntries(parts));
    },
  };
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
