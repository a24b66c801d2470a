import { describe, expect, it } from 'vitest';
import { DAY } from '../../kernel/time.ts';
import { assessed, control, type GivenItem, standing } from '../results/testing/assessed.ts';
import { type ExceptionsWanted, exceptionRows, exceptionsOf } from './exceptions.ts';
import { givenView } from './testing/given-view.ts';

const lasting = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const fails = (item: string, ...spans: (readonly [string, string | null])[]): GivenItem => ({ item, ...lasting, fails: spans });
const at = (day: string) => `2025-${day}T00:00:00Z`;

const input = assessed(
  {
    horizon: at('10-01'),
    checks: [
      {
        id: 'a/shared',
        mode: 'state',
        items: [
          fails('two words', [at('02-01'), at('02-03')], [at('03-01'), at('03-02')]),
          fails('open', [at('09-01'), null]),
          { ...fails('excluded', [at('01-10'), null]), excludedBy: 'x-1' },
        ],
      },
      { id: 'b/own', mode: 'state', items: [fails('longest', [at('04-01'), at('08-01')]), fails('short', [at('09-30'), null])] },
    ],
  },
  {
    controls: [
      control('zebra', { checks: ['a/shared'], title: 'The stripes', owner: 'p-1', criteria: [{ criterion: 'CC6.1', reason: 'Keeps out.' }] }),
      control('ant', { checks: ['a/shared', 'b/own'], owner: 'p-2' }),
    ],
    responses: [
      {
        check: 'b/own',
        item: 'longest',
        cause: 'A cause.',
        response: 'A response.',
        action: null,
        due: null,
        by: 'p-1',
        at: '2025-09-01T00:00:00.000Z',
      },
    ],
  },
);
const view = givenView(input);
const asked = (wanted: Partial<ExceptionsWanted> = {}) => exceptionsOf(view, { sort: 'oldest', limit: 100, ...wanted });
const items = (wanted: Partial<ExceptionsWanted> = {}) => asked(wanted).rows.map((one) => `${one.item} ${one.from.slice(5, 10)}`);

describe('exceptions', () => {
  it('each stands once, with every control that its check speaks for', () => {
    expect(items()).toEqual(['excluded 01-10', 'two words 02-01', 'two words 03-01', 'longest 04-01', 'open 09-01', 'short 09-30']);
    const controls = (item: string) => asked({ text: item }).rows[0]?.controls;
    expect(controls('two words')).toEqual([
      { id: 'zebra', title: 'The stripes', owner: 'p-1', criteria: ['CC6.1'] },
      { id: 'ant', title: 'Title of ant', owner: 'p-2', criteria: ['CC8.1'] },
    ]);
    expect(controls('longest')?.map((one) => one.id)).toEqual(['ant']);
  });

  it('once, too, where a control has several versions in the period', () => {
    const twice = givenView({
      ...input,
      standing: [standing('zebra', { version: 1, since: '2025-01-01', until: '2025-09-15' }), standing('zebra', { version: 2, since: '2025-09-16' })],
    });
    const open = exceptionRows(twice).filter((one) => one.item === 'open');
    expect(open).toMatchObject([{ from: '2025-09-01T00:00:00.000Z', until: null }]);
    expect(open[0]?.controls.map((one) => one.id)).toEqual(['zebra', 'ant']);
  });

  it('lasts until it ended, or up to the horizon', () => {
    const lasted = Object.fromEntries(asked().rows.map((one) => [`${one.item} ${one.from.slice(5, 10)}`, [one.state, one.milliseconds / DAY]]));
    expect(lasted).toEqual({
      'excluded 01-10': ['excluded', 264],
      'two words 02-01': ['ended', 2],
      'two words 03-01': ['ended', 1],
      'longest 04-01': ['ended', 122],
      'open 09-01': ['open', 30],
      'short 09-30': ['open', 1],
    });
  });

  it('what came again says how often it was there before', () => {
    expect(asked({ text: 'two words' }).rows.map((one) => one.repeats)).toEqual([0, 1]);
    expect(items({ repeated: 'true' })).toEqual(['two words 03-01']);
  });

  it('are filtered by state, control, check, and what was not answered', () => {
    expect(items({ state: 'open' })).toEqual(['open 09-01', 'short 09-30']);
    expect(items({ state: 'ended', check: 'a/shared' })).toEqual(['two words 02-01', 'two words 03-01']);
    expect(items({ state: 'excluded' })).toEqual(['excluded 01-10']);
    expect(items({ control: 'zebra' })).not.toContain('longest 04-01');
    expect(items({ control: 'ant' })).toHaveLength(6);
    expect(items({ control: 'nobody' })).toEqual([]);
    expect(items({ unanswered: 'true' })).not.toContain('longest 04-01');
    expect(items({ unanswered: 'true' })).toHaveLength(5);
  });

  it('are found by title, check, control and criterion, in any case, and never by a pattern', () => {
    expect(items({ text: 'TWO WORDS' })).toHaveLength(2);
    expect(items({ text: 'the stripes' })).toHaveLength(4);
    expect(items({ text: 'cc6.1' })).toHaveLength(4);
    for (const text of ['.*', '^', '[a', '\\', '</script>', '\u202e']) expect(items({ text }), text).toEqual([]);
  });

  it('are sorted by how long, when, and whose they are', () => {
    expect(items({ sort: 'longest' })).toEqual([
      'open 09-01',
      'short 09-30',
      'excluded 01-10',
      'longest 04-01',
      'two words 02-01',
      'two words 03-01',
    ]);
    expect(items({ sort: 'newest' })).toEqual(items({ sort: 'oldest' }).toReversed());
    expect(items({ sort: 'control' }).slice(0, 2)).toEqual(['longest 04-01', 'short 09-30']);
  });

  it('are counted as they are, whatever is asked for', () => {
    const counts = { all: 6, open: 2, ended: 3, excluded: 1, unanswered: 5, repeated: 1 };
    for (const wanted of [{}, { state: 'open' as const }, { text: 'nothing' }, { limit: 1 }]) expect(asked(wanted).counts).toEqual(counts);
    expect(asked({ state: 'open', limit: 1 }).total).toBe(2);
  });
});

describe('a page of them', () => {
  it('goes on where it ended, and only in the same list', () => {
    const cursor = asked({ limit: 4 }).next as string;
    expect(items({ limit: 4, cursor })).toEqual(['open 09-01', 'short 09-30']);
    const others: Partial<ExceptionsWanted>[] = [
      { sort: 'newest' },
      { state: 'open' },
      { text: 'o' },
      { repeated: 'true' },
      { control: 'ant' },
      { check: 'b/own' },
    ];
    for (const other of others)
      expect(() => asked({ ...other, cursor }), JSON.stringify(other)).toThrow(expect.objectContaining({ code: 'page/cursor' }));
  });

  it('sorting does not change the list that others read', () => {
    const before = items();
    asked({ sort: 'newest' });
    asked({ sort: 'longest' });
    expect(items()).toEqual(before);
    expect(exceptionRows(view)).toBe(exceptionRows(view));
  });
});
