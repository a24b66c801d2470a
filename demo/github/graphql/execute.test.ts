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
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { anOwner, classicToken, fineGrainedToken } from '../permissions/make-token.ts';
import type { Token } from '../token.ts';
import type { GithubWorld, Repository } from '../world.ts';
import { answerGraphql, type Circumstances, githubSchema } from './execute.ts';
import { types } from './types.ts';

const clean: GithubWorld = makeGithub(makeCompany('graphql', { changes: 150 }), { plan: 'enterprise' });
const world: GithubWorld = { ...clean, repositories: clean.repositories.map(withAllowances) };
const NOW = Date.parse('2025-10-01T12:00:00Z') as Instant;
const owner = anOwner(world);
const almighty = classicToken('t', owner, ['repo', 'admin:org']);

function circumstances(token: Token = almighty, at: Instant = NOW, mostNodes = 100_000): Circumstances {
  return { world, at, token, web: 'https://github.com', rateLimit: { limit: 5000, used: 3, resetAt: NOW }, mostNodes };
}

/** The same repository, with somebody who may go around each rule. */
function withAllowances(home: Repository): Repository {
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

interface Said {
  readonly data: Record<string, never> | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: readonly unknown[] }[];
}

async function ask(query: string, options: { token?: Token; at?: Instant; mostNodes?: number; variables?: Record<string, unknown> } = {}) {
  const { token, at, mostNodes, variables = {} } = options;
  const answer = await answerGraphql({ query, variables, operationName: null }, circumstances(token, at, mostNodes));
  return { ...answer, body: answer.body as unknown as Said };
}

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
        expect(body.errors, query).toBeUndefined();
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

const repository = (inner: string, name = 'web'): string => `{ repository(owner: "harbourlight", name: "${name}") { ${inner} } }`;
const organization = (inner: string): string => `{ organization(login: "harbourlight") { ${inner} } }`;
const pulls = (inner: string, name = 'web'): string => repository(`pullRequests(first: 40) { nodes { ${inner} } }`, name);
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

describe('limits', () => {
  it('wants first or last, from 1 to 100, also by a variable', async () => {
    const without = await ask(organization('teams { totalCount }'));
    expect(without.body.errors?.[0]).toMatchObject({ type: 'MISSING_PAGINATION_BOUNDARIES' });
    expect(without.body.data).toBeUndefined();
    const many = 'query($n: Int = 101) { organization(login: "harbourlight") { teams(first: $n) { totalCount } } }';
    expect((await ask(many)).body.errors?.[0]?.type).toBe('EXCESSIVE_PAGINATION');
    expect((await ask(many, { variables: { n: 0 } })).body.errors?.[0]?.type).toBe('EXCESSIVE_PAGINATION');
    expect((await ask(many, { variables: { n: 100 } })).body.errors).toBeUndefined();
  });

  it('counts nodes and points as GitHub’s documents do', async () => {
    const documented = organization('repositories(first: 100) { nodes { pullRequests(first: 50) { nodes { commits(first: 60) { totalCount } } } } }');
    const { cost, body } = await ask(`${documented.slice(0, -1)} rateLimit { cost nodeCount used remaining } }`);
    expect(body.errors).toBeUndefined();
    expect(body.data?.['rateLimit']).toEqual({ cost: 51, nodeCount: 100 + 5000 + 300_000, used: 3, remaining: 4997 });
    expect(cost).toBe(51);
    const tooMany = await ask(documented.replace('first: 60', 'first: 100'));
    expect(tooMany.body.errors?.[0]?.type).toBe('MAX_NODE_LIMIT_EXCEEDED');
  });

  it('answers 502 when an answer would hold more nodes than it is given', async () => {
    const query = pulls('number commits(first: 50) { nodes { commit { oid } } }');
    expect((await ask(query, { mostNodes: 50 })).status).toBe(502);
    expect((await ask(query)).status).toBe(200);
  });
});

describe('pages', () => {
  const page =
    'query($after: String) { repository(owner: "harbourlight", name: "web") { pullRequests(first: 7, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number } } } }';

  it('hold every item once', async () => {
    const numbers: number[] = [];
    let after: string | null = null;
    for (;;) {
      const { body } = await ask(page, { variables: { after } });
      const { nodes, pageInfo, totalCount } = (body.data as never as Paged).repository.pullRequests;
      numbers.push(...nodes.map(({ number }) => number));
      after = pageInfo.endCursor;
      if (pageInfo.hasNextPage) continue;
      expect(new Set(numbers).size).toBe(totalCount);
      break;
    }
  });

  it('refuse a cursor that is none', async () => {
    expect((await ask(page, { variables: { after: 'bm9uc2Vuc2U=' } })).body.errors?.[0]?.type).toBe('INVALID_CURSOR_ARGUMENTS');
  });

  it('of a history go on from the head they began with, whatever landed since', async () => {
    const history =
      'query($after: String) { repository(owner: "harbourlight", name: "web") { defaultBranchRef { target { ... on Commit { history(first: 5, after: $after) { pageInfo { endCursor } nodes { oid } } } } } } }';
    const both = await ask(history.replaceAll('first: 5', 'first: 10'), { variables: { after: null } });
    const first = await ask(history, { variables: { after: null } });
    const later = (NOW + 30 * 86_400_000) as Instant;
    const second = await ask(history, { at: later, variables: { after: historyOf(first).pageInfo.endCursor } });
    expect([...historyOf(first).nodes, ...historyOf(second).nodes]).toEqual(historyOf(both).nodes);
    expect(historyOf(await ask(history, { at: later, variables: { after: null } })).nodes).not.toEqual(historyOf(first).nodes);
  });
});

