/** The categories a program can commit to; security is always one of them. */
export type Category = 'security' | 'availability' | 'confidentiality' | 'processing-integrity' | 'privacy';

/** One Trust Services Criterion: its id, and what it asks in our own words. The official text is AICPA's and is not reproduced here. */
export interface Criterion {
  readonly id: string;
  readonly category: Category;
  /** The series it belongs to: `CC6 Logical and physical access`. */
  readonly series: string;
  readonly asks: string;
}

/** All 61 criteria, in their own order. */
export const criteria = [
  {
    id: 'CC1.1',
    category: 'security',
    series: 'CC1 Control environment',
    asks: 'People in charge show through conduct and enforcement that honesty and ethics count.',
  },
  {
    id: 'CC1.2',
    category: 'security',
    series: 'CC1 Control environment',
    asks: 'A body that is not management (board or equivalent) watches over how control is built and run.',
  },
  {
    id: 'CC1.3',
    category: 'security',
    series: 'CC1 Control environment',
    asks: 'Roles, reporting lines and decision rights are laid out and approved.',
  },
  {
    id: 'CC1.4',
    category: 'security',
    series: 'CC1 Control environment',
    asks: 'The organisation hires, trains and keeps people able to do their jobs.',
  },
  { id: 'CC1.5', category: 'security', series: 'CC1 Control environment', asks: 'Individuals answer for the control duties given to them.' },
  {
    id: 'CC2.1',
    category: 'security',
    series: 'CC2 Communication and information',
    asks: 'Controls run on data that is relevant, current and trustworthy.',
  },
  {
    id: 'CC2.2',
    category: 'security',
    series: 'CC2 Communication and information',
    asks: 'Staff are told their control duties and have ways to speak up.',
  },
  {
    id: 'CC2.3',
    category: 'security',
    series: 'CC2 Communication and information',
    asks: 'Customers, vendors and others hear what they need about how control works, and can report problems.',
  },
  { id: 'CC3.1', category: 'security', series: 'CC3 Risk assessment', asks: 'Goals are stated clearly enough that threats to them can be judged.' },
  { id: 'CC3.2', category: 'security', series: 'CC3 Risk assessment', asks: 'Risks to those goals are found, sized and given a response.' },
  {
    id: 'CC3.3',
    category: 'security',
    series: 'CC3 Risk assessment',
    asks: 'Risk work looks at how someone could cheat, steal or abuse the system.',
  },
  {
    id: 'CC3.4',
    category: 'security',
    series: 'CC3 Risk assessment',
    asks: 'Big changes (business, technology, leadership, vendors) trigger a fresh look at risk.',
  },
  {
    id: 'CC4.1',
    category: 'security',
    series: 'CC4 Monitoring activities',
    asks: 'Controls are checked, both continuously and by separate reviews, to see whether they exist and work.',
  },
  {
    id: 'CC4.2',
    category: 'security',
    series: 'CC4 Monitoring activities',
    asks: 'Weaknesses found are passed promptly to those who must fix them and are followed up.',
  },
  {
    id: 'CC5.1',
    category: 'security',
    series: 'CC5 Control activities',
    asks: 'Control activities are picked so that risks come down to a tolerable level.',
  },
  { id: 'CC5.2', category: 'security', series: 'CC5 Control activities', asks: 'General technology controls are picked to support the goals.' },
  { id: 'CC5.3', category: 'security', series: 'CC5 Control activities', asks: 'Policies state expectations and procedures carry them out.' },
  {
    id: 'CC6.1',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Logical access tooling and architecture guard information assets.',
  },
  {
    id: 'CC6.2',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Accounts are issued only after registration and approval, and removed when no longer needed.',
  },
  {
    id: 'CC6.3',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Rights follow role, least privilege and separation of duties, and change when the job does.',
  },
  {
    id: 'CC6.4',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Only the right people can physically reach facilities and protected equipment.',
  },
  {
    id: 'CC6.5',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Physical safeguards end only once data and software on the asset can no longer be recovered.',
  },
  { id: 'CC6.6', category: 'security', series: 'CC6 Logical and physical access', asks: 'Threats from outside the system boundary are kept out.' },
  {
    id: 'CC6.7',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Sending, moving or removing information is restricted to authorised parties and protected on the way.',
  },
  {
    id: 'CC6.8',
    category: 'security',
    series: 'CC6 Logical and physical access',
    asks: 'Unauthorised or malicious software is prevented, or spotted and dealt with.',
  },
  { id: 'CC7.1', category: 'security', series: 'CC7 System operations', asks: 'Configuration drift and newly found vulnerabilities are detected.' },
  {
    id: 'CC7.2',
    category: 'security',
    series: 'CC7 System operations',
    asks: 'Systems are watched for anomalies that might be attacks, disasters or mistakes, and the anomalies are analysed.',
  },
  {
    id: 'CC7.3',
    category: 'security',
    series: 'CC7 System operations',
    asks: 'Security events are assessed to decide whether they hurt the goals, and acted on.',
  },
  { id: 'CC7.4', category: 'security', series: 'CC7 System operations', asks: 'Declared incidents are handled under a defined response programme.' },
  { id: 'CC7.5', category: 'security', series: 'CC7 System operations', asks: 'Recovery from incidents is planned, carried out and learned from.' },
  {
    id: 'CC8.1',
    category: 'security',
    series: 'CC8 Change management',
    asks: 'Every alteration to code, platforms, stored data or operating routines is requested, built, tested, signed off and released in a controlled way.',
  },
  { id: 'CC9.1', category: 'security', series: 'CC9 Risk mitigation', asks: 'Measures are chosen for risks that come from business interruption.' },
  { id: 'CC9.2', category: 'security', series: 'CC9 Risk mitigation', asks: 'Third-party risk (suppliers, partners) is assessed and managed.' },
  { id: 'A1.1', category: 'availability', series: 'A1 Availability', asks: 'Use of capacity is tracked and forecast so demand can be met.' },
  {
    id: 'A1.2',
    category: 'availability',
    series: 'A1 Availability',
    asks: 'Environmental protection, backup and recovery infrastructure are built, run and maintained.',
  },
  { id: 'A1.3', category: 'availability', series: 'A1 Availability', asks: 'Recovery plans are exercised to prove they meet the goals.' },
  {
    id: 'C1.1',
    category: 'confidentiality',
    series: 'C1 Confidentiality',
    asks: 'Confidential information is identified and kept safe for as long as it is held.',
  },
  { id: 'C1.2', category: 'confidentiality', series: 'C1 Confidentiality', asks: 'Confidential information is destroyed when it should be.' },
  {
    id: 'PI1.1',
    category: 'processing-integrity',
    series: 'PI1 Processing integrity',
    asks: 'What is to be processed is defined (data definitions, specifications) and made known to users of the system.',
  },
  {
    id: 'PI1.2',
    category: 'processing-integrity',
    series: 'PI1 Processing integrity',
    asks: 'Inputs are controlled so that they are complete and accurate.',
  },
  {
    id: 'PI1.3',
    category: 'processing-integrity',
    series: 'PI1 Processing integrity',
    asks: 'Processing itself is controlled so that it does what the specification says.',
  },
  {
    id: 'PI1.4',
    category: 'processing-integrity',
    series: 'PI1 Processing integrity',
    asks: 'Outputs reach the intended receiver complete, accurate and on time.',
  },
  {
    id: 'PI1.5',
    category: 'processing-integrity',
    series: 'PI1 Processing integrity',
    asks: 'Inputs, work in progress and outputs are stored complete, accurate and on time.',
  },
  { id: 'P1.1', category: 'privacy', series: 'P1 Notice', asks: 'People are told about privacy practices, and told again when they change.' },
  {
    id: 'P2.1',
    category: 'privacy',
    series: 'P2 Choice and consent',
    asks: 'People are offered choices about their data and consent is obtained and recorded.',
  },
  { id: 'P3.1', category: 'privacy', series: 'P3 Collection', asks: 'Only the personal data the stated privacy goals need is collected.' },
  {
    id: 'P3.2',
    category: 'privacy',
    series: 'P3 Collection',
    asks: 'Where explicit consent is needed it is asked before collection, with the effect of saying no explained.',
  },
  { id: 'P4.1', category: 'privacy', series: 'P4 Use, retention, disposal', asks: 'Personal data is used only for the stated purposes.' },
  { id: 'P4.2', category: 'privacy', series: 'P4 Use, retention, disposal', asks: 'Personal data is kept only as long as the stated goals need.' },
  { id: 'P4.3', category: 'privacy', series: 'P4 Use, retention, disposal', asks: 'Personal data is disposed of securely.' },
  {
    id: 'P5.1',
    category: 'privacy',
    series: 'P5 Access',
    asks: 'Identified and authenticated people can see and get a copy of their data, or are told why not.',
  },
  {
    id: 'P5.2',
    category: 'privacy',
    series: 'P5 Access',
    asks: 'People can have their data corrected, receivers are told, and refusals are explained.',
  },
  {
    id: 'P6.1',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Personal data goes to third parties only with the required explicit consent.',
  },
  {
    id: 'P6.2',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Every permitted disclosure is logged, fully and without delay.',
  },
  {
    id: 'P6.3',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Every unpermitted disclosure, breaches included, is logged, fully and without delay.',
  },
  {
    id: 'P6.4',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Vendors that handle personal data give privacy commitments and are checked against them.',
  },
  {
    id: 'P6.5',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Vendors commit to report suspected unauthorised disclosures, and reports are acted on.',
  },
  {
    id: 'P6.6',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'Breaches are notified to affected people, regulators and others who must know.',
  },
  {
    id: 'P6.7',
    category: 'privacy',
    series: 'P6 Disclosure and notification',
    asks: 'On request people get an account of the data held on them and who received it.',
  },
  { id: 'P7.1', category: 'privacy', series: 'P7 Quality', asks: 'Personal data is accurate, current, complete and relevant.' },
  {
    id: 'P8.1',
    category: 'privacy',
    series: 'P8 Monitoring and enforcement',
    asks: 'Questions, complaints and disputes are received, resolved and answered, and compliance is watched.',
  },
] as const satisfies readonly Criterion[];

export type CriterionId = (typeof criteria)[number]['id'];
