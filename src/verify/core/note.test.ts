import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { utf8 } from './bytes.ts';
import { formatNote, formatVerifierKey, type Note, parseNote, parseVerifierKey, verifierKey, verifyNote } from './note.ts';

const { sha256 } = nodeVerifyCrypto;

/** The example in the documentation of Go's golang.org/x/mod/sumdb/note: made by another implementation. */
const foreignKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const foreignNote =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

function newKeyPair() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = Uint8Array.from(Buffer.from(x as string, 'base64url'));
  return { publicKey, sign: (message: Uint8Array) => Uint8Array.from(sign(null, message, privateKey)) };
}

const signer = newKeyPair();
const key = verifierKey(sha256, 'log.example/one', signer.publicKey);
const text = 'one\n\ntwo\n';
const note: Note = { text, signatures: [{ name: key.name, keyHash: key.keyHash, signature: signer.sign(utf8(text)) }] };
const refusal = (code: string) => expect.objectContaining({ name: 'VerifyError', code });

describe('a signed note', () => {
  test('of another implementation verifies', async () => {
    const foreign = parseVerifierKey(sha256, foreignKey);
    await expect(verifyNote(nodeVerifyCrypto, parseNote(foreignNote), [foreign])).resolves.toEqual([foreign]);
    expect(formatNote(parseNote(foreignNote))).toBe(foreignNote);
    expect(formatVerifierKey(foreign)).toBe(foreignKey);
  });

  test('splits at its last blank line, and is written as it was read', () => {
    expect(parseNote(formatNote(note))).toEqual(note);
  });

  test('is ignored without a known key, and refused with a broken signature', async () => {
    const stranger = verifierKey(sha256, key.name, newKeyPair().publicKey);
    await expect(verifyNote(nodeVerifyCrypto, note, [stranger])).rejects.toEqual(refusal('unknown-signer'));
    await expect(verifyNote(nodeVerifyCrypto, { ...note, text: 'one\n\nten\n' }, [key])).rejects.toEqual(refusal('bad-signature'));
    await expect(verifyNote(nodeVerifyCrypto, note, [{ ...key, publicKey: stranger.publicKey }])).rejects.toEqual(refusal('bad-signature'));
    await expect(verifyNote(nodeVerifyCrypto, note, [stranger, key])).resolves.toEqual([key]);
  });

  test('is refused for every turned bit in its bytes', async () => {
    const bytes = Buffer.from(formatNote(note));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
      const verified = async () => verifyNote(nodeVerifyCrypto, parseNote(new TextDecoder('utf-8', { fatal: true }).decode(turned)), [key]);
      await expect(verified(), `bit ${bit}`).rejects.toThrow();
    }
  });

  test.each([
    ['without a blank line', 'one\n— a AAAAAAAA\n'],
    ['without text', '\n\n— a AAAAAAAAAA==\n'],
    ['without signatures', 'one\n\n'],
    ['without a last newline', formatNote(note).slice(0, -1)],
    ['with a carriage return', formatNote(note).replaceAll('\n', '\r\n')],
    ['with a hyphen for the dash', formatNote(note).replace('—', '-')],
    ['with a plus in the name', formatNote(note).replace('— log', '— log+')],
    ['with base 64 that is not canonical', 'one\n\n— a AAAAAAB=\n'],
    ['with too short a signature', 'one\n\n— a AAAAAA==\n'],
    ['with 33 signatures', `one\n\n${'— a AAAAAAAA\n'.repeat(33)}`],
  ])('is malformed %s', (_what, malformed) => {
    expect(() => parseNote(malformed)).toThrow(refusal('malformed-note'));
  });

  test('accepts 32 signatures of strangers', () => {
    expect(parseNote(`one\n\n${'— a AAAAAAAA\n'.repeat(32)}`).signatures).toHaveLength(32);
  });
});

describe('a verifier key', () => {
  test.each([
    ['another key hash', foreignKey.replace('c74f20a3', 'c74f20a4')],
    ['another algorithm', foreignKey.replace('+ARpc', '+Ahpc')],
    ['a missing byte', foreignKey.slice(0, -4)],
    ['a space in the name', foreignKey.replace('PeterN', 'Peter N')],
    ['no name', foreignKey.replace('PeterNeumann', '')],
  ])('is malformed with %s', (_what, malformed) => {
    expect(() => parseVerifierKey(sha256, malformed)).toThrow(refusal('malformed-key'));
  });
});
