import { expect, test } from 'vitest';
import { stateHash } from './state-hash.ts';

test('tells a change, not the order of keys; gone has none', () => {
  expect(stateHash({ b: 1, a: [true, null] })).toBe(stateHash({ a: [true, null], b: 1.0 }));
  expect(stateHash({ a: [true, null], b: 1 })).not.toBe(stateHash({ a: [null, true], b: 1 }));
  expect(stateHash({ a: null })).not.toBe(stateHash({}));
  expect(stateHash('1')).not.toBe(stateHash(1));
  expect(stateHash('\u00e9')).not.toBe(stateHash('e\u0301'));
  expect(stateHash(null)).toBeNull();
});

test('is the SHA-256 of the canonical text, for ever', () => {
  expect(stateHash({ b: 'é', a: 1 })).toBe('09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6');
});
