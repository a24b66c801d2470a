import { expect, it } from 'vitest';
import { instantAt, panned, percentAt, rangeAround, ticksOf } from './axis.ts';
import { DAY, endOfDay, HOUR, startOfDay } from './times.ts';

const zone = 'Europe/Copenhagen';
const year = { from: startOfDay('2026-01-01', zone), until: endOfDay('2026-12-31', zone) };

it('draws months on a year, each where its first day begins in the zone', () => {
  const ticks = ticksOf(year, zone, 800);
  expect(ticks.map((tick) => tick.label)).toEqual(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']);
  expect(ticks.filter((tick) => tick.major).map((tick) => tick.label)).toEqual(['Jan', 'Apr', 'Jul', 'Oct']);
  expect(ticks[3]?.at).toBe(startOfDay('2026-04-01', zone));
  expect(ticks[3]?.percent).toBeCloseTo(24.65, 1);
});

it('draws quarters where months have no room, and years where quarters have none', () => {
  expect(ticksOf(year, zone, 200).map((tick) => tick.label)).toEqual(['2026', 'Apr', 'Jul', 'Oct']);
  const decades = { from: startOfDay('1990-01-01', zone), until: endOfDay('2026-12-31', zone) };
  const ticks = ticksOf(decades, zone, 300);
  expect(ticks.length).toBeLessThan(10);
  expect(ticks[0]?.label).toBe('1990');
});

it('draws Mondays on a quarter and midnights on a week', () => {
  const quarter = rangeAround(year, 'quarter', startOfDay('2026-08-15', zone));
  const mondays = ticksOf(quarter, zone, 800);
  expect(mondays.length).toBeGreaterThan(11);
  expect(new Set(mondays.map((tick) => new Date(tick.at + 2 * HOUR).getUTCDay()))).toEqual(new Set([1]));
  const week = { from: startOfDay('2026-10-21', zone), until: endOfDay('2026-10-27', zone) };
  expect(ticksOf(week, zone, 700).map((tick) => tick.label)).toEqual([
    'Wed 21 Oct',
    'Thu 22 Oct',
    'Fri 23 Oct',
    'Sat 24 Oct',
    'Sun 25 Oct',
    'Mon 26 Oct',
    'Tue 27 Oct',
  ]);
});

it('keeps to scale over the hour that the clock repeats', () => {
  const days = { from: startOfDay('2026-10-24', zone), until: endOfDay('2026-10-26', zone) };
  const ticks = ticksOf(days, zone, 220);
  const [first, second, third] = ticks.map((tick) => tick.at);
  expect((second ?? 0) - (first ?? 0)).toBe(24 * HOUR);
  expect((third ?? 0) - (second ?? 0)).toBe(25 * HOUR);
});

it('draws nothing outside the axis, and nothing without room', () => {
  const late = { from: startOfDay('2026-01-20', zone), until: startOfDay('2026-12-01', zone) };
  const ticks = ticksOf(late, zone, 800);
  expect(ticks.every((tick) => tick.percent >= 0 && tick.percent < 100)).toBe(true);
  expect(ticks[0]?.label).toBe('Feb');
  expect(ticksOf(year, zone, 0)).toEqual([]);
  expect(ticksOf({ from: 5, until: 5 }, zone, 800)).toEqual([]);
});

it('never lays a label over the next', () => {
  for (const length of [0.1, 1, 3, 10, 31, 92, 200, 365, 900, 4000]) {
    for (const width of [300, 358, 640, 1100]) {
      const axis = { from: year.from, until: year.from + length * DAY };
      const ticks = ticksOf(axis, zone, width).filter((tick) => tick.label !== '');
      expect(ticks.length, `${length} d, ${width} px`).toBeGreaterThan(1);
      for (const [index, tick] of ticks.entries()) {
        const next = ticks[index + 1];
        // 11 pixels at 85 % of the width: 5.4 pixels a character at most.
        if (next !== undefined)
          expect(((next.percent - tick.percent) / 100) * width, `${length} d, ${width} px, ${tick.label}`).toBeGreaterThan(tick.label.length * 5.4);
      }
    }
  }
});

it('zooms and pans inside the period', () => {
  const near = rangeAround(year, 'month', year.from + DAY);
  expect(near.from).toBe(year.from);
  expect(near.until - near.from).toBe(31 * DAY);
  expect(panned(year, near, -0.75)).toEqual(near);
  expect(panned(year, near, 100).until).toBe(year.until);
  expect(rangeAround(year, 'period', 0)).toEqual(year);
  const short = { from: 0, until: 3 * DAY };
  expect(rangeAround(short, 'quarter', DAY)).toEqual(short);
});

it('knows the instant of a place and the place of an instant', () => {
  expect(percentAt(year, instantAt(year, 37.5))).toBeCloseTo(37.5, 6);
});
