import type { Gap, Timeline } from '../facts/timeline.ts';
import type { Zone } from '../kernel/calendar.ts';
import { type Instant, momentSpan } from '../kernel/time.ts';
import { type Authority, type AuthorityFields, authorityOf } from './people.ts';

/** A decision that one person asks for and another approves. */
export interface Decision {
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
}

/** Whether a decision was approved as it must be: by another person, who then had the authority. */
export type DecisionApproval =
  | { readonly counts: true; readonly by: string; readonly at: Instant }
  | { readonly counts: false; readonly lacks: 'approval' }
  | { readonly counts: false; readonly lacks: 'another-person' | 'authority'; readonly by: string }
  | { readonly counts: 'unknown'; readonly by: string; readonly at: Instant; readonly gap: Gap };

interface Around {
  readonly authority: Authority;
  readonly people: Timeline<AuthorityFields>;
  readonly zone: Zone;
}

export function approvalOf({ requestedBy, approvedBy, approvedAt }: Decision, { authority, people, zone }: Around): DecisionApproval {
  if (approvedBy === null || approvedAt === null) return { counts: false, lacks: 'approval' };
  if (approvedBy === requestedBy) return { counts: false, lacks: 'another-person', by: approvedBy };
  const at = approvedAt as Instant;
  const answer = authorityOf(people, { person: approvedBy, authority, during: momentSpan(at), zone });
  if (answer.held === 'unknown') return { counts: 'unknown', by: approvedBy, at, gap: answer.gap };
  return answer.held ? { counts: true, by: approvedBy, at } : { counts: false, lacks: 'authority', by: approvedBy };
}
