import type { Facts } from '../../facts/reads.ts';
import { type Gap, latest } from '../../facts/timeline.ts';
import type { Zone } from '../../kernel/calendar.ts';
import { between, type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, type Instant, momentSpan } from '../../kernel/time.ts';
import { grouped } from '../../populations/lookup.ts';
import { authorityOf } from '../../populations/people.ts';

export const acceptanceReads = {
  acceptance: ['id', 'vulnerability', 'requestedBy', 'approvedBy', 'approvedAt', 'untilAt'],
  person: ['id', 'authority', 'employment'],
} as const;

type Reading = Facts<typeof acceptanceReads>;
type Acceptance = Reading['acceptance']['subjects'][number];

/** When a vulnerability was accepted, when nobody knows whether it was, and what was said of acceptances that do not count. */
export interface Accepted {
  readonly spans: Spans;
  readonly doubtful: readonly Gap[];
  readonly refused: readonly string[];
  readonly leaves: readonly number[];
}

/** One acceptance, with whether it counts; where nobody can tell, the gap that hides it. */
export interface AcceptanceVerdict {
  readonly id: string;
  readonly approvedBy: string | null;
  readonly counts: boolean | Gap;
  readonly spans: Spans;
  /** Why it does not count. */
  readonly why: string;
  readonly leaf: number;
}

interface Around {
  readonly facts: Reading;
  readonly zone: Zone;
}

/** An acceptance counts from its approval to the end of its last day, if another person approved it who then had the authority; withdrawn, until it was taken out. */
export function accepted(vulnerability: string, around: Around): Accepted {
  const verdicts = acceptancesOf(vulnerability, around);
  return {
    spans: spansOf(verdicts.flatMap((one) => (one.counts === true ? one.spans : []))),
    doubtful: verdicts.flatMap(({ counts, spans }) =>
      typeof counts === 'object' ? spans.map((one): Gap => ({ ...one, reason: counts.reason, why: counts.why })) : [],
    ),
    refused: verdicts.flatMap((one) => (one.counts === false ? [one.why] : [])),
    leaves: verdicts.map((one) => one.leaf),
  };
}

/** Every acceptance of a vulnerability. */
export function acceptancesOf(vulnerability: string, { facts, zone }: Around): readonly AcceptanceVerdict[] {
  const all = grouped(facts.acceptance, 'vulnerability', (one) => latest(one).state.vulnerability).get(vulnerability) ?? [];
  return all.map((one) => {
    const { id, approvedBy } = latest(one).state;
    return { id, approvedBy, leaf: latest(one).leaf, ...verdictOn(one, facts.person, zone) };
  });
}

function verdictOn(acceptance: Acceptance, people: Reading['person'], zone: Zone): { counts: boolean | Gap; spans: Spans; why: string } {
  const { state, until } = latest(acceptance);
  const { id, requestedBy, approvedBy, approvedAt } = state;
  if (approvedBy === null || approvedAt === null) return { counts: false, spans: [], why: `The acceptance ${id} was not approved.` };
  const spans = between(approvedAt as Instant, earlier(state.untilAt as Instant, until));
  if (approvedBy === requestedBy) return { counts: false, spans, why: `The acceptance ${id} was approved by the person who asked for it.` };
  const answer = authorityOf(people, { person: approvedBy, authority: 'risks', during: momentSpan(approvedAt as Instant), zone });
  if (answer.held === 'unknown') return { counts: answer.gap, spans, why: '' };
  return { counts: answer.held, spans, why: `The acceptance ${id} was approved by ${approvedBy} without the authority "risks".` };
}
