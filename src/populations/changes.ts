import { latest } from '../facts/timeline.ts';
import { holdsAt } from '../kernel/spans.ts';
import { type Instant, momentSpan } from '../kernel/time.ts';
import { reconcileWithGraph } from './changes-reconciled.ts';
import { type BranchScope, branchesInScope, changeReads } from './changes-scope.ts';
import { unseenChanges } from './changes-unseen.ts';
import { type Context, definePopulation, type Item } from './population.ts';

type Reading = Context<typeof changeReads>;
type Change = Reading['facts']['change']['subjects'][number];

/** A change; what was said of it is asked of the facts by its subject. */
export interface ChangeItem {
  readonly subject: string;
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
    'Every commit on the first-parent chain of a production branch that was in scope when it landed, inside the period: a merge, a squash or a direct push. Where nobody decided on a scope, every connected production branch counts.',
  reads: changeReads,
  items(context: Reading): readonly Item<ChangeItem>[] {
    const scope = branchesInScope(context);
    return context.facts.change.subjects.flatMap((change) => itemOf(change, scope, context));
  },
  unseen: unseenChanges,
  reconcile: reconcileWithGraph,
});

function itemOf(change: Change, scopeOf: ReturnType<typeof branchesInScope>, { period, horizon }: Reading): Item<ChangeItem>[] {
  const { state, leaf } = latest(change);
  const landedAt = state.landedAt as Instant;
  if (landedAt < period.from || landedAt >= period.until || landedAt >= horizon) return [];
  const scope = scopeOf(state.repository, state.branch);
  if (!scope || !holdsAt(scope.spans, landedAt)) return [];
  const inScope = scope.decided ? `which was in scope: ${scope.decided.why}` : 'which is connected; nobody decided on a scope';
  return [
    {
      key: `${state.repository}@${state.landed}`,
      title: state.title,
      because: `It landed on ${state.branch} of ${state.repository}, ${inScope.replace(/\.+$/, '')}.`,
      span: momentSpan(landedAt),
      leaves: [leaf],
      data: { subject: change.id, repository: state.repository, landedAt, decided: scope.decided },
    },
  ];
}
