import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../kernel/time.ts';
import type { AssessmentSummary } from '../assessment.ts';
import { judgedDays } from '../results/judged-days.ts';
import { assessed } from '../results/testing/assessed.ts';
import { observed } from './observed.ts';
import { givenView } from './testing/given-view.ts';

type Coverage = AssessmentSummary['coverage'][number];
type Between = readonly [from: number, until: number];

const begin = Date.parse('2025-01-01T00:00:00Z');
const iso = (at: number) => new Date(at).toISOString();

function kindSeen(kind: string, gaps: readonly Between[], from: string | null = '2024-06-01T00:00:00.000Z', why = 'Nobody was looking.'): Coverage {
  return { kind, from, until: from, gaps: gaps.map(([a, b]) => ({ from: iso(a), until: iso(b), reason: 'lost-sight', why })) };
}

/** Twenty days, judged up to noon of the last. */
function seen(coverage: readonly Coverage[]) {
  const view = givenView(assessed({ last: '2025-01-20', horizon: '2025-01-20T12:00:00Z', checks: [] }), { coverage });
  return observed(view, judgedDays(view.summary.period));
}
const judged = 19.5 * DAY;

describe('how much was seen', () => {
  it('is averaged over the kinds that are delivered, by the judged time and not by whole days', () => {
    const told = seen([kindSeen('change', []), kindSeen('account', [[begin, begin + 6 * HOUR]])]);
    expect(told.kinds).toBe(2);
    expect(told.share).toBeCloseTo((1 + (judged - 6 * HOUR) / judged) / 2, 12);
  });

  it('a kind that no connection delivers is named, and counts neither as seen nor as unseen', () => {
    const never = kindSeen('person', [[begin, begin + judged]], null, 'No connection delivers facts of the kind "person".');
    expect(seen([kindSeen('change', []), never])).toMatchObject({ share: 1, kinds: 1, undelivered: ['person'] });
  });

  it('one that is delivered, and was never seen in the period, counts as nothing seen', () => {
    const blind = kindSeen('account', [[begin, begin + judged]], '2025-03-01T00:00:00.000Z', 'Nobody had looked yet.');
    expect(seen([kindSeen('change', []), blind])).toMatchObject({ share: 0.5, kinds: 2, undelivered: [] });
  });

  it('where nothing is delivered, nothing was seen', () => {
    expect(seen([])).toMatchObject({ share: 0, kinds: 0, undelivered: [] });
  });

  it('gaps that overlap are not counted twice', () => {
    const told = seen([
      kindSeen('change', [
        [begin, begin + 4 * DAY],
        [begin + DAY, begin + 2 * DAY],
        [begin + 3 * DAY, begin + 5 * DAY],
      ]),
    ]);
    expect(told.share).toBeCloseTo((judged - 5 * DAY) / judged, 12);
  });

  it('the weeks begin with the period, the last is as short as it is, and each says what was seen in it', () => {
    const { weeks } = seen([kindSeen('change', [[begin + 7 * DAY, begin + 14 * DAY]])]);
    expect(weeks).toEqual([
      { first: '2025-01-01', share: 1 },
      { first: '2025-01-08', share: 0 },
      { first: '2025-01-15', share: 1 },
    ]);
    const lastHours = seen([kindSeen('change', [[begin + 19 * DAY, begin + judged]])]).weeks.at(-1);
    expect(lastHours?.share).toBeCloseTo(5 / 5.5, 12);
  });

  it('is what counting hour by hour gives', () => {
    const hours = 19.5 * 24;
    const gap = fc.tuple(fc.nat(hours), fc.nat(100)).map(([from, long]): Between => [from, Math.min(hours, from + long)]);
    const kind = fc.array(
      gap.filter(([a, b]) => a < b),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 4 }), (kinds) => {
        const told = seen(
          kinds.map((gaps, place) =>
            kindSeen(
              `kind ${place}`,
              gaps.map(([a, b]) => [begin + a * HOUR, begin + b * HOUR]),
            ),
          ),
        );
        const share = (from: number, until: number) => {
          const each = kinds.map((gaps) => {
            let lit = 0;
            for (let hour = from; hour < until; hour++) if (!gaps.some(([a, b]) => a <= hour && hour < b)) lit++;
            return lit / (until - from);
          });
          return each.reduce((sum, one) => sum + one, 0) / each.length;
        };
        expect(told.share).toBeCloseTo(share(0, hours), 9);
        told.weeks.forEach((week, place) => {
          expect(week.share).toBeCloseTo(share(place * 168, Math.min(hours, place * 168 + 168)), 9);
        });
      }),
      { numRuns: 60 },
    );
  });
});
