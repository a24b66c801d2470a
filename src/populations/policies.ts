import { existed, type Gap, latest, type Subject } from '../facts/timeline.ts';
import { and } from '../kernel/spans.ts';
import { FOREVER } from '../kernel/time.ts';
import { judgedSpan, unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { policy: ['id', 'title', 'status'] } as const;

type Reading = Context<typeof reads>;

/** A policy; what it said when is asked of the facts by its subject. */
export interface PolicyItem {
  readonly subject: string;
  readonly id: string;
}

/** Every policy that stood in the records at some time of the period, adopted or not. */
export const policies = definePopulation({
  id: 'policies',
  title: 'Policies',
  mode: 'state',
  definition: 'Every policy that stood in the records at some time of the period. A draft is listed, and nothing is owed for it until it is adopted.',
  reads,
  items(context: Reading): readonly Item<PolicyItem>[] {
    const judged = judgedSpan(context);
    if (!judged) return [];
    return context.facts.policy.subjects.filter((one) => and(existed(one), [judged]).length > 0).map(itemOf);
  },
  unseen: (context) => unseenWithin(listGaps(context.facts.policy), context),
});

/** One file holds one policy: where a file could not be read that was read before, it is its policy that is unknown, and no other can have stood there. */
function listGaps({ gaps, subjects }: Reading['facts']['policy']): readonly Gap[] {
  return gaps.filter(
    (gap) => gap.part === undefined || !subjects.some((one) => one.scope === gap.part && (one.versions[0]?.from ?? FOREVER) <= gap.from),
  );
}

function itemOf(subject: Subject<{ id: string; title: string; status: 'draft' | 'adopted' }>): Item<PolicyItem> {
  const last = latest(subject);
  const first = subject.versions[0] ?? last;
  const adopted = subject.versions.some((one) => one.state.status === 'adopted');
  return {
    key: last.state.id,
    title: last.state.title,
    because: adopted ? 'It stood in the records and was adopted.' : 'It stood in the records as a draft.',
    span: { from: first.from, until: last.until },
    leaves: subject.versions.map((one) => one.leaf),
    data: { subject: subject.id, id: last.state.id },
  };
}
