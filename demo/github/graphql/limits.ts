import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql';
import { type Args, GithubError } from './served.ts';

/** GitHub's documented limits: 1 to 100 of each list, 500,000 nodes in all, and one point for every hundred lists. */
const MOST_OF_A_LIST = 100;
const MOST_NODES = 500_000;

export interface Cost {
  readonly cost: number;
  readonly nodeCount: number;
  readonly errors: readonly GithubError[];
}

interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Args;
  readonly errors: GithubError[];
  nodes: number;
  lists: number;
}

/** What a query asks for, worked out before it runs as GitHub does: by its arguments, whatever there is. */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Args,
): Cost {
  const asked: Asked = { schema, fragments, variables, errors: [], nodes: 0, lists: 0 };
  walk(asked, operation.selectionSet, 'Query', 1);
  if (asked.nodes > MOST_NODES) {
    const sentence = `This query requests up to ${asked.nodes} possible nodes which exceeds the maximum limit of ${MOST_NODES.toLocaleString('en-US')}.`;
    asked.errors.push(new GithubError('MAX_NODE_LIMIT_EXCEEDED', sentence));
  }
  return { cost: Math.max(1, Math.round(asked.lists / 100)), nodeCount: asked.nodes, errors: asked.errors };
}

function walk(asked: Asked, selection: SelectionSetNode, typeName: string, times: number): void {
  for (const one of selection.selections) {
    if (one.kind === Kind.FIELD) walkField(asked, one, typeName, times);
    else if (one.kind === Kind.INLINE_FRAGMENT) walk(asked, one.selectionSet, one.typeCondition?.name.value ?? typeName, times);
    else {
      const fragment = asked.fragments.get(one.name.value);
      if (fragment !== undefined) walk(asked, fragment.selectionSet, fragment.typeCondition.name.value, times);
    }
  }
}

function walkField(asked: Asked, node: FieldNode, typeName: string, times: number): void {
  const type = asked.schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  const definition = (type as GraphQLObjectType).getFields()[node.name.value];
  if (definition === undefined || node.selectionSet === undefined) return;
  const answer = getNamedType(definition.type);
  if (!isCompositeType(answer)) return;
  const isList = answer.name.endsWith('Connection') && definition.args.some(({ name }) => name === 'first');
  walk(asked, node.selectionSet, answer.name, isList ? times * countList(asked, node, definition.args, times) : times);
}

/** How many of a list are asked for; the list itself counts as asked for once for each of its parents. */
function countList(asked: Asked, node: FieldNode, definitions: readonly GraphQLArgument[], times: number): number {
  const given = (name: string): unknown => {
    const argument = node.arguments?.find((one) => one.name.value === name);
    const definition = definitions.find((one) => one.name === name);
    if (argument === undefined || definition === undefined) return undefined;
    return valueFromAST(argument.value, definition.type, asked.variables);
  };
  const name = node.name.value;
  const [first, last] = [given('first'), given('last')];
  const count = typeof first === 'number' ? first : last;
  asked.lists += times;
  if (typeof count !== 'number') {
    const sentence = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    asked.errors.push(new GithubError('MISSING_PAGINATION_BOUNDARIES', sentence));
    return 1;
  }
  if (count > MOST_OF_A_LIST || count < 1) {
    const side = typeof first === 'number' ? 'first' : 'last';
    const many = `Requesting ${count} records on the \`${name}\` connection exceeds the \`${side}\` limit of ${MOST_OF_A_LIST} records.`;
    const few = `\`${side}\` on the \`${name}\` connection cannot be less than 1.`;
    asked.errors.push(new GithubError('EXCESSIVE_PAGINATION', count < 1 ? few : many));
  }
  asked.nodes += times * Math.max(1, count);
  return Math.max(1, count);
}
