import { joinGaps } from '../facts/sight.ts';
import { unseenWithin } from './knowledge.ts';
import { definePopulation } from './population.ts';
import { acceptancesInForce, exclusionsInForce } from './suppressions/decisions.ts';
import { closedSecrets, dismissalsInForce } from './suppressions/dismissals.ts';
import { controlEndings, scopeEndings } from './suppressions/endings.ts';
import { type Reading, suppressionReads } from './suppressions/reading.ts';

/** The kinds that hold what is listed; people only approve it. */
const listed = ['exclusion', 'acceptance', 'scope', 'control', 'vulnerability', 'secret-leak'] as const;

/** Whatever kept something from being tested, or from counting, in one list. No check asks anything of it: it is there to be read. */
export const suppressions = definePopulation({
  id: 'suppressions',
  title: 'Suppressions',
  mode: 'state',
  definition:
    'Whatever kept something from being tested, or lay over what was found, at some time of the period: exclusions in force, acceptances of vulnerabilities in force, decisions on the scope and versions of controls that ended in the period with nothing following them, dismissals of vulnerabilities, and alerts of leaked secrets that were closed without a revocation. Each stands from when it counted to when it ended.',
  reads: suppressionReads,
  items: (context: Reading) => [
    ...exclusionsInForce(context),
    ...acceptancesInForce(context),
    ...scopeEndings(context),
    ...controlEndings(context),
    ...dismissalsInForce(context),
    ...closedSecrets(context),
  ],
  unseen: (context: Reading) => joinGaps(listed.flatMap((kind) => unseenWithin(context.facts[kind].gaps, context))),
});
