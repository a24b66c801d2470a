import { accessGrants } from './catalogue/access-grants.ts';
import { accessReviews } from './catalogue/access-reviews.ts';
import { alerts } from './catalogue/alerts.ts';
import { backups } from './catalogue/backups.ts';
import { branchProtectionControl } from './catalogue/branch-protection.ts';
import { capacityReviews } from './catalogue/capacity-reviews.ts';
import { changeApproval } from './catalogue/change-approval.ts';
import { changeAutomation } from './catalogue/change-automation.ts';
import { changePullRequests } from './catalogue/change-pull-requests.ts';
import { changeTickets } from './catalogue/change-tickets.ts';
import { codeHostAccounts } from './catalogue/code-host-accounts.ts';
import { codeOfConduct } from './catalogue/code-of-conduct.ts';
import { consent } from './catalogue/consent.ts';
import { continuityPlan } from './catalogue/continuity-plan.ts';
import { controlReviews } from './catalogue/control-reviews.ts';
import { customerCommitments } from './catalogue/customer-commitments.ts';
import { dataDefinitions } from './catalogue/data-definitions.ts';
import { dataHandling } from './catalogue/data-handling.ts';
import { deletion } from './catalogue/deletion.ts';
import { deploymentsControl } from './catalogue/deployments.ts';
import { deviceManagement } from './catalogue/device-management.ts';
import { disclosures } from './catalogue/disclosures.ts';
import { emergencyChangesControl } from './catalogue/emergency-changes.ts';
import { encryption } from './catalogue/encryption.ts';
import { hiringChecks } from './catalogue/hiring-checks.ts';
import { incidentExercises } from './catalogue/incident-exercises.ts';
import { incidentHandling } from './catalogue/incident-handling.ts';
import { infrastructureChanges } from './catalogue/infrastructure-changes.ts';
import { keyManagement } from './catalogue/key-management.ts';
import { leakedSecretsControl } from './catalogue/leaked-secrets.ts';
import { leaverAccess } from './catalogue/leaver-access.ts';
import { logging } from './catalogue/logging.ts';
import { machineAccess } from './catalogue/machine-access.ts';
import { mediaDisposal } from './catalogue/media-disposal.ts';
import { membershipRights } from './catalogue/membership-rights.ts';
import { networkBoundary } from './catalogue/network-boundary.ts';
import { outputDelivery } from './catalogue/output-delivery.ts';
import { outsideReports } from './catalogue/outside-reports.ts';
import { oversightMeetings } from './catalogue/oversight-meetings.ts';
import { penetrationTests } from './catalogue/penetration-tests.ts';
import { performanceReviews } from './catalogue/performance-reviews.ts';
import { personalDataBreaches } from './catalogue/personal-data-breaches.ts';
import { personalDataRegister } from './catalogue/personal-data-register.ts';
import { physicalAccess } from './catalogue/physical-access.ts';
import { policyUpkeep } from './catalogue/policy-upkeep.ts';
import { privacyNotice } from './catalogue/privacy-notice.ts';
import { privacyRequests } from './catalogue/privacy-requests.ts';
import { privilegedActions } from './catalogue/privileged-actions.ts';
import { processingReconciliation } from './catalogue/processing-reconciliation.ts';
import { processors } from './catalogue/processors.ts';
import { repositoryScanning } from './catalogue/repository-scanning.ts';
import { repositoryScope } from './catalogue/repository-scope.ts';
import { restoreTests } from './catalogue/restore-tests.ts';
import { riskAnswers } from './catalogue/risk-answers.ts';
import { riskAssessment } from './catalogue/risk-assessment.ts';
import { rolesAndDuties } from './catalogue/roles-and-duties.ts';
import { secondFactor } from './catalogue/second-factor.ts';
import { securityTraining } from './catalogue/security-training.ts';
import { singleSignOn } from './catalogue/single-sign-on.ts';
import { sourceNotPublic } from './catalogue/source-not-public.ts';
import { speakingUp } from './catalogue/speaking-up.ts';
import { storedData } from './catalogue/stored-data.ts';
import { vendorReviews } from './catalogue/vendor-reviews.ts';
import { vulnerabilityRepair } from './catalogue/vulnerability-repair.ts';
import { vulnerabilityTriage } from './catalogue/vulnerability-triage.ts';
import type { Control } from './control.ts';

const accessAndChange = [
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

const governance = [oversightMeetings, codeOfConduct, speakingUp, rolesAndDuties, performanceReviews, hiringChecks, securityTraining];

const communicationAndRisk = [customerCommitments, outsideReports, riskAssessment, riskAnswers, vendorReviews];

const monitoring = [controlReviews, penetrationTests];

const protection = [accessGrants, singleSignOn, networkBoundary, encryption, keyManagement, deviceManagement, physicalAccess, mediaDisposal];

const operations = [logging, alerts, incidentHandling, backups, capacityReviews, continuityPlan, infrastructureChanges];

const confidentiality = [dataHandling, deletion];

const processingIntegrity = [dataDefinitions, processingReconciliation, outputDelivery, storedData];

const privacy = [privacyNotice, consent, personalDataRegister, privacyRequests, disclosures, personalDataBreaches, processors];

/** Every control, in the order in which reports show them. */
export const allControls: readonly Control[] = [
  ...accessAndChange,
  ...governance,
  ...communicationAndRisk,
  ...monitoring,
  ...protection,
  ...operations,
  ...confidentiality,
  ...processingIntegrity,
  ...privacy,
];
