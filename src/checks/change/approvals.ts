import type { Facts } from '../../facts/reads.ts';
import { type Gap, latest } from '../../facts/timeline.ts';
import { isUntold, NotTold, type Told, untold } from '../../facts/told.ts';
import type { Zone } from '../../kernel/calendar.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { grouped } from '../../populations/lookup.ts';
import { decisionAt } from '../../populations/scope.ts';
import { personNamed, type Who, whoIs, whoReads } from '../../populations/who.ts';
import { accountType, type Sort } from './account-type.ts';
import { type ChangeSubject, loginsIn, type SeenChange, seenReads } from './seen-change.ts';

export const approvalReads = {
  ...seenReads,
  ...whoReads,
  'change-approval': ['id', 'repository', 'pullRequest', 'landed', 'by', 'at', 'commit', 'withdrawnAt'],
} as const;

export type ApprovalFacts = Facts<typeof approvalReads>;
type Given = Exclude<ChangeSubject['versions'][number]['state']['approvals'], { untold: string }>[number];

/** Somebody's yes to a change. */
export interface Approval {
  /** As a person reads it: a login, an address, or the id of a person. */
  readonly by: string;
  readonly identity: Who;
  readonly type: Sort;
  readonly couldWrite: Told<boolean>;
  readonly at: Instant;
  /** The last commit that the approver saw. */
  readonly commit: string;
  readonly withdrawnAt: Instant | null;
  readonly recorded: Instant;
  /** When the look was that first saw it; undefined where that is not told. */
  readonly firstSeen: Instant | undefined;
  readonly leaf: number;
}

interface Around extends Pick<ChangeItem, 'decided' | 'landedAt'> {
  readonly facts: ApprovalFacts;
  readonly zone: Zone;
}

const NO_RIGHTS = untold('The records of approvals do not tell who could write to the repository.');

/**
 * The approvals of a change, from the code host, or from the records where the scope says that they are kept there.
 * @throws NotTold where neither tells
 */
export function approvalsOf({ lead, state }: SeenChange, around: Around): { given: readonly Approval[]; gaps: readonly Gap[] } {
  const told = firstSeen(lead);
  if (told.length > 0 || !isUntold(state.approvals)) return { given: told.map((one) => fromHost(one, lead, around.facts)), gaps: [] };
  const { decided, landedAt, zone, facts } = around;
  const kept = decided ? decisionAt(decided.subject, landedAt, zone)?.state.approvals : undefined;
  if (kept !== 'records')
    throw new NotTold(`${state.approvals.untold.replace(/\.+$/, '')}, and no records of approvals are kept for this repository.`);
  return { given: fromRecords(state, around), gaps: facts['change-approval'].gaps };
}

interface FirstSeen {
  readonly given: Given;
  readonly withdrawnAt: number | null;
  readonly version: ChangeSubject['versions'][number];
}

/** Each approval as it was first seen, withdrawn as it was last seen. Who gave it may have been forgotten by the host since. */
function firstSeen({ versions }: ChangeSubject): readonly FirstSeen[] {
  const seen = new Map<string, FirstSeen>();
  for (const version of versions) {
    const { approvals } = version.state;
    if (isUntold(approvals)) continue;
    for (const given of approvals) {
      const ghosts = given.by === '' ? [...seen].filter(([, one]) => one.given.at === given.at && one.given.commit === given.commit) : [];
      const key = ghosts[0]?.[0] ?? `${given.by}\n${given.at}\n${given.commit}`;
      const first = seen.get(key);
      seen.set(key, { given: first?.given ?? given, withdrawnAt: given.withdrawnAt, version: first?.version ?? version });
    }
  }
  return [...seen.values()];
}

function fromHost({ given, withdrawnAt, version }: FirstSeen, lead: ChangeSubject, facts: ApprovalFacts): Approval {
  const logins = loginsIn(lead, given.by);
  const identity = whoIs(facts, given.by, logins);
  const told = given.byType ?? 'unknown';
  return {
    by: logins.at(-1) ?? (given.by || 'somebody whom the code host no longer knows'),
    identity,
    type: told === 'unknown' ? accountType(given.by, identity, { lead, facts }) : told,
    couldWrite: given.couldWrite ?? untold('Nobody tells whether the approver could write to the repository.'),
    at: given.at as Instant,
    commit: given.commit,
    withdrawnAt: withdrawnAt as Instant | null,
    recorded: Math.max((lead.versions[0] ?? version).from, given.at) as Instant,
    firstSeen: version.state.seenAt as Instant | undefined,
    leaf: version.leaf,
  };
}

function fromRecords({ landed, pullRequest, repository }: SeenChange['state'], { facts }: Around): readonly Approval[] {
  const all = grouped(facts['change-approval'], 'change', (one) => keysOf(latest(one).state));
  const keys = [`${repository}@${landed}`, ...(pullRequest === null ? [] : [`${repository}#${pullRequest}`])];
  return [...new Set(keys.flatMap((key) => all.get(key) ?? []))].map((one): Approval => {
    const { state, leaf } = latest(one);
    const identity = personNamed(facts, state.by);
    return {
      by: state.by,
      identity,
      type: identity.people.size > 0 ? 'person' : 'unknown',
      couldWrite: NO_RIGHTS,
      at: state.at as Instant,
      commit: state.commit,
      withdrawnAt: state.withdrawnAt as Instant | null,
      recorded: (one.versions[0] ?? latest(one)).from,
      firstSeen: undefined,
      leaf,
    };
  });
}

function keysOf({ repository, landed, pullRequest }: { repository: string; landed: string | null; pullRequest: number | null }): readonly string[] {
  return [...(landed === null ? [] : [`${repository}@${landed}`]), ...(pullRequest === null ? [] : [`${repository}#${pullRequest}`])];
}
