import { type Instant, later } from '../../src/kernel/time.ts';
import { at, dayOf, endOf, notedAfter, written } from '../clock.ts';
import { openingRecorded } from '../company/accounts.ts';
import { PROGRAM_BEGINS } from '../company/people.ts';
import type {
  Acceptance,
  AccessReview,
  Account,
  Approval,
  Exclusion,
  Incident,
  Person,
  RestoreDrill,
  Tabletop,
  Vendor,
  Vulnerability,
} from '../company/world.ts';
import type { Entry, Writing } from './program-file.ts';

/** Written down soon after it happened, but not before the program's repository began. */
function noted(happened: Instant, what: string): Instant {
  return later(PROGRAM_BEGINS, notedAfter(happened, what));
}

/** One writing for each instant at which somebody learned more, oldest first. */
function writingsAt(moments: readonly (Instant | null)[], entryAt: (at: Instant) => Entry | null): Writing[] {
  const distinct = [...new Set(moments.filter((moment) => moment !== null))].sort((a, b) => a - b);
  return distinct.map((moment) => ({ at: moment, entry: entryAt(moment) }));
}

const reached = (moment: Instant | null, now: Instant): boolean => moment !== null && moment <= now;

export function personWritings(person: Person): Writing[] {
  const moments = person.employment.flatMap(({ recorded, endRecorded }) => [recorded, endRecorded]);
  return writingsAt(moments, (now) => ({
    ...{ id: person.id, name: person.name, emails: person.emails, role: person.role, authority: person.authority },
    employment: person.employment
      .filter(({ recorded }) => recorded <= now)
      .map(({ from, until, endRecorded }) => (until !== null && reached(endRecorded, now) ? { from, until } : { from })),
  }));
}

export function accountWritings(account: Account): Writing[] {
  const holder: Entry = account.holder;
  const closed = account.closed === null ? undefined : account.closed === 'unknown' ? 'unknown' : written(account.closed);
  return writingsAt([openingRecorded(account), account.closedRecorded], (now) => ({
    ...{ id: account.id, system: account.system, login: account.login },
    ...holder,
    ...(account.privileged ? { privileged: true } : {}),
    opened: written(account.opened),
    ...(reached(account.closedRecorded, now) ? { closed } : {}),
  }));
}

/** The list, then the decisions, then the signature: three commits. */
export function accessReviewWritings(review: AccessReview): Writing[] {
  const { id, due, listed, decided, decisions, signed } = review;
  const systems = ['code-host', 'cloud', 'office', 'support-desk'];
  const signedRecorded = signed === null ? null : notedAfter(signed.at, `${id} signed`);
  const decidedRecorded = notedAfter(decided, `${id} decided`);
  return writingsAt([notedAfter(listed, id), decidedRecorded, signedRecorded], (now) => ({
    ...{ id, due, listed: written(listed), systems },
    decisions: decidedRecorded <= now ? decisions.map((decision) => ({ ...decision })) : [],
    ...(signed !== null && reached(signedRecorded, now) ? { signed: { by: signed.by, at: written(signed.at) } } : {}),
  }));
}

export function restoreDrillWritings(drill: RestoreDrill): Writing[] {
  const { id, due, backup, done, by, result, notes, removed } = drill;
  const entry: Entry = { id, due, backup, done: written(done), by, result, ...(notes === null ? {} : { notes }) };
  return writingsAt([notedAfter(done, id), removed], (now) => (reached(removed, now) ? null : entry));
}

/** Written down once the notes were finished. */
export function tabletopWritings(tabletop: Tabletop): Writing[] {
  const { id, due, held, scenario, participants, notes, documented, removed } = tabletop;
  const entry: Entry = { id, due, held: written(held), scenario, participants, ...(notes === null ? {} : { notes }), documented };
  return writingsAt([notedAfter(at(documented, '16:00'), id), removed], (now) => (reached(removed, now) ? null : entry));
}

export function incidentWritings(incident: Incident): Writing[] {
  const { id, title, severity, began, ended, lead, review, notes } = incident;
  const reviewed = notedAfter(at(review, '16:20'), id);
  const known = { id, title, severity, began: written(began), ended: written(ended), lead };
  return writingsAt([notedAfter(ended, id), reviewed], (now) => (now < reviewed ? known : { ...known, review, notes }));
}

export function vendorWritings(vendor: Vendor): Writing[] {
  const reviewed = notedAfter(at(vendor.reviewed, '11:30'), vendor.id);
  const { reviewed: day, report, ...known } = vendor;
  return writingsAt([PROGRAM_BEGINS, reviewed], (now) => (now < reviewed ? known : { ...known, reviewed: day, report }));
}

export function vulnerabilityWritings(one: Vulnerability): Writing[] {
  const { id, identifier, severity, where, found, fixed, fixedRecorded, source } = one;
  const fixNoted = fixed === null || fixed === 'unknown' ? fixedRecorded : noted(fixed, `${id} fixed`);
  const fixedText = fixed === null || fixed === 'unknown' ? 'unknown' : written(fixed);
  return writingsAt([noted(found, id), fixNoted], (now) => ({
    ...{ id, identifier, severity, where, found: written(found) },
    ...(reached(fixNoted, now) ? { fixed: fixedText } : {}),
    source,
  }));
}

export function acceptanceWritings(one: Acceptance): Writing[] {
  const { id, vulnerability, reason, requestedBy, approvedBy, approvedAt, until } = one;
  const entry = { id, vulnerability, reason, 'requested-by': requestedBy, 'approved-by': approvedBy, 'approved-at': written(approvedAt), until };
  return [{ at: notedAfter(approvedAt, id), entry }];
}

/** @param shaOf the sha of the commit that landed for a change */
export function exclusionWritings(one: Exclusion, repositoryOf: (change: string) => string, shaOf: (key: string) => string): Writing[] {
  const { id, check, change, reason, requestedBy, approvedBy, approvedAt, until } = one;
  const items = [`${repositoryOf(change)}@${shaOf(change)}`];
  const entry = { id, check, items, reason, 'requested-by': requestedBy, 'approved-by': approvedBy, 'approved-at': written(approvedAt), until };
  return [{ at: notedAfter(approvedAt, id), entry }];
}

/** Approvals are written down every Friday evening, and on the year's last evening. */
export function approvalWriting(one: Approval, shaOf: (key: string) => string): Writing {
  const { id, repository, pullRequest, change, commit, by, at: when, withdrawn } = one;
  const entry: Entry = {
    ...{ id, repository, 'pull-request': pullRequest, by, at: written(when), commit: shaOf(`${change}/${commit}`) },
    ...(withdrawn === null ? {} : { withdrawn: written(withdrawn) }),
  };
  return { at: fridayAfter(withdrawn ?? when), entry };
}

function fridayAfter(when: Instant): Instant {
  const evening = (day: ReturnType<typeof dayOf>): Instant => at(day, '18:45:00');
  let day = dayOf(when);
  const isBatch = (): boolean => (new Date(`${day}T00:00:00Z`).getUTCDay() === 5 || day === '2025-12-31') && evening(day) > when;
  while (!isBatch()) day = dayOf(endOf(day));
  return evening(day);
}
