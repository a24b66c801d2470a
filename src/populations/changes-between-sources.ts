import { latest } from '../facts/timeline.ts';
import { holdsAt } from '../kernel/spans.ts';
import { holds, type Instant } from '../kernel/time.ts';
import { isHosted, type JoinedChange, joinedChanges } from './changes-joined.ts';
import { branchesInScope, type changeReads } from './changes-scope.ts';
import { judgedSpan } from './knowledge.ts';
import type { Context, Reconciliation } from './population.ts';

type Reading = Context<typeof changeReads>;
type Joined = JoinedChange<Reading['facts']['change']['subjects'][number]>;

/** Of the changes that only one side tells of, so many are named. */
const MOST_NAMED = 10;

/** Where a code host and a clone tell of the same repository, each is the second source of the other. */
export function reconcileSources(context: Reading): readonly Reconciliation[] {
  const byRepository = Map.groupBy(joinedChanges(context.facts.change), ({ lead }) => latest(lead).state.repository);
  const counts = counter(context);
  return [...byRepository].flatMap(([repository, all]): Reconciliation[] => {
    if (!all.some((one) => one.hosted) || !all.some(isCloned)) return [];
    const inPeriod = all.filter(counts);
    const cloned = inPeriod.filter(isCloned);
    return [
      {
        source: `Changes of ${repository} in the period: as its clone tells of them, and as the code host does`,
        expected: cloned.length,
        counted: inPeriod.filter((one) => one.hosted).length,
        differences: [
          ...only(
            'Only the clone tells of',
            cloned.filter((one) => !one.hosted),
          ),
          ...only(
            'Only the code host tells of',
            inPeriod.filter((one) => !isCloned(one)),
          ),
        ],
      },
    ];
  });
}

function isCloned({ lead, others }: Joined): boolean {
  return [lead, ...others].some((one) => !isHosted(one));
}

/** Did it land in the judged part of the period, on a branch in scope? */
function counter(context: Reading): (change: Joined) => boolean {
  const judged = judgedSpan(context);
  const scopeOf = branchesInScope(context);
  return ({ lead }) => {
    const { repository, branch, landedAt } = latest(lead).state;
    const at = landedAt as Instant;
    return judged !== null && holds(judged, at) && holdsAt(scopeOf(repository, branch)?.spans ?? [], at);
  };
}

function only(words: string, changes: readonly Joined[]): string[] {
  if (changes.length === 0) return [];
  const named = changes.slice(0, MOST_NAMED).map(({ lead }) => latest(lead).state.landed.slice(0, 12));
  const further = changes.length > MOST_NAMED ? `, and ${changes.length - MOST_NAMED} more` : '';
  return [`${words} ${named.join(', ')}${further}.`];
}
