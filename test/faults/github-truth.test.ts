import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault, FaultAct, FaultMatch } from '../../demo/github/faults.ts';
import type { AnyConnector, OpenFeed } from '../../src/connectors/kit/connector.ts';
import type { Observation } from '../../src/connectors/kit/observation.ts';
import type { Connection } from '../../src/engine/connections.ts';
import { openTruth, type Truth, type Turn } from './support/github-truth.ts';
import { damageOf, saidOf } from './support/github-truth-compare.ts';
import { plantedWorld } from './support/github-truth-world.ts';

/**
 * Law 1 on the whole way from the host to the finding: a world with a defect for each question is looked at with a fault, for the first time or once
 * more, and again without. Whatever failed without the fault fails with it, or is unknown; nothing else fails; the look says what blinded it.
 */
let truth: Truth;
const plain = {} as Record<Variant, readonly [Turn, Turn]>;
const world = plantedWorld();

beforeAll(async () => {
  truth = await openTruth(world);
  for (const variant of ['first', 'later'] as const) plain[variant] = await truth.told(variant, []);
});
afterAll(() => truth.close());

type Variant = 'first' | 'later';

const rest = (path: string): FaultMatch => ({ api: 'rest', path });
const query = (text: string): FaultMatch => ({ api: 'graphql', query: text });
const everything: FaultMatch = {};

const empty: FaultAct = { kind: 'empty-lists' };
const lost: FaultAct = { kind: 'lose-page' };
const ended: FaultAct = { kind: 'end-early' };
const forbidden: FaultAct = { kind: 'forbid' };
const status = (code: 500 | 502 | 503 | 504): FaultAct => ({ kind: 'status', status: code });
const denied = (name: string): FaultAct => ({ kind: 'deny-repository', name });
const renamed = (from: string): FaultAct => ({ kind: 'rename-field', from, to: `${from}_of_tomorrow` });

/** A fault, and which exceptions may be unknown for it: all others must be found in spite of it. */
interface Case {
  readonly what: string;
  readonly match: FaultMatch;
  readonly act: FaultAct;
  readonly blinds: RegExp | null;
  readonly looks?: readonly Variant[];
  /** The log is not read either: protection is what looks saw of it. */
  readonly sampled?: true;
  /** A field is not told, which is no error of the look. */
  readonly quiet?: true;
  readonly after?: number;
  readonly times?: number;
}

const changes = /^(change|branch\/history)/;
const members = /^(account|privileged\/administrator)/;
const repositories = /^(repository|branch|change|deploy-key|webhook|vulnerability|secret|account\/collaborator)/;

const lists: readonly Case[] = [
  { what: 'the repositories', match: query('query Repositories'), act: empty, blinds: repositories },
  { what: 'the repositories again', match: rest('/orgs/harbourlight/repos'), act: lost, blinds: /^repository/ },
  { what: 'the members', match: query('query Members'), act: empty, blinds: members },
  { what: 'those without a second factor', match: rest('/members'), act: empty, blinds: null },
  { what: 'the collaborators', match: rest('/outside_collaborators'), act: empty, blinds: /^account/ },
  { what: 'the audit log', match: rest('/audit-log'), act: empty, blinds: /^(privileged|branch)/, looks: ['first'] },
  { what: 'a page of the audit log', match: rest('&after='), act: lost, blinds: /^(privileged|branch)/, looks: ['first'] },
  { what: 'the rest of the audit log', match: rest('/audit-log'), act: ended, blinds: /^(privileged|branch)/, looks: ['first'] },
  { what: 'Dependabot alerts', match: rest('/dependabot/alerts'), act: empty, blinds: /^vulnerability/ },
  { what: 'secrets that leaked', match: rest('/secret-scanning/alerts'), act: empty, blinds: /^secret/, looks: ['later'] },
  { what: 'deployments', match: rest('/deployments'), act: empty, blinds: /^change\/deployed/ },
  { what: 'deploy keys', match: rest('/keys'), act: empty, blinds: /^deploy-key/ },
  { what: 'webhooks', match: rest('/hooks'), act: empty, blinds: /^webhook/, looks: ['later'] },
  { what: 'who may do what', match: query('query Access'), act: empty, blinds: /^account/, looks: ['first'] },
  { what: 'pull requests', match: query('pullRequests(states'), act: empty, blinds: changes },
  { what: 'a page of pull requests', match: query('pullRequests(states'), act: lost, blinds: changes, looks: ['later'] },
  { what: 'the end of the pull requests', match: query('pullRequests(states'), act: ended, blinds: changes, looks: ['first'] },
  { what: 'commits', match: query('history(first: $first'), act: empty, blinds: changes },
  { what: 'states of deployments', match: query('query DeploymentStatuses'), act: empty, blinds: /^change\/deployed/, looks: ['first'], quiet: true },
];

