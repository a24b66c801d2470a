import { latest } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import { earlier, FOREVER, type Instant, plus } from '../kernel/time.ts';
import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation, type Item } from './population.ts';

export const vulnerabilityReads = { vulnerability: ['id', 'identifier', 'severity', 'where', 'foundAt', 'fixedAt', 'dismissed'] } as const;

type Reading = Context<typeof vulnerabilityReads>;
type Vulnerability = Reading['facts']['vulnerability']['subjects'][number];

/** Limits exist for these three. */
export type LimitedSeverity = 'critical' | 'high' | 'medium';

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
    'Every vulnerability that was at some time rated critical or high and was open at some time of the period, whoever found it, neither fixed nor dismissed; earlier ones that were still open are carried in.',
  reads: vulnerabilityReads,
  items: (context: Reading) => openRated(['critical', 'high'], context),
  unseen: (context) => unseenWithin(context.facts.vulnerability.gaps, context),
});

/** The vulnerabilities that were at some time rated so, and open at some time of the period. */
export function openRated(severities: readonly LimitedSeverity[], context: Reading): readonly Item<VulnerabilityItem>[] {
  const rated = (one: Vulnerability) => one.versions.some(({ state }) => severities.some((severity) => severity === state.severity));
  return context.facts.vulnerability.subjects
    .filter((one) => rated(one) && wasOpen(one, context))
    .map((one) => itemOf(one, severities.join(' or '), context));
}

function wasOpen(one: Vulnerability, { period, horizon }: Reading): boolean {
  const { foundAt } = latest(one).state;
  return foundAt < period.until && foundAt <= horizon && (foundAt >= period.from || endOf(one) > period.from);
}

/** A dismissal that was taken back is not the end: what was said last counts. */
function endOf(one: Vulnerability): Instant {
  const { fixedAt, dismissed } = latest(one).state;
  const fixed = isUntold(fixedAt) || fixedAt === null ? FOREVER : (fixedAt as Instant);
  return dismissed ? earlier(fixed, dismissed.at as Instant) : fixed;
}

function itemOf(one: Vulnerability, rated: string, { period }: Reading): Item<VulnerabilityItem> {
  const { state, leaf } = latest(one);
  const found = state.foundAt as Instant;
  const end = endOf(one);
  const carried = found < period.from ? ' Carried in: it was found before the period.' : '';
  return {
    key: state.id,
    title: `${state.identifier} in ${state.where}, ${state.severity}`,
    because: `It was rated ${rated}, and open in the period.${carried}`,
    span: { from: found, until: end > found ? end : plus(found, 1) },
    leaves: [leaf],
    data: { subject: one.id, id: state.id },
  };
}
