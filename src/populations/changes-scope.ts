import { latest, type Subject } from '../facts/timeline.ts';
import { type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER } from '../kernel/time.ts';
import type { Context } from './population.ts';
import { decisionsOn, inScope, type ScopeOf } from './scope.ts';

export const changeReads = {
  change: ['repository', 'branch', 'landed', 'landedAt', 'title', 'method', 'commits', 'furtherCommits', 'seenAt'],
  branch: ['repository', 'name', 'head', 'lostHeads', 'lostCommits', 'firstParentCommits', 'reachableCommits'],
  repository: ['name'],
  scope: ['what', 'id', 'since', 'until', 'branches', 'approvals', 'why'],
} as const;

type ScopeContext = Context<Pick<typeof changeReads, 'scope'>>;

export type RepositoryDecision = Pick<ScopeOf<'repository'>, 'what' | 'id' | 'since' | 'until' | 'branches' | 'approvals' | 'why'>;

/** When a production branch was in scope, and who said so. */
export interface BranchScope {
  readonly repository: string;
  readonly branch: string;
  readonly spans: Spans;
  readonly decided: { readonly why: string; readonly subject: Subject<RepositoryDecision> } | null;
}

/** The decisions on repositories. */
export function repositoryDecisions({ facts }: Pick<ScopeContext, 'facts'>): readonly Subject<RepositoryDecision>[] {
  return decisionsOn(facts.scope, 'repository') as readonly Subject<RepositoryDecision>[];
}

/** The production branches that somebody decided on. */
export function decidedBranches(context: Pick<ScopeContext, 'facts' | 'zone'>): readonly BranchScope[] {
  return repositoryDecisions(context).flatMap((subject) => {
    const { state } = latest(subject);
    const names = new Set(subject.versions.flatMap((one) => one.state.branches));
    return [...names].map((branch): BranchScope => {
      const spans = inScope(subject, context.zone, (one) => one.branches.includes(branch));
      return { repository: state.id, branch, spans, decided: { why: state.why, subject } };
    });
  });
}

/** Looks up the scope of a branch. Without any decision on repositories, everything connected is in scope for all time. */
export function branchesInScope(context: Pick<ScopeContext, 'facts' | 'zone'>): (repository: string, branch: string) => BranchScope | undefined {
  const decided = new Map<string, BranchScope>();
  for (const one of decidedBranches(context)) {
    const key = branchKey(one.repository, one.branch);
    const known = decided.get(key);
    decided.set(key, known ? { ...known, spans: spansOf([...known.spans, ...one.spans]) } : one);
  }
  if (repositoryDecisions(context).length > 0) return (repository, branch) => decided.get(branchKey(repository, branch));
  const always = [{ from: BEGINNING, until: FOREVER }];
  return (repository, branch) => ({ repository, branch, spans: always, decided: null });
}

/** No name of a branch or repository holds a line break. */
export function branchKey(repository: string, branch: string): string {
  return `${repository}\n${branch}`;
}