interface Paged {
  readonly repository: {
    readonly pullRequests: {
      readonly totalCount: number;
      readonly nodes: { readonly number: number }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

interface History {
  readonly pageInfo: { readonly endCursor: string };
  readonly nodes: readonly { readonly oid: string }[];
}

function historyOf({ body }: { readonly body: Said }): History {
  return (body.data as never as { repository: { defaultBranchRef: { target: { history: History } } } }).repository.defaultBranchRef.target.history;
}

describe('what a token may not see', () => {
  const reader = fineGrainedToken('f', owner, { contents: 'read', pull_requests: 'read', statuses: 'read' });

  it('is null, with FORBIDDEN and its path', async () => {
    const { body } = await ask(repository('name vulnerabilityAlerts(first: 1) { totalCount }'), { token: reader });
    expect(body.data?.['repository']).toEqual({ name: 'web', vulnerabilityAlerts: null });
    expect(body.errors).toMatchObject([
      { type: 'FORBIDDEN', path: ['repository', 'vulnerabilityAlerts'], message: 'Resource not accessible by personal access token' },
    ]);
  });

  it('leaves holes in the list of contexts where runs may not be read', async () => {
    const query = pulls('statusCheckRollup { contexts(first: 10) { totalCount nodes { __typename } } }');
    const { body } = await ask(query, { token: reader });
    expect(body.errors?.every(({ type }) => type === 'FORBIDDEN')).toBe(true);
    expect(JSON.stringify(body.data)).toContain('[null,null,null,{"__typename":"StatusContext"}]');
  });

  it('names the scopes that a classic token lacks', async () => {
    const { body } = await ask(organization('membersWithRole(first: 1) { totalCount }'), { token: classicToken('c', owner, ['repo']) });
    expect(body.errors?.[0]?.type).toBe('INSUFFICIENT_SCOPES');
    expect(body.errors?.[0]?.message).toContain("requires one of the following scopes: ['read:org'");
  });

  it('tells second factors to owners only', async () => {
    const query = organization('membersWithRole(first: 1) { edges { hasTwoFactorEnabled } }');
    const member = world.accounts.find(({ membership }) => membership.length === 1 && membership[0]?.value === 'member')?.id as number;
    expect(JSON.stringify((await ask(query)).body.data)).toContain('"hasTwoFactorEnabled":true');
    expect(JSON.stringify((await ask(query, { token: classicToken('m', member, ['repo', 'read:org']) })).body.data)).toContain(
      '"hasTwoFactorEnabled":null',
    );
  });

  it('is not found where a repository is not among the token’s, or the organization wants single sign-on', async () => {
    const [api] = world.repositories;
    const one = fineGrainedToken('o', owner, { contents: 'read' }, { repositories: [api?.id as number] });
    expect((await ask(repository('name'), { token: one })).body.errors?.[0]).toMatchObject({ type: 'NOT_FOUND', path: ['repository'] });
    expect((await ask(repository('name', 'api'), { token: one })).body.errors).toBeUndefined();
    const { body } = await ask(organization('login'), { token: { ...almighty, sso: false } });
    expect(body.errors?.[0]).toMatchObject({ type: 'FORBIDDEN', extensions: { saml_failure: true } });
  });
});

it('finds things by their node ids, and says which it does not', async () => {
  const { body } = await ask(pulls('id'));
  const id = (body.data as never as { repository: { pullRequests: { nodes: { id: string }[] } } }).repository.pullRequests.nodes[0]?.id as string;
  const found = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { variables: { ids: [id, 'PR_kwDOnothing'] } });
  expect((found.body.data as never as { nodes: unknown[] }).nodes).toEqual([{ __typename: 'PullRequest', id }, null]);
  expect(found.body.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
});

it('tells deleted accounts as nobody', async () => {
  const [pull] = world.repositories.find(({ place }) => place[0]?.value.name === 'web')?.pulls ?? [];
  const accounts = world.accounts.map((account) => (account.id === pull?.author ? { ...account, deletedAt: (NOW - 1000) as Instant } : account));
  const request = { query: repository(`pullRequest(number: ${pull?.number}) { author { login } }`), variables: {}, operationName: null };
  const gone = await answerGraphql(request, { ...circumstances(), world: { ...world, accounts } });
  expect(gone.body).toEqual({ data: { repository: { pullRequest: { author: null } } } });
});
