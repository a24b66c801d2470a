import { dayOf, endOf, YEAR, ZONE } from '../../demo/clock.ts';
import { isAudited } from '../../demo/company/changes.ts';
import { RECORD_TEXTS } from '../../demo/company/record-texts.ts';
import type { Change, Person, PersonId, World } from '../../demo/company/world.ts';
import type { Check, Expected, ExpectedException, ExpectedUnknown } from '../../demo/operators/operator.ts';
import { addCadence, type CalendarDate, startOfDay } from '../../src/kernel/calendar.ts';
import { between, clip, minus, or, type Spans, spansOf } from '../../src/kernel/spans.ts';
import { DAY, type Instant, instant, later, momentSpan } from '../../src/kernel/time.ts';

/**
 * docs/spec/findings.md once more, straight from what happened: no files, no facts, no program.
 * It shares no code with the operators' expectations; where the two disagree, one of them misreads the specification.
 * Of gaps it knows only those of single records (`unknown`, an address of nobody); unseen files and repositories are left to the operators' own word.
 */
export function judgeWorld(world: World): Expected {
  const all = [
    ...reviews(world),
    ...leavers(world),
    ...policies(world),
    ...vulnerabilities(world),
    ...changes(world),
    ...drills(world),
    ...tabletops(world),
    ...controlRecords(world),
  ];
  const exceptions = all.filter((one) => !('reason' in one)) as ExpectedException[];
  const isExcluded = ({ check, item }: ExpectedException): boolean =>
    world.exclusions.some((one) => one.check === check && one.change === item && counts(world, one, 'exclusions'));
  return {
    exceptions: exceptions.filter((one) => !isExcluded(one)),
    excluded: exceptions.filter(isExcluded),
    unknowns: all.filter((one) => 'reason' in one) as ExpectedUnknown[],
  };
}

type Finding = ExpectedException | ExpectedUnknown;

function said(check: Check, item: string, broken: Spans): Finding[] {
  return clip(broken, YEAR).map(({ from, until }) => ({ check, item, from, until: until >= YEAR.until ? null : until }));
}

const notTold = (check: Check, item: string, spans: Spans): Finding[] => said(check, item, spans).map((one) => ({ ...one, reason: 'not-told' }));
const quarters = ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'] as CalendarDate[];
const first = (instants: readonly Instant[]): Instant => instant(Math.min(...instants, YEAR.until));

function person(world: World, id: PersonId): Person {
  const one = world.people.find((candidate) => candidate.id === id);
  if (one === undefined) throw new RangeError(`Nobody is called ${id}`);
  return one;
}

function may(world: World, id: PersonId, authority: string, day: CalendarDate): boolean {
  const one = person(world, id);
  return one.authority.includes(authority) && one.employment.some(({ from, until }) => from <= day && (until === null || day <= until));
}

function counts(world: World, one: { requestedBy: PersonId; approvedBy: PersonId; approvedAt: Instant }, authority: string): boolean {
  return one.requestedBy !== one.approvedBy && may(world, one.approvedBy, authority, dayOf(one.approvedAt));
}

function reviews(world: World): Finding[] {
  const accounts = new Map(world.accounts.map((account) => [account.id, account]));
  return quarters.flatMap((window) => {
    const due = endOf(window);
    const signed = world.accessReviews.flatMap((review) => (review.due === window && review.signed !== null ? [{ review, ...review.signed }] : []));
    const rightly = signed.filter(({ by, at }) => may(world, by, 'access-reviews', dayOf(at))).map(({ at }) => at);
    const complete = signed.filter(({ review }) => {
      const open = world.accounts.filter(({ opened, closed }) => opened <= review.listed && (typeof closed !== 'number' || closed > review.listed));
      const own = review.decisions.some(({ account, by }) => Object.values(accounts.get(account)?.holder ?? {}).includes(by));
      return !own && open.every(({ id }) => review.decisions.some(({ account }) => account === id));
    });
    const from = later(due, first(signed.map(({ at }) => at)));
    return [
      ...said('access/review-on-time', window, between(due, first(rightly))),
      ...(signed.length === 0 ? [] : said('access/review-complete', window, between(from, first(complete.map(({ at }) => at))))),
    ];
  });
}

function leavers(world: World): Finding[] {
  return world.people.flatMap((one) =>
    one.employment.flatMap(({ until }) => {
      if (until === null || until < '2025-01-01') return [];
      const next = one.employment.find(({ from }) => from > until);
      const ends = next === undefined ? YEAR.until : startOfDay(next.from, ZONE);
      const deadline = instant(endOf(until) + DAY);
      const own = world.accounts.filter(({ holder, opened }) => 'person' in holder && holder.person === one.id && opened < ends);
      const key = `${one.id}/${until}`;
      if (own.some(({ closed }) => closed === 'unknown')) return notTold('people/leaver-access-removed', key, between(deadline, ends));
      const open = own.flatMap(({ opened, closed }) =>
        between(later(opened, deadline), instant(Math.min(typeof closed === 'number' ? closed : ends, ends))),
      );
      const [start, end] = [Math.min(...open.map(({ from }) => from)), Math.max(...open.map(({ until: closed }) => closed))];
      return open.length === 0 ? [] : said('people/leaver-access-removed', key, between(instant(start), instant(end)));
    }),
  );
}

