import { administratorActive } from './account/administrator-active.ts';
import { collaboratorOwned } from './account/collaborator-owned.ts';
import { known } from './account/known.ts';
import { leaverRemoved } from './account/leaver-removed.ts';
import { notDormant } from './account/not-dormant.ts';
import { twoFactor } from './account/two-factor.ts';
import { administratorsBound } from './branch/administrators-bound.ts';
import { approvalsRequired } from './branch/approvals-required.ts';
import { checksRequired } from './branch/checks-required.ts';
import { fewMayBypass } from './branch/few-may-bypass.ts';
import { forcePushBlocked } from './branch/force-push-blocked.ts';
import { historyKept } from './branch/history-kept.ts';
import { pullRequestRequired } from './branch/pull-request-required.ts';
import { staleApprovalsDismissed } from './branch/stale-approvals-dismissed.ts';
import { approvedByAnother } from './change/approved-by-another.ts';
import { approverCouldWrite } from './change/approver-could-write.ts';
import { approverIsAPerson } from './change/approver-is-a-person.ts';
import { automationDeclared } from './change/automation-declared.ts';
import { deployedFromPipeline } from './change/deployed-from-pipeline.ts';
import { deployedWhatLanded } from './change/deployed-what-landed.ts';
import { emergencyDeclaredByAuthorised } from './change/emergency-declared-by-authorised.ts';
import { emergencyReviewedAfterwards } from './change/emergency-reviewed-afterwards.ts';
import { requiredChecksPassed } from './change/required-checks-passed.ts';
import { throughPullRequest } from './change/through-pull-request.ts';
import { ticketReference } from './change/ticket-reference.ts';
import type { Check } from './check.ts';
import { restoreTested } from './continuity/restore-tested.ts';
import { tabletopDocumented } from './continuity/tabletop-documented.ts';
import { notOld } from './deploy-key/not-old.ts';
import { readOnly } from './deploy-key/read-only.ts';
import { policyApproved } from './governance/policy-approved.ts';
import { policyReviewed } from './governance/policy-reviewed.ts';
import { accessReviewComplete } from './identity/access-review-complete.ts';
import { accessReviewOnTime } from './identity/access-review-on-time.ts';
import { basePermission } from './organization/base-permission.ts';
import { twoFactorRequired } from './organization/two-factor-required.ts';
import { leaverAccessRemoved } from './people/leaver-access-removed.ts';
import { administratorKnown } from './privileged/administrator-known.ts';
import { protectionNotOverridden } from './privileged/protection-not-overridden.ts';
import { protectionNotRemoved } from './privileged/protection-not-removed.ts';
import { codeScanningOn } from './repository/code-scanning-on.ts';
import { dependencyAlertsOn } from './repository/dependency-alerts-on.ts';
import { dependencyUpdatesOn } from './repository/dependency-updates-on.ts';
import { notPublic } from './repository/not-public.ts';
import { scopeDecided } from './repository/scope-decided.ts';
import { secretScanningOn } from './repository/secret-scanning-on.ts';
import { revokedWithinLimit } from './secret/revoked-within-limit.ts';
import { dismissalApproved } from './vulnerabilities/dismissal-approved.ts';
import { fixedWithinLimit } from './vulnerabilities/fixed-within-limit.ts';
import { mediumFixedWithinLimit } from './vulnerabilities/medium-fixed-within-limit.ts';
import { signedAndVerified } from './webhook/signed-and-verified.ts';

/** Every check, in the order in which reports show them. */
export const allChecks: readonly Check[] = [
  accessReviewOnTime,
  accessReviewComplete,
  leaverAccessRemoved,
  policyReviewed,
  policyApproved,
  fixedWithinLimit,
  ticketReference,
  approvedByAnother,
  approverCouldWrite,
  approverIsAPerson,
  throughPullRequest,
  requiredChecksPassed,
  automationDeclared,
  emergencyReviewedAfterwards,
  emergencyDeclaredByAuthorised,
  deployedFromPipeline,
  deployedWhatLanded,
  historyKept,
  pullRequestRequired,
  approvalsRequired,
  staleApprovalsDismissed,
  checksRequired,
  forcePushBlocked,
  administratorsBound,
  fewMayBypass,
  restoreTested,
  tabletopDocumented,
  scopeDecided,
  dependencyUpdatesOn,
  dependencyAlertsOn,
  secretScanningOn,
  codeScanningOn,
  notPublic,
  twoFactorRequired,
  basePermission,
  notOld,
  readOnly,
  signedAndVerified,
  twoFactor,
  known,
  collaboratorOwned,
  administratorActive,
  notDormant,
  leaverRemoved,
  mediumFixedWithinLimit,
  dismissalApproved,
  revokedWithinLimit,
  protectionNotOverridden,
  protectionNotRemoved,
  administratorKnown,
] as unknown as readonly Check[];
