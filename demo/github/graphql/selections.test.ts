import fc from 'fast-check';
import {
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/kernel/time.ts';
import { githubSchema } from './execute.ts';
import { ask, organization, pulls, repository } from './testing/asking.ts';
import { types } from './types.ts';

const typeNamed = (name: string): GraphQLObjectType => githubSchema().getType(name) as GraphQLObjectType;

describe('what is served', () => {
  it('stands in GitHub’s schema, arguments, too', () => {
    for (const [name, fields] of Object.entries(types)) {
      const known = typeNamed(name).getFields();
      for (const [field, served] of Object.entries(fields)) {
        const args = known[field]?.args.map((arg) => arg.name);
        const demanded = known[field]?.args.filter(isRequiredArgument).map((arg) => arg.name) ?? [];
        const honoured = typeof served === 'function' ? [] : (served as { args: readonly string[] }).args;
        expect(args, `${name}.${field}`).toEqual(expect.arrayContaining([...honoured]));
        expect(honoured, `${name}.${field}`).toEqual(expect.arrayContaining(demanded));
      }
    }
  });

  it('is all that is served: another field or argument is an error, never null alone', async () => {
    const field = await ask('{ organization(login: "harbourlight") { login ipAllowListEnabledSetting } }');
    expect(field.body.errors?.[0]).toMatchObject({ type: 'NOT_SERVED', path: ['organization', 'ipAllowListEnabledSetting'] });
    const argument = await ask('{ organization(login: "harbourlight") { teams(first: 1, query: "x") { totalCount } } }');
    expect(argument.body.errors?.[0]?.type).toBe('NOT_SERVED');
    const invented = await ask('{ organization(login: "harbourlight") { shoeSize } }');
    expect(invented.body.errors?.[0]?.message).toContain('shoeSize');
  });
});

/** What a random query may say for arguments that must be given. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Query.organization': 'login: "harbourlight"',
  'Query.repository': 'owner: "harbourlight", name: "web"',
  'Query.user': 'login: "pipelines"',
  'Organization.team': 'slug: "engineers"',
  'Organization.repository': 'name: "api"',
  'Repository.ref': 'qualifiedName: "refs/heads/main"',
  'Repository.refs': 'refPrefix: "refs/heads/"',
  'Repository.object': 'expression: "main"',
  'Repository.pullRequest': 'number: 1',
  'CheckRun.isRequired': 'pullRequestNumber: 1',
  'StatusContext.isRequired': 'pullRequestNumber: 1',
  'User.organizationVerifiedDomainEmails': 'login: "harbourlight"',
};
const LEFT_OUT = new Set(['Query.node', 'Query.nodes', 'Repository.issue']);
const CONNECTION = ['nodes', 'edges', 'pageInfo', 'totalCount'];

/** A random selection of what is served, four or five levels deep; `{ __typename }` where nothing of a type was picked. */
function selection(g: fc.GeneratorValue, type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type)) return `{ __typename ${fragments(g, type, depth)} }`;
  if (!isObjectType(type)) return '';
  const isConnection = /Connection$/.test(type.name) && type.getFields()['pageInfo'] !== undefined;
  const offered = isConnection ? CONNECTION : (servedOf(type) ?? []);
  const picked = g(fc.subarray, [...offered], atMost(offered, 6)) as string[];
  return `{ __typename ${picked.map((name) => pick(g, type, name, depth)).join(' ')} }`;
}

const atMost = (list: readonly unknown[], most: number) => ({ minLength: 0, maxLength: Math.min(most, list.length) });

function servedOf(type: GraphQLObjectType): string[] | null {
  if (/Edge$/.test(type.name)) return ['cursor', 'node'];
  if (type.name === 'PageInfo') return ['hasNextPage', 'endCursor', 'startCursor', 'hasPreviousPage'];
  return types[type.name] === undefined ? null : Object.keys(types[type.name] as object);
}

function fragments(g: fc.GeneratorValue, type: GraphQLAbstractType, depth: number): string {
  const possible = githubSchema()
    .getPossibleTypes(type)
    .flatMap(({ name }) => (types[name] === undefined ? [] : [name]));
  const chosen = g(fc.subarray, possible, atMost(possible, 3)) as string[];
  return chosen.map((name, index) => `... on ${name} { ${aliased(g, typeNamed(name), depth, index)} }`).join(' ');
}