const hidden: Case = {
  what: 'one repository is hidden',
  match: everything,
  act: denied('web'),
  blinds: /\bweb\b|^(repository|change|vulnerability|secret|account)/,
};

const refusals: readonly Case[] = [
  { what: 'the audit log is denied', match: rest('/audit-log'), act: forbidden, blinds: /^(privileged|branch)/, looks: ['first'] },
  { what: 'the members are denied', match: query('query Members'), act: forbidden, blinds: members, looks: ['first'] },
  { what: 'webhooks are denied', match: rest('/hooks'), act: forbidden, blinds: /^webhook/ },
  { what: 'protection is denied', match: rest('/protection'), act: forbidden, blinds: /^(branch|change\/required)/, quiet: true },
  { what: 'changes are denied', match: query('pullRequests(states'), act: forbidden, blinds: changes, looks: ['later'] },
  { what: 'the organization cannot be opened', match: query('query Open'), act: forbidden, blinds: /./, sampled: true },
  { ...hidden, looks: ['later'] },
  { what: 'the token ends in the middle', match: everything, act: { kind: 'token-expires' }, after: 40, blinds: /./, sampled: true },
];

const broken: readonly Case[] = [
  { what: 'deploy keys break', match: rest('/keys'), act: status(500), blinds: /^deploy-key/, looks: ['later'] },
  { what: 'changes break', match: query('query Changes'), act: status(500), blinds: changes, looks: ['later'] },
  { what: 'large queries break', match: query('pullRequests(states'), act: status(502), times: 3, blinds: null, looks: ['first'] },
  { what: 'a page of HTML', match: rest('/dependabot/alerts'), act: { kind: 'html' }, blinds: /^vulnerability/, looks: ['first'] },
  { what: 'nothing at all', match: rest('/actions/runs'), act: { kind: 'empty-body' }, blinds: /^change\/deployed/, looks: ['later'] },
  { what: 'an answer is cut once', match: rest('/repos/harbourlight/web/'), act: { kind: 'cut' }, times: 1, blinds: null, looks: ['first'] },
  { what: 'a limit is met', match: everything, act: { kind: 'secondary-limit', retryAfter: 1 }, after: 20, times: 1, blinds: null, looks: ['first'] },
  { what: 'rights are told under another name', match: everything, act: renamed('authorCanPushToRepository'), blinds: null, looks: ['first'] },
  { what: 'counts are told under another name', match: query('query Members'), act: renamed('totalCount'), blinds: members, looks: ['later'] },
];

/**
 * A right is told as of the look that first saw an approval (TIME.md, mistake 5), and says so. Seen only after the approver had left, it reads as if
 * there had been none. Which checks were required is told by looks alone.
 */
const asFirstSeen = /^change\/(approver-could-write|required-checks-passed)/;
/** Without a log, protection is sampled by looks: what happened between two of them is a declared limit. */
const betweenLooks = /^branch\/(?!history)/;

const logIsRead = (one: Case): boolean => one.sampled !== true;

/** The log of an organization tells of repositories that a token may not see. */
const logStays: Fault = { match: rest('/audit-log'), act: renamed('nothing') };

const each = (cases: readonly Case[]) =>
  cases.flatMap((one) => (one.looks ?? (['first', 'later'] as const)).map((variant) => [variant, one.what, one] as const));

function faultOf({ match, act, after, times }: Case): Fault {
  return { match, act, ...(after !== undefined && { after }), ...(times !== undefined && { times }) };
}

async function tried(variant: Variant, one: Case) {
  const [with_, after] = await truth.told(variant, [...(one.act.kind === 'deny-repository' ? [logStays] : []), faultOf(one)]);
  const [undisturbed, next] = plain[variant];
  expect(with_.log.some(({ fault }) => fault !== null)).toBe(true);
  return { during: damageOf(undisturbed, with_), healed: damageOf(next, after), said: saidOf(undisturbed, with_) };
}

const but = (list: readonly string[], allowed: RegExp | null): readonly string[] => list.filter((one) => allowed === null || !allowed.test(one));

