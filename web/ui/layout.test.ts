import { expect, it } from 'vitest';
import { placeLabels, roomySide } from './label-layout.ts';
import { movedBy, seenRows, slotCount, slotOf } from './matrix-keys.ts';
import { movedDay } from './time-bar-days.ts';

it('places labels so that none lies over another, and leaves out what has no room', () => {
  expect(
    placeLabels(
      [
        { at: 10, width: 100 },
        { at: 50, width: 100 },
      ],
      400,
    ),
  ).toEqual([10, 122]);
  expect(placeLabels([{ at: 390, width: 100 }], 400)).toEqual([300]);
  expect(
    placeLabels(
      [
        { at: 0, width: 300 },
        { at: 310, width: 200 },
      ],
      400,
    ),
  ).toEqual([0, undefined]);
  expect(placeLabels([{ at: 0, width: 500 }], 400)).toEqual([undefined]);
  expect(roomySide(80)).toBe('left');
  expect(roomySide(20)).toBe('right');
});

it('moves in a matrix, and never out of it', () => {
  const size = { rows: 100_000, columns: 8, page: 20 };
  expect(movedBy('PageDown', { row: 99_990, column: 3 }, size)).toEqual({ row: 99_999, column: 3 });
  expect(movedBy('PageUp', { row: 5, column: 3 }, size)).toEqual({ row: 0, column: 3 });
  expect(movedBy('End', { row: 5, column: 3 }, size)).toEqual({ row: 99_999, column: 3 });
  expect(movedBy('ArrowRight', { row: 5, column: 7 }, size)).toEqual({ row: 5, column: 7 });
  expect(movedBy('ArrowLeft', { row: 5, column: 0 }, size)).toEqual({ row: 5, column: 0 });
  expect(movedBy('Enter', { row: 5, column: 0 }, size)).toBeUndefined();
  expect(movedBy('ArrowDown', { row: 0, column: 0 }, { ...size, rows: 0 })).toEqual({ row: 0, column: 0 });
});

it('gives each row that is drawn at once an element of its own', () => {
  const slots = slotCount(750, 28, 4);
  const usedFrom = (first: number) => new Set(Array.from({ length: slots }, (_, index) => slotOf(first + index, slots)));
  for (const first of [0, 17, 99_950]) expect(usedFrom(first).size).toBe(slots);
  // After a scroll the same elements are used again, and no other.
  expect([...usedFrom(17)].sort()).toEqual([...usedFrom(0)].sort());
});

it('moves the handle of the time bar by day and by week, inside the period and not into the future', () => {
  const bounds = { first: '2026-01-01', newest: '2026-09-29' };
  expect(movedDay('ArrowLeft', false, '2026-03-01', bounds)).toBe('2026-02-28');
  expect(movedDay('ArrowLeft', true, '2026-03-01', bounds)).toBe('2026-02-22');
  expect(movedDay('ArrowLeft', true, '2026-01-03', bounds)).toBe('2026-01-01');
  expect(movedDay('ArrowRight', true, '2026-09-25', bounds)).toBe('2026-09-29');
  expect(movedDay('Home', false, '2026-09-25', bounds)).toBe('2026-01-01');
  expect(movedDay('End', false, '2026-03-25', bounds)).toBe('2026-09-29');
  expect(movedDay('x', false, '2026-03-25', bounds)).toBeUndefined();
});

it('counts the rows that are seen, between heads and totals', () => {
  expect(seenRows(0, 280, 28, 100)).toEqual({ first: 0, last: 9 });
  expect(seenRows(14, 280, 28, 100)).toEqual({ first: 0, last: 10 });
  expect(seenRows(2_799_720, 280, 28, 100_000)).toEqual({ first: 99_990, last: 99_999 });
  expect(seenRows(0, 280, 28, 3)).toEqual({ first: 0, last: 2 });
});
