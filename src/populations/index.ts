import { accessReviewsDue } from './access-reviews-due.ts';
import { changes } from './changes.ts';
import { codeAccounts } from './code-accounts.ts';
import { codeOrganizations } from './code-organizations.ts';
import { deployKeys } from './deploy-keys.ts';
import { deployments } from './deployments.ts';
import { dismissedVulnerabilities } from './dismissed-vulnerabilities.ts';
import { emergencyChanges } from './emergency-changes.ts';
import { hostedChanges } from './hosted-changes.ts';
import { hostedRepositories } from './hosted-repositories.ts';
import { leakedSecrets } from './leaked-secrets.ts';
import { leavers } from './leavers.ts';
import { mediumVulnerabilities } from './medium-vulnerabilities.ts';
import { policies } from './policies.ts';
import type { Population } from './population.ts';
import { privilegedEvents } from './privileged-events.ts';
import { productionBranches } from './production-branches.ts';
import { restoreTestsDue } from './restore-tests-due.ts';
import { suppressions } from './suppressions.ts';
import { tabletopExercisesDue } from './tabletop-exercises-due.ts';
import { vulnerabilities } from './vulnerabilities.ts';
import { webhooks } from './webhooks.ts';

/** Every population, in the order in which reports show them. */
export const allPopulations: readonly Population[] = [
  accessReviewsDue,
  leavers,
  policies,
  vulnerabilities,
  changes,
  hostedChanges,
  emergencyChanges,
  deployments,
  productionBranches,
  restoreTestsDue,
  tabletopExercisesDue,
  hostedRepositories,
  codeOrganizations,
  deployKeys,
  webhooks,
  codeAccounts,
  mediumVulnerabilities,
  dismissedVulnerabilities,
  leakedSecrets,
  privilegedEvents,
  suppressions,
] as unknown as readonly Population[];