/** In fragments beside each other the same field may have other types or arguments: aliases keep them apart. */
function aliased(g: fc.GeneratorValue, type: GraphQLObjectType, depth: number, index: number): string {
  const offered = servedOf(type) ?? [];
  const picked = g(fc.subarray, [...offered], atMost(offered, 4)) as string[];
  return `__typename ${picked.map((name) => pick(g, type, name, depth, `f${index}_${name}: `)).join(' ')}`;
}

function pick(g: fc.GeneratorValue, type: GraphQLObjectType | GraphQLInterfaceType, name: string, depth: number, alias = ''): string {
  const field = type.getFields()[name];
  const key = `${type.name}.${name}`;
  if (field === undefined || LEFT_OUT.has(key)) return '';
  const answer = getNamedType(field.type);
  if (!isLeafType(answer) && depth === 0) return '';
  const isList = field.args.some((arg) => arg.name === 'first');
  const args = [ARGUMENTS[key], isList ? `first: ${g(fc.integer, { min: 1, max: 3 })}` : undefined].filter((one) => one !== undefined);
  const given = args.length === 0 ? '' : `(${args.join(', ')})`;
  return `${alias}${name}${given} ${isLeafType(answer) ? '' : selection(g, answer, depth - 1)}`;
}

describe('any selection of what is served', () => {
  beforeAll(() => {
    for (const [name, shape] of [
      ['DateTime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
      ['GitTimestamp', /T\d\d:\d\d:\d\dZ$/],
      ['GitObjectID', /^[0-9a-f]{40}$/],
      ['URI', /^(https:\/\/|\/)/],
    ] as const) {
      const scalar = githubSchema().getType(name);
      if (!isScalarType(scalar)) throw new Error(`${name} is no scalar`);
      scalar.serialize = (value) => {
        if (typeof value !== 'string' || !shape.test(value)) throw new TypeError(`${name} cannot be ${String(value)}`);
        return value;
      };
    }
  });

  it('is answered without an error and in the right types, at any instant of the year', { timeout: 120_000 }, async () => {
    const from = Date.parse('2025-01-01T00:00:00Z');
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.integer({ min: 0, max: 364 * 24 }), async (g, hours) => {
        const query = selection(g, typeNamed('Query'), 7);
        const { body } = await ask(query, { at: (from + hours * 3_600_000) as Instant });
        // A repository may have no pull request of this number yet: GitHub says so, and so does this one.
        const wrong = (body.errors ?? []).filter((one) => !/^Could not resolve to a PullRequest with the number of 1\.$/.test(one.message));
        expect(wrong, query).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(Object.keys(types).filter((name) => name !== 'Query'))('all of a %s at once', async (name) => {
    const ways: Readonly<Record<string, string>> = WAYS;
    const way = ways[name];
    if (way === undefined) return expect(RARE).toContain(name);
    const { body } = await ask(way.replace('ALL', `... on ${name} { ${everyLeaf(name)} }`));
    expect(body.errors).toBeUndefined();
    expect(JSON.stringify(body.data)).toContain(`"__typename":"${name}"`);
  });
});

function everyLeaf(name: string): string {
  const type = typeNamed(name);
  const leaves = Object.keys(types[name] as object).filter((field) => isLeafType(getNamedType(type.getFields()[field]?.type as never)));
  return [
    '__typename',
    ...leaves.map((field) => (ARGUMENTS[`${name}.${field}`] === undefined ? field : `${field}(${ARGUMENTS[`${name}.${field}`]})`)),
  ].join(' ');
}

const head = (inner: string, name = 'web'): string => repository(`defaultBranchRef { target { ... on Commit { ${inner} } } }`, name);
const timeline = (type: string, name = 'web'): string => pulls(`timelineItems(first: 100, itemTypes: [${type}]) { nodes { ALL } }`, name);
const anywhere = (type: string): string =>
  organization(
    `repositories(first: 20) { nodes { pullRequests(first: 100) { nodes { timelineItems(first: 50, itemTypes: [${type}]) { nodes { ALL } } } } } }`,
  );
const rules = (inner: string): string => repository(`branchProtectionRules(first: 5) { nodes { ${inner} } }`, 'billing');
const checks = (inner: string): string => pulls(`statusCheckRollup { contexts(first: 50) { nodes { ${inner} } } }`);

const WAYS = {
  User: organization('membersWithRole(first: 50) { nodes { ALL } }'),
  Bot: pulls('mergedBy { ALL }', 'api'),
  Organization: organization('ALL'),
  Team: organization('teams(first: 10) { nodes { ALL } }'),
  Repository: organization('repositories(first: 50) { nodes { ALL } }'),
  Ref: repository('refs(refPrefix: "refs/heads/", first: 50) { nodes { ALL } }'),
  Commit: head('history(first: 50) { nodes { ALL } }'),
  GitActor: head('history(first: 50) { nodes { author { ALL } } }'),
  GpgSignature: head('history(first: 50) { nodes { signature { ALL } } }'),
  Tree: head('tree { ALL }'),
  StatusCheckRollup: pulls('statusCheckRollup { ALL }'),
  CheckRun: checks('ALL'),
  StatusContext: checks('ALL'),
  CheckSuite: checks('... on CheckRun { checkSuite { ALL } }'),
  App: checks('... on CheckRun { checkSuite { app { ALL } } }'),
  WorkflowRun: checks('... on CheckRun { checkSuite { workflowRun { ALL } } }'),
  Workflow: checks('... on CheckRun { checkSuite { workflowRun { workflow { ALL } } } }'),
  Status: pulls('commits(last: 1) { nodes { commit { status { ALL } } } }'),
  PullRequest: pulls('ALL'),
  PullRequestCommit: pulls('commits(first: 50) { nodes { ALL } }'),
  PullRequestReview: pulls('reviews(first: 50) { nodes { ALL } }'),
  Label: organization('repositories(first: 20) { nodes { pullRequests(first: 40) { nodes { labels(first: 5) { nodes { ALL } } } } } }'),
  Issue: organization('repositories(first: 20) { nodes { issues(first: 40) { nodes { ALL } } } }'),
  LabeledEvent: timeline('LABELED_EVENT', 'api'),
  UnlabeledEvent: anywhere('UNLABELED_EVENT'),
  HeadRefForcePushedEvent: anywhere('HEAD_REF_FORCE_PUSHED_EVENT'),
  ReviewDismissedEvent: anywhere('REVIEW_DISMISSED_EVENT'),
  RenamedTitleEvent: anywhere('RENAMED_TITLE_EVENT'),
  IssueComment: anywhere('ISSUE_COMMENT'),
  BypassPullRequestAllowance: rules('bypassPullRequestAllowances(first: 5) { nodes { ALL } }'),
  PushAllowance: rules('pushAllowances(first: 5) { nodes { ALL } }'),
  RepositoryRulesetBypassActor: repository('rulesets(first: 5) { nodes { bypassActors(first: 5) { nodes { ALL } } } }'),
  HeadRefDeletedEvent: timeline('HEAD_REF_DELETED_EVENT'),
  MergedEvent: timeline('MERGED_EVENT'),
  ClosedEvent: timeline('CLOSED_EVENT'),
  AddedToMergeQueueEvent: timeline('ADDED_TO_MERGE_QUEUE_EVENT', 'api'),
  RemovedFromMergeQueueEvent: timeline('REMOVED_FROM_MERGE_QUEUE_EVENT', 'api'),
  BranchProtectionRule: repository('branchProtectionRules(first: 5) { nodes { ALL } }', 'billing'),
  RequiredStatusCheckDescription: repository('branchProtectionRules(first: 5) { nodes { requiredStatusChecks { ALL } } }', 'billing'),
  RepositoryRuleset: repository('rulesets(first: 5) { nodes { ALL } }'),
  RepositoryRule: repository('rulesets(first: 5) { nodes { rules(first: 10) { nodes { ALL } } } }'),
  Deployment: repository('deployments(first: 20) { nodes { ALL } }'),
  DeploymentStatus: repository('deployments(first: 20) { nodes { latestStatus { ALL } } }'),
  Environment: repository('environments(first: 5) { nodes { ALL } }'),
  DeployKey: repository('deployKeys(first: 5) { nodes { ALL } }', 'infrastructure'),
  RepositoryVulnerabilityAlert: organization('repositories(first: 20) { nodes { vulnerabilityAlerts(first: 10) { nodes { ALL } } } }'),
  SecurityAdvisory: organization('repositories(first: 20) { nodes { vulnerabilityAlerts(first: 10) { nodes { securityAdvisory { ALL } } } } }'),
  SecurityVulnerability: organization(
    'repositories(first: 20) { nodes { vulnerabilityAlerts(first: 10) { nodes { securityVulnerability { ALL } } } } }',
  ),
};

/** Types of which no year holds any. */
const RARE = ['BaseRefChangedEvent', 'BypassForcePushAllowance', 'ReviewDismissalAllowance'];
