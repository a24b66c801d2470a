import { expect, test } from 'vitest';
import { isOfTracker } from './ticket-reference.ts';

test.each([
  ['HL-12', [], true],
  ['#12', [], true],
  ['HL-12', ['HL'], true],
  ['HL-12', ['HL-'], true],
  ['HL-12', ['OPS', 'HL'], true],
  ['#12', ['#'], true],
  ['HLX-12', ['HL'], false],
  ['hl-12', ['HL'], false],
  ['HL-12', ['.*'], false],
  ['HL-12', [''], false],
  ['HL-12', ['(a+)+$'], false],
  ['HL', ['HL'], false],
])('%s of %j: %s', (ticket, prefixes, taken) => {
  expect(isOfTracker(ticket, prefixes)).toBe(taken);
});
