import { expect, it } from 'vitest';
import { keptWords } from './policies-words.ts';

type State = 'pass' | 'fail' | 'unknown' | 'no-items';
const said = (...numbers: readonly (readonly State[])[]) => keptWords(numbers.map((states) => ({ checks: states.map((state) => ({ state })) })));

it('a number that nobody saw kept is not said to be kept', () => {
  expect(said(['pass'], ['unknown'])).toBe('1 of 2 numbers was kept; of 1 it is not known, or nothing was to be kept');
  expect(said(['no-items'])).toBe('0 of 1 number were kept; of 1 it is not known, or nothing was to be kept');
});

it('one that failed once was not kept, whatever else is known of it', () => {
  expect(said(['pass', 'fail'], ['pass'], ['fail', 'unknown'], [])).toBe(
    '1 of 4 numbers was kept; 2 were not kept each time, of 1 it is not known, or nothing was to be kept',
  );
});

it('all of them', () => {
  expect(said(['pass'], ['pass', 'no-items'])).toBe('all 2 numbers were kept');
  expect(said(['pass'])).toBe('its number was kept');
});
