import type { GithubWorld, Repository, RepositoryFeatures } from '../world.ts';
import { type Change, changesOf, type Happening } from './audit-event.ts';
import { hookHappenings } from './audit-organization.ts';

/** What the audit log tells of one repository, but for its protection and its alerts. */
export function repositoryHappenings(world: GithubWorld, repository: Repository): Happening[] {
  const visibility = repository.visibility[0]?.value ?? 'private';
  const happenings: Happening[] = [
    { at: repository.createdAt, by: repository.createdBy, action: 'repo.create', further: { visibility } },
    ...(repository.deletedAt === null
      ? []
      : [{ at: repository.deletedAt, by: repository.deletedBy, action: 'repo.destroy', further: { visibility } }]),
    ...changesOf(repository.place)
      .slice(1)
      .map((change) => moved(world, change)),
    ...changesOf(repository.archived).flatMap(({ at, by, now, before }) =>
      now === (before ?? false) ? [] : [{ at, by, action: `repo.${now ? 'archived' : 'unarchived'}` }],
    ),
    ...changesOf(repository.visibility)
      .slice(1)
      .map(({ at, by, now, before }) => ({ at, by, action: 'repo.access', further: { visibility: now, previous_visibility: before } })),
    ...changesOf(repository.defaultBranch)
      .slice(1)
      .map(({ at, by, now, before }) => ({
        at,
        by,
        action: 'repo.update_default_branch',
        further: { changes: { default_branch: now, old: before } },
      })),
    ...changesOf(repository.features).slice(1).flatMap(features),
    ...repository.collaborators.flatMap(({ account, permission }) => changesOf(permission).map((change) => collaborator(account, change))),
    ...keys(repository),
    ...repository.webhooks.flatMap((hook) => hookHappenings(hook, repository)),
    ...pulls(repository),
    ...pushes(repository),
  ];
  return happenings.map((happening) => ({ ...happening, repository }));
}

function moved({ organization }: GithubWorld, { at, by, now, before }: Change<{ readonly owner: string; readonly name: string }>): Happening {
  if (before !== null && now.owner !== before.owner) {
    const action = now.owner === organization.login ? 'repo.transfer' : 'repo.transfer_outgoing';
    return { at, by, action, further: { old_user: before.owner, new_nwo: `${now.owner}/${now.name}` } };
  }
  return { at, by, action: 'repo.rename', further: { old_name: before?.name } };
}

/** Only what the log tells of one repository: Dependabot's security updates have no entry of their own there. */
const FEATURES: readonly (readonly [keyof RepositoryFeatures, (on: boolean) => string])[] = [
  ['dependencyAlerts', (on) => `repository_vulnerability_alerts.${on ? 'enable' : 'disable'}`],
  ['codeScanning', (on) => `repo.codeql_${on ? 'enabled' : 'disabled'}`],
  ['secretScanning', (on) => `repository_secret_scanning.${on ? 'enable' : 'disable'}`],
  ['pushProtection', (on) => `repository_secret_scanning_push_protection.${on ? 'enable' : 'disable'}`],
];

function features({ at, by, now, before }: Change<RepositoryFeatures>): Happening[] {
  return FEATURES.filter(([name]) => now[name] !== before?.[name]).map(([name, action]) => ({ at, by, action: action(now[name]) }));
}

function collaborator(account: number, { at, by, now, before }: Change<string>): Happening {
  const common = { at, by, account };
  if (now === 'none') return { ...common, action: 'repo.remove_member' };
  if (before === null || before === 'none') return { ...common, action: 'repo.add_member', further: { permission: now } };
  return { ...common, action: 'repo.update_member', further: { permission: now, old_permission: before } };
}

function keys({ deployKeys }: Repository): Happening[] {
  return deployKeys.flatMap((key) => {
    const further = { title: key.title, key: key.key, read_only: key.readOnly, fingerprint: `SHA256:${key.id}`, key_id: key.id };
    return [
      { at: key.createdAt, by: key.addedBy, action: 'public_key.create', further },
      ...(key.deletedAt === null ? [] : [{ at: key.deletedAt, by: key.deletedBy, action: 'public_key.delete', further }]),
    ];
  });
}

function pulls(repository: Repository): Happening[] {
  return repository.pulls.flatMap(({ id, number, openedAt, author, merged, closed }) => {
    const { owner, name } = repository.place[0]?.value ?? { owner: '', name: '' };
    const further = { pull_request_id: id, pull_request_url: `https://github.com/${owner}/${name}/pull/${number}` };
    return [
      { at: openedAt, by: author, action: 'pull_request.create', further },
      ...(merged === null ? [] : [{ at: merged.at, by: merged.by, action: 'pull_request.merge', further }]),
      ...(closed === null ? [] : [{ at: closed.at, by: closed.by, action: 'pull_request.close', further }]),
    ];
  });
}

/** Told only to who asks for Git events, and kept for seven days. */
function pushes({ branches }: Repository): Happening[] {
  return branches.flatMap((branch) =>
    branch.pushes.map(({ at, by }) => ({ at, by, action: 'git.push', further: { transport_protocol: 1, transport_protocol_name: 'http' } })),
  );
}
