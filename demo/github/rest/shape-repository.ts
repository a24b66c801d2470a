import { nodeId } from '../node-id.ts';
import { PERMISSIONS, permissionOf, type RepositoryState } from '../state-at.ts';
import { isGranted, type Token } from '../token.ts';
import type { Permission } from '../world.ts';
import { type Ask, iso } from './reply.ts';
import { ownerOf } from './shape-account.ts';

export function addressOf(ask: Ask, { owner, name }: RepositoryState): string {
  return `${ask.request.root}/repos/${owner}/${name}`;
}

export function pageOnWeb({ owner, name }: RepositoryState): string {
  return `https://github.com/${owner}/${name}`;
}

const LINKS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
  hooks_url: '/hooks',
};

/** A `simple-repository`, as it stands inside alerts. */
export function simpleRepository(ask: Ask, state: RepositoryState): object {
  const url = addressOf(ask, state);
  const links = Object.fromEntries(Object.entries(LINKS).map(([name, path]) => [name, url + path]));
  return {
    ...{ id: state.repository.id, node_id: nodeId('Repository', state.repository.id), name: state.name, full_name: `${state.owner}/${state.name}` },
    ...{ private: state.visibility !== 'public', owner: ownerOf(ask), html_url: pageOnWeb(state), description: state.repository.description },
    ...{ fork: false, url, ...links },
  };
}

/** A `minimal-repository`, as lists have it. */
export function repository(ask: Ask, state: RepositoryState): object {
  const { owner, name, repository: of } = state;
  const web = pageOnWeb(state);
  return {
    ...simpleRepository(ask, state),
    ...{ created_at: iso(of.createdAt), updated_at: iso(updatedAt(ask, state)), pushed_at: iso(pushedAt(ask, state)) },
    ...{ git_url: `git://github.com/${owner}/${name}.git`, ssh_url: `git@github.com:${owner}/${name}.git`, clone_url: `${web}.git`, svn_url: web },
    ...{ homepage: null, size: of.commits.length, stargazers_count: 0, watchers_count: 0, language: null, has_issues: true, has_projects: true },
    ...{ has_downloads: true, has_wiki: false, has_pages: false, has_discussions: false, forks_count: 0, mirror_url: null },
    ...{ archived: state.archived, disabled: false, open_issues_count: openIssues(ask, state), license: null, allow_forking: false },
    ...{ is_template: false, web_commit_signoff_required: false, topics: [], visibility: state.visibility, forks: 0 },
    ...{ open_issues: openIssues(ask, state), watchers: 0, default_branch: state.defaultBranch, permissions: flags(permissionOfToken(ask, state)) },
    ...(maySeeSecurity(ask, state) ? { security_and_analysis: securityOf(state) } : {}),
  };
}

/** A `full-repository`. */
export function fullRepository(ask: Ask, state: RepositoryState): object {
  const methods = state.repository.mergeMethods;
  const merging = {
    allow_squash_merge: methods.includes('squash'),
    allow_merge_commit: methods.includes('merge'),
    allow_rebase_merge: methods.includes('rebase'),
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: true,
    use_squash_pr_title_as_default: false,
  };
  const maySeeMerging = ask.token.kind === 'classic' || isGranted(ask.token, 'contents', 'write');
  return {
    ...repository(ask, state),
    ...{ organization: ownerOf(ask), network_count: 0, subscribers_count: 0, temp_clone_token: '' },
    ...(maySeeMerging ? merging : {}),
  };
}

function openIssues(ask: Ask, { repository: of }: RepositoryState): number {
  return of.issues.filter((one) => one.createdAt <= ask.now && (one.closedAt === null || one.closedAt > ask.now)).length;
}

export function pushedAt(ask: Ask, { repository: of }: RepositoryState): RepositoryState['repository']['createdAt'] {
  let latest = of.createdAt;
  for (const { pushes } of of.branches) for (const { at } of pushes) if (at <= ask.now && at > latest) latest = at;
  return latest;
}

function updatedAt(ask: Ask, { repository: of }: RepositoryState): RepositoryState['repository']['createdAt'] {
  let latest = of.createdAt;
  const changes = [...of.place, ...of.archived, ...of.visibility, ...of.defaultBranch, ...of.features];
  for (const { from } of changes) if (from <= ask.now && from > latest) latest = from;
  return latest;
}

/** What the account behind the token may do; an App's installation, what its permissions come to. */
export function permissionOfToken({ world, now, token }: Ask, { repository: of }: RepositoryState): Permission {
  if (token.owner !== null) return permissionOf(world, token.owner, of, now);
  return installationsPermission(token);
}

function installationsPermission(token: Token): Permission {
  if (isGranted(token, 'administration', 'write')) return 'admin';
  return isGranted(token, 'contents', 'write') ? 'write' : 'read';
}

/** Administrators of the repository, and owners; an App and a fine-grained token with `administration`. */
function maySeeSecurity(ask: Ask, state: RepositoryState): boolean {
  if (ask.token.kind !== 'classic' && !isGranted(ask.token, 'administration')) return false;
  return ask.token.owner === null || permissionOfToken(ask, state) === 'admin';
}

function securityOf({ features }: RepositoryState): object {
  const status = (on: boolean): object => ({ status: on ? 'enabled' : 'disabled' });
  return {
    secret_scanning: status(features.secretScanning),
    secret_scanning_push_protection: status(features.pushProtection),
    dependabot_security_updates: status(features.dependencyUpdates),
    code_security: status(features.codeScanning),
    secret_scanning_non_provider_patterns: status(false),
  };
}

/** `{ admin, maintain, push, triage, pull }` */
export function flags(permission: Permission): object {
  const has = (least: Permission): boolean => PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(least);
  return { admin: has('admin'), maintain: has('maintain'), push: has('write'), triage: has('triage'), pull: has('read') };
}
