import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { browserCrypto } from './evidence-proof.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
const message = new TextEncoder().encode('a checkpoint');
const signature = new Uint8Array(sign(null, message, privateKey));

test('the browser’s primitives are those of the verifier', async () => {
  for (const text of ['', 'a', 'x'.repeat(1000)])
    expect(Buffer.from(browserCrypto.sha256(new TextEncoder().encode(text))).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
  expect(await browserCrypto.verifyEd25519(raw, message, signature)).toBe(true);
});

test('a signature of another text, a broken one and another key do not hold', async () => {
  const broken = signature.with(3, (signature[3] ?? 0) ^ 1);
  expect(await browserCrypto.verifyEd25519(raw, new TextEncoder().encode('another'), signature)).toBe(false);
  expect(await browserCrypto.verifyEd25519(raw, message, broken)).toBe(false);
  expect(await browserCrypto.verifyEd25519(raw, message, signature.subarray(1))).toBe(false);
  const other = new Uint8Array(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  expect(await browserCrypto.verifyEd25519(other, message, signature)).toBe(false);
});
