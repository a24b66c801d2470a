import { latest, type Subject } from '../facts/timeline.ts';
import { branchesInScope, branchKey, type changeReads } from './changes-scope.ts';
import { grouped } from './lookup.ts';
import type { Context, Reconciliation } from './population.ts';

type Reading = Context<typeof changeReads>;

/** What git counts on a branch, held against the changes that were collected of it. */
export interface BranchCount {
  readonly repository: string;
  readonly branch: string;
  /** Commits on the first-parent chain of the last head, and the changes counted there. */
  readonly landed: { readonly expected: number; readonly counted: number };
  /** Commits reachable from the last head, and the commits that the changes brought. */
  readonly reachable: { readonly expected: number; readonly counted: number };
  readonly lostHeads: number;
  readonly lostCommits: number;
  /** Commits that landed and that no change accounts for. */
  readonly missing: number;
}

/** The second source for the population of changes: the commit graph of each production branch in scope, over its whole history. */
export function reconcileWithGraph(context: Reading): readonly Reconciliation[] {
  return countChanges(context).flatMap((one): Reconciliation[] => {
    const where = `${one.branch} of ${one.repository}`;
    const rewritten =
      one.lostHeads > 0
        ? [`The history of ${where} was rewritten: ${one.lostHeads} earlier heads, with ${one.lostCommits} commits, are no longer on it.`]
        : [];
    return [
      {
        source: `Commits on the first-parent chain of ${where}, as git counts them, against changes`,
        ...one.landed,
        differences: [...difference(one.landed, 'landed'), ...rewritten],
      },
      {
        source: `Commits reachable from ${where}, as git counts them, against the commits that the changes brought`,
        ...one.reachable,
        differences: difference(one.reachable, 'are reachable'),
      },
    ];
  });
}

/** Counts for each production branch in scope that a connection delivers. */
export function countChanges(context: Reading): readonly BranchCount[] {
  const scopeOf = branchesInScope(context);
  const changes = grouped(context.facts.change, 'branch', (one) => branchKey(latest(one).state.repository, latest(one).state.branch));
  return context.facts.branch.subjects.flatMap((subject) => {
    const { repository, name } = latest(subject).state;
    if (!scopeOf(repository, name)) return [];
    return [countOf(subject, changes.get(branchKey(repository, name)) ?? [])];
  });
}

function countOf(subject: Reading['facts']['branch']['subjects'][number], changes: readonly Subject<ChangeCounted>[]): BranchCount {
  const { repository, name, firstParentCommits, reachableCommits } = latest(subject).state;
  const lostHeads = new Set(subject.versions.flatMap((one) => one.state.lostHeads));
  const lost = new Set(subject.versions.flatMap((one) => one.state.lostCommits));
  const standing = changes.map((one) => latest(one).state).filter((one) => !lost.has(one.landed));
  const brought = standing.reduce((sum, one) => sum + one.commits.length + one.furtherCommits, 0);
  return {
    repository,
    branch: name,
    landed: { expected: firstParentCommits, counted: standing.length },
    reachable: { expected: reachableCommits, counted: brought },
    lostHeads: lostHeads.size,
    lostCommits: lost.size,
    missing: firstParentCommits - standing.length,
  };
}

type ChangeCounted = Pick<Reading['facts']['change']['subjects'][number]['versions'][number]['state'], 'landed' | 'commits' | 'furtherCommits'>;

function difference({ expected, counted }: { expected: number; counted: number }, verb: string): string[] {
  if (expected === counted) return [];
  return [`${expected} ${verb} by git's count, ${counted} by the changes.`];
}
