import { accessReviews } from './catalogue/access-reviews.ts';
import { branchProtectionControl } from './catalogue/branch-protection.ts';
import { changeApproval } from './catalogue/change-approval.ts';
import { changeAutomation } from './catalogue/change-automation.ts';
import { changePullRequests } from './catalogue/change-pull-requests.ts';
import { changeTickets } from './catalogue/change-tickets.ts';
import { codeHostAccounts } from './catalogue/code-host-accounts.ts';
import { deploymentsControl } from './catalogue/deployments.ts';
import { emergencyChangesControl } from './catalogue/emergency-changes.ts';
import { incidentExercises } from './catalogue/incident-exercises.ts';
import { leakedSecretsControl } from './catalogue/leaked-secrets.ts';
import { leaverAccess } from './catalogue/leaver-access.ts';
import { machineAccess } from './catalogue/machine-access.ts';
import { membershipRights } from './catalogue/membership-rights.ts';
import { policyUpkeep } from './catalogue/policy-upkeep.ts';
import { privilegedActions } from './catalogue/privileged-actions.ts';
import { repositoryScanning } from './catalogue/repository-scanning.ts';
import { repositoryScope } from './catalogue/repository-scope.ts';
import { restoreTests } from './catalogue/restore-tests.ts';
import { secondFactor } from './catalogue/second-factor.ts';
import { sourceNotPublic } from './catalogue/source-not-public.ts';
import { vulnerabilityRepair } from './catalogue/vulnerability-repair.ts';
import { vulnerabilityTriage } from './catalogue/vulnerability-triage.ts';
import type { Control } from './control.ts';

/** Every control, in the order in which reports show them. */
export const allControls: readonly Control[] = [
  accessReviews,
  leaverAccess,
  policyUpkeep,
  vulnerabilityRepair,
  changeTickets,
  changeApproval,
  changePullRequests,
  changeAutomation,
  emergencyChangesControl,
  deploymentsControl,
  branchProtectionControl,
  restoreTests,
  incidentExercises,
  repositoryScope,
  repositoryScanning,
  sourceNotPublic,
  secondFactor,
  membershipRights,
  machineAccess,
  codeHostAccounts,
  vulnerabilityTriage,
  leakedSecretsControl,
  privilegedActions,
];
