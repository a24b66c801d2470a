import { QUARTERLY_RECORDS } from './quarterly-records.ts';
import { CTO, ENGINEER, OPERATIONS, PEOPLE, type RecordText, rows, SECURITY } from './record-text.ts';

const halfYearly = rows(6, 'leads')(
  [
    'concern-review',
    'speaking-up',
    PEOPLE,
    'One concern came in, without a name, and was answered in {4-9} days. The trial letter arrived.',
    'No concern came in. A trial letter by the form arrived the same day, with somebody whom it would not have concerned.',
  ],
  [
    'hiring-review',
    'hiring-checks',
    PEOPLE,
    'Everyone who joined since the last time had identity, references and contract checked before the first day.',
    'Contracts and checks of those who joined are complete; one reference came by telephone and is noted with its day.',
  ],
  [
    'security-briefing',
    'security-training',
    SECURITY,
    'In the meeting of all hands: what changed in the policies, two lessons of incidents, and how to report a lost device.',
    'In writing and in the meeting of all hands: the new promise on access reviews, and a letter that pretended to come from a port.',
  ],
  [
    'outside-report-review',
    'outside-reports',
    SECURITY,
    '{2-4} reports, one of them a real weakness of low severity, answered the same day and mended in a week. The trial letter was answered in {2-6} hours.',
    '{1-3} reports, none of them a weakness. The trial letter was answered in {2-6} hours.',
  ],
  [
    'breach-register-review',
    'personal-data-breaches',
    SECURITY,
    'No breach since the last time. Held against the list of incidents and the notices of three vendors.',
    'No breach since the last time. One message to a wrong receiver held no personal data; why is noted.',
  ],
  [
    'vendor-review',
    'vendor-reviews',
    OPERATIONS,
    'Three critical vendors: their reports of 2024 were read, the exceptions do not touch us, and our duties are laid beside our controls.',
    'Three critical vendors again, half a year on: one has a bridge letter, none had an incident that touched us. All stay.',
  ],
);

const halfYearlyByEngineers = rows(6, 'engineers')(
  [
    'sign-on-review',
    'single-sign-on',
    SECURITY,
    'Four systems: three by the identity provider, the support desk by its own second factor until its next contract. Both emergency accounts were tried.',
    'Four systems, all by the identity provider since the support desk was moved. Both emergency accounts were tried.',
  ],
  [
    'network-review',
    'network-boundary',
    ENGINEER,
    '{11-16} rules let traffic in, each with its reason. The scan from outside saw two ports, which are those we meant.',
    'One rule for a former partner was closed. The scan from outside saw two ports.',
  ],
  [
    'encryption-review',
    'encryption',
    ENGINEER,
    'All stores and backups are encrypted at rest. An old cipher at one exposed service was switched off.',
    'All stores and backups are encrypted at rest; every exposed service takes the two newest protocols only.',
  ],
  [
    'baseline-review',
    'infrastructure-changes',
    CTO,
    'Read what the makers advise by now. {2-4} settings were new and went into the baseline; one system differed for a week.',
    'Nothing new that touches us but the end of an operating system, which is replaced on all machines.',
  ],
  [
    'delivery-review',
    'output-delivery',
    ENGINEER,
    '{3-7} files came late, none failed for good. The sample of ten was followed to the customs offices.',
  ],
  [
    'stored-data-review',
    'stored-data',
    ENGINEER,
    'The nightly job found {2-5} contradictions, all from one import, cleared by a script that a second person read.',
    'No contradictions. {1-3} corrections by hand, each with its ticket and its second reader.',
  ],
);

const yearly = rows(12, 'leads')(
  [
    'conduct-acknowledgement',
    'code-of-conduct',
    PEOPLE,
    'Everyone who works here agreed to the code and the policies; one person on leave did so on the first day back.',
  ],
  [
    'role-review',
    'roles-and-duties',
    PEOPLE,
    'Chart and descriptions were gone through with management. Two controls had no stand-in and have one now.',
  ],
  [
    'performance-review',
    'performance-reviews',
    PEOPLE,
    'Each talk was held by the manager and noted. Whoever joined late has theirs after their first half year.',
  ],
  [
    'security-training',
    'security-training',
    SECURITY,
    'Everyone finished the course, engineers the one on secure coding, too; {2-3} were reminded twice.',
  ],
  [
    'system-description-review',
    'customer-commitments',
    SECURITY,
    'Read the description against the lists of repositories, stores and vendors. File deliveries were taken out; the rest stood.',
  ],
  [
    'commitment-review',
    'customer-commitments',
    OPERATIONS,
    'Went through terms, {9-14} contracts and the site. Each promise was kept; an old number of hours on the site was put right.',
  ],
  [
    'risk-assessment',
    'risk-assessment',
    SECURITY,
    'Two afternoons with people from all teams: {28-36} risks, fraud and misuse among them, each sized and owned. New: dependence on one map service.',
  ],
  [
    'insurance-review',
    'risk-answers',
    OPERATIONS,
    'Cover for interruption and breach until next June; what is left fits what management would bear. The sum was raised by a quarter.',
  ],
  [
    'vendor-list-review',
    'vendor-reviews',
    OPERATIONS,
    'Held against a year of payments and the sign-ins. One tool for drawings was missing, was decided on as minor and entered.',
  ],
  [
    'data-centre-report-review',
    'physical-access',
    SECURITY,
    'Read the hosting provider’s report on its halls: entry, power, fire, destroyed disks. One exception about a visitors’ list; not ours to mend.',
  ],
  [
    'data-inventory-review',
    'data-handling',
    SECURITY,
    'Every store has class, owner and time kept, and matches what the provider lists. Exports in the log are those that customers asked for.',
  ],
  [
    'processor-review',
    'processors',
    OPERATIONS,
    'Three vendors with personal data: terms are signed, those they pass data on to are known, no incident was kept from us.',
  ],
);

const yearlyByEngineers = rows(12, 'engineers')(
  [
    'penetration-test',
    'penetration-tests',
    SECURITY,
    'Two testers from outside, five days on the service and its interfaces. {1-2} findings of medium severity and {3-6} low ones; the medium ones are mended and were tested again.',
  ],
  [
    'key-rotation',
    'key-management',
    CTO,
    'All {31-44} keys and secrets have an owner and were replaced within the year; two that nothing needed were destroyed by two people.',
  ],
  [
    'office-access-review',
    'physical-access',
    PEOPLE,
    'There is still no office, so no keys or badges. The store room for devices is rented by the day, with a receipt for each.',
  ],
  ['disposal-review', 'media-disposal', CTO, '{4-7} laptops left: each was locked and erased from afar before its parcel, and the parcels arrived.'],
  [
    'continuity-plan-review',
    'continuity-plan',
    CTO,
    'Went through the plan after the stand-by in a second region was set up. Numbers and stand-ins were brought up to date; a copy lies outside our systems.',
  ],
  [
    'continuity-exercise',
    'continuity-plan',
    CTO,
    'Played the loss of the region on a Saturday: {3-5} hours to a working service, an hour less than the aim. Certificates were missing in the run book and are there now.',
  ],
);

/** Everything that the company's controls promise to record. */
export const RECORD_TEXTS: readonly RecordText[] = [...QUARTERLY_RECORDS, ...halfYearly, ...halfYearlyByEngineers, ...yearly, ...yearlyByEngineers];
