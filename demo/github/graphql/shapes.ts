import type { Instant } from '../../../src/kernel/time.ts';
import { type AccountState, accountAt, accountByEmail, type RepositoryState } from '../state-at.ts';
import type { ClassicRule, StandingRuleset } from '../state-of-protection.ts';
import type { PullState } from '../state-of-pulls.ts';
import type { AccountId, Commit, GitActor, Sha } from '../world.ts';
import type { Rule } from '../world-protection.ts';
import type { CheckRun, CommitStatus, Deployment } from '../world-runs.ts';
import { as, type Context, type Served } from './served.ts';

/** What the objects of the types are read from. */
export interface OfCommit {
  readonly home: RepositoryState;
  readonly commit: Commit;
}
export interface OfRef {
  readonly home: RepositoryState;
  readonly name: string;
  readonly head: Sha;
}
export interface OfPull extends PullState {
  readonly home: RepositoryState;
}
export interface OfReview {
  readonly of: OfPull;
  readonly review: OfReviewState;
}
export type OfReviewState = PullState['pull']['reviews'][number] & { readonly now: string };
export interface OfRun {
  readonly home: RepositoryState;
  readonly run: CheckRun;
}
export interface OfSuite {
  readonly home: RepositoryState;
  readonly suite: number;
  readonly sha: Sha;
  readonly runs: readonly CheckRun[];
}
export interface OfStatus {
  readonly home: RepositoryState;
  readonly status: CommitStatus;
}
export interface OfDeployment {
  readonly home: RepositoryState;
  readonly deployment: Deployment;
}
export interface OfClassicRule extends ClassicRule {
  readonly home: RepositoryState;
}
export interface OfRuleset extends StandingRuleset {
  /** null: seen from the organization. */
  readonly home: RepositoryState | null;
}
export interface OfRule {
  readonly of: OfRuleset;
  readonly rule: Rule;
}

/** GitHub's account for whoever is no more, where a field may not be null. */
export const GHOST_ID = 10_137;

/** A `User` or `Bot`; null for an account that is deleted. */
export function actorOf({ world, at }: Context, id: AccountId | null | undefined): Served | null {
  const state = accountAt(world, id ?? null, at);
  return state === null ? null : asActor(state);
}

export function asActor(state: AccountState): Served {
  return as(state.account.type === 'bot' ? 'Bot' : 'User', state);
}

/** The same, and a bot is nobody: for fields of the type `User`. */
export function userOf({ world, at }: Context, id: AccountId | null | undefined): Served | null {
  const state = accountAt(world, id ?? null, at);
  return state === null || state.account.type === 'bot' ? null : as('User', state);
}

/** Never null: who is gone is GitHub's ghost. */
export function actorOrGhost(context: Context, id: AccountId): Served {
  return actorOf(context, id) ?? as('User', ghost(context.at));
}

function ghost(at: Instant): AccountState {
  const account: AccountState['account'] = {
    ...{ id: GHOST_ID, type: 'person', login: [], name: 'Deleted user', createdAt: at, deletedAt: null, email: null, verifiedEmails: [], emails: [] },
    ...{ membership: [], twoFactor: [], app: null },
  };
  return { account, login: 'ghost', role: null, twoFactor: false };
}

/** The person behind an address of a commit. */
export function userByEmail({ world, at }: Context, { email }: GitActor): Served | null {
  const state = accountByEmail(world, email, at);
  return state === null || state.account.type === 'bot' ? null : as('User', state);
}
