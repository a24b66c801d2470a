import { schema } from '@octokit/graphql-schema';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SourceLocation,
  validate,
} from 'graphql';
import type { Instant } from '../../../src/kernel/time.ts';
import type { Token } from '../token.ts';
import type { GithubWorld } from '../world.ts';
import { Lazily } from './connection.ts';
import { costOf } from './limits.ts';
import { type Args, type Context, type FieldWithArgs, GithubError, Plain, type RateLimitState, Served, TooHeavy } from './served.ts';
import { types } from './types.ts';

let built: GraphQLSchema | undefined;

/** GitHub's public schema, as it is published. */
export function githubSchema(): GraphQLSchema {
  built ??= buildSchema(schema.idl, { assumeValidSDL: true });
  return built;
}

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Args;
  readonly operationName: string | null;
}

export interface Circumstances {
  readonly world: GithubWorld;
  readonly at: Instant;
  readonly token: Token;
  readonly web: string;
  readonly rateLimit: RateLimitState;
  /** Nodes that one answer may hold before it is a 502. */
  readonly mostNodes: number;
}

export interface GraphqlAnswer {
  readonly status: 200 | 502;
  readonly body: Readonly<Record<string, unknown>>;
  /** Points that it takes from the rate limit. */
  readonly cost: number;
}

/** Answers a query as GitHub would at an instant: what it may not tell is null with an error beside it. */
export async function answerGraphql(request: GraphqlRequest, circumstances: Circumstances): Promise<GraphqlAnswer> {
  const github = githubSchema();
  const prepared = prepare(github, request);
  if ('errors' in prepared) return { status: 200, cost: 1, body: { errors: prepared.errors.map(plainly) } };
  const { document, operation, fragments } = prepared;
  if (operation.operation !== 'query')
    return { status: 200, cost: 1, body: { errors: [plainly(new GraphQLError('The pretend GitHub changes nothing.'))] } };
  const { cost, nodeCount, errors } = costOf(github, operation, fragments, { ...defaultsOf(operation), ...request.variables });
  if (errors.length > 0) return { status: 200, cost: 1, body: { errors: errors.map(({ type, message }) => ({ type, message })) } };
  const context: Context = { ...circumstances, cost, nodeCount, weight: { served: 0, most: circumstances.mostNodes } };
  const result = await execute({
    ...{ schema: github, document, fieldResolver: resolveField, typeResolver: (value) => (value as Served).type },
    ...{ contextValue: context, variableValues: request.variables, operationName: request.operationName },
  });
  if (result.errors?.some(({ originalError }) => originalError instanceof TooHeavy) === true) return tooHeavy(cost);
  const said = result.errors === undefined ? {} : { errors: result.errors.map(plainly) };
  return { status: 200, cost, body: { data: result.data ?? null, ...said } };
}

interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

const checked = new Map<string, DocumentNode | readonly GraphQLError[]>();

function prepare(schema: GraphQLSchema, { query, operationName }: GraphqlRequest): Prepared | { readonly errors: readonly GraphQLError[] } {
  const document = checked.get(query) ?? check(schema, query);
  if (checked.size < 500) checked.set(query, document);
  if (!('definitions' in document)) return { errors: document };
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const operation = operationName === null ? operations[0] : operations.find(({ name }) => name?.value === operationName);
  if (operation === undefined) return { errors: [new GraphQLError(`No operation named "${operationName ?? ''}"`)] };
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
  return { document, operation, fragments };
}

function check(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function defaultsOf(operation: OperationDefinitionNode): Args {
  const defaults = operation.variableDefinitions?.flatMap(({ variable, defaultValue }) => {
    return defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [];
  });
  return Object.fromEntries(defaults ?? []);
}

/** Fields that are not served are an error, never silently null; so are arguments that would not be honoured. */
const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args: Args, context, { parentType, fieldName }) => {
  if (source instanceof Plain) return fromPlain(source, fieldName);
  const served = types[parentType.name]?.[fieldName] as FieldWithArgs<unknown> | FieldWithArgs<unknown>['get'] | undefined;
  if (served === undefined) throw new GithubError('NOT_SERVED', `The pretend GitHub does not serve ${parentType.name}.${fieldName}.`);
  const honoured = typeof served === 'function' ? [] : served.args;
  const further = Object.keys(args).find((name) => !honoured.includes(name) && !isDefault(parentType, fieldName, name, args[name]));
  if (further !== undefined) throw new GithubError('NOT_SERVED', `The pretend GitHub does not serve ${parentType.name}.${fieldName}(${further}:).`);
  const it = source instanceof Served ? source.it : undefined;
  return typeof served === 'function' ? served(it, context, args) : served.get(it, context, args);
};

/** Does the argument say what would hold without it? */
function isDefault(type: GraphQLObjectType, fieldName: string, name: string, value: unknown): boolean {
  const definition = type.getFields()[fieldName]?.args.find((arg) => arg.name === name);
  return value === null || JSON.stringify(value) === JSON.stringify(definition?.defaultValue);
}

function fromPlain(source: Plain, fieldName: string): unknown {
  const it = source.it as Readonly<Record<string, unknown>>;
  if (!(fieldName in it)) throw new GithubError('NOT_SERVED', `The pretend GitHub does not serve ${source.type}.${fieldName}.`);
  const value = it[fieldName];
  return value instanceof Lazily ? value.make() : value;
}

interface PlainError {
  readonly type?: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly SourceLocation[];
}

/** As GitHub writes errors: `type` beside `message`, not inside `extensions`. */
function plainly(error: GraphQLError): PlainError {
  const { message, path, locations, originalError } = error;
  const own = originalError instanceof GithubError ? { type: originalError.type, ...originalError.further } : {};
  return { ...own, ...(path === undefined ? {} : { path }), ...(locations === undefined ? {} : { locations }), message };
}

function tooHeavy(cost: number): GraphqlAnswer {
  const message =
    'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `0000:0000:0000` when reporting this issue.';
  return { status: 502, cost, body: { data: null, errors: [{ message }] } };
}
