import { CTO, ENGINEER, OPERATIONS, PEOPLE, type RecordText, rows, SECURITY } from './record-text.ts';

const quarterly = rows(3, 'leads')(
  [
    'oversight-meeting',
    'oversight-meetings',
    OPERATIONS,
    'Both owners, management and the head of security. Asked about the plan for the second region and about open weaknesses; decided to fund the test from outside.',
    'Both owners and management. Went through exceptions since the last meeting and the three largest risks; asked for the time that leavers’ accounts stay open. Decided to give up the nightly files by autumn.',
    'One owner by telephone. The answer on leavers’ accounts was taken note of; the end of the nightly files went by without a complaint.',
    'Both owners and management. Went through the year, the budget for security and what the auditor will want to see; nothing was left open.',
  ],
  [
    'risk-follow-up',
    'risk-answers',
    OPERATIONS,
    '{4-7} measures were due, all but one are done; the late one got a new day and keeps its owner.',
    'No acceptance ends before the next round. The risk of a single region is smaller since a stand-by in another is being set up.',
    'One measure was late by a week because of the release; two risks were sized anew, one down and one up.',
    'All measures of the year are closed or carried over with an owner and a day; management agreed.',
  ],
  [
    'control-review',
    'control-reviews',
    SECURITY,
    'First round: what each control showed since January was read line by line; {2-4} weaknesses got an owner and a day.',
    'Went through the results with those who own the controls. Weaknesses of the first round are closed but one, which waits for a vendor.',
    'Nothing failed that was not known already. The weakness that waited for a vendor is closed.',
    'Read the results of the whole year. What could not be seen is explained in the notes, and none of it is open.',
  ],
  [
    'incident-log-review',
    'incident-handling',
    SECURITY,
    'Went through the list since the last time: severity, times and notices fit; each review was held, and its measures are tickets.',
    'The list is complete against the alerts. One measure was still open and was done the same week.',
    'Severities were given alike. The customers who were touched had their message within the day.',
    'Nothing on the list is open. The times from alarm to lead are between {4-9} and {21-38} minutes.',
  ],
);

const quarterlyByEngineers = rows(3, 'engineers')(
  [
    'access-grant-review',
    'access-grants',
    SECURITY,
    '{14-26} grants and {2-5} changes of role since the last time; each has its ticket and the yes of the system’s owner.',
    '{14-26} grants. One ticket named the wrong system and was put right; the access itself was as approved.',
    'All {12-22} grants have their ticket. A role that a mover no longer needed was taken away on the spot.',
  ],
  [
    'device-check',
    'device-management',
    PEOPLE,
    '{24-29} devices, all encrypted and locking themselves. {1-3} were behind with updates and were brought up the same day.',
    'Every person is in the list with one device, some with two. One laptop without the newest system was shut out until it had it.',
    '{24-29} devices checked from the device manager; a telephone that nobody uses any more was erased and taken off.',
  ],
  [
    'log-source-review',
    'logging',
    ENGINEER,
    '{15-19} sources, the newest entry of each less than an hour old. Kept for a year; only the archive’s own account could delete.',
    'All sources send. What no alert covers was looked through for the week from {3-11} May on and showed nothing.',
    'One source had been silent for {3-8} hours during its own upgrade and was noticed by the alarm; the others without a gap.',
    'All sources send. Read two days of sign-ins at the cloud console by hand; each is somebody’s work.',
  ],
  [
    'alert-review',
    'alerts',
    ENGINEER,
    '{60-140} alerts, {5-9} of them sampled: each was taken within its time and has a sentence. Two noisy rules were tightened.',
    'The sample of {6-9} was answered in time. One alert came late because of a wrong schedule, which is mended.',
    'Fewer alerts than in spring since the disk rules were changed. None was missed in the incidents since.',
    'The sample of {6-9} was answered in time; the winter schedule of calls is set.',
  ],
  [
    'backup-review',
    'backups',
    ENGINEER,
    'Both stores in scope ran every night. {1-2} runs failed and were made good the same morning.',
    'Both stores ran every night without a failure; copies lie in the second region, under the archive’s account.',
    'Both stores are in the log. One run failed when its region was slow, and was repeated by itself.',
  ],
  [
    'capacity-review',
    'capacity-reviews',
    CTO,
    'Use of the database is at {38-52} of 100, storage at {55-68}. Enough for the summer with a larger machine in May, which is ordered.',
    'The larger machine stands. Sales expects two more ports by autumn; connections would run short then and are in a ticket.',
    'The summer went by at {61-74} of 100 at its peak. Quotas at the hosting provider were raised.',
    'Everything under {40-55} of 100. Nothing runs short before the next summer; the plan for it is in the budget.',
  ],
  [
    'console-change-review',
    'infrastructure-changes',
    ENGINEER,
    '{2-6} changes by hand in the provider’s log, each with a ticket. The comparison with the code shows no difference.',
    '{1-4} changes by hand, all during one incident and named in it; they were written into the code within days.',
    'No change by hand since the last time. The comparison found one tag that differed and was put right.',
  ],
);

/** What is owed every three months. */
export const QUARTERLY_RECORDS: readonly RecordText[] = [...quarterly, ...quarterlyByEngineers];
