import { mediumVulnerabilities } from '../../populations/medium-vulnerabilities.ts';
import { defineCheck } from '../check.ts';
import { judgeWithinLimit, limitReads } from './within-limit.ts';

/** Medium vulnerabilities have a limit of their own, a longer one. */
export const mediumFixedWithinLimit = defineCheck({
  id: 'vulnerability/medium-fixed-within-limit',
  version: 1,
  title: 'Medium vulnerabilities were fixed within their limit',
  asks: 'Was each medium vulnerability fixed within its limit, counted from when it was found, or dismissed, or accepted for the time beyond it?',
  population: mediumVulnerabilities,
  reads: limitReads,
  settings: ['vulnerability.medium.within'],
  mend: 'Fix it, dismiss it with a reason and the yes of another person, or have it accepted for a while. A vulnerability fixed late stays an exception.',
  judge: (item, context) => judgeWithinLimit(item.data, ['medium'], context),
});
