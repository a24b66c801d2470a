import { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { once } from './once.ts';

export const organizationRoute = 'GET /orgs/{org}';

/** What is told to owners only is left out, or null, for everybody else. */
export const organizationShape = z.object({
  login: z.string(),
  public_repos: z.int(),
  total_private_repos: z.int().nullish(),
  two_factor_requirement_enabled: z.boolean().nullish(),
  default_repository_permission: z.string().nullish(),
  members_can_create_public_repositories: z.boolean().nullish(),
  members_can_fork_private_repositories: z.boolean().nullish(),
  plan: z.object({ name: z.string() }).nullish(),
});

export type OrganizationAnswer = z.infer<typeof organizationShape>;

/** The settings of the organization, asked once per look. @throws VendorError */
export function askOrganization(api: GitHubApi): Promise<OrganizationAnswer> {
  return once(api, 'organization', () => api.rest(organizationRoute, { org: api.organization.login }, organizationShape));
}

/** How many repositories GitHub says there are; null where it does not tell. */
export function countedRepositories({ public_repos: open, total_private_repos: hidden }: OrganizationAnswer): number | null {
  return hidden == null ? null : open + hidden;
}

/** How many repositories there are, where the organization can be asked at all. */
export async function askCounted(api: GitHubApi): Promise<number | null> {
  try {
    return countedRepositories(await askOrganization(api));
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}
