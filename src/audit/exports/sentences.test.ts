import { expect, test } from 'vitest';
import { checkSentence, controlSentence, rateSentence } from './sentences.ts';
import { sampleCheck, sampleControl, samplePart } from './testing/sample-parts.ts';

test.each([
  ['items', 3, 2014, 0, '3 of 2,014 items failed'],
  ['items', 0, 1, 5, '0 of 1 item failed, 5 unknown'],
  ['items', 0, 0, 0, 'no items'],
  ['due', 1, 4, 0, '1 of 4 due occurrences failed'],
  ['due', 0, 0, 1, '1 due occurrence unknown, none tested'],
  ['item-days', 2.347, 1204.125, 0.5, '2.347 of 1,204.125 item-days failed, 0.5 unknown'],
] as const)('of %s, %d of %d with %d unknown reads', (measure, failed, tested, unknown, sentence) => {
  expect(rateSentence({ measure, failed, tested, unknown })).toBe(sentence);
});

test('a list that could have been longer unseen is not told as whole', () => {
  expect(checkSentence(sampleCheck('a', { outcome: 'unknown' }))).toBe('Title of a: 0 of 12 items failed; whether there were more is unknown');
  expect(checkSentence(sampleCheck('a'))).toBe('Title of a: 0 of 12 items failed');
});

test.each([
  ['pass', [samplePart([sampleCheck('a')])], /^Without exceptions/],
  ['unknown', [], /^Unknown/],
  ['no-items', [samplePart([sampleCheck('a')])], /no items to test/],
  ['no-items', [samplePart([])], /no check asks/],
  ['no-items', [], /not in force/],
] as const)('a control that says %s says so with its reason', (outcome, parts, sentence) => {
  expect(controlSentence(sampleControl('x', { outcome, parts }))).toMatch(sentence);
});
