import { sha256 } from '../../../src/kernel/hash.ts';
import { DAY, type Instant, plus } from '../../../src/kernel/time.ts';
import { verifyJwt } from '../permissions/app-jwt.ts';
import { repositoriesAt, stands, valueAt } from '../state-at.ts';
import { isAtLeast, type Level, type Token } from '../token.ts';
import type { Installation, RepositoryId } from '../world.ts';
import { installation } from './organization.ts';
import { type Ask, iso, notFound, ok, problem, type Reply, type Route } from './reply.ts';
import { app } from './shape-account.ts';
import { repository } from './shape-repository.ts';

/** What an App asks of itself, signed with its own key. */

const HOUR = DAY / 24;

/** The App that signed a request below /app; a reply where the signature is wrong. */
export function appOf(ask: Ask, jwt: string): number | Reply {
  const verdict = verifyJwt(jwt, ask.host.credentials.appKeys, ask.now);
  return 'app' in verdict ? verdict.app : problem(401, verdict.wrong);
}

function installed(ask: Ask, id: number): Installation | undefined {
  return ask.world.organization.installations.find((one) => one.app.id === id && stands(one.installedAt, one.removedAt, ask.now));
}

function accessToken(ask: Ask, id: number): Reply {
  const found = installed(ask, id);
  if (found === undefined || String(found.id) !== ask.params['installation_id']) return notFound;
  if (valueAt(found.suspended, ask.now) === true) return problem(403, 'This installation has been suspended');
  const wanted = wish(ask.request.body);
  const permissions = wanted.permissions ?? (found.permissions as Readonly<Record<string, Level>>);
  const isWithin = Object.entries(permissions).every(([name, level]) => isAtLeast(found.permissions[name] as Level | undefined, level));
  if (!isWithin) return problem(422, 'The permissions requested are not granted to this installation.');
  const repositories = chosen(ask, found, wanted);
  if (repositories === null) {
    return problem(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.');
  }
  return { status: 201, body: given(ask, { found, permissions, repositories }) };
}

interface Wish {
  readonly permissions?: Readonly<Record<string, Level>>;
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly RepositoryId[];
}

function wish(body: string): Wish {
  return body.trim() === '' ? {} : (JSON.parse(body) as Wish);
}

/** All that the installation has, or the ones wished for; null where one of them is not its own. */
function chosen(ask: Ask, { repositories }: Installation, { repositories: names, repository_ids: ids }: Wish): Token['repositories'] | null {
  if (names === undefined && ids === undefined) return repositories;
  const own = repositoriesAt(ask.world, ask.now).filter(({ repository: { id } }) => repositories === 'all' || repositories.includes(id));
  const wanted = own.filter(({ name, repository: { id } }) => names?.includes(name) || ids?.includes(id));
  return wanted.length === (names?.length ?? 0) + (ids?.length ?? 0) ? wanted.map(({ repository: { id } }) => id) : null;
}

interface Grant {
  readonly found: Installation;
  readonly permissions: Readonly<Record<string, Level>>;
  readonly repositories: Token['repositories'];
}

let tokensGiven = 0;

function given(ask: Ask, { found, permissions, repositories }: Grant): object {
  const expiresAt: Instant = plus(ask.now, HOUR);
  const token = `ghs_${sha256(`${found.id}/${ask.now}/${++tokensGiven}`).toString('base64url').replace(/[-_]/g, 'x').slice(0, 36)}`;
  ask.host.credentials.add({
    ...{ token, kind: 'app-installation', owner: null, scopes: [], permissions, repositories, createdAt: ask.now, expiresAt, revokedAt: null },
    ...{ sso: true, installation: found.id },
  });
  const selected = repositoriesAt(ask.world, ask.now).filter(({ repository: { id } }) => repositories !== 'all' && repositories.includes(id));
  return {
    ...{ token, expires_at: iso(expiresAt), permissions, repository_selection: repositories === 'all' ? 'all' : 'selected' },
    ...(repositories === 'all' ? {} : { repositories: selected.map((state) => repository(ask, state)) }),
  };
}

function self(ask: Ask, id: number): Reply {
  const found = installed(ask, id);
  return ok({ ...app(ask, id), installations_count: found === undefined ? 0 : 1 });
}

function own(ask: Ask, id: number): Reply {
  const found = installed(ask, id);
  return found === undefined || ask.params['org'] !== ask.world.organization.login ? notFound : ok(installation(ask, found));
}

function signed(method: Route['method'], path: string, answer: (ask: Ask, id: number) => Reply): Route {
  return {
    ...{ method, path },
    answer: (ask) => {
      const found = appOf(ask, ask.token.token);
      return typeof found === 'number' ? answer(ask, found) : found;
    },
  };
}

export const appRoutes: readonly Route[] = [
  signed('GET', '/app', self),
  signed('GET', '/orgs/{org}/installation', own),
  signed('POST', '/app/installations/{installation_id}/access_tokens', accessToken),
];
