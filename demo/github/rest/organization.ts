import { nodeId } from '../node-id.ts';
import { hasScopes } from '../permissions/demands.ts';
import { membersAt, outsideCollaboratorsAt, repositoriesAt, settingsAt, stands, valueAt } from '../state-at.ts';
import { isGranted, isOwner, mayBeSeen } from '../token.ts';
import type { Installation } from '../world.ts';
import { hook, standingHooks } from './hooks.ts';
import { list, pageOf } from './pages.ts';
import { type Ask, get, iso, ok, type Reply, type Route } from './reply.ts';
import { ownerOf, privateRepositories } from './shape-account.ts';

function organization(ask: Ask): Reply {
  return ok(organizationShape(ask));
}

export function organizationShape(ask: Ask): object {
  const { organization: of } = ask.world;
  const url = `${ask.request.root}/orgs/${of.login}`;
  return {
    ...{ login: of.login, id: of.id, node_id: nodeId('Organization', of.id), url, repos_url: `${url}/repos`, events_url: `${url}/events` },
    ...{ hooks_url: `${url}/hooks`, issues_url: `${url}/issues`, members_url: `${url}/members{/member}` },
    ...{ public_members_url: `${url}/public_members{/member}`, avatar_url: `https://avatars.githubusercontent.com/u/${of.id}?v=4` },
    ...{ description: null, name: of.name, is_verified: true, has_organization_projects: true, has_repository_projects: true },
    ...{ public_repos: repositoriesAt(ask.world, ask.now).length - privateRepositories(ask.world, ask), public_gists: 0, followers: 0, following: 0 },
    ...{ html_url: `https://github.com/${of.login}`, created_at: iso(of.createdAt), updated_at: iso(changedAt(ask)), archived_at: null },
    ...{ type: 'Organization', ...(maySeeAll(ask) ? ownersPart(ask) : {}) },
  };
}

function changedAt({ world, now }: Ask): Ask['now'] {
  const last = world.organization.settings.findLast(({ from }) => from <= now);
  return last?.from ?? world.organization.createdAt;
}

/** Owners with `admin:org`; a fine-grained token and an App with `organization_administration`. */
function maySeeAll({ world, token, now }: Ask): boolean {
  const granted = token.kind === 'classic' ? hasScopes(token, [['admin:org']]) : isGranted(token, 'organization_administration');
  return granted && isOwner(world, token, now);
}

function ownersPart(ask: Ask): object {
  const settings = settingsAt(ask.world.organization, ask.now);
  const hidden = privateRepositories(ask.world, ask);
  const seats = membersAt(ask.world, ask.now).length + outsideCollaboratorsAt(ask.world, ask.now).length;
  return {
    ...{ total_private_repos: hidden, owned_private_repos: hidden, private_gists: 0, disk_usage: 0 },
    ...{ collaborators: outsideCollaboratorsAt(ask.world, ask.now).length, billing_email: 'billing@harbourlight.example' },
    plan: { name: ask.world.organization.plan, space: 976_562_499, private_repos: 999_999, filled_seats: seats, seats: seats + 5 },
    ...{ default_repository_permission: settings.basePermission, members_can_create_repositories: true },
    ...{ two_factor_requirement_enabled: settings.twoFactorRequired, members_allowed_repository_creation_type: 'all' },
    ...{ members_can_create_public_repositories: settings.membersMayCreatePublicRepositories, members_can_create_private_repositories: true },
    ...{ members_can_create_internal_repositories: false, members_can_create_pages: true, members_can_create_public_pages: true },
    ...{ members_can_create_private_pages: true, members_can_fork_private_repositories: settings.membersMayForkPrivateRepositories },
    web_commit_signoff_required: false,
  };
}

function installations(ask: Ask): Reply {
  const standing = ask.world.organization.installations.filter((one) => stands(one.installedAt, one.removedAt, ask.now));
  const { items, headers } = pageOf(ask, standing);
  return { status: 200, headers, body: { total_count: standing.length, installations: items.map((one) => installation(ask, one)) } };
}

export function installation(ask: Ask, one: Installation): object {
  const { login, id } = ask.world.organization;
  const suspended = one.suspended.findLast(({ from }) => from <= ask.now);
  const isSuspended = valueAt(one.suspended, ask.now) === true;
  const at = `${ask.request.root}/app/installations/${one.id}/access_tokens`;
  return {
    ...{ id: one.id, account: ownerOf(ask), repository_selection: one.repositories === 'all' ? 'all' : 'selected', access_tokens_url: at },
    ...{ repositories_url: `${ask.request.root}/installation/repositories`, target_id: id, target_type: 'Organization' },
    ...{ html_url: `https://github.com/organizations/${login}/settings/installations/${one.id}`, app_id: one.app.id, app_slug: one.app.slug },
    ...{ permissions: one.permissions, events: one.events, created_at: iso(one.installedAt), updated_at: iso(suspended?.from ?? one.installedAt) },
    ...{ single_file_name: null, has_multiple_single_files: false, single_file_paths: [] },
    ...{ suspended_by: isSuspended ? ownerOf(ask) : null, suspended_at: isSuspended && suspended !== undefined ? iso(suspended.from) : null },
  };
}

function propertyValues(ask: Ask): Reply {
  const seen = repositoriesAt(ask.world, ask.now).filter(({ repository }) => mayBeSeen(ask.world, ask.sees, repository, ask.now));
  return list(ask, seen, ({ repository: { id }, owner, name }) => ({
    ...{ repository_id: id, repository_name: name, repository_full_name: `${owner}/${name}`, properties: [] },
  }));
}

export const organizationRoutes: readonly Route[] = [
  get('/orgs/{org}', organization),
  get('/orgs/{org}/hooks', (ask) =>
    list(ask, standingHooks(ask.world.organization.webhooks, ask.now), (one) => hook(ask, one, `/orgs/${ask.world.organization.login}`)),
  ),
  get('/orgs/{org}/installations', installations),
  get('/orgs/{org}/properties/schema', () => ok([])),
  get('/orgs/{org}/properties/values', propertyValues),
];
