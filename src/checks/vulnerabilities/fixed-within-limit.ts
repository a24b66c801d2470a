import { vulnerabilities } from '../../populations/vulnerabilities.ts';
import { defineCheck } from '../check.ts';
import { judgeWithinLimit, limitReads } from './within-limit.ts';

/** Critical and high vulnerabilities are fixed within the limit of their severity, or accepted by somebody who may. */
export const fixedWithinLimit = defineCheck({
  id: 'vulnerability/fixed-within-limit',
  version: 2,
  title: 'Critical and high vulnerabilities were fixed within their limit',
  asks: 'Was each critical and high vulnerability fixed within the limit of its severity, counted from when it was found, or dismissed, or accepted for the time beyond it?',
  population: vulnerabilities,
  reads: limitReads,
  settings: ['vulnerability.critical.within', 'vulnerability.high.within'],
  mend: 'Fix it, or have its acceptance approved by another person with the authority "risks". A vulnerability fixed late stays an exception.',
  judge: (item, context) => judgeWithinLimit(item.data, ['critical', 'high'], context),
});
