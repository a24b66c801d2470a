import type { Instant } from '../../src/kernel/time.ts';
import { APPS, type Ids } from './ids.ts';
import type { AccountId } from './world.ts';
import type { Protection, ProtectionSettings, Rule, Ruleset, RulesetState } from './world-protection.ts';

export const REQUIRED = ['test', 'lint'];
const required = REQUIRED.map((context) => ({ context, app: APPS.actions.id }));

/** Protection of a production branch without a hole. */
export const STRICT: ProtectionSettings = {
  reviews: { approvals: 1, dismissStale: true, codeOwners: false, lastPushApproval: false, bypass: [] },
  checks: { strict: false, required },
  ...{ enforceAdmins: true, allowForcePushes: false, allowDeletions: false, signatures: false, linearHistory: false },
  ...{ conversationResolution: true, lockBranch: false, pushers: null },
};

export function strictRule(ids: Ids, createdBy: AccountId, from: Instant): Protection {
  return { id: ids.next(), pattern: 'main', createdBy, settings: [{ from, value: STRICT, by: createdBy }] };
}

const RULES: readonly Rule[] = [
  { type: 'deletion' },
  { type: 'non_fast_forward' },
  { type: 'pull_request', approvals: 1, dismissStale: true, codeOwners: false, lastPushApproval: false, threadResolution: false },
  { type: 'required_status_checks', strict: false, required },
];

/** The same as a ruleset. With a queue, changes come through it. */
export function strictRuleset(
  ids: Ids,
  createdBy: AccountId,
  from: Instant,
  options: { readonly queue?: boolean; readonly repositories?: readonly string[] },
): Ruleset {
  const state: RulesetState = {
    ...{ name: 'Production', target: 'branch', enforcement: 'active', branches: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    repositories: options.repositories === undefined ? null : { include: options.repositories, exclude: [] },
    rules: [...RULES, ...(options.queue === true ? ([{ type: 'merge_queue' }] as const) : [])],
    bypass: [],
  };
  return { id: ids.next(), createdBy, state: [{ from, value: state, by: createdBy }] };
}
