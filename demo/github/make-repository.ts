import { type Instant, instant } from '../../src/kernel/time.ts';
import { at, dayOf } from '../clock.ts';
import type { Approval, Change, Repository as CompanyRepository, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { GITHUB, type Ids, makeCommit } from './ids.ts';
import type { Cast } from './make-accounts.ts';
import { makeAlerts } from './make-alerts.ts';
import { addManyRuns, withManyCommits, withManyReviews } from './make-extremes.ts';
import { strictRule, strictRuleset } from './make-protection.ts';
import { accountOf, actor, type Method, type Story, tellPull } from './make-pulls.ts';
import { deployLanding, type Runs, runPull } from './make-runs.ts';
import { unmergedPulls, withAmendment, withDetours } from './make-variety.ts';
import { stands, valueAt } from './state-at.ts';
import type { AccountId, DeployKey, Issue, Repository } from './world.ts';
import type { PullRequest } from './world-pulls.ts';

/** How each repository lands and is protected; the others merge, under a classic rule. */
const WAYS: Readonly<Record<string, { readonly method: Method; readonly queue?: true; readonly rulesets?: true }>> = {
  api: { method: 'merge', queue: true, rulesets: true },
  web: { method: 'squash', rulesets: true },
  mobile: { method: 'squash' },
  search: { method: 'rebase' },
  reports: { method: 'rebase', rulesets: true },
};
const DEPLOYED = new Set(['api', 'web', 'billing', 'infrastructure', 'identity', 'notifications', 'search', 'reports', 'importer', 'status-page']);
/** Issues have numbers of their own, far from those of the pull requests. */
const FIRST_ISSUE = 9001;

export interface Making {
  readonly company: World;
  readonly cast: Cast;
  readonly ids: Ids;
  readonly approvals: ReadonlyMap<string, Approval>;
  /** Changes that are told larger than life. */
  readonly extremes: { readonly commits: string | null; readonly reviews: string | null; readonly checkRuns: string | null };
  /** Changes that were labelled as emergencies. */
  readonly emergencies: ReadonlySet<string>;
}

/** One repository with its whole clean year. */
export function makeRepository(making: Making, from: CompanyRepository, random: Random): Repository {
  const { cast, ids, company } = making;
  const way = WAYS[from.id] ?? { method: 'merge' };
  const id = ids.next();
  const owner = accountOf(cast, 'p-001');
  const story: Story = { name: from.id, method: way.method, queue: way.queue ?? false, ids, cast, commits: [], main: [], pulls: [] };
  const runs: Runs = { ids, cast, checkRuns: [], statuses: [], workflowRuns: [], deployments: [] };
  beginMain(story, from, company);
  const changes = company.changes
    .filter((one) => one.repository === from.id && making.approvals.has(one.id))
    .toSorted((a, b) => a.landedAt - b.landedAt);
  for (const change of changes) tellChange(making, story, runs, change, random);
  if (DEPLOYED.has(from.id)) deployAll(story, runs);
  const issues = makeIssues(making, story, random);
  for (const pull of unmergedPulls(story, (when) => membersThen(cast, when), random.fork('unmerged'))) {
    runPull(runs, pull, instant(pull.openedAt + 600_000), random);
    story.pulls.push(pull);
  }
  const protectedFrom = instant(from.created + 120_000);
  const people = (when: Instant): AccountId[] => membersThen(cast, when);
  return {
    ...{ id, createdAt: from.created, createdBy: owner, deletedAt: null, deletedBy: null, description: from.title, collaborators: [] },
    ...fixedSettings(from),
    mergeMethods: [way.method],
    protections: way.rulesets === true ? [] : [strictRule(ids, owner, protectedFrom)],
    rulesets: way.rulesets === true ? [strictRuleset(ids, owner, protectedFrom, { queue: story.queue })] : [],
    commits: distinct(story),
    branches: [{ name: 'main', pushes: story.main }],
    pulls: story.pulls,
    issues,
    ...{ checkRuns: runs.checkRuns, statuses: runs.statuses, workflowRuns: runs.workflowRuns, deployments: runs.deployments },
    alerts: makeAlerts(random.fork('alerts'), ids, from.created, people),
    deployKeys: from.id === 'infrastructure' ? rotatedKeys(ids, owner) : [],
    webhooks: from.id === 'pipelines' ? [hook(ids, owner, from.created)] : [],
  };
}

function beginMain(story: Story, from: CompanyRepository, company: World): void {
  const creator = company.people.find(({ id }) => id === from.createdBy) as World['people'][number];
  const who = actor({ name: creator.name, email: creator.emails[0] as string }, from.created);
  const first = makeCommit({
    repository: from.id,
    parents: [],
    author: who,
    committer: actor(GITHUB, from.created),
    message: 'Begin',
    pushedAt: from.created,
    signature: 'github',
  });
  story.commits.push(first);
  story.main.push({ at: from.created, head: first.sha, by: accountOf(story.cast, from.createdBy), forced: false });
}

function tellChange(making: Making, story: Story, runs: Runs, change: Change, random: Random): void {
  const own = random.fork(change.id);
  const isLong = making.extremes.commits === change.id;
  const { pull, readyAt } = tellPull(story, isLong ? withManyCommits(change) : change, making.approvals.get(change.id) as Approval, own);
  const amended = isLong ? pull : withAmendment(story, pull, change.branchedAt, own.fork('amended'));
  runPull(runs, amended, readyAt, own);
  const labelled = withLabels(making, change, withRemarks(making, amended, own), own);
  let told = withDetours(story, labelled, readyAt, own.fork('detours'));
  if (making.extremes.reviews === change.id) told = withManyReviews(told, story.ids, membersThen(story.cast, readyAt).slice(0, 2));
  if (making.extremes.checkRuns === change.id) addManyRuns(runs, told);
  story.pulls[story.pulls.length - 1] = told;
}

/** A colleague's remark on about every third pull request, before the approval. */
function withRemarks(making: Making, pull: PullRequest, random: Random): PullRequest {
  const approval = pull.reviews[0] as PullRequest['reviews'][number];
  const push = pull.pushes[0] as PullRequest['pushes'][number];
  if (!random.chance(0.35) || approval.submittedAt - push.at < 20_000) return pull;
  const author = random.pick(membersThen(making.cast, push.at).filter((one) => one !== pull.author));
  const seen = pull.pushes.findLast(({ at: when }) => when <= push.at + 10_000) ?? push;
  const remark = {
    id: making.ids.next(),
    author,
    state: 'COMMENTED',
    submittedAt: instant(push.at + 10_000),
    commit: seen.commits.at(-1) as string,
  } as const;
  return { ...pull, reviews: [{ ...remark, body: 'Looks sensible; one question below.', dismissed: null }, ...pull.reviews] };
}

function withLabels(making: Making, change: Change, pull: PullRequest, random: Random): PullRequest {
  const when = instant(pull.openedAt + 1000);
  const names = making.emergencies.has(change.id) ? ['emergency'] : random.chance(0.3) ? [random.pick(['bug', 'enhancement', 'documentation'])] : [];
  return { ...pull, labels: names.map((name) => ({ name, at: when, by: pull.author, removed: null })) };
}

function deployAll(story: Story, runs: Runs): void {
  const landings = story.main.slice(1);
  landings.forEach((push, index) => {
    const actedBy = story.pulls[index]?.author ?? push.by;
    deployLanding(runs, push.head as string, push.at, actedBy, landings[index + 1]?.at ?? null);
  });
}

/** Retired with the end of its scope: archived the morning after. */
function fixedSettings(from: CompanyRepository): Pick<Repository, 'place' | 'archived' | 'visibility' | 'defaultBranch' | 'features'> {
  const since = from.created;
  const retired = from.scope.until === null ? [] : [{ from: instant(at(from.scope.until, '23:00') + 36_000_000), value: true }];
  const on = { dependencyAlerts: true, dependencyUpdates: true, codeScanning: true, secretScanning: true, pushProtection: true };
  return {
    place: [{ from: since, value: { owner: 'harbourlight', name: from.id } }],
    archived: [{ from: since, value: false }, ...retired],
    visibility: [{ from: since, value: 'private' }],
    defaultBranch: [{ from: since, value: 'main' }],
    features: [{ from: since, value: on }],
  };
}

/** About every tenth pull request closes an issue. */
function makeIssues(making: Making, story: Story, random: Random): Issue[] {
  const issues: Issue[] = [];
  story.pulls.forEach((pull, index) => {
    if (!random.chance(0.1)) return;
    const number = FIRST_ISSUE + issues.length;
    const opened = instant(pull.openedAt - random.integer(1, 40) * 3_600_000);
    issues.push({
      id: making.ids.next(),
      number,
      title: `Seen on ${dayOf(opened)}`,
      author: pull.author,
      createdAt: opened,
      closedAt: pull.merged?.at ?? null,
    });
    story.pulls[index] = { ...pull, body: `Closes #${number}`, closes: [number] };
  });
  return issues;
}

function distinct(story: Story): Repository['commits'] {
  return [...new Map(story.commits.map((commit) => [commit.sha, commit])).values()];
}

export function membersThen(cast: Cast, when: Instant): AccountId[] {
  const people = new Set(cast.ofPerson.values());
  return cast.accounts.flatMap(({ id, membership }) => (people.has(id) && valueAt(membership, when) !== null ? [id] : []));
}

/** A key of the pipelines, changed every seven months. */
function rotatedKeys(ids: Ids, owner: AccountId): DeployKey[] {
  const days = ['2024-10-14', '2025-05-12', '2025-12-01'] as const;
  return days.map((day, index) => {
    const next = days[index + 1];
    const createdAt = at(day as never, '10:20');
    const deletedAt = next === undefined ? null : at(next as never, '10:45');
    const uses = Array.from({ length: 30 }, (_, week) => instant(createdAt + (week + 1) * 604_800_000)).filter((when) =>
      stands(createdAt, deletedAt, when),
    );
    const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(`pipelines ${day}`).toString('base64url').padEnd(42, 'x')}`;
    return {
      id: ids.next(),
      title: 'pipelines',
      key,
      readOnly: true,
      createdAt,
      addedBy: owner,
      deletedAt,
      deletedBy: deletedAt === null ? null : owner,
      uses,
    };
  });
}

export function hook(ids: Ids, createdBy: AccountId, createdAt: Instant): Repository['webhooks'][number] {
  const settings = {
    url: 'https://chat.harbourlight.example/hooks/code',
    active: true,
    events: ['push', 'pull_request'],
    secret: true,
    insecureSsl: false,
  };
  return { id: ids.next(), createdAt, createdBy, deletedAt: null, settings: [{ from: createdAt, value: settings }] };
}
