import type { Gap, Subject } from '../../facts/timeline.ts';
import { type Spans, spansOf } from '../../kernel/spans.ts';
import { blindTo } from '../../populations/knowledge.ts';

type Policy = Subject<{ readonly status: 'draft' | 'adopted' }>;

/** When a policy was in force. */
export function adoptedSpans(policy: Policy): Spans {
  return spansOf(policy.versions.filter((one) => one.state.status === 'adopted').map(({ from, until }) => ({ from, until })));
}

/** When nobody could see what an adopted policy said: what it says in between is state, and a state that was not seen is not known. */
export function unseenWhileAdopted(policy: Policy, horizon: Parameters<typeof blindTo>[1]): readonly Gap[] {
  const adopted = adoptedSpans(policy);
  return blindTo(policy, horizon).filter((gap) => adopted.some((one) => one.from <= gap.until && gap.from <= one.until));
}
