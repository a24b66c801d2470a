import { VendorError } from '../../../kernel/refusal.ts';
import type { Job } from './batch.ts';
import type { Author, Context, Event, Issue, PullRequestNode, Review, Written } from './shapes.ts';

/** A list of a pull request, read to its end. `missing`: why it could not be, or why rows of it are not told; null when nothing is missing. */
export interface List<T> {
  readonly rows: T[];
  missing: string | null;
}

/** A merged pull request, with everything on it. */
export interface Pull {
  readonly node: Omit<PullRequestNode, 'commits' | 'last' | 'reviews' | 'timelineItems' | 'closingIssuesReferences'>;
  readonly commits: List<Written>;
  /** Commits that GitHub counts and does not list. */
  unlisted: number;
  readonly reviews: List<Review>;
  readonly events: List<Event>;
  readonly checks: List<{ readonly commit: string; readonly context: Context }>;
  readonly issues: List<Issue>;
}

/** What the pull requests of one repository are read into. */
export interface PullReading {
  readonly repository: string;
  readonly pulls: Pull[];
  /** Of commits with several authors, all of them. */
  readonly authors: Map<string, readonly Author[]>;
  /** Merged pull requests as GitHub counts them; null before the first page. */
  total: number | null;
  failure: VendorError | null;
}

/** Was it merged by the queue? What the queue demands runs on the commit that it makes, which is the one that lands. */
export function isQueued({ node }: Pick<Pull, 'node'>): boolean {
  return node.mergedBy?.__typename === 'Bot' && node.mergedBy.login === 'github-merge-queue';
}

/** The repository cannot be told whole. */
export function lost(reading: PullReading, error: VendorError): readonly Job[] {
  reading.failure ??= error;
  return [];
}

export function listedFewer(what: string, total: number, seen: number): VendorError {
  return new VendorError('truncated', `GitHub counts ${total} ${what} and listed ${seen} of them. Collect again.`);
}
