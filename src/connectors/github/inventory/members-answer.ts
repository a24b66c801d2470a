import { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { once } from './once.ts';
import { shown } from './shapes.ts';

/** Addresses are asked for apart: where they are not shown, the members still are. */
export function membersQuery(withEmails: boolean): string {
  return `query Members($login: String!, $after: String) {
  organization(login: $login) {
    membersWithRole(first: 100, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { role hasTwoFactorEnabled node { id databaseId login name${withEmails ? ' organizationVerifiedDomainEmails(login: $login)' : ''} } }
    }
  }
}`;
}

const memberShape = z.object({
  id: z.string(),
  databaseId: z.int().nullable(),
  login: z.string(),
  name: z.string().nullable(),
  organizationVerifiedDomainEmails: z.array(z.string()).nullish(),
});

const pageShape = z.object({
  organization: z
    .object({
      membersWithRole: z.object({
        totalCount: z.int(),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        edges: z.array(
          z
            .object({ role: z.enum(['ADMIN', 'MEMBER']).nullable(), hasTwoFactorEnabled: z.boolean().nullish(), node: memberShape.nullable() })
            .nullable(),
        ),
      }),
    })
    .nullable(),
});

export interface Member extends z.infer<typeof memberShape> {
  readonly role: 'ADMIN' | 'MEMBER' | null;
  /** null where GitHub does not tell this token. */
  readonly secondFactor: boolean | null;
}

export interface Members {
  readonly members: readonly Member[];
  /** As GitHub counts them. */
  readonly total: number;
}

/** All members with their roles, asked once per look. @throws VendorError */
export function askMembers(api: GitHubApi): Promise<Members> {
  return once(api, 'members', async () => {
    try {
      return await readMembers(api, true);
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind !== 'forbidden') throw error;
      return readMembers(api, false);
    }
  });
}

async function readMembers(api: GitHubApi, withEmails: boolean): Promise<Members> {
  const members: Member[] = [];
  const query = membersQuery(withEmails);
  let after: string | null = null;
  for (;;) {
    const answer: z.infer<typeof pageShape> = await api.graphql(query, { login: api.organization.login, after }, pageShape);
    const { edges, pageInfo, totalCount } = shown(answer.organization, api.organization.login).membersWithRole;
    for (const edge of edges) if (edge?.node) members.push({ ...edge.node, role: edge.role, secondFactor: edge.hasTwoFactorEnabled ?? null });
    if (!pageInfo.hasNextPage) return { members, total: totalCount };
    after = pageInfo.endCursor;
  }
}

/** Does the token belong to an owner of the organization? An App is no account; where the members are not shown, nobody knows. */
export async function isOwner(api: GitHubApi): Promise<boolean> {
  if (api.credential.kind === 'App') return false;
  try {
    const { members } = await askMembers(api);
    return members.some((one) => one.id === api.viewer.id && one.role === 'ADMIN');
  } catch (error) {
    if (error instanceof VendorError) return false;
    throw error;
  }
}
