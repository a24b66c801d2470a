import { sha256Hex } from '../../../src/kernel/hash.ts';
import { isJwt, secretOf } from '../permissions/credentials.ts';
import { acceptedPermissions, acceptedScopes, type Demand, demandOf, denialOf, seeingToken } from '../permissions/demands.ts';
import { rateHeaders } from '../permissions/limits.ts';
import { commonParts } from '../remembered.ts';
import { once, permissionOf, type RepositoryState, repositoryAt, repositoryNamed, stands, valueAt } from '../state-at.ts';
import { isOwner, mayBeSeen, type Token } from '../token.ts';
import { unheeded } from './parameters.ts';
import { notFound, problem, type Reply, type RestAnswer, type RestHost, type RestRequest } from './reply.ts';
import { type Match, makeRouter } from './router.ts';
import { routes } from './routes.ts';

export interface Started {
  readonly answer: RestAnswer;
  /** To be called when the answer is out: until then the request counts as under way. */
  readonly end: () => void;
}

const route = makeRouter(routes);

/** Answers one request as GitHub would: who asks, whether too often, where it leads, what may be seen, then the answer, its caching and its headers. */
export function startRest(host: RestHost, request: RestRequest): Started {
  const token = whoAsks(host, request);
  if ('status' in token) return { answer: written(host, request, token, null, null), end: () => undefined };
  const isFree = request.path === '/rate_limit';
  const { refused, end } = host.limits.begin(token.token, 'core', isFree ? 0 : 1);
  if (refused !== null) return { answer: written(host, request, problem(refused.status, refused.message, refused.headers), token, null), end };
  const { reply, demand } = led(host, request, token);
  const answer = written(host, request, reply, token, demand);
  return { answer: answer.status === 304 ? freeOfCharge(host, token, answer) : answer, end };
}

function freeOfCharge({ limits }: RestHost, { token }: Token, answer: RestAnswer): RestAnswer {
  limits.refund(token, 'core');
  return { ...answer, headers: { ...answer.headers, ...rateHeaders(limits.rate(token, 'core'), 'core') } };
}

const APP_ITSELF = {
  kind: 'app-installation',
  owner: null,
  scopes: [],
  permissions: {},
  repositories: 'all',
  expiresAt: null,
  revokedAt: null,
} as const;

function whoAsks(host: RestHost, request: RestRequest): Token | Reply {
  const { authorization } = request.headers;
  const secret = secretOf(authorization);
  if (secret === null) return problem(401, 'Requires authentication');
  if (isJwt(secret)) return { ...APP_ITSELF, token: secret, createdAt: host.now, sso: true, installation: null };
  const token = host.credentials.find(authorization, host.now);
  if (token === null) return problem(401, 'Bad credentials');
  return token.installation === null ? token : ofInstallation(host, token);
}

function ofInstallation({ world, now }: RestHost, token: Token): Token | Reply {
  const found = world.organization.installations.find(({ id }) => id === token.installation);
  if (found === undefined || !stands(found.installedAt, found.removedAt, now)) return problem(401, 'Bad credentials');
  return valueAt(found.suspended, now) === true ? problem(403, 'This installation has been suspended') : token;
}

interface Led {
  readonly reply: Reply;
  readonly demand: Demand | null;
}

function led(host: RestHost, request: RestRequest, token: Token): Led {
  const path = byId(host, request.path);
  const match = path === null ? null : route(request.method, path);
  if (match === null) return { reply: notFound, demand: null };
  const demand = demandOf(match.route.method, match.route.path);
  return { reply: decided(host, { ...request, path: path as string }, token, match, demand), demand };
}

/** `/repositories/123/commits` leads where `/repos/owner/name/commits` does, and `/organizations/45/members` where `/orgs/name/members` does. */
function byId({ world, now }: RestHost, path: string): string | null {
  const [, kind, id, rest] = /^\/(repositories|organizations)\/(\d+)(.*)$/.exec(path) ?? [];
  if (kind === undefined) return path;
  if (kind === 'organizations') return id === String(world.organization.id) ? `/orgs/${world.organization.login}${rest}` : null;
  const found = world.repositories.find((one) => String(one.id) === id);
  const state = found === undefined ? null : repositoryAt(found, now);
  return state === null ? null : `/repos/${state.owner}/${state.name}${rest}`;
}

function decided(host: RestHost, request: RestRequest, token: Token, { route: row, params }: Match, demand: Demand): Reply {
  const { world, now } = host;
  const isJwtRow = demand.jwt === true;
  if (isJwtRow !== isJwt(token.token)) return problem(401, isJwtRow ? 'A JSON web token could not be decoded' : 'Bad credentials');
  const sees = seeingToken(demand, token);
  const place = placeOf(host, request, sees, params);
  if ('reply' in place) return place.reply;
  const { repository } = place;
  const denial = isJwtRow ? null : denialOf(demand, token, standingOf(host, token, repository));
  if (denial !== null) return problem(denial.status, denial.message);
  const unknown = unheeded(row, request.query);
  if (unknown.length > 0) return problem(501, `The pretend GitHub does not heed ${unknown.join(', ')} on ${row.path}: serve it, or leave it out.`);
  const answer = (): Reply => row.answer({ host, world, now, token, sees, repository, params, request });
  if (host.remembered === undefined || row.method !== 'GET' || FORGETS.test(row.path)) return answer();
  const key = `${token.token} ${request.root}${request.path}?${request.query}`;
  const of = repository !== null && OWN.test(row.path) ? [repository.repository, ...commonParts(world)] : [world];
  return host.remembered.answer(key, of, now, answer);
}

