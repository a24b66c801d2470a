/** Records of how access, keys and equipment are guarded, and of how the service is run. */
export const operationsRecords = [
  {
    id: 'access-grant-review',
    control: 'access-grants',
    title: 'Review of access that was given',
    shows:
      'Grants and changes of role since the last time as the systems tell them, the ticket of each, who approved it, and what was given without one.',
    cadence: 'access-grant-review.every',
  },
  {
    id: 'sign-on-review',
    control: 'single-sign-on',
    title: 'Review of ways to sign in',
    shows:
      'Every system in scope with how people sign in to it, its second factor, its emergency account, and each exception with its reason and its end.',
    cadence: 'sign-on-review.every',
  },
  {
    id: 'network-review',
    control: 'network-boundary',
    title: 'Review of the network boundary',
    shows: 'Every rule that lets traffic in with its reason, the result of a scan from outside, and what was closed.',
    cadence: 'network-review.every',
  },
  {
    id: 'encryption-review',
    control: 'encryption',
    title: 'Review of encryption',
    shows: 'Every store and backup with its encryption at rest, every exposed service with its protocols and ciphers, and what was put right.',
    cadence: 'encryption-review.every',
  },
  {
    id: 'key-rotation',
    control: 'key-management',
    title: 'Replacing of keys',
    shows:
      'Every key and long-lived secret with its owner, its purpose, the day on which it was last replaced, and those that are overdue or no longer needed.',
    cadence: 'key-rotation.every',
  },
  {
    id: 'device-check',
    control: 'device-management',
    title: 'Check of devices',
    shows:
      'Every work device with its person, encryption, lock, updates and protection, who has none in the list, and what was done about those that fell short.',
    cadence: 'device-check.every',
  },
  {
    id: 'office-access-review',
    control: 'physical-access',
    title: 'Review of keys and badges',
    shows:
      'Every key and badge with its holder, held against who works here, which were taken back, and which are missing; without an office, that there is still none.',
    cadence: 'office-access-review.every',
  },
  {
    id: 'data-centre-report-review',
    control: 'physical-access',
    title: 'Reading of the data centre report',
    shows:
      'Which report was read and the time it covers, what it says of entry, power, fire, climate and destroyed disks, its exceptions, and the duties it leaves to us beside our controls.',
    cadence: 'data-centre-report-review.every',
  },
  {
    id: 'disposal-review',
    control: 'media-disposal',
    title: 'Review of disposals',
    shows: 'Every device and medium that left since the last time, or that none did, with its number, how it was erased, by whom and when.',
    cadence: 'disposal-review.every',
  },
  {
    id: 'log-source-review',
    control: 'logging',
    title: 'Review of log sources',
    shows:
      'Every system in scope with the time of its newest entry, how long its logs are kept, who could delete them, and what was seen in what no alert covers.',
    cadence: 'log-source-review.every',
  },
  {
    id: 'alert-review',
    control: 'alerts',
    title: 'Review of alerts',
    shows:
      'Which alerts came, a sample of them with the times of their answers and the decisions, which were noise, late or missing, and what was changed.',
    cadence: 'alert-review.every',
  },
  {
    id: 'incident-log-review',
    control: 'incident-handling',
    title: 'Review of the list of incidents',
    shows:
      'Every incident since the last time, or that there was none, with its severity, times, who was told and when, its review, and the state of its measures.',
    cadence: 'incident-log-review.every',
  },
  {
    id: 'backup-review',
    control: 'backups',
    title: 'Review of backups',
    shows:
      'Every store in scope with its runs since the last time, failures and what was done about them, where the copies lie, and who could delete them.',
    cadence: 'backup-review.every',
  },
  {
    id: 'capacity-review',
    control: 'capacity-reviews',
    title: 'Review of capacity',
    shows: 'Figures of use beside what is available and what is expected, what would run short and when, and what was ordered or planned.',
    cadence: 'capacity-review.every',
  },
  {
    id: 'continuity-plan-review',
    control: 'continuity-plan',
    title: 'Review of the continuity plan',
    shows: 'The version that was gone through, by whom, what had changed in systems, people and vendors, and what was mended.',
    cadence: 'continuity-plan-review.every',
  },
  {
    id: 'continuity-exercise',
    control: 'continuity-plan',
    title: 'Continuity exercise',
    shows: 'The disaster that was played, who took part, how long each step took against the aims, what did not work, and what is to change.',
    cadence: 'continuity-exercise.every',
  },
  {
    id: 'console-change-review',
    control: 'infrastructure-changes',
    title: 'Review of changes by hand',
    shows:
      'Every change by hand since the last time as the provider logged it, or that there was none, with its ticket and who agreed; and what the comparison with the code showed.',
    cadence: 'console-change-review.every',
  },
  {
    id: 'baseline-review',
    control: 'infrastructure-changes',
    title: 'Review of baselines',
    shows: 'Every baseline with what makers and providers advise by now, which systems differ from it, and what was changed.',
    cadence: 'baseline-review.every',
  },
] as const;
