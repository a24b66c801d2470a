import type { Instant } from '../../../../src/kernel/time.ts';
import { makeCompany } from '../../../company/make-company.ts';
import { makeGithub } from '../../make-github.ts';
import { anOwner, classicToken } from '../../permissions/make-token.ts';
import type { Token } from '../../token.ts';
import type { GithubWorld, Repository } from '../../world.ts';
import { answerGraphql, type Circumstances } from '../execute.ts';

/** A world, somebody who may see all of it, and ways to ask. */
export const clean: GithubWorld = makeGithub(makeCompany('graphql', { changes: 150 }), { plan: 'enterprise' });
export const world: GithubWorld = { ...clean, repositories: clean.repositories.map(withAllowances) };
export const NOW = Date.parse('2025-10-01T12:00:00Z') as Instant;
export const owner = anOwner(world);
export const almighty = classicToken('t', owner, ['repo', 'admin:org']);

export function circumstances(token: Token = almighty, at: Instant = NOW, mostNodes = 100_000): Circumstances {
  return { world, at, token, web: 'https://github.com', rateLimit: { limit: 5000, used: 3, resetAt: NOW }, mostNodes };
}

/** The same repository, with somebody who may go around each rule. */
export function withAllowances(home: Repository): Repository {
  const who = home.createdBy;
  const protections = home.protections.map((rule) => {
    const settings = rule.settings.map(({ from, value }) => {
      const reviews = value?.reviews == null ? null : { ...value.reviews, bypass: [who] };
      return { from, value: value === null ? null : { ...value, reviews, pushers: [who] } };
    });
    return { ...rule, settings };
  });
  const bypass = [
    { type: 'User', id: who, mode: 'always' },
    { type: 'OrganizationAdmin', id: 1, mode: 'pull_request' },
    { type: 'RepositoryRole', id: 5, mode: 'always' },
  ] as const;
  const rulesets = home.rulesets.map((one) => ({
    ...one,
    state: one.state.map(({ from, value }) => ({ from, value: value && { ...value, bypass } })),
  }));
  return { ...home, protections, rulesets };
}

export interface Said {
  readonly data: Record<string, never> | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: readonly unknown[] }[];
}

export async function ask(query: string, options: { token?: Token; at?: Instant; mostNodes?: number; variables?: Record<string, unknown> } = {}) {
  const { token, at, mostNodes, variables = {} } = options;
  const answer = await answerGraphql({ query, variables, operationName: null }, circumstances(token, at, mostNodes));
  return { ...answer, body: answer.body as unknown as Said };
}

export const repository = (inner: string, name = 'web'): string => `{ repository(owner: "harbourlight", name: "${name}") { ${inner} } }`;
export const organization = (inner: string): string => `{ organization(login: "harbourlight") { ${inner} } }`;
export const pulls = (inner: string, name = 'web'): string => repository(`pullRequests(first: 40) { nodes { ${inner} } }`, name);
