import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { program, set } from '../checks/testing/given.ts';
import { at } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import type { Given } from '../checks/testing/world.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { occurrences } from './occurrences.ts';

function windowsOf(since: string, ...more: readonly Given[]) {
  const context = story('')
    .given(program(since), ...more)
    .context();
  return occurrences('access-review.every', context).map(({ first, last, carriedIn }) => `${first}..${last}${carriedIn ? ' carried in' : ''}`);
}

describe('windows of a cadence', () => {
  test('count from the first day of the program, up to the end of the period', () => {
    expect(windowsOf('2024-11-01')).toEqual(['2024-11-01..2025-01-31', '2025-02-01..2025-04-30', '2025-05-01..2025-07-31', '2025-08-01..2025-10-31']);
  });

  test('do not drift where months are short', () => {
    expect(windowsOf('2025-01-31', set('access-review.every', '1 month')).slice(0, 3)).toEqual([
      '2025-01-31..2025-02-27',
      '2025-02-28..2025-03-30',
      '2025-03-31..2025-04-29',
    ]);
  });

  test('mark what fell due before the period; the day before it begins is the last of them', () => {
    expect(windowsOf('2024-07-01').slice(0, 3)).toEqual([
      '2024-07-01..2024-09-30 carried in',
      '2024-10-01..2024-12-31 carried in',
      '2025-01-01..2025-03-31',
    ]);
  });

  test('take a new cadence from the next window on', () => {
    const changed = set('access-review.every', '6 months', at('2025-02-15T00:00:00Z'));
    expect(windowsOf('2025-01-01', changed)).toEqual(['2025-01-01..2025-03-31', '2025-04-01..2025-09-30']);
  });

  test('follow one another without hole or overlap, whatever the cadence does', () => {
    const cadences = fc.constantFrom('1 month', '3 months', '30 days', '2 weeks', '1 year');
    const changes = fc.array(fc.tuple(fc.integer({ min: -300, max: 360 }), cadences), { maxLength: 3 });
    fc.assert(
      fc.property(changes, (all) => {
        const settings = all
          .sort(([a], [b]) => a - b)
          .map(([days, every]) => set('access-review.every', every, at(new Date(Date.UTC(2025, 0, 1 + days)).toISOString())));
        const found = occurrences(
          'access-review.every',
          story('')
            .given(program('2024-03-31'), ...settings)
            .context(),
        );
        expect(found[0]?.first).toBe('2024-03-31');
        for (const [index, one] of found.entries()) {
          expect(one.last >= one.first).toBe(true);
          const next = found[index + 1];
          if (next) expect(next.first).toBe(addDays(calendarDate(one.last), 1));
        }
      }),
      { numRuns: 100 },
    );
  });
});
