import { expect, test } from 'vitest';
import { allControls } from '../controls/index.ts';
import { didYouMean, nearNames } from './near.ts';

const names = ['change-approval', 'change-tickets', 'access-reviews', 'access-grants', 'encryption'];

test.each([
  ['change-aproval', 'change-approval'],
  ['Change-Tickets', 'change-tickets'],
  ['accessreviews', 'access-reviews'],
  ['encrypton', 'encryption'],
  ['tickets', 'change-tickets'],
])('"%s" is likeliest %s', (meant, name) => {
  expect(nearNames(meant, names)[0]).toBe(name);
});

test('what is like nothing has no name near it', () => {
  expect(nearNames('qqq', names)).toEqual([]);
  expect(didYouMean('qqq', names)).toBe('');
});

test('at most three are named, and a sentence names them', () => {
  expect(nearNames('access', ['access-a', 'access-b', 'access-c', 'access-d'])).toHaveLength(3);
  expect(didYouMean('encrypt', names)).toBe(' Did you mean encryption?');
  expect(didYouMean('change-ticket', names)).toBe(' Did you mean change-tickets or change-approval?');
});

test('a letter too few is made out for every control of the catalogue', () => {
  const ids = allControls.map((one) => one.id);
  for (const id of ids) expect(nearNames(id.slice(0, -1), ids)).toContain(id);
});
