import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/kernel/time.ts';
import { at, dayOf, endOf, isWorkday, offsetAt, written, YEAR } from '../clock.ts';
import { isOpen } from './accounts.ts';
import { isAudited } from './changes.ts';
import { makeCompany } from './make-company.ts';
import { isEmployed } from './people.ts';
import { RECORD_TEXTS } from './record-texts.ts';
import { LIMITS } from './vulnerabilities.ts';
import type { Change, World } from './world.ts';

const seeds = Array.from({ length: 20 }, (_, seed) => `clean-${seed}`);
const small = (seed: string): World => makeCompany(seed, { changes: 200 });

describe('the clock', () => {
  it('writes Vienna’s time on both sides of its clock changes', () => {
    expect(written(at('2025-03-29' as never, '17:00'))).toBe('2025-03-29T17:00:00+01:00');
    expect(written(at('2025-03-30' as never, '17:00'))).toBe('2025-03-30T17:00:00+02:00');
    expect(written(at('2025-10-26' as never, '09:00:05'))).toBe('2025-10-26T09:00:05+01:00');
    expect(written(YEAR.from)).toBe('2025-01-01T00:00:00+01:00');
    expect(offsetAt(Date.parse('2025-03-30T00:59:59.999Z') as never)).toBe(HOUR);
    expect(offsetAt(Date.parse('2025-03-30T01:00:00Z') as never)).toBe(2 * HOUR);
    expect(endOf('2025-03-30' as never) - endOf('2025-03-29' as never)).toBe(23 * HOUR);
  });
});

describe('a company', () => {
  const whole = makeCompany('whole');

  it('has the sizes it promises', () => {
    expect(whole.people).toHaveLength(25);
    expect(whole.repositories).toHaveLength(15);
    expect(whole.changes.filter((change) => isAudited(change, whole.repositories))).toHaveLength(2000);
    expect(whole.changes.filter(({ landedAt }) => landedAt < YEAR.from).length).toBeGreaterThan(50);
    expect(whole.policies).toHaveLength(14);
    expect(whole.vulnerabilities).toHaveLength(60);
    expect(new Set(whole.accounts.map(({ system }) => system)).size).toBe(4);
    expect(whole.changes.filter(({ commits }) => commits.some(({ kind }) => kind === 'base-merge')).length).toBeGreaterThan(200);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(makeCompany('whole')).toEqual(whole);
    expect(small('a').people).not.toEqual(small('b').people);
  });

  it('works on workdays mostly', () => {
    const onWorkdays = whole.changes.filter(({ landedAt }) => isWorkday(dayOf(landedAt))).length;
    expect(onWorkdays / whole.changes.length).toBeGreaterThan(0.95);
    expect(onWorkdays).toBeLessThan(whole.changes.length);
  });

  it('has joiners, leavers and one who returned', () => {
    const contracts = whole.people.flatMap(({ employment }) => employment);
    expect(contracts.filter(({ until }) => until?.startsWith('2025')).length).toBe(6);
    expect(contracts.filter(({ from }) => from.startsWith('2025')).length).toBe(6);
    expect(whole.people.filter(({ employment }) => employment.length === 2)).toHaveLength(1);
  });
});

