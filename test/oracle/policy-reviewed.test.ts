import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyReviewed } from '../../src/checks/governance/policy-reviewed.ts';
import { policy } from '../../src/checks/testing/given.ts';
import { endOf, vienna } from '../../src/checks/testing/instants.ts';
import { story } from '../../src/checks/testing/story.ts';
import { unseen } from '../../src/checks/testing/world.ts';
import { addCadence, calendarDate, dateAt } from '../../src/kernel/calendar.ts';
import { FOREVER, HOUR, type Instant, plus, type Span } from '../../src/kernel/time.ts';
import { commits, days, looks, moments } from './arbitraries.ts';
import { type Answer, differencesFrom } from './oracle.ts';

const texts = fc.record({ adopted: fc.boolean(), reviewed: fc.option(days), approved: fc.option(days) });
const blindness = fc.option(fc.record({ from: moments, hours: fc.integer({ min: 1, max: 40 }) }));

interface Text extends Span {
  readonly adopted: boolean;
  readonly reviewed: string | null;
  readonly approved: string | null;
}

function dayOf({ reviewed, approved }: Text): string | undefined {
  return [reviewed, approved]
    .filter((day) => day !== null)
    .sort()
    .at(-1);
}

/** The days that no later text takes back; adopted without any, the day of adoption. */
function reviewDays(adopted: readonly Text[]): readonly string[] {
  const kept = adopted.flatMap((one, index) => {
    const day = dayOf(one);
    const takenBack = day === undefined || adopted.slice(index + 1).some((next) => (dayOf(next) ?? day) < day);
    return takenBack ? [] : [day];
  });
  const [first] = adopted;
  return first && dayOf(first) === undefined ? [...kept, dateAt(first.from, vienna)] : kept;
}

test('the same exceptions as an evaluator that asks instant by instant', () => {
  fc.assert(
    fc.property(commits(4), fc.array(texts, { minLength: 4, maxLength: 4 }), blindness, looks, (instants, drawn, blind, looked) => {
      const all = instants.map((from, index): Text => ({ ...(drawn[index] as Text), from, until: instants[index + 1] ?? FOREVER }));
      const gap = blind && { from: blind.from, until: plus(blind.from, blind.hours * HOUR) };
      // A gap inside an adopted text: what a gap beside one means is told in the stories.
      const inside = gap && all.some((one) => one.adopted && one.from < gap.from && gap.until < one.until) ? gap : null;
      const given = all.map((one) =>
        policy(
          'pol',
          { status: one.adopted ? 'adopted' : 'draft', reviewedOn: one.reviewed, approvedOn: one.approved, approvedBy: 'p-001' },
          one.from,
        ),
      );
      const told = story('')
        .given(...given, ...(inside ? [unseen(['policy'], inside.from, inside.until, 'lost-sight')] : []))
        .lookedAt(looked);
      const dues = [...reviewDays(all.filter((one) => one.adopted))]
        .sort()
        .map((day) => ({ done: endOf(day), due: endOf(addCadence(calendarDate(day), { every: 12, unit: 'month' })) }));
      const naive = (at: Instant): Answer => {
        if (inside && inside.from <= at && at < inside.until) return 'unknown';
        if (!all.some((one) => one.adopted && one.from <= at && at < one.until)) return 'well';
        const last = dues.findLast((one) => one.done <= at);
        return last && at >= last.due ? 'fail' : 'well';
      };
      const boundaries = [...instants, ...dues.flatMap((one) => [one.done, one.due]), ...(inside ? [inside.from, inside.until] : [])];
      expect(differencesFrom(policyReviewed, { told, key: 'pol', boundaries, naive })).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
