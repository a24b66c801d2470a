import { z } from 'zod';
import { commit } from '../src/checks/testing/given-changes.ts';
import { defineConnector, feed } from '../src/connectors/kit/connector.ts';
import type { Observation, SeenVersion } from '../src/connectors/kit/observation.ts';
import type { Connection } from '../src/engine/connections.ts';
import type { KindId } from '../src/facts/kinds/index.ts';
import type { Json } from '../src/kernel/canonical-json.ts';
import { DAY, HOUR, type Instant, plus } from '../src/kernel/time.ts';
import { type Change, madeChange, REPOSITORIES, YEAR } from './made-changes.ts';

/**
 * A code host that tells of a whole year of changes at once, with their reviews and their checks: every attribute that is asked of a change has something
 * to judge. One change in 97 was approved by its author alone, one in 89 by a bot, one in 83 did not come by pull request.
 */
export function pretendCodeHost(changes: number): Connection {
  const connector = defineConnector({
    id: 'pretend-code-host',
    title: 'A code host that tells of a year',
    permissions: [],
    settings: z.object({}),
    open: async (_settings, { at }) => ({ at }),
    tenant: () => 'pretend',
    identity: () => 'bench',
    feeds: {
      repositories: feed<{ at: Instant }>(['repository', 'branch', 'hosted-repository', 'branch-protection'], { telling: 'history' }, ({ at }) =>
        seen(repositories(changes), at),
      ),
      changes: feed<{ at: Instant }>(['change'], { telling: 'events' }, ({ at }) => seen(landed(changes, at), at)),
    },
  });
  return { id: 'code-host', connector, settings: {} };
}

/** How many facts it tells. */
export function hostedFacts(changes: number): number {
  return changes + 4 * REPOSITORIES;
}

async function* seen(versions: Iterable<SeenVersion>, at: Instant): AsyncGenerator<Observation> {
  yield* versions;
  yield { type: 'covered', scope: '', from: plus(YEAR, -DAY), until: at };
}

function said(kind: KindId, vendorId: string, state: unknown, from: Instant): SeenVersion {
  return { type: 'version', kind, vendorId, scope: '', state: state as Json, validFrom: from, notBefore: from, basis: 'source' };
}

function* landed(changes: number, at: Instant): Generator<SeenVersion> {
  for (let number = 0; number < changes; number++) {
    const change = hostedChange(number, changes, at);
    yield said('change', change.landed, change, change.landedAt as Instant);
  }
}

function hostedChange(number: number, of: number, seenAt: Instant): Change {
  const made = madeChange(number, of);
  const head = number.toString(16).padStart(40, 'a');
  const author = `account:${number % 97}`;
  const approver = number % 97 === 0 ? author : `account:${100 + (number % 31)}`;
  const approvedAt = plus(made.landedAt as Instant, -HOUR);
  const direct = number % 83 === 0;
  return {
    ...made,
    ...{ author, committer: author, head, seenAt, title: titleOf(number) },
    pullRequest: direct ? null : number,
    openedAt: plus(approvedAt, -HOUR),
    mergedBy: author,
    commits: [commit(head, [`${number}-base`]), commit(made.landed, [`${number}-base`, head])].map((one) => ({ ...one, author })),
    participants: [author, approver].map((ref) => ({ ref, login: ref.replace('account:', 'login-'), type: 'person' as const })),
    approvals: direct
      ? []
      : [{ by: approver, at: approvedAt, commit: head, withdrawnAt: null, couldWrite: true, byType: number % 89 === 0 ? 'bot' : 'person' }],
    statusChecks: [{ name: 'test', app: null, commit: head, outcome: 'success', completedAt: approvedAt }],
    labels: [],
    linkedIssues: [],
    forcePushes: [],
  };
}

const verbs = ['Correct', 'Limit', 'Show', 'Retry', 'Split', 'Keep', 'Log', 'Charge', 'Pin', 'Cache'];
const things = [
  'the berth fee',
  'the tide table',
  'call signs',
  'the gate pass',
  'manifests',
  'the crew list',
  'dangerous goods',
  'the mooring plan',
];
const places = ['in the yard', 'on the quay map', 'at the lock', 'for harbour masters', 'in the night run', 'in exports', 'on the phone'];

function titleOf(number: number): string {
  const pick = (words: readonly string[], step: number) => words[Math.floor(number / step) % words.length];
  return `${pick(verbs, 1)} ${pick(things, 10)} ${pick(places, 80)} (${number})`;
}

const protection = {
  pullRequestRequired: true,
  approvalsRequired: 1,
  staleApprovalsDismissed: true,
  codeOwnersRequired: false,
  lastPushApprovalRequired: false,
  requiredChecks: [{ name: 'test', app: null }],
  upToDateRequired: false,
  forcePushBlocked: true,
  deletionBlocked: true,
  signaturesRequired: false,
  mergeQueueRequired: false,
  bindsAdministrators: true,
  bypass: [],
};

function* repositories(changes: number): Generator<SeenVersion> {
  for (let number = 0; number < REPOSITORIES; number++) {
    const name = `repository-${number}`;
    const count = Math.floor((changes - 1 - number) / REPOSITORIES) + 1;
    yield said('repository', name, { name, codeowners: [], continuousIntegration: [], dependencyUpdates: [] }, YEAR);
    const counts = { firstParentCommits: count, reachableCommits: count, lostHeads: [], lostCommits: [] };
    yield said('branch', `${name}:main`, { repository: name, name: 'main', head: 'f'.repeat(40), ...counts }, YEAR);
    const on = { dependencyAlerts: true, dependencyUpdates: true, codeScanning: true, secretScanning: true, pushProtection: true };
    const base = { name, defaultBranch: 'main', visibility: 'private', archived: false, empty: false, fork: false, createdAt: plus(YEAR, -DAY) };
    yield said('hosted-repository', name, { ...base, ...on }, YEAR);
    yield said('branch-protection', `${name}:main`, { repository: name, branch: 'main', ...protection }, YEAR);
  }
}
