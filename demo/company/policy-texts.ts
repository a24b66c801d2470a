/** The company's fourteen policies: what each says, and the numbers that checks read from it. */
export interface PolicyText {
  readonly id: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly paragraphs: readonly string[];
}

const policy = (id: string, title: string, parameters: PolicyText['parameters'], ...paragraphs: string[]): PolicyText => ({
  ...{ id, title, parameters },
  paragraphs,
});

export const POLICY_TEXTS: readonly PolicyText[] = [
  policy(
    ...(['information-security', 'Information security policy', { 'policy-review.every': '12 months' }] as const),
    'We protect what customers entrust to us, and we can show that we do. The head of security answers for this policy; everybody answers for following it.',
    'Each policy is read again within the year by its owner, and approved by somebody else than the person who wrote it.',
  ),
  policy(
    ...(['access-control', 'Access control policy', { 'access-review.every': '3 months', 'access-removal.within': '24 hours' }] as const),
    'Access follows the work: people get what their tasks need, through accounts of their own.',
    'Every quarter somebody goes through all accounts and decides on each. When a contract ends, access ends within the day after.',
  ),
  policy(
    ...(['change-management', 'Change management policy', { 'change.ticket-prefixes': ['HL', 'OPS'] }] as const),
    'A change names the ticket it answers, and somebody other than its authors reads and approves it before it lands.',
    'In an emergency the same two people may be called at night; neither step is skipped.',
  ),
  policy(
    ...(['incident-response', 'Incident response policy', { 'tabletop.every': '3 months' }] as const),
    'Whoever notices something odd says so at once. One person leads, one writes down, one talks to customers.',
    'Every quarter we play through an incident that has not happened yet, and write down what to change.',
  ),
  policy(
    ...(['business-continuity', 'Business continuity and disaster recovery policy', { 'restore-test.every': '3 months' }] as const),
    'We back up every night, keep copies in another region, and believe in a backup only once it was restored.',
    'Each backup in scope is restored to a scratch server every quarter, and the result is written down.',
  ),
  policy(
    'vendor-management',
    'Vendor management policy',
    { 'vendor-review.every': '6 months' },
    'Before we entrust data to a vendor we read its reports; for critical ones, again every half year.',
  ),
  policy(
    'risk-management',
    'Risk management policy',
    {},
    'Risks are written down, weighed and owned. A risk may be accepted by somebody with the authority, for a stated time.',
  ),
  policy(
    'data-classification-and-retention',
    'Data classification and retention policy',
    {},
    'Data is public, internal or entrusted. Entrusted data is deleted when its purpose ends.',
  ),
  policy('acceptable-use', 'Acceptable use policy', {}, 'Devices are encrypted, locked when left, and reported at once when lost.'),
  policy(
    ...([
      'secure-development',
      'Secure development policy',
      { 'vulnerability.critical.within': '7 days', 'vulnerability.high.within': '21 days' },
    ] as const),
    'We scan what we build and what we build upon, and mend what is found within the days given above.',
    'Secrets never stand in source; inputs are checked where they enter.',
  ),
  policy(
    'encryption-and-keys',
    'Encryption and keys policy',
    {},
    'Data is encrypted on its way and at rest. Keys have owners, and are changed when an owner leaves.',
  ),
  policy(
    'logging-and-monitoring',
    'Logging and monitoring policy',
    {},
    'What matters is logged, kept for a year, and watched by alarms that wake a person.',
  ),
  policy(
    'privacy',
    'Privacy policy',
    {},
    'We collect what the service needs, say so, and answer people who ask about their data within thirty days.',
  ),
  policy('code-of-conduct', 'Code of conduct', {}, 'We deal honestly with customers, with each other and with mistakes.'),
];
