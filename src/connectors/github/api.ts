import type { Octokit } from '@octokit/core';
import type { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Look } from '../kit/connector.ts';
import { GitHubError, type Problem, problemError } from './github-error.ts';
import type { Identity } from './identity.ts';
import { callRest, type Endpoint, nextPage, parseShape, rowsOf } from './request.ts';
import type { GitHubSettings } from './settings.ts';

export interface OrganizationRef {
  /** Node id. */
  readonly id: string;
  readonly databaseId: number;
  readonly login: string;
}

/** A repository that this look may see. */
export interface RepositoryRef {
  /** Node id: the same however often it is renamed. */
  readonly id: string;
  readonly databaseId: number;
  /** Without the organization. */
  readonly name: string;
  /** null when it has no commits. */
  readonly defaultBranch: string | null;
  readonly archived: boolean;
  readonly empty: boolean;
  /** Those named in the settings, else the default branch. */
  readonly productionBranches: readonly string[];
}

/** What an answer of GraphQL holds, and what could not be told. */
export interface PartialAnswer<T> {
  readonly data: T;
  readonly problems: readonly Problem[];
}

export interface GitHubApi extends Identity {
  readonly organization: OrganizationRef;
  readonly enterprise: boolean;
  readonly at: Instant;
  readonly look: Look;
  readonly settings: GitHubSettings;
  /** All repositories this look is to see, in the order in which they were made; asked once per look. @throws VendorError */
  repositories(): Promise<readonly RepositoryRef[]>;
  /** Why that list is not complete, each with what to do: gaps of the scope `''`. Empty when it is complete. */
  unlisted(): Promise<readonly string[]>;
  /** The whole answer. @throws GitHubError when any part of it could not be told */
  graphql<T>(query: string, variables: Record<string, unknown>, shape: z.ZodType<T>): Promise<T>;
  /** What could be told, with what could not. @throws GitHubError when nothing could, or it was too heavy (`heavy`) */
  graphqlPartial<T>(query: string, variables: Record<string, unknown>, shape: z.ZodType<T>): Promise<PartialAnswer<T>>;
  /** `GET /orgs/{org}`; an answer without a body is `''`. @throws GitHubError, whose `status` tells 404 from 403 */
  rest<T>(route: string, parameters: Record<string, unknown>, shape: z.ZodType<T>): Promise<T>;
  /** Page by page along `Link: rel="next"`; the shape is of one row, also where rows stand under a name, as in `{ total_count, workflow_runs: [] }`. */
  pages<T>(route: string, parameters: Record<string, unknown>, shape: z.ZodType<T>): AsyncIterable<readonly T[]>;
  /** What a feed remembered at the last look; undefined on the first. */
  recall(part: string): Json | undefined;
  /** Remembers under this name for the next look. What is not remembered again stays as it was. */
  remember(part: string, memory: Json): void;
}

/** The calls of a GitHubApi. */
export type GitHubCalls = Pick<GitHubApi, 'graphql' | 'graphqlPartial' | 'rest' | 'pages'>;

export function gitHubCalls(octokit: Octokit, endpoint: Endpoint): GitHubCalls {
  const graphqlPartial: GitHubCalls['graphqlPartial'] = async (query, variables, shape) => {
    const asked = operationOf(query);
    const { data, problems } = await endpoint.query(octokit, { query, variables, asked });
    const [blocking] = problems.filter((one) => problemError(one, asked).heavy || one.type === 'RATE_LIMITED');
    if (blocking) throw problemError(blocking, asked);
    if (data === null) throw problems[0] ? problemError(problems[0], asked) : emptyAnswer(asked);
    return { data: parseShape(shape, data, asked), problems };
  };
  return {
    graphqlPartial,
    async graphql(query, variables, shape) {
      const { data, problems } = await graphqlPartial(query, variables, shape);
      if (problems[0]) throw problemError(problems[0], operationOf(query));
      return data;
    },
    async rest(route, parameters, shape) {
      const { data } = await callRest(octokit, endpoint, route, parameters);
      return parseShape(shape, data, route);
    },
    async *pages(route, parameters, shape) {
      let answer = await callRest(octokit, endpoint, route, { per_page: 100, ...parameters });
      for (;;) {
        const rows = rowsOf(answer.data, route);
        const next = nextPage(answer.headers, endpoint);
        if (rows.length === 0 && next !== null) throw lostPage(route);
        yield rows.map((row) => parseShape(shape, row, route));
        if (next === null) return;
        answer = await callRest(octokit, endpoint, `GET ${next}`, {});
      }
    },
  };
}

/** GitHub cuts pages from what is there: one without rows has none after it. */
function lostPage(asked: string): GitHubError {
  return new GitHubError('truncated', `GitHub answered ${asked} with an empty page and names a next one: rows are missing. Collect again.`, {
    status: 200,
  });
}

function emptyAnswer(asked: string): GitHubError {
  return new GitHubError('unexpected-shape', `GitHub answered ${asked} without any data. Collect again; if it stays, report it.`, { status: 200 });
}

/** `query Repositories(…)` is called `Repositories`. */
function operationOf(query: string): string {
  return /\bquery\s+(\w+)/.exec(query)?.[1] ?? 'a query';
}
