import type { KindState } from '../facts/kinds/index.ts';
import { type Gap, gapsAt, type Subject, type Timeline, type Version, versionAt } from '../facts/timeline.ts';
import type { Instant } from '../kernel/time.ts';
import { hiding, hidingUnknown } from './blindness.ts';
import { grouped } from './lookup.ts';

type Named = Pick<KindState<'branch-protection'>, 'repository' | 'branch'>;

/** What bound a branch at an instant: the versions that may have been in force, the likely one first; or why nobody knows. */
export type InForce<S> = { readonly versions: readonly Version<S>[] } | { readonly hidden: Pick<Gap, 'reason' | 'why'> };

/** The protection of a branch, by the names that the repository and the branch ever had; of several hosts, each. */
export function protectionsOf<S extends Named>(protections: Timeline<S>, repository: string, branch: string): readonly Subject<S>[] {
  const byBranch = grouped(protections, 'repository and branch', (one) => one.versions.map(({ state }) => `${state.repository}\n${state.branch}`));
  return byBranch.get(`${repository}\n${branch}`) ?? [];
}

/** The protection in force at an instant. Between a look and the next one that saw otherwise, either may have been. */
export function inForceAt<S extends Named>(
  protections: Timeline<S>,
  { repository, branch }: Named,
  { at, horizon }: { at: Instant; horizon: Instant },
): InForce<S> {
  const [subject] = protectionsOf(protections, repository, branch);
  const [gap] = gapsAt(subject ? hiding(protections, subject, horizon) : hidingUnknown(protections, horizon), at);
  if (gap) return { hidden: gap };
  const version = subject && versionAt(subject, at);
  if (!subject || !version) {
    return { hidden: { reason: 'before-first-look', why: `Nobody had looked at the protection of ${branch} of ${repository} when it landed.` } };
  }
  const next = version.endsNotBefore <= at ? subject.versions.find((one) => one.from === version.until) : undefined;
  return { versions: next ? [version, next] : [version] };
}
