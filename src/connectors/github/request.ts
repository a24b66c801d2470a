import type { Octokit } from '@octokit/core';
import { z } from 'zod';
import { VendorError } from '../../kernel/refusal.ts';
import { HttpFailure, unwrapped } from '../kit/http/failure.ts';
import { ATTEMPTS_HEADER } from '../kit/http/manners.ts';
import { jsonIn } from '../kit/http/parsed.ts';
import { GitHubError, type Problem, statusError } from './github-error.ts';
import type { ApiPlace } from './settings.ts';

export interface Query {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** How an error calls it. */
  readonly asked: string;
}

/** What GraphQL answered; `data: null` when nothing. */
export interface RawAnswer {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  readonly headers: Headers;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Where requests go. */
export interface Endpoint extends ApiPlace {
  query(octokit: Octokit, query: Query): Promise<RawAnswer>;
}

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional().catch(undefined),
        path: z
          .array(z.union([z.string(), z.number()]))
          .optional()
          .catch(undefined),
        message: z.string().catch('no reason given'),
      }),
    )
    .optional(),
});

export function endpointOf(place: ApiPlace): Endpoint {
  return {
    ...place,
    async query(octokit, { query, variables, asked }) {
      const send = (headers: Record<string, string>) =>
        requested(place, `the query ${asked}`, () =>
          octokit.request({ method: 'POST', url: place.graphql, headers, query, variables, request: UNPARSED }),
        );
      const { data, headers } = await send({ [ATTEMPTS_HEADER]: '1' }).catch((error: unknown) => {
        if (error instanceof VendorError && error.kind === 'unreachable' && !isTooHeavy(error)) return send({});
        throw error;
      });
      const answer = parseShape(answerShape, data, asked);
      const problems = (answer.errors ?? []).map(({ type = '', path = [], message }) => ({ type, path, message }));
      return { data: answer.data ?? null, problems, headers };
    },
  };
}

export async function callRest(
  octokit: Octokit,
  place: ApiPlace,
  route: string,
  parameters: Record<string, unknown>,
): Promise<{ data: unknown; headers: Headers }> {
  return requested(place, route, () => octokit.request(route, { ...parameters, request: UNPARSED }));
}

/** Octokit would parse the whole answer a second time, and look at each number in it. */
const UNPARSED = { parseSuccessResponseBody: false };

/** @throws VendorError for whatever octokit throws */
async function requested<A extends { data: unknown }>(place: ApiPlace, asked: string, call: () => Promise<A>): Promise<A> {
  try {
    const answer = await call();
    return answer.data instanceof ReadableStream ? { ...answer, data: await jsonIn(answer.data) } : answer;
  } catch (error) {
    throw asVendorError(error, place, asked);
  }
}

/** Less of it may be answered; the same again will not. */
function isTooHeavy(error: VendorError): boolean {
  return error instanceof GitHubError && error.heavy;
}

const requestErrorShape = z.object({
  status: z.number(),
  response: z.object({
    data: z.unknown().optional(),
    headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])).catch({}),
  }),
});

/** What octokit, or the kit beneath it, threw, as an error of GitHub's; what is neither stays as it is. */
export function asVendorError(error: unknown, { base: { host } }: Pick<ApiPlace, 'base'>, asked: string): unknown {
  const inner = unwrapped(error);
  if (inner instanceof HttpFailure) {
    const heavy = /came in time|longer than can be read/.test(inner.message);
    return new GitHubError(inner.kind, inner.message, { heavy });
  }
  if (inner instanceof VendorError) return inner;
  const read = requestErrorShape.safeParse(error);
  if (!read.success) return error;
  const { status, response } = read.data;
  return statusError({ status, asked, host, said: messageOf(response.data), headers: response.headers });
}

function messageOf(data: unknown): string {
  const read = z.object({ message: z.string() }).safeParse(data);
  return read.success ? read.data.message : '';
}

/** @throws GitHubError `unexpected-shape` */
export function parseShape<T>(shape: z.ZodType<T>, data: unknown, asked: string): T {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') || 'the whole';
  throw new GitHubError('unexpected-shape', `GitHub answered ${asked} in another shape than it documents: ${place}: ${issue?.message}.`, {
    status: 200,
  });
}

/** The rows of a page: the answer itself, or the one list it holds. @throws GitHubError when there is none */
export function rowsOf(data: unknown, asked: string): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const [list, ...more] = typeof data === 'object' && data !== null ? Object.values(data).filter((one) => Array.isArray(one)) : [];
  if (list === undefined || more.length > 0)
    throw new GitHubError('unexpected-shape', `GitHub answered ${asked} without a list of rows. Collect again; if it stays, report it.`, {
      status: 200,
    });
  return list;
}

/** The address of the next page; null at the end. @throws GitHubError when it leads to another host */
export function nextPage(headers: Headers, { base }: Pick<ApiPlace, 'base'>): string | null {
  const link = String(headers['link'] ?? '');
  const next = link
    .split(/,\s*(?=<)/)
    .map((one) => /^<([^>]+)>(.*)$/.exec(one.trim()))
    .find((one) => /;\s*rel="?next"?/.test(one?.[2] ?? ''))?.[1];
  if (next === undefined) return null;
  const url = new URL(next, base);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname))
    throw new GitHubError(
      'unexpected-shape',
      `${base.host} names a next page on ${url.host}, which is not asked. Check the address of the connection.`,
    );
  return url.href;
}
