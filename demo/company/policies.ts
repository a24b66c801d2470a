import { calendarDate } from '../../src/kernel/calendar.ts';
import { dayOf, someTime, someWorkday } from '../clock.ts';
import type { Random } from '../random.ts';
import { POLICY_TEXTS, type PolicyText } from './policy-texts.ts';
import type { Policy, PolicyVersion } from './world.ts';

/** From this day on the adopted numbers count, the scope stands and the controls are kept: before the first audit, and before the first window of any cadence begins. */
export const EFFECTIVE = calendarDate('2024-12-16');

/** Those who may approve policies, and never leave. */
export const POLICY_APPROVERS = ['p-001', 'p-002', 'p-003'] as const;

const AUTHORS = ['p-001', 'p-002', 'p-003', 'p-004', 'p-005'];

/** Drafted in November, adopted in December 2024, each reviewed once in 2025: half of them as they stood, half with a new version. */
export function makePolicies(random: Random): Policy[] {
  return POLICY_TEXTS.map((text, index) => makePolicy(random, text, index % 2 === 0));
}

function makePolicy(random: Random, text: PolicyText, revised: boolean): Policy {
  const author = random.pick(AUTHORS);
  const approver = random.pick(POLICY_APPROVERS.filter((id) => id !== author));
  const drafted = someTime(random, someWorkday(random, calendarDate('2024-11-04'), calendarDate('2024-11-22')));
  const draft: PolicyVersion = {
    ...{ recorded: drafted, status: 'draft', version: 1, author },
    ...{ approvedBy: null, approvedOn: null, reviewedOn: null, effective: null },
  };
  const adopted = adoption(draft, approver, someTime(random, someWorkday(random, calendarDate('2024-12-02'), calendarDate('2024-12-12'))));
  const reviewedAt = someTime(random, someWorkday(random, calendarDate('2025-04-14'), calendarDate('2025-11-17')));
  const reviewed: PolicyVersion = revised
    ? revision(random, adopted, reviewedAt)
    : { ...adopted, recorded: reviewedAt, reviewedOn: dayOf(reviewedAt) };
  return { ...text, owner: random.pick(POLICY_APPROVERS), versions: [draft, adopted, reviewed] };
}

function adoption(draft: PolicyVersion, approver: string, recorded: PolicyVersion['recorded']): PolicyVersion {
  const day = dayOf(recorded);
  return { ...draft, recorded, status: 'adopted', approvedBy: approver, approvedOn: day, reviewedOn: day, effective: EFFECTIVE };
}

function revision(random: Random, before: PolicyVersion, recorded: PolicyVersion['recorded']): PolicyVersion {
  const author = random.pick(AUTHORS);
  const day = dayOf(recorded);
  return {
    ...before,
    ...{ recorded, version: before.version + 1, author, approvedBy: random.pick(POLICY_APPROVERS.filter((id) => id !== author)) },
    ...{ approvedOn: day, reviewedOn: day, effective: day },
  };
}
