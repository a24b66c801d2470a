import type { Facts } from '../../facts/reads.ts';
import { type Gap, latest } from '../../facts/timeline.ts';
import { isUntold, NotTold } from '../../facts/told.ts';
import type { Zone } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { grouped } from '../../populations/lookup.ts';
import { decisionAt } from '../../populations/scope.ts';
import { byEmail, byId, type Identity } from './identity.ts';

export const approvalReads = {
  'change-approval': ['id', 'repository', 'pullRequest', 'landed', 'by', 'at', 'commit', 'withdrawnAt'],
} as const;

type Reading = Facts<{
  change: readonly ['repository', 'landed', 'pullRequest', 'approvals'];
  'change-approval': (typeof approvalReads)['change-approval'];
  person: readonly ['id', 'emails'];
}>;

/** Somebody's yes to a change. */
export interface Approval {
  readonly by: string;
  readonly identity: Identity;
  readonly at: Instant;
  /** The last commit that the approver saw. */
  readonly commit: string;
  readonly withdrawnAt: Instant | null;
  readonly recorded: Instant;
  readonly leaf: number;
}

interface Around extends Pick<ChangeItem, 'decided' | 'landedAt'> {
  readonly facts: Reading;
  readonly zone: Zone;
}

/**
 * The approvals of a change, from the code host, or from the records where the scope says that they are kept there.
 * @throws NotTold where neither tells
 */
export function approvalsOf(change: Reading['change']['subjects'][number], around: Around): { given: readonly Approval[]; gaps: readonly Gap[] } {
  const { state, leaf } = latest(change);
  if (!isUntold(state.approvals)) {
    const recorded = (change.versions[0] ?? latest(change)).from;
    const given = state.approvals.map((one): Approval => {
      const identity = byEmail(around.facts.person, one.by);
      return {
        ...one,
        at: one.at as Instant,
        withdrawnAt: one.withdrawnAt as Instant | null,
        identity,
        recorded: Math.max(recorded, one.at) as Instant,
        leaf,
      };
    });
    return { given, gaps: [] };
  }
  const { decided, landedAt, zone, facts } = around;
  const kept = decided ? decisionAt(decided.subject, landedAt, zone)?.state.approvals : undefined;
  if (kept !== 'records')
    throw new NotTold(`${state.approvals.untold.replace(/\.+$/, '')}, and no records of approvals are kept for this repository.`);
  return { given: fromRecords(change, around), gaps: facts['change-approval'].gaps };
}

function fromRecords(change: Reading['change']['subjects'][number], { facts }: Around): readonly Approval[] {
  const { landed, pullRequest, repository } = latest(change).state;
  const all = grouped(facts['change-approval'], 'change', (one) => keysOf(latest(one).state));
  const keys = [`${repository}@${landed}`, ...(pullRequest === null ? [] : [`${repository}#${pullRequest}`])];
  return [...new Set(keys.flatMap((key) => all.get(key) ?? []))].map((one): Approval => {
    const { state, leaf } = latest(one);
    const recorded = (one.versions[0] ?? latest(one)).from;
    const at = state.at as Instant;
    return {
      by: state.by,
      identity: byId(facts.person, state.by),
      at,
      commit: state.commit,
      withdrawnAt: state.withdrawnAt as Instant | null,
      recorded,
      leaf,
    };
  });
}

function keysOf({ repository, landed, pullRequest }: { repository: string; landed: string | null; pullRequest: number | null }): readonly string[] {
  return [...(landed === null ? [] : [`${repository}@${landed}`]), ...(pullRequest === null ? [] : [`${repository}#${pullRequest}`])];
}
