import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import { activeRulesAt, classicRuleFor } from '../state-of-protection.ts';
import { checkRunsAt, commitAt, deploymentsAt, historyFrom, pullsOfCommit, statusesAt } from '../state-of-pulls.ts';
import type { Commit, GitActor } from '../world.ts';
import type { CheckRun } from '../world-runs.ts';
import { connection, isAmong, listed, listing, ordered, PAGING } from './connection.ts';
import { demand, NEEDS } from './may.ts';
import { listedPulls } from './repository.ts';
import { type Args, as, type Context, type Fields, field, GithubError, type Plain, plain, time } from './served.ts';
import { type OfCommit, type OfDeployment, type OfRef, type OfSuite, userByEmail } from './shapes.ts';

export const ref: Fields<OfRef> = {
  id: ({ home, name }) => nodeId('Ref', `${home.repository.id}/${name}`),
  name: ({ name }) => name,
  prefix: () => 'refs/heads/',
  repository: ({ home }) => as('Repository', home),
  target: ({ home, head }, { at }) => {
    const commit = commitAt(home.repository, head, at);
    return commit === null ? null : as('Commit', { home, commit });
  },
  branchProtectionRule: ({ home, name }, context) => {
    demand(context, NEEDS.administration, 'branchProtectionRule');
    const found = classicRuleFor(home.repository, name, context.at);
    return found === null ? null : as('BranchProtectionRule', { ...found, home });
  },
  rules: listing('RepositoryRuleConnection', [], ({ home, name }, { world, at }) => {
    const items = activeRulesAt(world, home.repository, name, at).map(({ rule, of }) => ({ rule, of: { ...of, home } }));
    return listed({ items, keyOf: ({ rule, of }) => `${of.ruleset.id}/${rule.type}`, node: (one) => as('RepositoryRule', one) });
  }),
  associatedPullRequests: listing(
    'PullRequestConnection',
    ['states', 'orderBy', 'baseRefName', 'headRefName', 'labels'],
    ({ home, name }, context, args) => {
      demand(context, NEEDS.pulls, 'associatedPullRequests');
      return listedPulls(home, context, { ...args, headRefName: args['headRefName'] ?? name });
    },
  ),
};

const headline = (message: string): string => message.split('\n')[0] as string;

export const commit: Fields<OfCommit> = {
  id: ({ home, commit: { sha } }) => nodeId('Commit', `${home.repository.id}/${sha}`),
  oid: ({ commit: { sha } }) => sha,
  abbreviatedOid: ({ commit: { sha } }) => sha.slice(0, 7),
  message: ({ commit: { message } }) => message,
  messageHeadline: ({ commit: { message } }) => headline(message),
  messageBody: ({ commit: { message } }) => message.slice(headline(message).length).trim(),
  authoredDate: ({ commit: { author } }) => time(author.at),
  committedDate: ({ commit: { committer } }) => time(committer.at),
  authoredByCommitter: ({ commit: { author, committer } }) => author.email === committer.email,
  committedViaWeb: ({ commit: { committer } }) => committer.email === 'noreply@github.com',
  url: ({ home, commit: { sha } }, { web }) => `${web}/${home.owner}/${home.name}/commit/${sha}`,
  resourcePath: ({ home, commit: { sha } }) => `/${home.owner}/${home.name}/commit/${sha}`,
  repository: ({ home }) => as('Repository', home),
  tree: ({ commit: { tree } }) => as('Tree', tree),
  changedFilesIfAvailable: ({ commit: { changedFiles } }) => changedFiles,
  author: ({ commit: { author } }) => as('GitActor', author),
  committer: ({ commit: { committer } }) => as('GitActor', committer),
  authors: listing('GitActorConnection', [], ({ commit: { author, coAuthors } }) => {
    const all: GitActor[] = [author, ...coAuthors.map((one) => ({ ...one, at: author.at }))];
    return listed({ items: all, keyOf: ({ email }) => email, node: (one) => as('GitActor', one) });
  }),
  parents: listing('CommitConnection', [], ({ home, commit: { parents } }, { at }) => {
    const items = parents.flatMap((sha) => commitAt(home.repository, sha, at) ?? []);
    return listed({ items, keyOf: ({ sha }) => sha, node: (one) => as('Commit', { home, commit: one }) });
  }),
  signature: ({ commit: { signature, author } }) => (signature === 'none' ? null : as('GpgSignature', { signature, author })),
  history: field([...PAGING, 'since', 'until', 'author', 'path'], (it, context, args) => history(it, context, args)),
  associatedPullRequests: listing('PullRequestConnection', ['orderBy'], ({ home, commit: { sha } }, context, args) => {
    demand(context, NEEDS.pulls, 'associatedPullRequests');
    const items = ordered(pullsOfCommit(home.repository, sha, context.at), args['orderBy'], { CREATED_AT: ({ pull }) => pull.openedAt });
    return listed({ items, keyOf: ({ pull }) => pull.id, node: (state) => as('PullRequest', { ...state, home }) });
  }),
  statusCheckRollup: ({ home, commit: { sha } }, context) => rollup(home, sha, context),
  status: ({ home, commit: { sha } }, context) => {
    demand(context, NEEDS.statuses, 'status');
    const statuses = statusesAt(home.repository, sha, context.at);
    return statuses.length === 0 ? null : as('Status', { home, sha, statuses });
  },
  checkSuites: listing('CheckSuiteConnection', [], ({ home, commit: { sha } }, context) => {
    demand(context, NEEDS.checks, 'checkSuites');
    return listed({ items: suitesOf(home, sha, context), keyOf: ({ suite }) => suite, node: (one) => as('CheckSuite', one) });
  }),
  deployments: listing('DeploymentConnection', ['environments', 'orderBy'], ({ home, commit: { sha } }, context, args) => {
    demand(context, NEEDS.deployments, 'deployments');
    const all = deploymentsAt(home.repository, context.at).toReversed();
    const wanted = all.filter((one) => one.sha === sha && isAmong(args, 'environments', one.environment));
    const items = ordered(wanted, args['orderBy'], { CREATED_AT: ({ createdAt }) => createdAt });
    return listed({
      items: items.map((deployment): OfDeployment => ({ home, deployment })),
      keyOf: ({ deployment }) => deployment.id,
      node: (one) => as('Deployment', one),
    });
  }),
};

