import { latest } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import { FOREVER, type Instant, plus } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

const reads = { vulnerability: ['id', 'identifier', 'severity', 'where', 'foundAt', 'fixedAt'] } as const;

type Reading = Context<typeof reads>;
type Vulnerability = Reading['facts']['vulnerability']['subjects'][number];

/** Limits exist for these two. */
export const limitedSeverities = ['critical', 'high'] as const;
export type LimitedSeverity = (typeof limitedSeverities)[number];

/** A vulnerability; what was said of it is asked of the facts by its subject. */
export interface VulnerabilityItem {
  readonly subject: string;
  readonly id: string;
}

/** Every critical and high vulnerability that was open at some time of the period. */
export const vulnerabilities = definePopulation({
  id: 'vulnerabilities',
  title: 'Critical and high vulnerabilities',
  mode: 'state',
  definition:
    'Every vulnerability that was at some time rated critical or high and was open at some time of the period, whoever found it; earlier ones that were still open are carried in.',
  reads,
  items(context: Reading): readonly Item<VulnerabilityItem>[] {
    return context.facts.vulnerability.subjects.filter((one) => limited(one) && wasOpen(one, context)).map((one) => itemOf(one, context));
  },
  unseen: (context) => unseenWithin(context.facts.vulnerability.gaps, context),
});

export function isLimited(severity: string): severity is LimitedSeverity {
  return severity === 'critical' || severity === 'high';
}

function limited(one: Vulnerability): boolean {
  return one.versions.some((version) => isLimited(version.state.severity));
}

function wasOpen(one: Vulnerability, { period, horizon }: Reading): boolean {
  const { foundAt } = latest(one).state;
  return foundAt < period.until && foundAt <= horizon && (foundAt >= period.from || endOf(one) > period.from);
}

function endOf(one: Vulnerability): Instant {
  const { fixedAt } = latest(one).state;
  return isUntold(fixedAt) || fixedAt === null ? FOREVER : (fixedAt as Instant);
}

function itemOf(one: Vulnerability, { period }: Reading): Item<VulnerabilityItem> {
  const { state, leaf } = latest(one);
  const found = state.foundAt as Instant;
  const end = endOf(one);
  const carried = found < period.from ? ' Carried in: it was found before the period.' : '';
  return {
    key: state.id,
    title: `${state.identifier} in ${state.where}, ${state.severity}`,
    because: `It was rated critical or high, and open in the period.${carried}`,
    span: { from: found, until: end > found ? end : plus(found, 1) },
    leaves: [leaf],
    data: { subject: one.id, id: state.id },
  };
}
