import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { Happened } from '../workflow.ts';
import { engagementWorkflow } from './engagement.ts';
import type { CommandOf, EngagementCommand } from './engagement-commands.ts';
import type { EngagementEvent } from './engagement-events.ts';
import { frozenPopulation, itemsToTest } from './engagement-state.ts';
import {
  assessed,
  auditor,
  by,
  company,
  drawn,
  drawnEvent,
  frozen,
  frozenEvent,
  happened,
  hash,
  opened,
  openedEvent,
  pins,
  shorter,
  year,
} from './testing/an-engagement.ts';

const engagement = (history: readonly Happened<EngagementEvent>[]) => given(engagementWorkflow, history);
const summer = '2025-06-30T22:00:00.000Z';
const lastMillisecond = '2025-12-31T22:59:59.999Z';

type Population = CommandOf<'freeze'>['populations'][number];

const changes: Population = { population: 'changes', sha256: hash('a'), items: 3 };

function freeze(populations: readonly Population[] = [changes], more: Partial<CommandOf<'freeze'>> = {}): CommandOf<'freeze'> {
  return { type: 'freeze', from: assessed(), populations, interim: false, ...more };
}

const interimCommand = freeze([changes], { from: assessed(summer), interim: true });
const interimEvent = frozenEvent({ phase: 'interim', assessment: assessed(summer).assessment });
const interim = [opened, happened(interimEvent, company)];

describe('populations are frozen', () => {
  test('once the period has closed and was seen to its end, each with its hash and its number of items', () => {
    const leavers = { population: 'leavers', sha256: hash('b'), items: 7 };
    engagement([opened])
      .when(freeze([changes, leavers]), by(company))
      .decides([frozenEvent(), frozenEvent({ population: 'leavers', sha256: hash('b'), items: 7 })]);
  });

  test('also where they are empty: that nothing occurred is frozen, too', () => {
    engagement([opened])
      .when(freeze([{ ...changes, items: 0 }]), by(company))
      .decides([frozenEvent({ items: 0 })]);
  });

  test('not a millisecond early, unless as interim', () => {
    engagement([opened])
      .when(freeze([changes], { from: assessed(lastMillisecond) }), by(company))
      .refuses('engagement/too-early', lastMillisecond, year.until);
    engagement([opened])
      .when(freeze([changes], { from: assessed(lastMillisecond), interim: true }), by(company))
      .decides([frozenEvent({ phase: 'interim', assessment: assessed(lastMillisecond).assessment })]);
    engagement([opened]).when(interimCommand, by(company)).decides([interimEvent]);
  });

  test('not as interim where the period has closed', () => {
    engagement([opened])
      .when(freeze([changes], { interim: true }), by(company))
      .refuses('engagement/not-interim');
  });

  test('once: the same again is no news, anything else is refused with both hashes', () => {
    engagement(frozen).when(freeze(), by(company)).decides([]);
    const changed = { ...changes, sha256: hash('c') };
    engagement(frozen)
      .when(freeze([changed]), by(company))
      .refuses('engagement/already-frozen', hash('a'), hash('c'));
    engagement(frozen)
      .when(freeze([{ population: 'leavers', sha256: hash('b'), items: 7 }, changed]), by(company))
      .refuses('engagement/already-frozen', 'changes');
  });

  test('each of its own, and all stay', () => {
    const leavers = { population: 'leavers', sha256: hash('b'), items: 7 };
    const both = [...frozen, happened(frozenEvent({ ...leavers }), company)];
    engagement(both)
      .when(freeze([leavers, changes]), by(company))
      .decides([]);
    expect(
      engagement(both)
        .state()
        ?.frozen.map((one) => [one.population, one.by]),
    ).toEqual([
      ['changes', company],
      ['leavers', company],
    ]);
  });

  test('once, also against what is named twice in one breath', () => {
    engagement([opened])
      .when(freeze([changes, { ...changes, sha256: hash('c') }]), by(company))
      .refuses('engagement/population-twice', 'changes');
  });

  test('as interim any number of times, and then finally, also with the same rows', () => {
    engagement(interim).when(interimCommand, by(company)).decides([]);
    engagement(interim).when(freeze(), by(company)).decides([frozenEvent()]);
    engagement(interim)
      .when({ ...interimCommand, populations: [{ ...changes, sha256: hash('c') }] }, by(company))
      .decides([{ ...interimEvent, sha256: hash('c') }]);
    const [, before] = interim;
    expect(frozenPopulation(engagement([...frozen.slice(0, 1), before!, ...frozen.slice(1)]).state()!, 'changes')?.phase).toBe('final');
  });

  test('finally, and not as interim after that, with the same rows or with others', () => {
    for (const sha256 of [hash('a'), hash('c')])
      engagement(frozen)
        .when({ ...interimCommand, populations: [{ ...changes, sha256 }] }, by(company))
        .refuses('engagement/already-frozen');
  });
});

