import { type Gap, latest } from '../facts/timeline.ts';
import { and, type Spans, spansOf } from '../kernel/spans.ts';
import { countChanges } from './changes-reconciled.ts';
import { type BranchScope, branchesInScope, type changeReads, decidedBranches, repositoryDecisions } from './changes-scope.ts';
import { judgedSpan, unseenWithin } from './knowledge.ts';
import type { Context } from './population.ts';
import { scopeUnseen } from './scope.ts';

type Reading = Context<typeof changeReads>;

/** Where further changes could stand unseen: gaps of the clones, repositories in scope that no connection delivers, commits that no change accounts for. */
export function unseenChanges(context: Reading): readonly Gap[] {
  const judged = judgedSpan(context);
  if (!judged) return [];
  const decided = decidedBranches(context);
  const anybodys = repositoryDecisions(context).length === 0 ? [judged] : and(spansOf(decided.flatMap((one) => one.spans)), [judged]);
  const clones = unseenWithin(context.facts.change.gaps, context).flatMap((gap) => within(gap, anybodys));
  return [
    ...clones,
    ...notDelivered(decided, context, [judged]),
    ...unaccounted(context, [judged]),
    ...scopeUnseen(context.facts.scope, 'repository', context),
  ];
}

function notDelivered(decided: readonly BranchScope[], { facts }: Reading, judged: Spans): readonly Gap[] {
  const repositories = new Set([
    ...facts.repository.subjects.map((one) => latest(one).state.name),
    ...facts.branch.subjects.map((one) => latest(one).state.repository),
    ...facts.change.subjects.map((one) => latest(one).state.repository),
  ]);
  const branches = new Set(facts.branch.subjects.map((one) => `${latest(one).state.repository}\n${latest(one).state.name}`));
  return decided.flatMap(({ repository, branch, spans }) => {
    const missing = !repositories.has(repository);
    if (!missing && (branches.has(`${repository}\n${branch}`) || branches.size === 0)) return [];
    const why = missing
      ? `The repository ${repository} is in scope, but no connection has delivered it. Connect the code host that holds it, or a whole clone of it under the name "${repository}".`
      : `The branch ${branch} of ${repository} is in scope, but its clone does not deliver it. Add it to the branches of the connection.`;
    return and(spans, judged).map((one): Gap => ({ ...one, reason: 'before-first-look', why }));
  });
}

/** Where the commit graph holds more than was collected, the missing changes may have landed at any time. */
function unaccounted(context: Reading, judged: Spans): readonly Gap[] {
  const scopeOf = branchesInScope(context);
  return countChanges(context).flatMap(({ repository, branch, landed }) => {
    const missing = landed.expected - landed.counted;
    const scope = scopeOf(repository, branch);
    if (missing <= 0 || !scope) return [];
    const why = `Git counts ${missing} more commits on the first-parent chain of ${branch} of ${repository} than changes were found there.`;
    return and(scope.spans, judged).map((one): Gap => ({ ...one, reason: 'lost-sight', why }));
  });
}

function within(gap: Gap, spans: Spans): Gap[] {
  return and([gap], spans).map((one) => ({ ...gap, ...one }));
}
