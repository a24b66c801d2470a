import { latest } from '../facts/timeline.ts';
import { holdsAt } from '../kernel/spans.ts';
import { earlier, type Instant, momentSpan, type Span } from '../kernel/time.ts';
import { reconcileSources } from './changes-between-sources.ts';
import { type JoinedChange, joinedChanges } from './changes-joined.ts';
import { reconcileWithGraph } from './changes-reconciled.ts';
import { type BranchScope, branchesInScope, changeReads } from './changes-scope.ts';
import { unseenChanges } from './changes-unseen.ts';
import { type Context, definePopulation, type Item } from './population.ts';

type Reading = Context<typeof changeReads>;
type Change = Reading['facts']['change']['subjects'][number];

/** A change; what was said of it is asked of the facts by its subject. */
export interface ChangeItem {
  /** What the code host tells of it, or else a clone. */
  readonly subject: string;
  /** What else tells of it: the clone, where a code host leads. */
  readonly others: readonly string[];
  readonly repository: string;
  readonly landedAt: Instant;
  /** The scope decision tells where approvals are written down; null where nobody decided on a scope. */
  readonly decided: BranchScope['decided'];
}

/** Every change that reached a production branch in scope, by merge, by squash or by direct push. */
export const changes = definePopulation({
  id: 'changes',
  title: 'Changes',
  mode: 'events',
  definition:
    'Every commit on the first-parent chain of a production branch that was in scope when it landed, inside the period: a merge, a squash or a direct push; commits that were rebased together are one. A change that a code host and a clone tell of is one. Where nobody decided on a scope, every connected production branch counts.',
  reads: changeReads,
  items(context: Reading): readonly Item<ChangeItem>[] {
    return changesWithin(context, { from: context.period.from, until: earlier(context.period.until, context.horizon) }).map(itemOf);
  },
  unseen: unseenChanges,
  reconcile: (context) => [...reconcileWithGraph(context), ...reconcileSources(context)],
});

/** A change with the scope in which it landed. */
export interface LandedChange {
  readonly change: JoinedChange<Change>;
  readonly landedAt: Instant;
  readonly scope: BranchScope;
}

/** The changes that landed inside a span on a branch that was in scope then. */
export function changesWithin(context: Context<typeof changeReads>, within: Pick<Span, 'from' | 'until'>): readonly LandedChange[] {
  const scopeOf = branchesInScope(context);
  return joinedChanges(context.facts.change).flatMap((change): LandedChange[] => {
    const { state } = latest(change.lead);
    const landedAt = state.landedAt as Instant;
    if (landedAt < within.from || landedAt >= within.until) return [];
    const scope = scopeOf(state.repository, state.branch);
    return scope && holdsAt(scope.spans, landedAt) ? [{ change, landedAt, scope }] : [];
  });
}

export function itemOf({ change: { lead, others }, landedAt, scope }: LandedChange): Item<ChangeItem> {
  const { state, leaf } = latest(lead);
  const inScope = scope.decided ? `which was in scope: ${scope.decided.why}` : 'which is connected; nobody decided on a scope';
  return {
    key: `${state.repository}@${state.landed}`,
    title: state.title,
    because: `It landed on ${state.branch} of ${state.repository}, ${inScope.replace(/\.+$/, '')}.`,
    span: momentSpan(landedAt),
    leaves: [leaf, ...others.map((one) => latest(one).leaf)],
    data: { subject: lead.id, others: others.map((one) => one.id), repository: state.repository, landedAt, decided: scope.decided },
  };
}