function policies(world: World): Finding[] {
  return world.policies.flatMap(({ id, versions }) => {
    const adopted = versions
      .filter(({ status }) => status === 'adopted')
      .map((version, index, all) => ({ ...version, ends: all[index + 1]?.recorded ?? YEAR.until }));
    const bad = adopted.flatMap(({ author, approvedBy, approvedOn, recorded, ends }) => {
      const isGood = approvedBy !== null && approvedOn !== null && approvedBy !== author && may(world, approvedBy, 'policies', approvedOn);
      return isGood ? [] : between(recorded, ends);
    });
    const read = [
      ...new Set(adopted.map(({ reviewedOn, approvedOn }) => [reviewedOn ?? '', approvedOn ?? ''].toSorted()[1] as CalendarDate)),
    ].toSorted();
    const overdue = read.flatMap((day, index) => {
      const next = read[index + 1];
      const due = endOf(addCadence(day, { every: 1, unit: 'year' }));
      const until = next === undefined ? YEAR.until : endOf(next);
      return due < until ? between(due, until) : [];
    });
    return [...said('governance/policy-approved', id, spansOf(bad)), ...said('governance/policy-reviewed', id, spansOf(overdue))];
  });
}

function vulnerabilities(world: World): Finding[] {
  const check = 'vulnerability/fixed-within-limit';
  return world.vulnerabilities.flatMap(({ id, severity, found, fixed }) => {
    const days = { critical: 7, high: 21, medium: null, low: null }[severity];
    if (days === null) return [];
    const accepted = world.acceptances.filter((one) => one.vulnerability === id && counts(world, one, 'risks'));
    const lawful = accepted.reduce<Spans>((spans, { approvedAt, until }) => or(spans, between(approvedAt, endOf(until))), []);
    const open = (until: Instant): Spans => minus(between(instant(found + days * DAY), until), lawful);
    return fixed === 'unknown' ? notTold(check, id, open(YEAR.until)) : said(check, id, open(fixed ?? YEAR.until));
  });
}

function changes(world: World): Finding[] {
  return world.changes
    .filter((change) => isAudited(change, world.repositories))
    .flatMap((change) => {
      const landing = [momentSpan(change.landedAt)];
      const texts = [change.branch, ...change.commits.map(({ message }) => message)].join('\n');
      const ticket = /\b(HL|OPS)-\d+/.test(texts) ? [] : said('change/ticket-reference', change.id, landing);
      const yes = approvalOf(world, change);
      if (yes === 'given') return ticket;
      return [...ticket, ...(yes === 'not-told' ? notTold : said)('change/approved-by-another', change.id, landing)];
    });
}

function approvalOf(world: World, change: Change): 'given' | 'missing' | 'not-told' {
  const emails = change.commits.flatMap(({ author, coAuthors }) => [author.email, ...coAuthors.map(({ email }) => email)]);
  const authors = [change.mergedBy.email, ...emails].map((email) => world.people.find((one) => one.emails.includes(email))?.id);
  const standing = world.approvals.filter((approval) => {
    if (approval.change !== change.id || approval.at > change.landedAt) return false;
    if (approval.withdrawn !== null && approval.withdrawn <= change.landedAt) return false;
    const seen = change.commits.findIndex(({ key }) => key === approval.commit);
    const isFresh = change.commits.slice(seen + 1).every(({ kind, touches }) => kind === 'base-merge' && touches.length === 0);
    return isFresh && !authors.includes(approval.by);
  });
  if (standing.length === 0) return 'missing';
  return authors.includes(undefined) ? 'not-told' : 'given';
}

function drills(world: World): Finding[] {
  return ['main-db', 'documents'].flatMap((backup) =>
    quarters.flatMap((window) => {
      const good = world.restoreDrills.filter(
        (one) => one.backup === backup && one.due === window && one.result === 'restored' && one.notes !== null,
      );
      return said('continuity/restore-tested', `${backup}/${window}`, between(endOf(window), first(good.map(({ done }) => done))));
    }),
  );
}

function tabletops(world: World): Finding[] {
  return quarters.flatMap((window) => {
    const good = world.tabletops.filter(({ due, participants, notes }) => due === window && new Set(participants).size > 1 && notes !== null);
    const ended = good.map(({ held, documented }) => later(held, endOf(documented)));
    return said('incident/tabletop-documented', window, between(endOf(window), first(ended)));
  });
}

function controlRecords(world: World): Finding[] {
  return RECORD_TEXTS.flatMap(({ record, control, months }) => {
    const closing = quarters.filter((_, index) => (index + 1) % (months / 3) === 0);
    const versions = world.controls.filter((one) => one.control === control);
    const owed = closing.filter((day) => versions.some(({ since, ended }) => since <= day && day <= (ended?.until ?? day)));
    return owed.flatMap((window) => {
      const answers = world.controlRecords.filter((one) => one.record === record && one.due === window);
      const good = answers.filter(({ by, notes, evidence }) => by.length > 0 && (notes !== null || evidence.length > 0));
      return said(`record/${record}`, window, between(endOf(window), first(good.map(({ done }) => done))));
    });
  });
}