const captured: CommandOf<'capture-settings'> = { type: 'capture-settings', from: assessed(summer), settings: [], anyway: false };
const settings = [{ name: 'leaver-days', written: '1 day', policy: { id: 'access', version: 2 } }];

/** What freezes, and what captures: the same assessments are refused. */
const reading: readonly [what: string, from: (from: CommandOf<'freeze'>['from']) => EngagementCommand][] = [
  ['freezing', (from) => freeze([changes], { from })],
  ['capturing settings', (from) => ({ ...captured, from: { ...from, assessment: assessed(summer).assessment } })],
];

describe.each(reading)('an assessment for %s', (_what, from) => {
  test('is of an audit that the records still name', () => {
    engagement([opened])
      .when(from(assessed(year.until, { period: null })), by(company))
      .refuses('engagement/audit-gone', 'type-2-2025');
  });

  test.each([
    ['last day', shorter],
    ['first day', { ...year, first: '2025-02-01', from: '2025-01-31T23:00:00.000Z' }],
    ['zone', { ...year, zone: 'UTC' }],
    ['type', { ...year, type: 1 as const }],
  ])('is of the period of the engagement: not where the records moved its %s', (_part, period) => {
    engagement([opened])
      .when(from(assessed(year.until, { period, judged: period })), by(company))
      .refuses('engagement/period-moved', period.first, year.first, period.zone);
    engagement([opened])
      .when(from(assessed(year.until, { judged: period })), by(company))
      .refuses('engagement/other-period', period.first);
  });
});

describe('the versions of the checks', () => {
  test('are those that were pinned; others that were asked do not matter', () => {
    const newer = { ...assessed().checks, 'change/ticket-reference': 2 };
    engagement([opened])
      .when(freeze([changes], { from: assessed(year.until, { checks: newer }) }), by(company))
      .refuses('engagement/checks-changed', 'change/ticket-reference (pinned 1, now 2)', '0.1.0');
    const { 'change/ticket-reference': _, ...fewer } = assessed().checks;
    engagement([opened])
      .when(freeze([changes], { from: assessed(year.until, { checks: fewer }) }), by(company))
      .refuses('engagement/checks-changed', 'now not asked');
    engagement([opened])
      .when(freeze([changes], { from: assessed(year.until, { checks: { ...assessed().checks, 'repository/not-public': 9 } }) }), by(company))
      .decides([frozenEvent()]);
  });

  test('are other ones where an auditor pinned again', () => {
    const onward = { ...pins, checks: { ...pins.checks, 'change/ticket-reference': 2 } };
    engagement([opened])
      .when({ type: 'pin-again', pins: onward, reason: 'It was mended.' }, by(auditor))
      .decides([{ type: 'pinned-again', pins: onward, reason: 'It was mended.' }]);
    const pinned = [opened, happened({ type: 'pinned-again', pins: onward, reason: 'It was mended.' })];
    engagement(pinned).when(freeze(), by(company)).refuses('engagement/checks-changed', 'pinned 2, now 1');
    engagement(pinned)
      .when(freeze([changes], { from: assessed(year.until, { checks: onward.checks }) }), by(company))
      .decides([frozenEvent()]);
  });
});

