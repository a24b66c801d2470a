import { readNodeId } from '../node-id.ts';
import { accountAt, accountByLogin, type RepositoryState, repositoryAt, repositoryNamed } from '../state-at.ts';
import { classicRulesAt, organizationRulesetsAt } from '../state-of-protection.ts';
import { checkRunsAt, commitAt, deploymentsAt, pullAt, reviewsAt } from '../state-of-pulls.ts';
import { mayBeSeen } from '../token.ts';
import { demand, NEEDS } from './may.ts';
import { as, asMaybe, type Context, type Fields, field, GithubError, plain, type Served, time } from './served.ts';
import { asActor, userOf } from './shapes.ts';

export const query: Fields<undefined> = {
  viewer: (_, context) => {
    const viewer = userOf(context, context.token.owner);
    if (viewer === null) throw new GithubError('FORBIDDEN', 'Resource not accessible by integration');
    return viewer;
  },
  rateLimit: field(['dryRun'], (_, { rateLimit, cost, nodeCount }) => {
    const { limit, used, resetAt } = rateLimit;
    return plain('RateLimit', { cost, nodeCount, limit, used, remaining: Math.max(0, limit - used), resetAt: time(resetAt) });
  }),
  organization: field(['login'], (_, context, args) => organizationNamed(context, String(args['login']))),
  repository: field(['owner', 'name', 'followRenames'], (_, context, args) => {
    return repositoryOf(context, String(args['owner']), String(args['name']), args['followRenames'] !== false);
  }),
  user: field(['login'], (_, { world, at }, args) => {
    const state = accountByLogin(world, String(args['login']), at);
    if (state !== null && state.account.type === 'person') return asActor(state);
    throw new GithubError('NOT_FOUND', `Could not resolve to a User with the login of '${String(args['login'])}'.`);
  }),
  node: field(['id'], (_, context, args) => nodeOf(context, String(args['id']))),
  nodes: field(['ids'], (_, context, args) => (args['ids'] as readonly string[]).map((id) => safely(() => nodeOf(context, id)))),
};

/** An error in place of what could not be found: graphql-js nulls this element alone. */
function safely(find: () => Served): Served | Error {
  try {
    return find();
  } catch (error) {
    if (error instanceof GithubError) return error;
    throw error;
  }
}

function organizationNamed({ world, token }: Context, login: string): Served {
  const { organization } = world;
  if (organization.login.toLowerCase() !== login.toLowerCase()) {
    throw new GithubError('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`);
  }
  if (!token.sso) {
    const sentence = 'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
    throw new GithubError('FORBIDDEN', sentence, { extensions: { saml_failure: true } });
  }
  return as('Organization', organization);
}

export function repositoryOf(context: Context, owner: string, name: string, followRenames: boolean): Served {
  const { world, token, at } = context;
  const found = repositoryNamed(world, owner, name, at);
  if (found === null || (found.moved && !followRenames) || !mayBeSeen(world, token, found.repository, at)) {
    throw new GithubError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  if (!token.sso) organizationNamed(context, world.organization.login);
  return as('Repository', found);
}

function nodeOf(context: Context, id: string): Served {
  const parts = readNodeId(id);
  const found = parts === null ? null : findNode(context, parts.type, parts.key);
  if (found === null) throw new GithubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  return found;
}

/** Node ids of things inside a repository are `repository/key`. */
function findNode(context: Context, type: string, key: string): Served | null {
  const { world, at } = context;
  if (type === 'Organization') return key === String(world.organization.id) ? organizationNamed(context, world.organization.login) : null;
  if (type === 'User' || type === 'Bot') {
    const state = accountAt(world, Number(key), at);
    return state === null ? null : asActor(state);
  }
  if (type === 'Team')
    return asMaybe(
      'Team',
      world.teams.find((team) => String(team.id) === key),
    );
  const [place, rest = ''] = key.split('/', 2) as [string, string?];
  const home = visibleRepository(context, Number(place));
  if (type === 'RepositoryRuleset' && home === null) {
    const standing = organizationRulesetsAt(world, at).find(({ ruleset }) => String(ruleset.id) === place);
    return standing === undefined ? null : as(type, { ...standing, home: null });
  }
  return home === null ? null : findInside(context, home, type, rest);
}

function visibleRepository({ world, token, at }: Context, id: number): RepositoryState | null {
  const repository = world.repositories.find((one) => one.id === id);
  return repository === undefined || !mayBeSeen(world, token, repository, at) ? null : repositoryAt(repository, at);
}

type Find = (home: RepositoryState, key: string, context: Context) => unknown;

const INSIDE: Readonly<Record<string, Find>> = {
  Repository: (home) => home,
  Commit: (home, key, context) => {
    demand(context, NEEDS.contents, 'node');
    const commit = commitAt(home.repository, key, context.at);
    return commit === null ? null : { home, commit };
  },
  PullRequest: (home, key, context) => {
    demand(context, NEEDS.pulls, 'node');
    return pullById(home, key, context);
  },
  PullRequestReview: (home, key, context) => {
    demand(context, NEEDS.pulls, 'node');
    const pull = home.repository.pulls.find(({ reviews }) => reviews.some(({ id }) => String(id) === key));
    const of = pull === undefined ? null : pullById(home, String(pull.id), context);
    const review = of === null ? undefined : reviewsAt(of.pull, context.at).find(({ id }) => String(id) === key);
    return review === undefined ? null : { of, review };
  },
  CheckRun: (home, key, context) => {
    demand(context, NEEDS.checks, 'node');
    const sha = home.repository.checkRuns.find(({ id }) => String(id) === key)?.sha;
    const run = sha === undefined ? undefined : checkRunsAt(home.repository, sha, context.at, 'all').find(({ id }) => String(id) === key);
    return run === undefined ? null : { home, run };
  },
  Deployment: (home, key, context) => {
    demand(context, NEEDS.deployments, 'node');
    const deployment = deploymentsAt(home.repository, context.at).find(({ id }) => String(id) === key);
    return deployment === undefined ? null : { home, deployment };
  },
  BranchProtectionRule: (home, key, context) => {
    demand(context, NEEDS.administration, 'node');
    const found = classicRulesAt(home.repository, context.at).find(({ rule }) => String(rule.id) === key);
    return found === undefined ? null : { ...found, home };
  },
};

function pullById(home: RepositoryState, key: string, { at }: Context) {
  const pull = home.repository.pulls.find(({ id }) => String(id) === key);
  const state = pull === undefined ? null : pullAt(pull, at);
  return state === null ? null : { ...state, home };
}

function findInside(context: Context, home: RepositoryState, type: string, key: string): Served | null {
  const find = INSIDE[type];
  if (find === undefined) throw new GithubError('NOT_SERVED', `The pretend GitHub finds no ${type} by its id.`);
  return asMaybe(type, find(home, key, context));
}
