import { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError, type Problem, problemError } from '../github-error.ts';
import { fragmentsOf, PAGE, type Selection } from './selections.ts';

/** One thing to be asked of one node, together with others in the same request. */
export interface Job<T = unknown> {
  /** The node that is asked, by its id. */
  readonly node: string;
  readonly selection: Selection;
  /** `$oid`, `$name`, `$after` of the selection; `$first` is decided when it is sent. */
  readonly variables: Readonly<Record<string, string | null>>;
  /** How many rows are wanted; fewer are asked when GitHub cannot bear as many. */
  readonly first?: number;
  readonly shape: z.ZodType<T>;
  /** Takes the answer; problems carry paths within it. @returns what is to be asked next */
  take(data: T, problems: readonly Problem[]): readonly Job[];
  /** The node could not be read at all. */
  fail(error: VendorError): readonly Job[];
}

/** A job of which only its own types know the answer. */
export function job<T>(given: Job<T>): Job {
  return given as Job;
}

/** GitHub refuses a request that may hold more nodes than 500,000. */
const MOST_NODES = 400_000;
const MOST_JOBS = 100;
const FEWEST_NODES = 500;
/** Requests that were borne, one after the other, before larger ones are tried again. */
const RECOVERS_AFTER = 20;

/** Asks all jobs, and those that follow from them, in as few requests as GitHub bears, always in the same order. */
export async function runJobs(api: GitHubApi, jobs: readonly Job[]): Promise<void> {
  let waiting = [...jobs];
  let most = MOST_NODES;
  let borne = 0;
  while (waiting.length > 0) {
    api.look.signal.throwIfAborted();
    const sized = fitting(waiting, most);
    const rest = waiting.slice(sized.length);
    const followed = await ask(api, sized);
    if (followed === 'too heavy') {
      const smaller = Math.floor(Math.min(most, nodesOf(sized)) / 2);
      if (smaller < FEWEST_NODES) waiting = [...tooHeavy(sized), ...rest];
      else most = smaller;
      borne = 0;
      continue;
    }
    if (++borne >= RECOVERS_AFTER && most < MOST_NODES) {
      most = Math.min(MOST_NODES, most * 2);
      borne = 0;
    }
    waiting = [...rest, ...followed];
  }
}

interface Sized {
  readonly job: Job;
  readonly first: number;
}

/** As many jobs as one request bears; of the first, as many rows. */
function fitting(jobs: readonly Job[], most: number): Sized[] {
  const sized: Sized[] = [];
  let nodes = 0;
  for (const one of jobs.slice(0, MOST_JOBS)) {
    const wanted = one.first ?? PAGE;
    const perRow = one.selection.nodes(1);
    const left = most - nodes;
    const first = sized.length === 0 ? Math.max(1, Math.min(wanted, Math.floor(left / perRow))) : wanted;
    if (sized.length > 0 && one.selection.nodes(first) > left) break;
    sized.push({ job: one, first });
    nodes += one.selection.nodes(first);
  }
  return sized;
}

function nodesOf(sized: readonly Sized[]): number {
  return sized.reduce((sum, { job: one, first }) => sum + one.selection.nodes(first), 0);
}

function tooHeavy(sized: readonly Sized[]): readonly Job[] {
  const error = new GitHubError('unreachable', 'GitHub could not answer even a small part of what is asked of a repository. Collect again later.');
  return sized.flatMap(({ job: one }) => one.fail(error));
}

async function ask(api: GitHubApi, sized: readonly Sized[]): Promise<readonly Job[] | 'too heavy'> {
  const { query, variables } = requestOf(sized);
  try {
    const { data, problems } = await api.graphqlPartial(query, variables, z.record(z.string(), z.unknown()));
    return sized.flatMap(({ job: one }, place) => answered(one, data[`n${place}`], problemsAt(problems, `n${place}`)));
  } catch (error) {
    if (error instanceof GitHubError && error.heavy) return 'too heavy';
    if (!(error instanceof VendorError) || endsAll(error)) throw error;
    if (sized.length === 1) return sized.flatMap(({ job: one }) => one.fail(error));
    return askEach(api, sized);
  }
}

/** Something in the request spoils all of it: each is asked alone. */
async function askEach(api: GitHubApi, sized: readonly Sized[]): Promise<readonly Job[]> {
  const followed: Job[] = [];
  for (const one of sized) {
    const answer = await ask(api, [one]);
    followed.push(...(answer === 'too heavy' ? tooHeavy([one]) : answer));
  }
  return followed;
}

/** Nothing else that is asked in this look would be answered either. */
function endsAll({ kind }: VendorError): boolean {
  return kind === 'unauthorized' || kind === 'rate-limited' || kind === 'unreachable';
}

function answered(one: Job, data: unknown, problems: readonly Problem[]): readonly Job[] {
  if (data === null || data === undefined) {
    const [problem] = problems;
    return one.fail(problem ? problemError(problem, 'a repository') : gone());
  }
  const [trouble] = problems;
  if (trouble && isRootless(one, data)) return one.fail(problemError(trouble, 'a repository'));
  const read = one.shape.safeParse(data);
  if (read.success) return one.take(read.data, problems);
  if (trouble) return one.fail(problemError(trouble, 'a repository'));
  const [issue] = read.error.issues;
  const sentence = `GitHub answered in another shape than it documents: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`;
  return one.fail(new GitHubError('unexpected-shape', sentence, { status: 200 }));
}

function isRootless({ selection: { root } }: Job, data: unknown): boolean {
  return root !== undefined && (data as Record<string, unknown>)[root] === null;
}

function gone(): GitHubError {
  return new GitHubError('unreachable', 'GitHub does not show it any more: it is gone, or this token may not see it. Check what the token may see.', {
    status: 404,
  });
}

/** Problems of one part of the answer, their paths from there on. */
function problemsAt(problems: readonly Problem[], alias: string): readonly Problem[] {
  return problems.filter((one) => one.path[0] === alias || one.path.length === 0).map((one) => ({ ...one, path: one.path.slice(1) }));
}

const variableTypes: Readonly<Record<string, string>> = { first: 'Int!', after: 'String', oid: 'GitObjectID!', name: 'String!' };

/** One request for many nodes; each has variables of its own, so that the text is the same however often it is sent. */
export function requestOf(sized: readonly Sized[]): { query: string; variables: Record<string, unknown> } {
  const declared: string[] = [];
  const parts: string[] = [];
  const variables: Record<string, unknown> = {};
  for (const [place, { job: one, first }] of sized.entries()) {
    declared.push(`$id${place}: ID!`);
    variables[`id${place}`] = one.node;
    const text = one.selection.text.replace(/\$(first|after|oid|name)\b/g, (_, name: string) => {
      const own = `${name}${place}`;
      if (!Object.hasOwn(variables, own)) {
        declared.push(`$${own}: ${variableTypes[name]}`);
        variables[own] = name === 'first' ? first : (one.variables[name] ?? null);
      }
      return `$${own}`;
    });
    parts.push(`n${place}: node(id: $id${place}) { ${text} }`);
  }
  const text = parts.join('\n');
  return { query: `query Changes(${declared.join(', ')}) {\n${text}\n}\n${fragmentsOf(text)}`, variables };
}
