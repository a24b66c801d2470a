import { administratorActiveStories } from '../account/administrator-active.stories.ts';
import { collaboratorOwnedStories } from '../account/collaborator-owned.stories.ts';
import { knownStories } from '../account/known.stories.ts';
import { leaverRemovedStories } from '../account/leaver-removed.stories.ts';
import { notDormantStories } from '../account/not-dormant.stories.ts';
import { twoFactorStories } from '../account/two-factor.stories.ts';
import { administratorsBoundStories } from '../branch/administrators-bound.stories.ts';
import { approvalsRequiredStories } from '../branch/approvals-required.stories.ts';
import { checksRequiredStories } from '../branch/checks-required.stories.ts';
import { fewMayBypassStories } from '../branch/few-may-bypass.stories.ts';
import { forcePushBlockedStories } from '../branch/force-push-blocked.stories.ts';
import { historyKeptStories } from '../branch/history-kept.stories.ts';
import { pullRequestRequiredStories } from '../branch/pull-request-required.stories.ts';
import { staleApprovalsDismissedStories } from '../branch/stale-approvals-dismissed.stories.ts';
import { approvedByAnotherStories } from '../change/approved-by-another.stories.ts';
import { approverCouldWriteStories } from '../change/approver-could-write.stories.ts';
import { approverIsAPersonStories } from '../change/approver-is-a-person.stories.ts';
import { automationDeclaredStories } from '../change/automation-declared.stories.ts';
import { deployedFromPipelineStories } from '../change/deployed-from-pipeline.stories.ts';
import { deployedWhatLandedStories } from '../change/deployed-what-landed.stories.ts';
import { emergencyDeclaredByAuthorisedStories } from '../change/emergency-declared-by-authorised.stories.ts';
import { emergencyReviewedAfterwardsStories } from '../change/emergency-reviewed-afterwards.stories.ts';
import { requiredChecksPassedStories } from '../change/required-checks-passed.stories.ts';
import { throughPullRequestStories } from '../change/through-pull-request.stories.ts';
import { ticketReferenceStories } from '../change/ticket-reference.stories.ts';
import { restoreTestedStories } from '../continuity/restore-tested.stories.ts';
import { tabletopDocumentedStories } from '../continuity/tabletop-documented.stories.ts';
import { notOldStories } from '../deploy-key/not-old.stories.ts';
import { readOnlyStories } from '../deploy-key/read-only.stories.ts';
import { policyApprovedStories } from '../governance/policy-approved.stories.ts';
import { policyReviewedStories } from '../governance/policy-reviewed.stories.ts';
import { accessReviewCompleteStories } from '../identity/access-review-complete.stories.ts';
import { accessReviewOnTimeStories } from '../identity/access-review-on-time.stories.ts';
import { basePermissionStories } from '../organization/base-permission.stories.ts';
import { twoFactorRequiredStories } from '../organization/two-factor-required.stories.ts';
import { leaverAccessRemovedStories } from '../people/leaver-access-removed.stories.ts';
import { administratorKnownStories } from '../privileged/administrator-known.stories.ts';
import { protectionNotOverriddenStories } from '../privileged/protection-not-overridden.stories.ts';
import { protectionNotRemovedStories } from '../privileged/protection-not-removed.stories.ts';
import { codeScanningOnStories } from '../repository/code-scanning-on.stories.ts';
import { dependencyAlertsOnStories } from '../repository/dependency-alerts-on.stories.ts';
import { dependencyUpdatesOnStories } from '../repository/dependency-updates-on.stories.ts';
import { notPublicStories } from '../repository/not-public.stories.ts';
import { scopeDecidedStories } from '../repository/scope-decided.stories.ts';
import { secretScanningOnStories } from '../repository/secret-scanning-on.stories.ts';
import { revokedWithinLimitStories } from '../secret/revoked-within-limit.stories.ts';
import { dismissalApprovedStories } from '../vulnerabilities/dismissal-approved.stories.ts';
import { fixedWithinLimitStories } from '../vulnerabilities/fixed-within-limit.stories.ts';
import { mediumFixedWithinLimitStories } from '../vulnerabilities/medium-fixed-within-limit.stories.ts';
import { signedAndVerifiedStories } from '../webhook/signed-and-verified.stories.ts';
import type { StoriesOf } from './tried.ts';

/** The stories of every check. */
export const allStories: readonly StoriesOf[] = [
  accessReviewOnTimeStories,
  accessReviewCompleteStories,
  leaverAccessRemovedStories,
  policyReviewedStories,
  policyApprovedStories,
  fixedWithinLimitStories,
  ticketReferenceStories,
  approvedByAnotherStories,
  approverCouldWriteStories,
  approverIsAPersonStories,
  throughPullRequestStories,
  requiredChecksPassedStories,
  automationDeclaredStories,
  emergencyReviewedAfterwardsStories,
  emergencyDeclaredByAuthorisedStories,
  deployedFromPipelineStories,
  deployedWhatLandedStories,
  historyKeptStories,
  pullRequestRequiredStories,
  approvalsRequiredStories,
  staleApprovalsDismissedStories,
  checksRequiredStories,
  forcePushBlockedStories,
  administratorsBoundStories,
  fewMayBypassStories,
  restoreTestedStories,
  tabletopDocumentedStories,
  scopeDecidedStories,
  dependencyUpdatesOnStories,
  dependencyAlertsOnStories,
  secretScanningOnStories,
  codeScanningOnStories,
  notPublicStories,
  twoFactorRequiredStories,
  basePermissionStories,
  notOldStories,
  readOnlyStories,
  signedAndVerifiedStories,
  twoFactorStories,
  knownStories,
  collaboratorOwnedStories,
  administratorActiveStories,
  notDormantStories,
  leaverRemovedStories,
  mediumFixedWithinLimitStories,
  dismissalApprovedStories,
  revokedWithinLimitStories,
  protectionNotOverriddenStories,
  protectionNotRemovedStories,
  administratorKnownStories,
];
