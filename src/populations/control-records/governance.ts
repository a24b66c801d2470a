/** Records of how the company is led, watched over, and looks at its risks, its vendors and its controls. */
export const governanceRecords = [
  {
    id: 'oversight-meeting',
    control: 'oversight-meetings',
    title: 'Oversight meeting',
    shows:
      'Who took part, the results, risks, incidents and open weaknesses that were put before them, what they asked, and what was decided, by whom to be done and by when.',
    cadence: 'oversight-meeting.every',
  },
  {
    id: 'conduct-acknowledgement',
    control: 'code-of-conduct',
    title: 'Agreement to the code of conduct',
    shows:
      'Everyone who works here with the version of the code and the policies that they agreed to, and the day; who is missing, and what is done about it.',
    cadence: 'conduct-acknowledgement.every',
  },
  {
    id: 'concern-review',
    control: 'speaking-up',
    title: 'Review of concerns',
    shows: 'How many concerns came in, or that there were none; days from report to answer; outcomes without names; and that a trial report arrived.',
    cadence: 'concern-review.every',
  },
  {
    id: 'role-review',
    control: 'roles-and-duties',
    title: 'Review of roles and reporting lines',
    shows:
      'The chart and the descriptions of that day, which controls each role answers for, what was found without an owner or with the wrong one, and who approved it.',
    cadence: 'role-review.every',
  },
  {
    id: 'performance-review',
    control: 'performance-reviews',
    title: 'Round of talks on performance',
    shows: 'Everyone who was due, the day of the talk, with whom it was held, and who was left out and why.',
    cadence: 'performance-review.every',
  },
  {
    id: 'hiring-review',
    control: 'hiring-checks',
    title: 'Review of hiring checks',
    shows: 'Everyone who joined since the last time, or that nobody did, with the first day, the day of each check, and the day of the contract.',
    cadence: 'hiring-review.every',
  },
  {
    id: 'security-training',
    control: 'security-training',
    title: 'Round of security training',
    shows: 'Everyone who works here with the courses they owe, the day on which each was finished, and who is late.',
    cadence: 'security-training.every',
  },
  {
    id: 'security-briefing',
    control: 'security-training',
    title: 'Security briefing',
    shows: 'What was told to everyone, where and on which day: changed policies, lessons of incidents, and what each is to do.',
    cadence: 'security-briefing.every',
  },
  {
    id: 'system-description-review',
    control: 'customer-commitments',
    title: 'Review of the system description',
    shows: 'The version that was compared, with which lists of parts, data flows and vendors, what differed, and what was mended.',
    cadence: 'system-description-review.every',
  },
  {
    id: 'commitment-review',
    control: 'customer-commitments',
    title: 'Review of commitments to customers',
    shows: 'Each promise in the terms, contracts and on the site, whether it was kept since the last time, and what was changed.',
    cadence: 'commitment-review.every',
  },
  {
    id: 'outside-report-review',
    control: 'outside-reports',
    title: 'Review of reports from outside',
    shows:
      'Each report since the last time, or that there was none, with the days of its answer and its end; and when a trial letter was sent and answered.',
    cadence: 'outside-report-review.every',
  },
  {
    id: 'risk-assessment',
    control: 'risk-assessment',
    title: 'Risk assessment',
    shows: 'The risks gone through with their size and answer, fraud and misuse among them, what changed since the last time, and who took part.',
    cadence: 'risk-assessment.every',
  },
  {
    id: 'risk-follow-up',
    control: 'risk-answers',
    title: 'Follow-up of risks',
    shows:
      'Measures that are due or late with their owners, acceptances that end, risks whose size has changed, and what management decided on them.',
    cadence: 'risk-follow-up.every',
  },
  {
    id: 'insurance-review',
    control: 'risk-answers',
    title: 'Review of insurance',
    shows:
      'What is insured up to which sum and until when, what an interruption or a breach would cost, what is left uncovered, and what management decided.',
    cadence: 'insurance-review.every',
  },
  {
    id: 'vendor-review',
    control: 'vendor-reviews',
    title: 'Review of critical vendors',
    shows:
      'Each critical vendor with what was read, the time its report covers, the exceptions that matter to us, the duties it leaves to us, and the outcome.',
    cadence: 'vendor-review.every',
  },
  {
    id: 'vendor-list-review',
    control: 'vendor-reviews',
    title: 'Review of the vendor list',
    shows: 'The list that was compared, with which payments and sign-ins, which vendors were missing from it, and what was decided on them.',
    cadence: 'vendor-list-review.every',
  },
  {
    id: 'control-review',
    control: 'control-reviews',
    title: 'Review of controls',
    shows:
      'What each control showed since the last time, what failed or could not be seen and why, and every open weakness with its owner and its day.',
    cadence: 'control-review.every',
  },
  {
    id: 'penetration-test',
    control: 'penetration-tests',
    title: 'Penetration test',
    shows: 'Who tested what, when and by which rules, the findings with their severity, and which repairs were tested again.',
    cadence: 'penetration-test.every',
  },
] as const;
