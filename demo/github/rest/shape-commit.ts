import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import type { Commit, GitActor } from '../world.ts';
import { type Ask, iso } from './reply.ts';
import { userByEmail } from './shape-account.ts';
import { addressOf, pageOnWeb } from './shape-repository.ts';

function actor({ name, email, at }: GitActor): object {
  return { name, email, date: iso(at) };
}

export function verification({ signature, committer }: Commit): object {
  const isVerified = signature === 'valid' || signature === 'github';
  const reason = isVerified ? 'valid' : signature === 'invalid' ? 'invalid' : 'unsigned';
  const signed = signature === 'none' ? null : '-----BEGIN PGP SIGNATURE-----\n\nmade up\n-----END PGP SIGNATURE-----';
  return {
    verified: isVerified,
    reason,
    signature: signed,
    payload: signed === null ? null : 'tree',
    verified_at: isVerified ? iso(committer.at) : null,
  };
}

/** The parts of a commit that Git itself knows, as a pull request's timeline has them. */
export function gitCommit(ask: Ask, state: RepositoryState, one: Commit): object {
  const url = `${addressOf(ask, state)}/git/commits/${one.sha}`;
  return {
    ...{ sha: one.sha, node_id: nodeId('Commit', `${state.repository.id}:${one.sha}`), url, html_url: `${pageOnWeb(state)}/commit/${one.sha}` },
    ...{ author: actor(one.author), committer: actor(one.committer), message: one.message, tree: treeOf(ask, state, one) },
    ...{ parents: parentsOf(ask, state, one), verification: verification(one) },
  };
}

function treeOf(ask: Ask, state: RepositoryState, { tree }: Commit): object {
  return { sha: tree, url: `${addressOf(ask, state)}/git/trees/${tree}` };
}

function parentsOf(ask: Ask, state: RepositoryState, { parents }: Commit): object[] {
  return parents.map((sha) => ({ sha, url: `${addressOf(ask, state)}/commits/${sha}`, html_url: `${pageOnWeb(state)}/commit/${sha}` }));
}

/** A `commit`. Who made it is the account to which the address belongs; null where it belongs to none. */
export function commit(ask: Ask, state: RepositoryState, one: Commit): object {
  const url = `${addressOf(ask, state)}/commits/${one.sha}`;
  const { sha } = one;
  return {
    ...{ sha, node_id: nodeId('Commit', `${state.repository.id}:${sha}`), url, html_url: `${pageOnWeb(state)}/commit/${sha}` },
    commit: {
      ...{ author: actor(one.author), committer: actor(one.committer), message: one.message, tree: treeOf(ask, state, one) },
      ...{ url: `${addressOf(ask, state)}/git/commits/${sha}`, comment_count: 0, verification: verification(one) },
    },
    ...{ comments_url: `${url}/comments`, author: userByEmail(ask, one.author.email), committer: userByEmail(ask, one.committer.email) },
    parents: parentsOf(ask, state, one),
  };
}
