import { sha256 } from '@noble/hashes/sha2.js';
import type { AnswerOf } from '../../src/client/call.ts';
import type { VerifyCrypto } from '../../src/verify/core/crypto.ts';
import { CannotVerify, checkEvidence, type EvidenceVerdict } from '../../src/verify/core/evidence-item.ts';

type Item = AnswerOf<'GET /evidence/{leaf}'>;

/** The verifier's primitives in a browser. SHA-256 is brought along; Ed25519 is the browser's own. */
export const browserCrypto: VerifyCrypto = {
  sha256: (bytes) => sha256(bytes),
  async verifyEd25519(publicKey, message, signature) {
    const { subtle } = globalThis.crypto;
    const own = (bytes: Uint8Array) => new Uint8Array(bytes);
    let key: CryptoKey;
    try {
      key = await subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
    } catch {
      throw new CannotVerify('This browser knows no Ed25519, so the signature of the checkpoint could not be checked here.');
    }
    return subtle.verify('Ed25519', key, own(signature), own(message)).catch(() => false);
  },
};

const verdicts = new WeakMap<Item, Promise<EvidenceVerdict>>();

/** The verdict of this browser on an answer; worked out once for each. */
export function verdictOf(item: Item): Promise<EvidenceVerdict> {
  const known = verdicts.get(item);
  if (known !== undefined) return known;
  const { proof, id, type, leaf, recorded } = item;
  const verdict = checkEvidence(browserCrypto, proof, { id, type, leaf, recorded });
  verdicts.set(item, verdict);
  return verdict;
}
