import { generateKeyPairSync, sign } from 'node:crypto';
import { makeCredentials } from '../../demo/github/permissions/credentials.ts';
import { makeLimits, PUBLISHED } from '../../demo/github/permissions/limits.ts';
import { ALL_SCOPES, allPermissions, anOwner, classicToken, fineGrainedToken, installationToken } from '../../demo/github/permissions/make-token.ts';
import { ask as askInProcess } from '../../demo/github/rest/in-process.ts';
import { heeded } from '../../demo/github/rest/parameters.ts';
import type { RestAnswer, RestHost, Route } from '../../demo/github/rest/reply.ts';
import { branchesAt, type RepositoryState, repositoriesAt, teamsAt } from '../../demo/github/state-at.ts';
import type { Token } from '../../demo/github/token.ts';
import type { GithubWorld } from '../../demo/github/world.ts';
import type { Instant } from '../../src/kernel/time.ts';

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });

export type Kind = Token['kind'] | 'jwt';

/** Credentials of each kind that may do all there is, and the App's own signature. */
export function openHost(world: GithubWorld, now: Instant): RestHost {
  const app = world.organization.installations[0];
  const limits = makeLimits({ ...PUBLISHED, core: 10_000_000, perMinute: { core: 10_000_000, graphql: 10_000_000 } }, () => now);
  const publicKey = KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const credentials = makeCredentials(almightyTokens(world), app === undefined ? [] : [{ app: app.app.id, publicKey }]);
  return { world, now, credentials, limits };
}

/** Credentials of one of these kinds, named after it; `jwt` is the App's own signature. */
function almightyTokens(world: GithubWorld): Token[] {
  const owner = anOwner(world);
  const installation = world.organization.installations[0]?.id ?? 0;
  return [
    classicToken('classic', owner, ALL_SCOPES),
    fineGrainedToken('fine-grained', owner, allPermissions('fine-grained')),
    installationToken('app-installation', installation, allPermissions('app-installation')),
  ];
}

export function ask(host: RestHost, kind: Kind, method: Route['method'], address: string): RestAnswer {
  return askInProcess(host, kind === 'jwt' ? signedBy(host) : kind, address, { method });
}

function signedBy({ world, now }: RestHost): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(now / 1000);
  const iss = String(world.organization.installations[0]?.app.id);
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: seconds - 30, exp: seconds + 500, iss })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), KEYS.privateKey).toString('base64url')}`;
}

/** Addresses of one route: in each repository, team, pull request and so on that it can name; lists also by their second page and by state. */
export function addressesOf(route: Route, { world, now }: RestHost): string[] {
  const filled = fill(world, now, route.path);
  const known = heeded(route);
  const paged = known.includes('per_page') ? ['?per_page=100', ...(known.includes('page') ? ['?per_page=1&page=2'] : [])] : [];
  const queries = ['', ...paged, ...(route.path.endsWith('/pulls') && known.includes('state') ? ['?state=all&per_page=100'] : [])];
  return filled.flatMap((path) => queries.map((query) => path + query));
}

function fill(world: GithubWorld, now: Instant, path: string): string[] {
  const { login, rulesets, installations } = world.organization;
  const ofOrganization = path.replace('{org}', login).replace('{installation_id}', String(installations[0]?.id));
  if (ofOrganization.includes('{team_slug}')) {
    return teamsAt(world, now).map(({ slug }) => ofOrganization.replace('{team_slug}', slug).replace('{username}', 'mira-saltmarsh'));
  }
  if (!ofOrganization.includes('{repo}')) {
    return [ofOrganization.replace('{ruleset_id}', String(rulesets[0]?.id)).replace('{username}', 'mira-saltmarsh')];
  }
  return repositoriesAt(world, now).flatMap((state) => fillRepository(world, now, state, ofOrganization));
}

function fillRepository(world: GithubWorld, now: Instant, state: RepositoryState, path: string): string[] {
  const { repository } = state;
  const own = path.replace('{owner}', state.owner).replace('{repo}', state.name).replace('{username}', 'mira-saltmarsh');
  const [branch] = branchesAt(repository, now);
  const pulls = repository.pulls.filter(({ openedAt }) => openedAt <= now);
  const largest = pulls.toSorted((a, b) => b.reviews.length + b.pushes.length - a.reviews.length - a.pushes.length)[0];
  const numbers = [...new Set([pulls[0], pulls.at(-1), largest].flatMap((pull) => (pull === undefined ? [] : [String(pull.number)])))];
  const rulesets = [...repository.rulesets, ...world.organization.rulesets].map(({ id }) => String(id));
  const deployments = repository.deployments.filter(({ createdAt }) => createdAt <= now).map(({ id }) => String(id));
  const head = branch?.head ?? 'main';
  const choices: Readonly<Record<string, readonly string[]>> = {
    branch: [state.defaultBranch],
    ref: [state.defaultBranch, head],
    commit_sha: [head],
    basehead: [`${repository.commits[0]?.sha}...${head}`, `${head}...${head}`],
    pull_number: numbers,
    issue_number: numbers,
    ruleset_id: rulesets,
    deployment_id: deployments.slice(0, 2),
  };
  const name = /\{(\w+)\}/.exec(own)?.[1];
  return name === undefined ? [own] : (choices[name] ?? []).map((value) => own.replace(`{${name}}`, value));
}
