import type { DraftId } from '../audit/drafts/all-drafts.ts';

/** What each draft is, in a line. */
export const draftNames: Readonly<Record<DraftId, string>> = {
  'system-description': 'The system, part by part: from facts, with your own texts',
  'management-assertion': 'What management asserts, for management to sign',
  'tests-and-results': 'Every control, what was asked of it, and what came of it',
  'subservice-schedule': 'What is expected of vendors, and what of customers',
  'type-1-snapshot': 'The design of the controls at a date (Type 1)',
  'bridge-letter': 'What is known of the days since the period, up to --to',
  readiness: 'What is open before an auditor comes, for yourselves',
};