describe('settings are captured', () => {
  const event = (horizon: string, timing: 'early' | 'inside' | 'late') =>
    ({ type: 'settings-captured', assessment: assessed(horizon).assessment, timing, settings }) as const;

  test('inside the period', () => {
    for (const horizon of ['2024-12-31T23:00:00.002Z', summer, lastMillisecond])
      engagement([opened])
        .when({ ...captured, from: assessed(horizon), settings }, by(company))
        .decides([event(horizon, 'inside')]);
  });

  test.each([
    ['early', year.from],
    // The horizon of an assessment of a period that has not begun: never before its first millisecond.
    ['early', '2024-12-31T23:00:00.001Z'],
    ['late', year.until],
  ] as const)('%s only where that is asked for, and marked so: %s', (timing, horizon) => {
    engagement([opened])
      .when({ ...captured, from: assessed(horizon), settings }, by(company))
      .refuses('engagement/settings-outside', timing, '2025-12-31');
    engagement([opened])
      .when({ ...captured, from: assessed(horizon), settings, anyway: true }, by(company))
      .decides([event(horizon, timing)]);
  });

  test('again as often as wanted, and all stay', () => {
    const history = [opened, happened(event(summer, 'inside'), company), happened(event(year.until, 'late'), company)];
    expect(
      engagement(history)
        .state()
        ?.settings.map((one) => one.timing),
    ).toEqual(['inside', 'late']);
  });
});

describe('a period that the records moved', () => {
  const move = { type: 'move-period', period: shorter, reason: 'The report is wanted sooner.' } as const;
  const movedEvent = { type: 'period-moved', period: shorter, reason: 'The report is wanted sooner.' } as const;
  const marked = happened({
    type: 'marked',
    control: 'change-approval',
    population: 'changes',
    item: 'api#1',
    attribute: 'change/approved-by-another',
    mark: 'accept',
    note: '',
    outcome: 'pass',
  });
  const moved = [...drawn, marked, happened(movedEvent)];

  test('is moved by an auditor, not by the company', () => {
    engagement(drawn).when(move, by(auditor)).decides([movedEvent]);
    engagement(drawn).when(move, by(company)).refuses('engagement/not-its-auditor');
  });

  test('is moved to where the records say, and only where they say so', () => {
    engagement(drawn)
      .when({ ...move, period: null }, by(auditor))
      .refuses('engagement/audit-gone');
    engagement(drawn)
      .when({ ...move, period: year }, by(auditor))
      .refuses('engagement/same-period');
  });

  test('makes void what was frozen and drawn, and keeps it with the reason and the period before', () => {
    const state = engagement(moved).state();
    expect(state).toMatchObject({ period: shorter, frozen: [], samples: [] });
    expect(state?.voided).toMatchObject([
      { reason: 'The report is wanted sooner.', period: year, frozen: [{ sha256: hash('a') }], samples: [{ seed: hash('5') }] },
    ]);
    expect(itemsToTest(state!, 'change-approval', 'changes')).toBeNull();
  });

  test('may move again, and every time before stays on record', () => {
    const back = happened({ type: 'period-moved', period: year, reason: 'It is wanted whole.' });
    const state = engagement([...moved, back]).state();
    expect(state?.voided.map((one) => [one.reason, one.period.last, one.samples.length])).toEqual([
      ['The report is wanted sooner.', '2025-12-31', 1],
      ['It is wanted whole.', '2025-11-30', 0],
    ]);
    expect(state).toMatchObject({ period: year, frozen: [], samples: [] });
  });

  test('keeps what was marked, asked and captured; what was captured inside the old one says where it stands to the new', () => {
    const captures = [summer, '2025-12-15T00:00:00.000Z', year.until].map((horizon) =>
      happened({
        type: 'settings-captured',
        assessment: assessed(horizon).assessment,
        timing: horizon === year.until ? 'late' : 'inside',
        settings,
      }),
    );
    const state = engagement([...drawn, marked, ...captures, happened(movedEvent)]).state();
    expect(state?.cells.size).toBe(1);
    expect(state?.settings.map((one) => one.timing)).toEqual(['inside', 'late', 'late']);
    const longer = { ...year, last: '2026-01-31', until: '2026-01-31T23:00:00.000Z' };
    const later = engagement([...drawn, ...captures, happened({ ...movedEvent, period: longer })]).state();
    expect(later?.settings.map((one) => one.timing)).toEqual(['inside', 'inside', 'late']);
  });

  test('is frozen and drawn anew, under the new period and no other', () => {
    engagement(moved).when(freeze(), by(company)).refuses('engagement/period-moved');
    const from = assessed(shorter.until, { period: shorter, judged: shorter });
    const again = frozenEvent({ sha256: hash('c'), assessment: from.assessment });
    engagement(moved)
      .when(freeze([{ ...changes, sha256: hash('c') }], { from }), by(company))
      .decides([again]);
    const draw = { ...drawnEvent(), type: 'draw', drawn: { seed: hash('7'), size: 2, items: drawnEvent().items }, sha256: hash('c') } as const;
    const { seed: _, size: __, items: ___, ...command } = draw;
    engagement(moved).when(command, by(auditor)).refuses('engagement/not-frozen');
    engagement([...moved, happened(again, company)])
      .when(command, by(auditor))
      .decides([drawnEvent({ sha256: hash('c'), seed: hash('7') })]);
  });
});

