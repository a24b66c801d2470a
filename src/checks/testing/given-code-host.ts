import type { KindId, KindState } from '../../facts/kinds/index.ts';
import type { Instant } from '../../kernel/time.ts';
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
