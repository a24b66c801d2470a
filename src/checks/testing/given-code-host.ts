import type { KindId, KindState } from '../../facts/kinds/index.ts';
import { DAY, HOUR, type Instant, plus } from '../../kernel/time.ts';
import { change, commit, landing } from './given-changes.ts';
import { at } from './instants.ts';
import { type Given, recordsBegan, say } from './world.ts';

function factOf<K extends KindId>(kind: K, id: string, state: KindState<K>, from: Instant): Given {
  return (world) => say(world, kind, { id, state, from, basis: 'look' });
}

/** An account of the code host, as looks saw it from then on. */
export function codeAccount(id: string, told: Partial<KindState<'code-account'>> = {}, from = recordsBegan): Given {
  const state = {
    login: id.toLowerCase(),
    name: null,
    type: 'person' as const,
    role: 'member' as const,
    emails: [],
    twoFactor: true,
    lastActiveAt: at('2025-06-01T00:00:00Z'),
    suspended: false,
    ...told,
  };
  return factOf('code-account', id, state, from);
}

/** What binds whoever changes `main` of a repository; without further words, everything that a check asks for. */
export function protection(repository: string, told: Partial<KindState<'branch-protection'>> = {}, from = recordsBegan): Given {
  const state = {
    repository,
    branch: 'main',
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
    ...told,
  };
  return factOf('branch-protection', `${state.repository}:${state.branch}`, state, from);
}

type Change = KindState<'change'>;
type HostApproval = Extract<Change['approvals'], readonly unknown[]>[number];

/** A yes on the code host, by U3 an hour before landing unless told otherwise. */
export function yes(told: Partial<HostApproval> = {}): HostApproval {
  return { by: 'account:U3', at: plus(landing, -HOUR), commit: 'w1', withdrawnAt: null, couldWrite: true, byType: 'person', ...told };
}

/** A commit with its parents, by an account. */
export function commitBy(sha: string, parents: readonly string[], account = 'U2', coAuthors: readonly string[] = []): Change['commits'][number] {
  const known = commit(sha, parents);
  return { ...known, author: `account:${account}`, coAuthors: coAuthors.map((one) => `account:${one}`) };
}

/** A pull request of U2 that U3 approved and merged, as the code host tells of it: `w1` was merged by `m`. */
export function onHost(told: Partial<Change> = {}, work: readonly Change['commits'][number][] = [commitBy('w1', ['base'])]): Partial<Change> {
  const head = work[work.length - 1]?.sha ?? 'base';
  return {
    method: 'merge',
    pullRequest: 7,
    author: 'account:U2',
    committer: 'account:U3',
    commits: [...work, commitBy('m', ['base', head], 'U3')],
    approvals: [yes()],
    seenAt: plus(landing, HOUR),
    openedAt: plus(landing, -DAY),
    head,
    mergedBy: 'account:U3',
    byQueue: false,
    participants: ['U2', 'U3', 'U4'].map((id) => ({ ref: `account:${id}`, login: `login-${id.toLowerCase()}`, type: 'person' as const })),
    statusChecks: [{ name: 'test', app: 'ci', commit: head, outcome: 'success', completedAt: plus(landing, -HOUR) }],
    labels: [],
    forcePushes: [],
    ...told,
  };
}

/** The change `m`, as the code host tells of it. */
export function hostedChange(told: Partial<Change> = {}, work?: readonly Change['commits'][number][], landed = 'm'): Given {
  return change(landed, onHost(told, work));
}

/** What a later look saw of the change `m`, from then on. */
export function seenLater(at: Instant, told: Partial<Change> = {}): Given {
  return (world) => {
    const before = world.kinds.get('change')?.subjects.get('m') ?? [];
    const state = { ...(before[before.length - 1]?.state as Change), seenAt: at, ...told };
    say(world, 'change', { id: 'm', state, from: at, basis: 'look' });
  };
}

/** The clone tells of `m`, too. */
export function inClone(told: Partial<Change> = {}, landed = 'm'): Given {
  const base = { method: 'merge' as const, commits: [commit('w1', ['base']), commit('m', ['base', 'w1'], 'p-003')] };
  return change(landed, { ...base, ...told }, { id: `clone/${landed}`, system: 'clone' });
}

/** A label on a change: set by U3 five minutes after landing unless told otherwise. */
export function label(name = 'hotfix', told: Partial<Extract<Change['labels'], readonly unknown[]>[number]> = {}) {
  return { name, by: 'account:U3', from: plus(landing, 5 * 60_000), until: null, ...told };
}

/** A deployment of `m` to production by a pipeline, an hour after it landed unless told otherwise. */
export function deployed(id: string, told: Partial<KindState<'deployment'>> = {}): Given {
  const state = {
    repository: 'api',
    environment: 'production',
    production: true,
    commit: 'm',
    ref: 'main',
    createdAt: plus(landing, HOUR),
    by: 'account:B1',
    byType: 'bot' as const,
    statuses: [],
    run: '4711',
    ...told,
  };
  return (world) => say(world, 'deployment', { id, state, from: state.createdAt as Instant, basis: 'source' });
}
