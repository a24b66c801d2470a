import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { askMembers } from './members-answer.ts';
import { askOrganization, countedRepositories, type OrganizationAnswer } from './organization-answer.ts';
import { permissionOf } from './permission-words.ts';
import { stateFeed } from './state-feed.ts';
import { wordsOf } from './telling.ts';

/** The settings that bind everybody in the organization. */
export const organizationFeed = stateFeed('organization', 'code-organization', async function* (api) {
  yield* await wordsOf('', async function* () {
    const answer = await askOrganization(api);
    const members = await askMembers(api).then(
      ({ total }): Told<number> => total,
      () => untold('GitHub does not show the members to this token. Give it "Members: read".'),
    );
    yield { kind: 'code-organization', vendorId: api.organization.id, scope: '', state: organizationState(answer, members) };
  });
});

const ownersOnly = 'GitHub tells this only to owners. Let an owner make the token, with "Administration: read" of the organization.';

export function organizationState(answer: OrganizationAnswer, members: Told<number>): Json {
  const base = answer.default_repository_permission;
  return {
    login: answer.login,
    twoFactorRequired: toldTo(answer.two_factor_requirement_enabled),
    basePermission: base == null ? { ...untold(ownersOnly) } : permissionOf(base),
    membersMayCreatePublicRepositories: toldTo(answer.members_can_create_public_repositories),
    membersMayForkPrivateRepositories: toldTo(answer.members_can_fork_private_repositories),
    plan: toldTo(answer.plan?.name),
    repositories: toldTo(countedRepositories(answer)),
    members: members as Json,
  };
}

function toldTo<T extends string | number | boolean>(value: T | null | undefined): Json {
  return value == null ? { ...untold(ownersOnly) } : value;
}
