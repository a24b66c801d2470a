import { unseenWithin } from './knowledge.ts';
import { type Context, definePopulation } from './population.ts';
import { openRated, vulnerabilityReads } from './vulnerabilities.ts';

/** Every medium vulnerability that was open at some time of the period. */
export const mediumVulnerabilities = definePopulation({
  id: 'medium-vulnerabilities',
  title: 'Medium vulnerabilities',
  mode: 'state',
  definition:
    'Every vulnerability that was at some time rated medium and was open at some time of the period, whoever found it, neither fixed nor dismissed; earlier ones that were still open are carried in.',
  reads: vulnerabilityReads,
  items: (context: Context<typeof vulnerabilityReads>) => openRated(['medium'], context),
  unseen: (context: Context<typeof vulnerabilityReads>) => unseenWithin(context.facts.vulnerability.gaps, context),
});
