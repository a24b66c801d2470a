import { expect, it } from 'vitest';
import { stepped } from './control-day-keys.ts';

const step = (key: string, from: string) => stepped(key, from, '2025-01-01', '2025-10-15');

it('the arrows move by days and weeks, over the ends of months', () => {
  expect(step('ArrowRight', '2025-01-31')).toBe('2025-02-01');
  expect(step('ArrowLeft', '2025-03-01')).toBe('2025-02-28');
  expect(step('ArrowDown', '2025-03-28')).toBe('2025-04-04');
  expect(step('ArrowUp', '2025-03-03')).toBe('2025-02-24');
});

it('a day whose clock changes is one day', () => {
  expect(step('ArrowRight', '2025-03-30')).toBe('2025-03-31');
  expect(step('ArrowLeft', '2025-03-31')).toBe('2025-03-30');
});

it('never leads out of the days that are judged', () => {
  expect(step('ArrowLeft', '2025-01-01')).toBe('2025-01-01');
  expect(step('ArrowUp', '2025-01-03')).toBe('2025-01-01');
  expect(step('PageDown', '2025-10-10')).toBe('2025-10-15');
  expect(step('Home', '2025-05-05')).toBe('2025-01-01');
  expect(step('End', '2025-05-05')).toBe('2025-10-15');
});

it('leaves other keys alone', () => {
  for (const key of ['Enter', 'Tab', 'a', 'toString']) expect(step(key, '2025-05-05')).toBeUndefined();
});
