import type { Facts } from '../../facts/reads.ts';
import { latest } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import type { Instant } from '../../kernel/time.ts';
import { grouped } from '../../populations/lookup.ts';

/** What shows that an account did something, besides what the host says of it. */
export const activityReads = {
  change: ['landedAt', 'mergedBy', 'approvals'],
  deployment: ['createdAt', 'by'],
  'privileged-event': ['at', 'actor'],
} as const;

type Reading = Facts<typeof activityReads>;

/** When an account is known to have done something: merged, approved, deployed, or used a special right. In order. */
export function seenActive(id: string, facts: Reading): readonly Instant[] {
  const ref = `account:${id}`;
  const changes = grouped(facts.change, 'actor', (one) => actsIn(latest(one).state).map((act) => act.by)).get(ref) ?? [];
  const deployments = grouped(facts.deployment, 'actor', (one) => latest(one).state.by).get(ref) ?? [];
  const events = grouped(facts['privileged-event'], 'actor', (one) => latest(one).state.actor ?? '');
  const instants = [
    ...changes.flatMap((one) => actsIn(latest(one).state).flatMap((act) => (act.by === ref ? [act.at] : []))),
    ...deployments.map((one) => latest(one).state.createdAt),
    ...[...(events.get(ref) ?? []), ...(events.get(id) ?? [])].map((one) => latest(one).state.at),
  ];
  return [...new Set(instants)].sort((a, b) => a - b) as Instant[];
}

type Change = Reading['change']['subjects'][number]['versions'][number]['state'];

function actsIn({ landedAt, mergedBy, approvals }: Change): readonly { readonly by: string; readonly at: number }[] {
  return [...(mergedBy === undefined ? [] : [{ by: mergedBy, at: landedAt }]), ...(isUntold(approvals) ? [] : approvals)];
}
