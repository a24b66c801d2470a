import type { GithubWorld, Installation, OrganizationSettings, Repository, Team, Webhook } from '../world.ts';
import { type Change, changesOf, type Happening } from './audit-event.ts';

/** What the audit log tells of the organization itself: members, teams, settings, webhooks, Apps. */
export function organizationHappenings(world: GithubWorld): Happening[] {
  const { organization } = world;
  return [
    ...world.accounts.flatMap((account) => changesOf(account.membership).flatMap((change) => membership(account.id, change))),
    ...world.teams.flatMap((team) => ofTeam(world, team)),
    ...changesOf(organization.settings).slice(1).flatMap(settings),
    ...organization.webhooks.flatMap((hook) => hookHappenings(hook)),
    ...organization.installations.flatMap(installation),
  ];
}

type Role = 'admin' | 'member' | null;

const PERMISSION = { admin: 'admin', member: 'read' } as const;

function membership(account: number, { at, by, now, before }: Change<Role>): Happening[] {
  const common = { at, by, account };
  if (now === null) return before === null ? [] : [{ ...common, action: 'org.remove_member' }];
  const permission = PERMISSION[now];
  if (before === null) return [{ ...common, action: 'org.add_member', further: { permission } }];
  return [{ ...common, action: 'org.update_member', further: { permission, old_permission: PERMISSION[before] } }];
}

function ofTeam({ organization, repositories }: GithubWorld, team: Team): Happening[] {
  const named = { team: `${organization.login}/${team.slug}` };
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  return [
    { at: team.createdAt, action: 'team.create', further: named },
    ...(team.deletedAt === null ? [] : [{ at: team.deletedAt, action: 'team.destroy', further: named }]),
    ...team.members.flatMap(({ account, role }) =>
      changesOf(role).flatMap(({ at, by, now, before }) => {
        const action = now === null ? 'team.remove_member' : before === null ? 'team.add_member' : teamRole(now);
        return [{ at, by, account, action, further: named }];
      }),
    ),
    ...team.repositories.flatMap(({ repository, permission }) =>
      changesOf(permission).map((change) => teamRepository(byId.get(repository), named, change)),
    ),
  ];
}

function teamRole(role: 'maintainer' | 'member'): string {
  return role === 'maintainer' ? 'team.promote_maintainer' : 'team.demote_maintainer';
}

function teamRepository(repository: Repository | undefined, named: object, { at, by, now, before }: Change<string>): Happening {
  const common = { at, by, repository };
  if (now === 'none') return { ...common, action: 'team.remove_repository', further: { ...named } };
  if (before === null || before === 'none') return { ...common, action: 'team.add_repository', further: { ...named, permission: now } };
  return { ...common, action: 'team.update_repository_permission', further: { ...named, permission: now, old_permission: before } };
}

function settings({ at, by, now, before }: Change<OrganizationSettings>): Happening[] {
  const happenings: Happening[] = [];
  if (now.twoFactorRequired !== before?.twoFactorRequired) {
    happenings.push({ at, by, action: `org.${now.twoFactorRequired ? 'enable' : 'disable'}_two_factor_requirement` });
  }
  if (now.basePermission !== before?.basePermission) {
    const further = { permission: now.basePermission, old_permission: before?.basePermission };
    happenings.push({ at, by, action: 'org.update_default_repository_permission', further });
  }
  if (now.membersMayCreatePublicRepositories !== before?.membersMayCreatePublicRepositories) {
    const further = { permission: now.membersMayCreatePublicRepositories ? 'all' : 'private', visibility: 'public' };
    happenings.push({ at, by, action: 'org.update_member_repository_creation_permission', further });
  }
  if (now.membersMayForkPrivateRepositories !== before?.membersMayForkPrivateRepositories) {
    happenings.push({ at, by, action: `private_repository_forking.${now.membersMayForkPrivateRepositories ? 'enable' : 'disable'}` });
  }
  return happenings;
}

export function hookHappenings(hook: Webhook, repository?: Repository): Happening[] {
  const common = { repository, further: { hook_id: hook.id } };
  const changed = changesOf(hook.settings).slice(1);
  return [
    { ...common, at: hook.createdAt, by: hook.createdBy, action: 'hook.create' },
    ...changed.map(({ at, by, now, before }) => ({
      ...{ ...common, at, by },
      action: now.active !== before?.active ? 'hook.active_changed' : now.events !== before?.events ? 'hook.events_changed' : 'hook.config_changed',
    })),
    ...(hook.deletedAt === null ? [] : [{ ...common, at: hook.deletedAt, action: 'hook.destroy' }]),
  ];
}

function installation(one: Installation): Happening[] {
  const further = { integration: one.app.slug, installation_id: one.id, name: one.app.name };
  return [
    { at: one.installedAt, by: one.installedBy, action: 'integration_installation.create', further },
    ...changesOf(one.suspended).map(({ at, by, now }) => ({ at, by, action: `integration_installation.${now ? 'suspend' : 'unsuspend'}`, further })),
    ...(one.removedAt === null ? [] : [{ at: one.removedAt, action: 'integration_installation.destroy', further }]),
  ];
}