/** What is answered there is made from that one repository, and from nothing that another one holds. */
const OWN = /^\/repos\/\{owner\}\/\{repo\}\/(actions|branches|code-scanning|deployments|hooks|keys|rules|rulesets)(\/|$)/;

/** What is answered there depends on how long ago something was. */
const FORGETS = /\/audit-log$/;

/** The repository that a path names, if it names one; a reply where the organization or the repository cannot be seen under that name. */
function placeOf(
  host: RestHost,
  request: RestRequest,
  token: Token,
  params: Match['params'],
): { repository: RepositoryState | null } | { reply: Reply } {
  const { world, now } = host;
  const { login } = world.organization;
  const { org, owner, repo } = params;
  if (org !== undefined && org.toLowerCase() !== login.toLowerCase()) return { reply: notFound };
  if ((org ?? owner) !== undefined && !token.sso) return { reply: singleSignOn(login) };
  if (repo === undefined) return { repository: null };
  const repository = repositoryNamed(world, owner ?? '', repo, now);
  if (repository === null || !mayBeSeen(world, token, repository.repository, now)) return { reply: notFound };
  return repository.moved ? { reply: movedTo(request, repository) } : { repository };
}

function standingOf({ world, now }: RestHost, token: Token, repository: RepositoryState | null): Parameters<typeof denialOf>[2] {
  const isOf = repository !== null && token.owner !== null;
  return { owner: isOwner(world, token, now), permission: isOf ? permissionOf(world, token.owner as number, repository.repository, now) : 'none' };
}

function singleSignOn(login: string): Reply {
  const message = 'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
  const url = `https://github.com/orgs/${login}/sso?authorization_request=A${sha256Hex(login).slice(0, 24).toUpperCase()}`;
  return problem(403, message, { 'x-github-sso': `required; url=${url}` });
}

function movedTo(request: RestRequest, { repository: { id } }: RepositoryState): Reply {
  const query = request.query.size === 0 ? '' : `?${request.query}`;
  const below = request.path
    .split('/')
    .slice(4)
    .map((part) => `/${part}`)
    .join('');
  const url = `${request.root}/repositories/${id}${below}${query}`;
  const body = {
    message: 'Moved Permanently',
    url,
    documentation_url: 'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
  };
  return { status: 301, body, headers: { location: url } };
}

function written(host: RestHost, request: RestRequest, reply: Reply, token: Token | null, demand: Demand | null): RestAnswer {
  const { body, tag } = writtenDown(reply);
  const isFresh = reply.status === 200 && request.method === 'GET';
  const isKnown = isFresh && sameTag(request.headers['if-none-match'], tag);
  const headers = {
    ...(isFresh ? { etag: tag, 'cache-control': 'private, max-age=60, s-maxage=60', ...lastModified(reply.body) } : {}),
    ...commonHeaders(host, request),
    ...(token === null ? {} : rateHeaders(host.limits.rate(token.token, 'core'), 'core')),
    ...(token === null || demand === null ? {} : demandHeaders(token, demand)),
    ...reply.headers,
  };
  if (isKnown) return { status: 304, headers, body: '' };
  return { status: reply.status, headers: body === '' ? headers : { ...headers, 'content-type': 'application/json; charset=utf-8' }, body };
}

/** Once for each reply: the same one may answer many requests. */
const writtenDown = once(({ body: said, text }: Reply): { readonly body: string; readonly tag: string } => {
  const body = text ?? (said === null ? '' : JSON.stringify(said));
  return { body, tag: `W/"${sha256Hex(body)}"` };
});

function sameTag(asked: string | undefined, tag: string): boolean {
  const bare = (text: string): string => text.trim().replace(/^W\//, '');
  return (asked ?? '').split(',').some((one) => bare(one) === bare(tag));
}

function lastModified(body: unknown): Readonly<Record<string, string>> {
  const updated = typeof body === 'object' && body !== null && 'updated_at' in body ? body.updated_at : null;
  return typeof updated === 'string' ? { 'last-modified': new Date(updated).toUTCString() } : {};
}

let requests = 0;

function commonHeaders({ now }: RestHost, { headers }: RestRequest): Readonly<Record<string, string>> {
  return {
    date: new Date(now).toUTCString(),
    server: 'github.com',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': headers['x-github-api-version'] ?? '2022-11-28',
    'x-github-request-id': `DE40:${(++requests).toString(16).toUpperCase().padStart(6, '0')}`,
  };
}

function demandHeaders(token: Token, demand: Demand): Readonly<Record<string, string>> {
  if (token.kind === 'classic') return { 'x-oauth-scopes': token.scopes.join(', '), 'x-accepted-oauth-scopes': acceptedScopes(demand) };
  const accepted = acceptedPermissions(demand, token.kind);
  return accepted === '' ? {} : { 'x-accepted-github-permissions': accepted };
}
