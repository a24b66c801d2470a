import type { Check, Judgement } from '../../src/checks/check.ts';
import type { Judged } from '../../src/checks/testing/story.ts';
import { asItStands } from '../../src/checks/testing/tried.ts';
import type { Reads } from '../../src/facts/reads.ts';
import type { Timeline } from '../../src/facts/timeline.ts';
import { BEGINNING, DAY, FOREVER, plus, type Span } from '../../src/kernel/time.ts';
import type { Context } from '../../src/populations/population.ts';

const wholeTime: Span = { from: BEGINNING, until: FOREVER };
const always: readonly Span[] = [wholeTime];

/** A check that answers every item in the same way. */
function answering(check: Check, judgement: Omit<Judgement, 'because'>): Judged {
  return asItStands({ ...check, judge: () => ({ ...judgement, because: 'a mutant' }) });
}

/** A mutant must be told by what it finds, not by how it words it: the sentence is that of the check as it stands. */
function wordedAs(check: Check, mutant: Judged): Judged {
  const whole = asItStands(check);
  return {
    ...mutant,
    evaluate(item, context) {
      const { outcome, spans } = mutant.evaluate(item, context);
      return { ...whole.evaluate(item, context), outcome, spans };
    },
  };
}

/** A check that is told of no gap, in its facts or in those of its population. */
function blindToCoverage(check: Check): Judged {
  const whole = asItStands(check);
  return {
    items: (context) => whole.items(withoutGaps(context)),
    unseen: (context) => whole.unseen(withoutGaps(context)),
    evaluate: (item, context) => whole.evaluate(item, withoutGaps(context)),
  };
}

function withoutGaps(context: Context<Reads>): Context<Reads> {
  const facts = Object.entries(context.facts as Record<string, Timeline<unknown>>).map(([kind, timeline]) => {
    const subjects = timeline.subjects.map((one) => ({ ...one, gaps: [] }));
    return [kind, { ...timeline, subjects, gaps: [] }];
  });
  return { ...context, facts: Object.fromEntries(facts) };
}

/** A check that knows no period: whatever ever happened counts, and how it ever ended. */
function blindToBounds(check: Check): Judged {
  const whole = asItStands(check);
  return {
    items: (context) => whole.items(unbounded(context)),
    unseen: (context) => whole.unseen(context),
    evaluate: (item, context) => whole.evaluate(item, unbounded(context)),
  };
}

function unbounded(context: Context<Reads>): Context<Reads> {
  const period = { from: plus(context.period.from, -2000 * DAY), until: plus(context.period.until, 2000 * DAY) };
  return { ...context, period, horizon: period.until };
}

const seen: Omit<Judgement, 'because'> = { owed: always, broken: [], unknown: [] };

/** The five ways in which a check can be worthless. A check whose stories let one of them live does not ask what it says. */
export const mutants: Record<string, (check: Check) => Judged> = {
  'always passes': (check) => wordedAs(check, answering(check, seen)),
  'always fails': (check) => wordedAs(check, answering(check, { ...seen, broken: always })),
  'never knows': (check) => wordedAs(check, answering(check, { ...seen, unknown: [{ ...wholeTime, reason: 'lost-sight', why: 'a mutant' }] })),
  'is blind to coverage': (check) => wordedAs(check, blindToCoverage(check)),
  'is blind to bounds': (check) => wordedAs(check, blindToBounds(check)),
};
