import { describe, expect, it } from 'vitest';
import { assessed, control, standing } from '../results/testing/assessed.ts';
import { controlOf, controlsOf } from './controls.ts';
import { givenView } from './testing/given-view.ts';

const whole = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const view = givenView(
  assessed(
    {
      checks: [
        { id: 'a/well', mode: 'state', items: [{ item: 'x', ...whole }] },
        {
          id: 'a/fails',
          mode: 'state',
          items: [
            {
              item: 'y',
              ...whole,
              fails: [
                ['2025-02-01T00:00:00Z', '2025-02-02T00:00:00Z'],
                ['2025-12-01T00:00:00Z', null],
              ],
            },
          ],
        },
      ],
    },
    {
      controls: [
        control('well', { checks: ['a/well'], owner: 'p-1', title: 'Stands well' }),
        control('fails', { checks: ['a/well', 'a/fails'], owner: 'p-2', criteria: [{ criterion: 'CC6.1', reason: 'Keeps people out.' }] }),
        control('silent', { owner: 'p-1' }),
      ],
      standing: [
        standing('fails', { version: 1, since: '2025-01-01', until: '2025-06-30' }),
        standing('fails', { version: 2, since: '2025-07-01', promise: 'Another promise.' }),
      ],
      automated: new Set(['a/well']),
    },
  ),
);
const ids = (wanted: Parameters<typeof controlsOf>[1]) => controlsOf(view, wanted).rows.map((one) => one.id);

describe('the controls of a period', () => {
  it('are counted whatever is asked for; what nobody knows is never counted as well', () => {
    for (const wanted of [{}, { owner: 'p-1' }]) {
      const { counts } = controlsOf(view, wanted);
      expect(counts).toMatchObject({ all: 3, pass: 1, fail: 1, open: 1 });
      expect(counts.pass + counts.fail + counts.unknown + counts.noItems).toBe(3);
    }
  });

  it('are filtered by state, criterion, owner, how they are seen, and text', () => {
    expect(ids({ state: 'fail' })).toEqual(['fails']);
    expect(ids({ criterion: 'CC6.1' })).toEqual(['fails']);
    expect(ids({ owner: 'p-1' })).toEqual(['well', 'silent']);
    expect(ids({ by: 'open' })).toEqual(['silent']);
    expect(ids({ text: 'STANDS' })).toEqual(['well']);
    expect(ids({ text: 'nothing of the kind' })).toEqual([]);
  });

  it('a criterion that is none is refused, with how one is written', () => {
    expect(() => controlsOf(view, { criterion: 'CC99.9' })).toThrow('There is no criterion "CC99.9". They are written as CC6.1');
  });

  it('name the series and the owners that there are', () => {
    const { series, owners, criteria } = controlsOf(view, {});
    expect(series).toEqual([
      { id: 'CC6', title: expect.any(String) },
      { id: 'CC8', title: expect.any(String) },
    ]);
    expect(owners).toContain('p-1');
    expect(criteria.map((one) => one.criterion)).toEqual(['CC6.1', 'CC8.1']);
  });
});

describe('one control', () => {
  it('each of its versions says how each check stood on the days of that version, and on no other', () => {
    const { parts } = controlOf(view, { control: 'fails' });
    const second = parts.map((part) => part.checks.find((one) => one.check === 'a/fails')?.states);
    expect(parts.map((one) => one.version)).toEqual([1, 2]);
    expect(second[0]).toEqual([
      { first: '2025-01-01', last: '2025-01-31', state: 'pass' },
      { first: '2025-02-01', last: '2025-02-01', state: 'fail' },
      { first: '2025-02-02', last: '2025-06-30', state: 'pass' },
    ]);
    expect(second[1]).toEqual([
      { first: '2025-07-01', last: '2025-11-30', state: 'pass' },
      { first: '2025-12-01', last: '2025-12-31', state: 'fail' },
    ]);
  });

  it('its exceptions are counted open and ended', () => {
    expect(controlOf(view, { control: 'fails' })).toMatchObject({
      exceptions: { open: 1, ended: 1, excluded: 0 },
      mappings: [{ criterion: 'CC6.1', reason: 'Keeps people out.' }],
    });
  });

  it('one that there is not is refused', () => {
    expect(() => controlOf(view, { control: 'none' })).toThrow('There is no control "none"');
  });
});
