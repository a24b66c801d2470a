import { approvedByAnotherStories } from '../change/approved-by-another.stories.ts';
import { ticketReferenceStories } from '../change/ticket-reference.stories.ts';
import { restoreTestedStories } from '../continuity/restore-tested.stories.ts';
import { tabletopDocumentedStories } from '../continuity/tabletop-documented.stories.ts';
import { policyApprovedStories } from '../governance/policy-approved.stories.ts';
import { policyReviewedStories } from '../governance/policy-reviewed.stories.ts';
import { accessReviewCompleteStories } from '../identity/access-review-complete.stories.ts';
import { accessReviewOnTimeStories } from '../identity/access-review-on-time.stories.ts';
import { leaverAccessRemovedStories } from '../people/leaver-access-removed.stories.ts';
import { fixedWithinLimitStories } from '../vulnerabilities/fixed-within-limit.stories.ts';
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
  restoreTestedStories,
  tabletopDocumentedStories,
];
