import { expect, test } from 'vitest';
import { sha256, sha256Hex } from './hash.ts';

// FIPS 180-4 examples, and a text that is not ASCII.
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ['Zürich 😀', '89b5866d12e4cecd81bb36ccd521300d8cbeb364b57d3842e119f13f454b72af'],
])('SHA-256 of %j, from text and from bytes', (text, hex) => {
  expect(sha256Hex(text)).toBe(hex);
  expect(sha256Hex(new TextEncoder().encode(text))).toBe(hex);
  expect(sha256(text).toString('hex')).toBe(hex);
  expect(sha256(new TextEncoder().encode(text))).toHaveLength(32);
});
