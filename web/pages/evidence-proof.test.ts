import { expect, test } from 'vitest';
import { toHex, utf8 } from '../../src/verify/core/bytes.ts';
import { browserCrypto } from './evidence-proof.ts';

const message = utf8('a checkpoint');

async function pair() {
  const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { raw, signature: new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, new Uint8Array(message))) };
}

test('the hash is that of FIPS 180-4', () => {
  expect(toHex(browserCrypto.sha256(utf8('')))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(toHex(browserCrypto.sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a signature holds for its text and its key alone', async () => {
  const { raw, signature } = await pair();
  const other = await pair();
  expect(await browserCrypto.verifyEd25519(raw, message, signature)).toBe(true);
  expect(await browserCrypto.verifyEd25519(raw, utf8('another'), signature)).toBe(false);
  expect(await browserCrypto.verifyEd25519(raw, message, signature.with(3, (signature[3] ?? 0) ^ 1))).toBe(false);
  expect(await browserCrypto.verifyEd25519(raw, message, signature.subarray(1))).toBe(false);
  expect(await browserCrypto.verifyEd25519(other.raw, message, signature)).toBe(false);
});
