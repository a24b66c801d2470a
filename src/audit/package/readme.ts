import { SIMULATED_NOTE } from '../../verify/package/manifest.ts';
import type { AssessmentSummary } from '../assessment.ts';

/** README.txt: what this folder is and how to check it, for somebody who never heard of Tickmark. */
export function readmeText({ organization, period, tickmark, simulated }: AssessmentSummary): string {
  return `Audit package of ${oneLine(organization.name)}, ${period.first} to ${period.last} (${period.zone})
Written by Tickmark ${tickmark}. Tickmark gives no opinion: that is the auditor's.${simulated === true ? `\n\n${SIMULATED_NOTE}` : ''}

index.html          the report; opens in any browser, without network
exceptions.csv      every exception in the period; exceptions.json holds the same
unknowns.json       what could not be known, with the reason
exclusions.json     exclusions: what was accepted, by whom, until when
populations/        the items each control applies to, with the completeness sheet
findings/           the outcome of every check for every item, as sealed
evidence/           every entry of the ledger with what it says, and the raw files that were read
ledger/             the hashes of all entries: proof that nothing was changed, put in or taken out
assessment.json     the sealed assessment; checkpoint.txt the signed state of the ledger
manifest.json       every file with its hash; manifest.note signs it
verify.mjs          the verifier

To verify, with Node.js 18 or later and no network:

  node verify.mjs . --key KEY

KEY is the company's verifier key. Get it from the company by another way than this package; key.txt holds what the
package itself claims, which proves nothing. A verifier that came with a package cannot vouch for that package: take
verify.mjs from a release of Tickmark, or write your own from docs/spec/package.md, which is all one needs.
`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