export function suitesOf(home: RepositoryState, sha: string, { at }: Context): OfSuite[] {
  const bySuite = Map.groupBy(checkRunsAt(home.repository, sha, at, 'all'), ({ suite }: CheckRun) => suite);
  return [...bySuite].map(([suite, runs]) => ({ home, suite, sha, runs }));
}

export function rollup(home: RepositoryState, sha: string, { at }: Context) {
  const contexts = [...checkRunsAt(home.repository, sha, at), ...statusesAt(home.repository, sha, at)];
  return contexts.length === 0 ? null : as('StatusCheckRollup', { home, sha });
}

/** GitHub's own cursors of a history name the head and the place, so that pages fit together when the branch moves on. */
function history({ home, commit: from }: OfCommit, context: Context, args: Args): Plain {
  demand(context, NEEDS.contents, 'history');
  for (const name of ['author', 'path']) if (args[name] !== null && args[name] !== undefined) throw notServed(name);
  if (typeof args['last'] === 'number') throw notServed('last');
  const { head, skip } = place(args, from.sha);
  const bound = (name: string): number | null => (typeof args[name] === 'string' ? Date.parse(args[name]) : null);
  const [since, until] = [bound('since'), bound('until')];
  const all = historyFrom(home.repository, head).filter(
    ({ committer }) => (since === null || committer.at >= since) && (until === null || committer.at <= until),
  );
  const keys = new Map(all.map(({ sha }, index) => [sha, `${head} ${index}`]));
  const listed = { items: all, keyOf: ({ sha }: Commit) => keys.get(sha) as string, node: (one: Commit) => as('Commit', { home, commit: one }) };
  if (skip === null) return connection('CommitHistoryConnection', listed, { ...args, after: null }, context);
  const rest = { ...listed, items: all.slice(skip) };
  const page = connection('CommitHistoryConnection', rest, { ...args, after: null }, context);
  return plain('CommitHistoryConnection', { ...(page.it as object), totalCount: all.length });
}

function place(args: Args, head: string): { readonly head: string; readonly skip: number | null } {
  if (typeof args['after'] !== 'string' || args['after'] === '') return { head, skip: null };
  const parts = /^cursor:v2:([0-9a-f]{40}) (\d+)$/.exec(Buffer.from(args['after'], 'base64').toString());
  if (parts === null) throw new GithubError('INVALID_CURSOR_ARGUMENTS', `\`${args['after']}\` does not appear to be a valid cursor for \`after\`.`);
  return { head: parts[1] as string, skip: Number(parts[2]) + 1 };
}

function notServed(name: string): GithubError {
  return new GithubError('NOT_SERVED', `The pretend GitHub does not serve Commit.history(${name}:).`);
}

export const gitActor: Fields<GitActor> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  date: ({ at }) => time(at),
  user: (it, context) => userByEmail(context, it),
};

export const gpgSignature: Fields<{ readonly signature: Commit['signature']; readonly author: GitActor }> = {
  isValid: ({ signature }) => signature !== 'invalid',
  state: ({ signature }) => (signature === 'invalid' ? 'UNKNOWN_KEY' : 'VALID'),
  wasSignedByGitHub: ({ signature }) => signature === 'github',
  email: ({ signature, author }) => (signature === 'github' ? 'noreply@github.com' : author.email),
  signer: ({ signature, author }, context) =>
    signature === 'invalid' ? null : userByEmail(context, signature === 'github' ? { ...author, email: 'noreply@github.com' } : author),
};

export const tree: Fields<string> = { id: (sha) => nodeId('Tree', sha), oid: (sha) => sha, abbreviatedOid: (sha) => sha.slice(0, 7) };
