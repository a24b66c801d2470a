import { type Gap, latest } from '../facts/timeline.ts';
import { and, type Spans, spansOf } from '../kernel/spans.ts';
import { earlier } from '../kernel/time.ts';
import { type ChangeItem, changesWithin, itemOf } from './changes.ts';
import { joinedChanges } from './changes-joined.ts';
import { changeReads, decidedBranches, repositoryDecisions } from './changes-scope.ts';
import { unseenChanges } from './changes-unseen.ts';
import { judgedSpan } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

export const hostedReads = { ...changeReads, 'hosted-repository': ['name'] } as const;

type Reading = Context<typeof hostedReads>;

/** The changes of repositories that a code host delivers. What a clone alone tells of is no item: it cannot tell how a change came to be. */
export const hostedChanges = definePopulation({
  id: 'hosted-changes',
  title: 'Changes on a code host',
  mode: 'events',
  definition:
    'Every change as in `changes`, in the repositories that a connected code host delivers. A repository in scope that none delivers is told as not seen, once for all of its changes.',
  reads: hostedReads,
  items(context: Reading): readonly Item<ChangeItem>[] {
    const hosted = hostedNames(context);
    const within = { from: context.period.from, until: earlier(context.period.until, context.horizon) };
    return changesWithin(context, within)
      .filter((one) => hosted.has(latest(one.change.lead).state.repository))
      .map(itemOf);
  },
  unseen: (context) => [...unseenChanges(context), ...notHosted(context)],
});

/** The repositories that a connected code host lists, or tells changes of. */
export function hostedNames({ facts }: Reading): ReadonlySet<string> {
  const listed = facts['hosted-repository'].subjects.flatMap((one) => one.versions.map(({ state }) => state.name));
  const told = joinedChanges(facts.change).flatMap(({ lead, hosted }) => (hosted ? [latest(lead).state.repository] : []));
  return new Set([...listed, ...told]);
}

/** The repositories in scope that only clones deliver: nobody knows how their changes came to be. */
export function notHosted(context: Reading): readonly Gap[] {
  const judged = judgedSpan(context);
  if (!judged) return [];
  const hosted = hostedNames(context);
  const missing = inScope(context, judged).filter((one) => !hosted.has(one.repository) && one.spans.length > 0);
  if (missing.length === 0) return [];
  const names = [...new Set(missing.map((one) => one.repository))].sort();
  const why = `No code host delivers the changes of ${listed(names)}: a clone does not tell how they were approved, tested and merged. Connect it: tickmark connect github`;
  return spansOf(missing.flatMap((one) => one.spans)).map((one): Gap => ({ ...one, reason: 'before-first-look', why }));
}

function inScope(context: Reading, judged: Spans[number]): readonly { readonly repository: string; readonly spans: Spans }[] {
  if (repositoryDecisions(context).length > 0)
    return decidedBranches(context).map(({ repository, spans }) => ({ repository, spans: and(spans, [judged]) }));
  return context.facts.change.subjects.map((one) => ({ repository: latest(one).state.repository, spans: [judged] }));
}

function listed(names: readonly string[]): string {
  const [first = '', second = '', ...more] = names;
  if (more.length > 0) return `${first}, ${second} and ${more.length} more`;
  return second === '' ? first : `${first} and ${second}`;
}