async function holds(variant: Variant, one: Case): Promise<void> {
  const { during, healed, said } = await tried(variant, one);
  expect({ during: but(during.passed, logIsRead(one) ? null : betweenLooks), healed: healed.passed }).toEqual({ during: [], healed: [] });
  expect({ during: but(during.invented, asFirstSeen), healed: but(healed.invented, asFirstSeen) }).toEqual({ during: [], healed: [] });
  expect(but([...during.unseen, ...healed.unseen], one.blinds)).toEqual([]);
  expect(but(healed.forgotten, asFirstSeen)).toEqual([]);
  if (during.unseen.length > 0 && one.quiet !== true) expect(said.length).toBeGreaterThan(0);
}

test('every defect but two finds a place, and each feed has something to keep silent about', () => {
  expect([...world.left].sort()).toEqual(['github/change/approved-by-a-reader', 'github/change/approved-by-co-author']);
  const found = plain.first[1].said.exceptions.concat(plain.later[1].said.exceptions);
  expect(new Set(found.map(({ check }) => check.replace(/\/.*/, '')))).toEqual(
    new Set(['account', 'branch', 'change', 'deploy-key', 'organization', 'privileged', 'repository', 'secret', 'vulnerability', 'webhook']),
  );
});

describe('what is missing from lists', () => {
  test.each(each(lists))('%s look: %s', (variant, _what, one) => holds(variant, one));
});

describe('what is refused', () => {
  test.each(each(refusals))('%s look: %s', (variant, _what, one) => holds(variant, one));
});

describe('what is broken', () => {
  test.each(each(broken))('%s look: %s', (variant, _what, one) => holds(variant, one));
});

test('the audit log is empty at a later look: its events are unknown, protection is what looks saw of it, and the next look finds all', async () => {
  const one: Case = { what: '', match: rest('/audit-log'), act: empty, blinds: /^(privileged|branch)/ };
  const { during, healed, said } = await tried('later', one);
  expect(but(during.passed, betweenLooks)).toEqual([]);
  expect(but(during.unseen, one.blinds)).toEqual([]);
  expect(healed).toMatchObject({ passed: [], unseen: [] });
  expect(said).toHaveLength(1);
});

/** The same connector, with every gap told as seen. */
function regardless(connection: Connection): Connection {
  const { connector } = connection;
  const claimed = async function* (feed: OpenFeed): AsyncGenerator<Observation> {
    for await (const one of feed.read()) yield one.type === 'gap' ? { type: 'covered', scope: one.scope, from: one.from, until: one.until } : one;
  };
  const open: AnyConnector['open'] = async (settings, look) => {
    const opened = await connector.open(settings, look);
    return { ...opened, feeds: opened.feeds.map((feed) => ({ ...feed, read: () => claimed(feed) })) };
  };
  return { ...connection, connector: { ...connector, open } };
}

describe('control: a connector that claims to have seen what it could not', () => {
  test.each([
    ['first', rest('/audit-log'), /^privileged/],
    ['later', rest('/dependabot/alerts'), /^vulnerability/],
    ['later', rest('/deployments'), /^change\/deployed/],
  ] as const)('%s look: exceptions pass', async (variant, match, hidden) => {
    const [with_] = await truth.told(variant, [{ match, act: empty }], regardless);
    expect(damageOf(plain[variant][0], with_).passed).toContainEqual(expect.stringMatching(hidden));
  });
});

/** GitHub tells of these in one answer only, and nothing was told before: an empty one cannot be told from "none". */
describe('what nothing else tells at a first look', () => {
  test.each([
    ['webhooks', rest('/hooks'), /^webhook/],
    ['secrets that leaked', rest('/secret-scanning/alerts'), /^secret/],
  ] as const)('an empty list of %s is believed, and hides nothing else', async (_what, match, hidden) => {
    const { during, healed } = await tried('first', { what: '', match, act: empty, blinds: hidden });
    expect(during.passed.length).toBeGreaterThan(0);
    expect(but([...during.passed, ...healed.passed], hidden)).toEqual([]);
  });

  test('a repository that is missing from list and count alike: its changes are unknown, what was deployed and leaked there is not missed', async () => {
    const { during, healed } = await tried('first', hidden);
    expect(but(during.passed, /^(change\/deployed|secret).*\bweb\b/)).toEqual([]);
    expect(healed.passed).toEqual([]);
  });
});
