import type { Instant } from '../../src/kernel/time.ts';
import type { AccountId, Over, Sha } from './world-base.ts';

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly title: Over<string>;
  readonly body: string;
  readonly author: AccountId;
  readonly openedAt: Instant;
  /** The base branch by name, also after it was changed. */
  readonly base: Over<string>;
  readonly headBranch: string;
  /** The first is what it was opened with. */
  readonly pushes: readonly PullPush[];
  readonly reviews: readonly Review[];
  readonly labels: readonly Labelled[];
  readonly comments: readonly Comment[];
  /** Numbers of issues of the same repository that its merge closes. */
  readonly closes: readonly number[];
  readonly merged: Merge | null;
  /** Of one that was closed unmerged. */
  readonly closed: { readonly at: Instant; readonly by: AccountId } | null;
  readonly branchDeletedAt: Instant | null;
}

/** What a push made of the source branch: all commits of the pull request from then on, oldest first; the last is the head. */
export interface PullPush {
  readonly at: Instant;
  readonly by: AccountId;
  readonly commits: readonly Sha[];
  readonly forced: boolean;
}

export interface Merge {
  readonly at: Instant;
  /** With a queue, the queue's bot. */
  readonly by: AccountId;
  readonly method: 'merge' | 'squash' | 'rebase';
  /** What landed, oldest first (several only by rebase); the last is `merge_commit_sha`. */
  readonly landed: readonly Sha[];
  /** The base branch before. */
  readonly onto: Sha;
  readonly queue: { readonly addedAt: Instant; readonly by: AccountId; readonly branch: string } | null;
}

export interface Review {
  readonly id: number;
  readonly author: AccountId;
  /** As it was submitted; a dismissal makes it DISMISSED. */
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly submittedAt: Instant;
  readonly commit: Sha;
  readonly body: string;
  readonly dismissed: { readonly at: Instant; readonly by: AccountId; readonly message: string } | null;
}

export interface Labelled {
  readonly name: string;
  readonly at: Instant;
  readonly by: AccountId;
  readonly removed: { readonly at: Instant; readonly by: AccountId } | null;
}

export interface Comment {
  readonly id: number;
  readonly at: Instant;
  readonly by: AccountId;
  readonly body: string;
}
