import type { ServerResponse } from 'node:http';
import { github } from '../../src/connectors/github/index.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { lookAt } from './looking.ts';
import { type Received, sendJson, type VendorServer, vendorServer } from './vendor-server.ts';

/** What a path answers: a body, or a refusal with its message. */
export type Told = Json | { readonly refuse: number; readonly message: string };

/** A small GitHub on loopback that holds two repositories and tells what the test puts into it; everything else is not found. */
export interface Host {
  readonly server: VendorServer;
  /** By path without query. */
  readonly rest: Map<string, Told>;
  /** By the name of the operation: what stands under `data`, or the whole answer where it has `errors`. */
  readonly graphql: Map<string, (variables: Record<string, unknown>) => object>;
  close(): Promise<void>;
}

export const octocat = { login: 'octocat', node_id: 'U_1', type: 'User' };

export function repositoryNode(name: string) {
  return { id: `R_${name}`, databaseId: name.length, name, isArchived: false, isEmpty: false, defaultBranchRef: { name: 'main' } };
}

export function page<T>(nodes: readonly T[]) {
  return { totalCount: nodes.length, pageInfo: { hasNextPage: false, endCursor: null }, nodes };
}

export function memberEdges(members: readonly { id: string; role: 'ADMIN' | 'MEMBER' }[], totalCount = members.length) {
  const edges = members.map(({ id, role }) => ({
    role,
    node: { id, databaseId: Number(id.slice(2)), login: `login-${id}`, name: null, organizationVerifiedDomainEmails: [] },
  }));
  return { organization: { membersWithRole: { totalCount, pageInfo: { hasNextPage: false, endCursor: null }, edges } } };
}

export async function openHost(): Promise<Host> {
  const rest = new Map<string, Told>([
    [
      '/orgs/acme',
      { login: 'acme', public_repos: 0, total_private_repos: 2, two_factor_requirement_enabled: true, default_repository_permission: 'read' },
    ],
  ]);
  const graphql: Host['graphql'] = new Map<string, (variables: Record<string, unknown>) => object>([
    ['Open', () => ({ viewer: { id: 'U_1', login: 'octocat' }, organization: { id: 'O_1', databaseId: 1, login: 'acme' } })],
    ['Repositories', () => ({ organization: { repositories: page([repositoryNode('api'), repositoryNode('web')]) } })],
    ['Members', () => memberEdges([{ id: 'U_1', role: 'ADMIN' }])],
    ['Teams', () => ({ organization: { teams: page([]) } })],
    ['DependencyAlerts', ({ ids }) => ({ nodes: (ids as string[]).map((id) => ({ id, hasVulnerabilityAlertsEnabled: true })) })],
  ]);
  const server = await vendorServer((request, response) => {
    if (request.path === '/graphql') answerQuery(request, response, graphql);
    else answerPath(request, response, rest);
  });
  return { server, rest, graphql, close: () => server.close() };
}

function answerQuery({ body }: Received, response: ServerResponse, graphql: Host['graphql']): void {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const operation = /query (\w+)/.exec(query)?.[1] ?? '';
  const told = graphql.get(operation)?.(variables) ?? {
    data: null,
    errors: [{ type: 'FORBIDDEN', message: `Resource not accessible: ${operation}` }],
  };
  sendJson(response, 'errors' in told ? told : { data: told });
}

function answerPath({ path }: Received, response: ServerResponse, rest: Host['rest']): void {
  const told = rest.get(path.replace(/\?.*/, ''));
  if (told === undefined) sendJson(response, { message: 'Not Found' }, { status: 404 });
  else if (typeof told === 'object' && told !== null && 'refuse' in told)
    sendJson(response, { message: told['message'] }, { status: told['refuse'] as number });
  else sendJson(response, told);
}

/** One look of the real connector at the host. */
export function look({ server }: Host, at: string, memory?: Json) {
  const settings = { organization: 'acme', url: server.url.origin, auth: { type: 'token', token: 'github_pat_test' } };
  return lookAt(github, settings, { at, memory });
}