describe('a second source that counts otherwise is explained', () => {
  const difference = 'c0ffee belongs to no change';
  const explain = (more: Partial<CommandOf<'explain'>> = {}): CommandOf<'explain'> => {
    return { type: 'explain', population: 'changes', difference, explanation: ' A mirror pushed it. ', known: [difference], ...more };
  };
  const event = { type: 'difference-explained', population: 'changes', difference, explanation: 'A mirror pushed it.' } as const;

  test('by the company, with a reason, of a population that is frozen', () => {
    engagement(frozen).when(explain(), by(company)).decides([event]);
    engagement(frozen)
      .when(explain({ explanation: ' ' }), by(company))
      .refuses('engagement/no-reason');
    engagement([opened]).when(explain(), by(company)).refuses('engagement/not-frozen', 'changes');
    engagement(frozen).when(explain(), by(auditor)).refuses('engagement/not-the-company', auditor);
  });

  test('again where there is more to say: all that was said stays, in its order', () => {
    const said = [happened(event, company), happened({ ...event, explanation: 'It was the mirror of May.' }, company)];
    expect(
      engagement([...frozen, ...said])
        .state()
        ?.explanations.map((one) => [one.explanation, one.by]),
    ).toEqual([
      ['A mirror pushed it.', company],
      ['It was the mirror of May.', company],
    ]);
  });

  test('only where the sources do differ so', () => {
    engagement(frozen)
      .when(explain({ known: [] }), by(company))
      .refuses('engagement/no-difference', 'They do not differ.');
    engagement(frozen)
      .when(explain({ difference: 'something else' }), by(company))
      .refuses('engagement/no-difference', difference);
  });
});

describe('what was frozen before the versions were agreed anew', () => {
  const before = parseInstant('2026-01-15T08:00:00Z');
  const frozenBefore = [happened(openedEvent, company, before), happened(frozenEvent(), company, before)];
  const pinnedAgain = happened({ type: 'pinned-again', pins, reason: 'A check was mended.' });

  test('is frozen again, as the new versions judged it', () => {
    engagement([...frozenBefore, pinnedAgain])
      .when(freeze(), by(company))
      .decides([frozenEvent()]);
  });

  test('is not frozen twice without that', () => {
    engagement(frozenBefore).when(freeze(), by(company)).decides([]);
  });

  test('is not frozen by other versions of a control than those agreed', () => {
    const other = assessed(year.until, { controls: { ...pins.controls, 'change-approval': 2 } });
    engagement([opened])
      .when(freeze([changes], { from: other }), by(company))
      .refuses('engagement/checks-changed', 'change-approval (pinned 1, now 2)');
  });
});
