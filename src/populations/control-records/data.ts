/** Records of how confidential information, processing and personal data are dealt with. */
export const dataRecords = [
  {
    id: 'data-inventory-review',
    control: 'data-handling',
    title: 'Review of the data inventory',
    shows:
      'Every store of customer or confidential data with its class, owner, vendor and time kept, held against what the providers list; and exports held against the ways that are allowed.',
    cadence: 'data-inventory-review.every',
  },
  {
    id: 'customer-deletion-review',
    control: 'deletion',
    title: 'Review of customers who left',
    shows:
      'Every contract that ended since the last time, or that none did, with the day of its end, the day of the deletion, its log, and the word to the customer.',
    cadence: 'customer-deletion-review.every',
  },
  {
    id: 'retention-review',
    control: 'deletion',
    title: 'Review of what should be gone',
    shows: 'Which examples of things whose time is over were looked for, in which systems, what was found, and which holds are in force.',
    cadence: 'retention-review.every',
  },
  {
    id: 'specification-review',
    control: 'data-definitions',
    title: 'Review of the specification',
    shows:
      'The version that was compared with what runs, what differed, what was refused or set aside on entry since the last time, and what was changed.',
    cadence: 'specification-review.every',
  },
  {
    id: 'reconciliation-review',
    control: 'processing-reconciliation',
    title: 'Review of reconciliations',
    shows:
      'Runs since the last time, differences and failures with their causes and when they were cleared, and the results that were computed again.',
    cadence: 'reconciliation-review.every',
  },
  {
    id: 'delivery-review',
    control: 'output-delivery',
    title: 'Review of deliveries',
    shows:
      'Failed and late deliveries since the last time, or that there were none, with cause and word to the customer, and the sample that was followed to its receivers.',
    cadence: 'delivery-review.every',
  },
  {
    id: 'stored-data-review',
    control: 'stored-data',
    title: 'Review of stored data',
    shows:
      'Contradictions that were found in the stores and how they were cleared, and every correction by hand with its ticket and its second reader.',
    cadence: 'stored-data-review.every',
  },
  {
    id: 'privacy-notice-review',
    control: 'privacy-notice',
    title: 'Review of the privacy notice',
    shows:
      'The version that was compared with the register, the forms and a sample of systems, what differed, what was stopped or changed, and who was told.',
    cadence: 'privacy-notice-review.every',
  },
  {
    id: 'consent-review',
    control: 'consent',
    title: 'Review of consents',
    shows: 'The sample of uses that were held against stored consents, the text and time of each, and what was found without one.',
    cadence: 'consent-review.every',
  },
  {
    id: 'privacy-register-review',
    control: 'personal-data-register',
    title: 'Review of the register of personal data',
    shows:
      'Which entries were gone through with whom, fields that were removed for want of a purpose, new uses since the last time, and how each was examined.',
    cadence: 'privacy-register-review.every',
  },
  {
    id: 'privacy-request-review',
    control: 'privacy-requests',
    title: 'Review of privacy requests and complaints',
    shows:
      'Every request and complaint since the last time, or that there was none, with its days, its outcome and the reason of a refusal, and what is learned from them.',
    cadence: 'privacy-request-review.every',
  },
  {
    id: 'disclosure-review',
    control: 'disclosures',
    title: 'Review of disclosures',
    shows:
      'The exports and interfaces that were held against the log of disclosures, requests of authorities and their answers, and what had no entry.',
    cadence: 'disclosure-review.every',
  },
  {
    id: 'breach-register-review',
    control: 'personal-data-breaches',
    title: 'Review of breaches',
    shows:
      'Every breach since the last time, or that there was none, held against incidents and reports of vendors, with who was told and when, or why nobody.',
    cadence: 'breach-register-review.every',
  },
  {
    id: 'processor-review',
    control: 'processors',
    title: 'Review of vendors with personal data',
    shows: 'Each vendor with the day of its terms, what was read or asked, those it passes data on to, incidents told and not told, and the outcome.',
    cadence: 'processor-review.every',
  },
] as const;
