import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaverAccessRemoved } from '../../src/checks/people/leaver-access-removed.ts';
import { account, person, takenOut } from '../../src/checks/testing/given.ts';
import { endOf, startOf } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { untold } from '../../src/facts/told.ts';
import { DAY, type Instant, plus } from '../../src/kernel/time.ts';
import { commits, dayAfter, ends, looks, moments, removal } from './arbitraries.ts';
import { type Answer, differencesFrom, saidAt } from './oracle.ts';

const holders = fc.constantFrom('p-9', 'p-1', 'unknown' as const);
const accounts = fc.record({
  commits: commits(3),
  held: fc.tuple(holders, holders, holders),
  openedAt: moments,
  closed: ends,
  removed: fc.option(moments),
});
const contracts = fc.record({ last: fc.integer({ min: -100, max: 300 }), back: fc.option(fc.integer({ min: 2, max: 60 })) });

interface Account {
  readonly held: readonly { readonly from: Instant; readonly holder: string }[];
  readonly openedAt: Instant;
  readonly closed: Instant | null | 'untold';
  readonly gone: Instant | null;
}

function ofAccount({ held, openedAt, closed, gone }: Account, at: Instant): Answer {
  const { holder } = saidAt(held, at);
  if (holder === 'p-1' || at < openedAt) return 'well';
  if (typeof closed === 'number') return at < closed ? ofHolder(holder) : 'well';
  const lost = closed === 'untold' || (gone !== null && at >= gone);
  return lost ? 'unknown' : ofHolder(holder);
}

function ofHolder(holder: string): Answer {
  return holder === 'unknown' ? 'unknown' : 'fail';
}

function worst(answers: readonly Answer[]): Answer {
  if (answers.includes('fail')) return 'fail';
  return answers.includes('unknown') ? 'unknown' : 'well';
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(fc.array(accounts, { minLength: 1, maxLength: 3 }), contracts, looks, (drawn, { last, back }, looked) => {
      const all = drawn.map(({ openedAt, closed, removed, ...one }): Account => {
        const held = one.commits.map((from, index) => ({ from, holder: one.held[index] ?? 'p-1' }));
        return { held, openedAt, closed, gone: removal(removed, held) };
      });
      const [lastDay, firstDay] = [dayAfter(last), back === null ? null : dayAfter(last + back)];
      const [left, returned] = [endOf(lastDay), firstDay === null ? Number.POSITIVE_INFINITY : startOf(firstDay)];
      const deadline = plus(left, DAY);
      const given = all.flatMap(({ held, openedAt, closed, gone }, index) => [
        ...held.map(({ from, holder }) =>
          account(`a-${index}`, holder, { openedAt, closedAt: closed === 'untold' ? untold('Nobody knows.') : closed }, from),
        ),
        ...(gone === null ? [] : [takenOut('account', `a-${index}`, gone)]),
      ]);
      const employment = [{ from: '2020-01-01', until: lastDay }, ...(firstDay === null ? [] : [{ from: firstDay, until: null }])];
      const told = story('')
        .given(person('p-9', { employment }), ...given)
        .lookedAt(looked);
      const naive = (at: Instant): Answer => (at < deadline || at >= returned ? 'well' : worst(all.map((one) => ofAccount(one, at))));
      const inAccounts = all.flatMap(({ held, openedAt, closed, gone }) => [
        ...held.map((one) => one.from),
        openedAt,
        ...[closed, gone].filter((one) => typeof one === 'number'),
      ]);
      const boundaries = [...inAccounts, left, deadline, ...(firstDay === null ? [] : [startOf(firstDay)])];
      expect(differencesFrom(leaverAccessRemoved, { told, key: `p-9/${lastDay}`, boundaries, naive })).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