describe.each(seeds)('the clean year of %s', (seed) => {
  const world = small(seed);
  const approvals = new Map(world.approvals.map((approval) => [approval.change, approval]));
  const audited = world.changes.filter((change) => isAudited(change, world.repositories));

  it('names a ticket and an approver for every change, and lands each in a second of its own', () => {
    for (const change of audited) expect([change.branch, ...change.commits.map(({ message }) => message)].join(' ')).toMatch(/\b(HL|OPS)-\d+/);
    for (const change of audited) expect(isApproved(world, change, approvals.get(change.id)), change.id).toBe(true);
    expect(new Set(world.changes.map(({ repository, landedAt }) => `${repository} ${landedAt}`)).size).toBe(world.changes.length);
    for (const { commits, landedAt } of world.changes) {
      const order = [...commits.map((commit) => commit.at), landedAt];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order.every((when) => when % 1000 === 0)).toBe(true);
    }
  });

  it('touches no file in two branches at once', () => {
    const spans = new Map<string, Change[]>();
    for (const change of audited) {
      for (const path of new Set(change.commits.flatMap(({ touches }) => touches))) {
        const key = `${change.repository}/${path}`;
        for (const other of spans.get(key) ?? []) {
          expect(other.landedAt < change.branchedAt || change.landedAt < other.branchedAt, `${key}: ${change.id} and ${other.id}`).toBe(true);
        }
        spans.set(key, [...(spans.get(key) ?? []), change]);
      }
    }
  });

  it('gives every account to somebody who works here, and closes it with the contract', () => {
    for (const { holder, opened, closed } of world.accounts) {
      if (!('person' in holder)) continue;
      const person = world.people.find(({ id }) => id === holder.person);
      expect(person && isEmployed(person, opened)).toBe(true);
      const ended = person?.employment.find(({ from, until }) => from <= dayOf(opened) && (until === null || dayOf(opened) <= until))?.until ?? null;
      expect(closed === null).toBe(ended === null);
      if (typeof closed === 'number' && ended !== null) expect(closed).toBeLessThan(endOf(ended));
    }
  });

  it('reviews all accounts each quarter, and nobody their own', () => {
    const accounts = new Map(world.accounts.map((account) => [account.id, account]));
    for (const { due, listed, decisions, signed } of world.accessReviews) {
      expect(signed?.at).toBeLessThan(endOf(due));
      expect(new Set(decisions.map(({ account }) => account))).toEqual(
        new Set(world.accounts.filter((account) => isOpen(account, listed)).map(({ id }) => id)),
      );
      for (const { account, by } of decisions) expect(Object.values(accounts.get(account)?.holder ?? {})).not.toContain(by);
    }
  });

  it('fixes what is critical or high within its limit, or accepts it before', () => {
    for (const { id, severity, found, fixed } of world.vulnerabilities) {
      if (severity !== 'critical' && severity !== 'high') continue;
      const due = found + LIMITS[severity] * DAY;
      const accepted = world.acceptances.find(({ vulnerability }) => vulnerability === id);
      const bound = accepted === undefined ? due : endOf(accepted.until);
      if (accepted !== undefined) expect(accepted.approvedAt).toBeLessThan(due);
      expect((fixed ?? YEAR.until) as number).toBeLessThanOrEqual(bound);
    }
  });

  it('makes every record in every window that closes while its control is kept, in time, by people who work here then', () => {
    for (const { record, control, months } of RECORD_TEXTS) {
      const dues = ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'].filter((_, quarter) => (quarter + 1) % (months / 3) === 0);
      const ends = control === 'output-delivery' ? '2025-08-31' : '2025-12-31';
      const made = world.controlRecords.filter((one) => one.record === record);
      expect(
        made.map(({ due }) => due),
        record,
      ).toEqual(dues.filter((due) => due <= ends));
    }
    for (const { id, due, done, by, notes, evidence, recorded } of world.controlRecords) {
      expect(done, id).toBeLessThan(endOf(due));
      expect(recorded, id).toBeGreaterThan(done);
      expect(recorded, id).toBeLessThan(YEAR.until);
      expect([1, 2], id).toContain(new Set(by).size);
      for (const one of by)
        expect(
          world.people.some((person) => person.id === one && isEmployed(person, done)),
          id,
        ).toBe(true);
      expect(notes, id).toMatch(/^[^{}]{30,}\.$/);
      expect(evidence, id).toHaveLength(1);
    }
    expect(new Set(world.controlRecords.map(({ id }) => id)).size).toBe(world.controlRecords.length);
    const said = world.controlRecords.map(({ notes }) => notes);
    expect(new Set(said).size / said.length).toBeGreaterThan(0.95);
  });

  it('keeps each control in one version at a time, owned by somebody who never leaves', () => {
    const before = (one: World['controls'][number]) =>
      world.controls.find(({ control, version }) => control === one.control && version === one.version - 1);
    for (const one of world.controls) {
      expect(['p-001', 'p-002', 'p-003', 'p-005']).toContain(one.owner);
      expect(one.version === 1 || String(before(one)?.ended?.until) < one.since, one.control).toBe(true);
      if (one.ended !== null) expect(one.ended.recorded).toBeLessThan(endOf(one.ended.until));
    }
    expect(world.controls.filter(({ version }) => version === 2).map(({ control }) => control)).toEqual(['access-reviews']);
    expect(world.controls.filter(({ variant }) => variant === 'no-office').map(({ control }) => control)).toEqual([
      'media-disposal',
      'physical-access',
    ]);
  });

  it('reviews policies within the year, and has each approved by somebody else', () => {
    for (const { versions } of world.policies) {
      const [, adopted, reviewed] = versions;
      for (const one of [adopted, reviewed]) expect(one?.approvedBy).not.toBe(one?.author);
      expect(Number(reviewed?.recorded) - Number(adopted?.recorded)).toBeLessThan(360 * DAY);
    }
  });
});

function isApproved(world: World, change: Change, approval: World['approvals'][number] | undefined): boolean {
  const approver = world.people.find(({ id }) => id === approval?.by);
  if (approval === undefined || approver === undefined || approval.at > change.landedAt) return false;
  const seen = change.commits.findIndex(({ key }) => key === approval.commit);
  const authors = change.commits.flatMap(({ author, coAuthors }) => [author, ...coAuthors]).map(({ email }) => email);
  return (
    seen >= 0 &&
    change.commits.slice(seen + 1).every(({ kind }) => kind === 'base-merge') &&
    !authors.some((email) => approver.emails.includes(email))
  );
}
