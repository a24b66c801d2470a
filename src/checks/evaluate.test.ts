import { describe, expect, test } from 'vitest';
import { known, untold } from '../facts/told.ts';
import { BEGINNING, FOREVER, type Instant, plus, type Span } from '../kernel/time.ts';
import type { Item, Mode } from '../populations/population.ts';
import type { Check, Judgement } from './check.ts';
import { evaluate } from './evaluate.ts';
import { story } from './testing/story.ts';

const context = story('').context();
const { period, horizon } = context;
const always: Span = { from: BEGINNING, until: FOREVER };
const item: Item<unknown> = { key: 'it', title: 'It', because: '', span: period, data: null, leaves: [7, 3] };

function checkOf(judge: () => Judgement, mode: Mode = 'state'): Check {
  const population = { id: 'p', title: '', mode, definition: '', reads: {}, items: () => [item], unseen: () => [] };
  return { id: 'c', version: 4, title: '', asks: '', population, reads: {}, settings: [], mend: '', judge };
}

function spansOf(judgement: Partial<Judgement>, mode?: Mode) {
  const { outcome, spans } = evaluate(
    checkOf(() => ({ owed: [always], broken: [], unknown: [], because: 'x', ...judgement }), mode),
    item,
    context,
  );
  return { outcome, spans: spans.map((one) => [one.outcome, one.from, one.until]) };
}

describe('an answer over all time is clipped to the judged part of the period', () => {
  test.each<[string, Span, readonly [Instant, Instant | null] | null]>([
    ['for ever', always, [period.from, null]],
    ['ending at the horizon', { from: BEGINNING, until: horizon }, [period.from, horizon]],
    ['ending a millisecond after it', { from: BEGINNING, until: plus(horizon, 1) }, [period.from, null]],
    ['ending as the period begins', { from: BEGINNING, until: period.from }, null],
    ['the first millisecond', { from: period.from, until: plus(period.from, 1) }, [period.from, plus(period.from, 1)]],
    ['beginning at the horizon', { from: horizon, until: FOREVER }, null],
  ])('%s', (_name, broken, expected) => {
    expect(spansOf({ broken: [broken] }).spans).toEqual(expected ? [['fail', ...expected]] : []);
  });

  test('what falls due as the period ends belongs to it, for occurrences alone', () => {
    const broken = [{ from: horizon, until: FOREVER }];
    expect(spansOf({ broken }, 'calendar')).toEqual({ outcome: 'fail', spans: [['fail', horizon, null]] });
    expect(spansOf({ broken }, 'events').outcome).toBe('pass');
  });
});

describe('outcomes', () => {
  const gap = { reason: 'denied' as const, why: 'Denied.' };

  test('fail before unknown, unknown before not owed, not owed before pass', () => {
    expect(spansOf({ broken: [always], unknown: [{ ...always, ...gap }], owed: [] }).outcome).toBe('fail');
    expect(spansOf({ unknown: [{ ...always, ...gap }], owed: [] }).outcome).toBe('unknown');
    expect(spansOf({ owed: [] }).outcome).toBe('not-owed');
    expect(spansOf({ owed: [{ from: BEGINNING, until: period.from }] }).outcome).toBe('not-owed');
    expect(spansOf({}).outcome).toBe('pass');
  });

  test('no instant is told twice: what is broken is not unknown, and of two gaps the first is told', () => {
    const middle = plus(period.from, 1000);
    const later = plus(period.from, 2000);
    const unknown = [
      { from: period.from, until: later, ...gap },
      { from: middle, until: FOREVER, ...gap },
    ];
    expect(spansOf({ broken: [{ from: period.from, until: middle }], unknown }).spans).toEqual([
      ['fail', period.from, middle],
      ['unknown', middle, later],
      ['unknown', later, null],
    ]);
  });
});

test('what a source does not tell is unknown over the item, and the sentence says what', () => {
  const check = checkOf(() => known<Judgement>(untold('The source keeps it to itself.')));
  expect(evaluate(check, item, context)).toMatchObject({
    outcome: 'unknown',
    because: 'The source keeps it to itself.',
    spans: [{ from: period.from, until: horizon, outcome: 'unknown', reason: 'not-told' }],
  });
});

test('another error is a bug and is not taken for an answer', () => {
  const check = checkOf(() => {
    throw new TypeError('a bug');
  });
  expect(() => evaluate(check, item, context)).toThrow('a bug');
});

test('a finding names the check, its version and the facts it rests on', () => {
  const finding = evaluate(
    checkOf(() => ({ owed: [always], broken: [], unknown: [], because: 'x', leaves: [3, 1] })),
    item,
    context,
  );
  expect(finding).toMatchObject({ check: 'c', version: 4, item: 'it', title: 'It', leaves: [1, 3, 7] });
});
