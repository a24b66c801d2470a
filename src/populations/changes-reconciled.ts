import { latest, type Subject } from '../facts/timeline.ts';
import { bySha, type Landing, landedOn, reachable } from './change-graph.ts';
import { branchesInScope, type changeReads } from './changes-scope.ts';
import { grouped } from './lookup.ts';
import type { Context, Reconciliation } from './population.ts';

type Reading = Context<typeof changeReads>;
type Branch = Reading['facts']['branch']['subjects'][number]['versions'][number]['state'];
type Change = Reading['facts']['change']['subjects'][number]['versions'][number]['state'];

/** What git counts on a branch, held against the changes that were collected. */
export interface BranchCount {
  readonly repository: string;
  readonly branch: string;
  /** Commits on the first-parent chain of the last head, and the changes found by walking that chain. */
  readonly landed: { readonly expected: number; readonly counted: number };
  /** Commits reachable from the last head, and the commits that the changes brought; null where several branches share them. */
  readonly reachable: { readonly expected: number; readonly counted: number } | null;
  readonly lostHeads: number;
  readonly lostCommits: number;
}

/** The second source for the population of changes: the commit graph of each production branch in scope, over its whole history. */
export function reconcileWithGraph(context: Reading): readonly Reconciliation[] {
  return countChanges(context).flatMap((one): Reconciliation[] => {
    const { landed, reachable, lostHeads, lostCommits } = one;
    const where = `${one.branch} of ${one.repository}`;
    const rewritten =
      lostHeads > 0
        ? [
            `The history of ${where} was rewritten: ${lostHeads} earlier heads, with ${lostCommits} commits, are no longer on it. Their changes are still counted.`,
          ]
        : [];
    const chain = {
      source: `First-parent chain of ${where}: commits as git counts them, changes as the chain is walked`,
      ...landed,
      differences: [...difference(landed, 'changes'), ...rewritten],
    };
    if (!reachable) return [chain];
    const source = `Commits reachable from ${where}: as git counts them, and as the changes brought them`;
    return [chain, { source, ...reachable, differences: difference(reachable, 'commits') }];
  });
}

/** Counts for each production branch in scope that a connection delivers. */
export function countChanges(context: Reading): readonly BranchCount[] {
  const scopeOf = branchesInScope(context);
  const changes = grouped(context.facts.change, 'repository', (one) => latest(one).state.repository);
  const branches = grouped(context.facts.branch, 'repository', (one) => latest(one).state.repository);
  return context.facts.branch.subjects.flatMap((subject) => {
    const { repository, name } = latest(subject).state;
    if (!scopeOf(repository, name)) return [];
    const ofSystem = <S>(one: Subject<S>) => one.system === subject.system;
    const states = (changes.get(repository) ?? []).filter(ofSystem).map((one) => latest(one).state);
    return [countOf(subject, states, (branches.get(repository) ?? []).filter(ofSystem).length === 1)];
  });
}

function countOf(subject: Subject<Branch>, changes: readonly Change[], only: boolean): BranchCount {
  const { repository, name, head, firstParentCommits, reachableCommits } = latest(subject).state;
  const chain = walk(head, new Map(changes.map((one) => [one.landed, one])));
  const brought = chain.reduce((sum, one) => sum + commitsBrought(one), 0);
  return {
    repository,
    branch: name,
    landed: { expected: firstParentCommits, counted: chain.length },
    reachable: only ? { expected: reachableCommits, counted: brought } : null,
    lostHeads: new Set(subject.versions.flatMap((one) => one.state.lostHeads)).size,
    lostCommits: new Set(subject.versions.flatMap((one) => one.state.lostCommits)).size,
  };
}

/** The commits that a change brought to the branch. What was squashed or rebased stays where it was, and only what landed counts. */
function commitsBrought({ landed, commits, method, furtherCommits }: Change): number {
  const own = bySha(commits);
  const listed = [...reachable(landed, own)].filter((one) => own.has(one)).length;
  return method === 'squash' || method === 'rebase' ? listed : listed + furtherCommits;
}

/** The changes on the first-parent chain of a head, newest first, until one is missing. */
export function walk<C extends Landing>(head: string, byLanding: ReadonlyMap<string, C>): readonly C[] {
  const found = new Set<C>();
  let next = byLanding.get(head);
  while (next && !found.has(next)) {
    found.add(next);
    const below = landedOn(next);
    next = below === undefined ? undefined : byLanding.get(below);
  }
  return [...found];
}

function difference({ expected, counted }: { expected: number; counted: number }, what: string): string[] {
  return expected === counted ? [] : [`Git counts ${expected}, and ${counted} ${what} were found.`];
}
