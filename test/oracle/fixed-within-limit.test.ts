import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptance, person, takenOut, vulnerability } from '../../src/checks/testing/given.ts';
import { startOf } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { fixedWithinLimit } from '../../src/checks/vulnerabilities/fixed-within-limit.ts';
import { untold } from '../../src/facts/told.ts';
import { DAY, HOUR, type Instant, later, plus } from '../../src/kernel/time.ts';
import { commits, ends, looks, moments, removal } from './arbitraries.ts';
import { type Answer, differencesFrom, saidAt } from './oracle.ts';

const days = { critical: 7, high: 30, medium: Number.POSITIVE_INFINITY };
const severities = fc.constantFrom('critical' as const, 'high' as const, 'medium' as const);
const acceptances = fc.record({ from: moments, days: fc.integer({ min: 1, max: 200 }), by: fc.constantFrom('p-001', 'p-002', 'p-003') });
const histories = fc.record({
  commits: commits(3),
  rated: fc.tuple(severities, severities, severities),
  foundAt: moments,
  fixed: ends,
  removed: fc.option(moments),
  accepted: fc.array(acceptances, { maxLength: 2 }),
  looked: looks,
});

interface History {
  readonly ratings: readonly { readonly from: Instant; readonly severity: keyof typeof days }[];
  readonly foundAt: Instant;
  readonly fixed: Instant | null | 'untold';
  readonly gone: Instant | null;
  readonly accepted: readonly { readonly from: Instant; readonly until: Instant; readonly by: string }[];
}

function naive({ ratings, foundAt, fixed, gone, accepted }: History, at: Instant): Answer {
  if (at < foundAt + days[saidAt(ratings, at).severity] * DAY) return 'well';
  // Only p-001 may accept: p-002 asked for it, and p-003 has no authority.
  if (accepted.some((one) => one.by === 'p-001' && one.from <= at && at < one.until)) return 'well';
  if (fixed === 'untold') return 'unknown';
  if (fixed !== null) return at < fixed ? 'fail' : 'well';
  return gone !== null && at >= gone ? 'unknown' : 'fail';
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(histories, (drawn) => {
      const ratings = drawn.commits.map((from, index) => ({ from, severity: drawn.rated[index] ?? 'medium' }));
      const accepted = drawn.accepted.map((one) => ({ ...one, until: plus(one.from, one.days * DAY) }));
      const fixed = typeof drawn.fixed === 'number' ? later(drawn.fixed, plus(drawn.foundAt, HOUR)) : drawn.fixed;
      const history: History = { ratings, foundAt: drawn.foundAt, fixed, gone: removal(drawn.removed, ratings), accepted };
      const { foundAt, gone } = history;
      const fixedAt = fixed === 'untold' ? untold('Nobody knows.') : fixed;
      const told = story('')
        .given(
          person('p-001', { authority: ['risks'] }, startOf('2020-01-01')),
          person('p-002', { authority: ['risks'] }, startOf('2020-01-01')),
          person('p-003'),
        )
        .given(...ratings.map(({ from, severity }) => vulnerability('v-1', { severity, foundAt, fixedAt }, from)))
        .given(...(gone === null ? [] : [takenOut('vulnerability', 'v-1', gone)]))
        .given(...accepted.map(({ from, until, by }, index) => acceptance(`va-${index}`, { approvedBy: by, approvedAt: from, untilAt: until })))
        .lookedAt(drawn.looked);
      const endings = [fixed, gone].filter((one) => typeof one === 'number');
      const boundaries = [
        ...drawn.commits,
        foundAt,
        plus(foundAt, 7 * DAY),
        plus(foundAt, 30 * DAY),
        ...accepted.flatMap((one) => [one.from, one.until]),
        ...endings,
      ];
      expect(differencesFrom(fixedWithinLimit, { told, key: 'v-1', boundaries, naive: (at) => naive(history, at) })).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
