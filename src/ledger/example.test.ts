import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sha256 } from '../kernel/hash.ts';
import { parseInstant } from '../kernel/time.ts';
import { fromHex, toHex, utf8 } from '../verify/core/bytes.ts';
import { readCheckpoint, verifyCheckpoint } from '../verify/core/checkpoint.ts';
import { verifyCommitment } from '../verify/core/commitment.ts';
import { unlimited } from '../verify/core/log-keys.ts';
import { leafHash, rootFromLeaves } from '../verify/core/merkle.ts';
import { parseVerifierKey } from '../verify/core/note.ts';
import { parseSealedEntry } from '../verify/core/sealed-entry.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import { signCheckpoint } from './checkpoint.ts';
import { buildEntry, entryLeafHash, sealedText } from './entry.ts';

interface Example {
  readonly privateKeySeed: string;
  readonly verifierKey: string;
  readonly content: { readonly text: string; readonly salt: string; readonly commitment: string };
  readonly leaves: readonly { readonly sealed: string; readonly leafHash: string }[];
  readonly root: string;
  readonly note: string;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const example = JSON.parse(read('test/vectors/ledger-example.json')) as Example;
const specification = read('docs/spec/ledger.md');
const key = parseVerifierKey(sha256, example.verifierKey);

test('the frozen example verifies, step by step', async () => {
  const checkpoint = await verifyCheckpoint(nodeVerifyCrypto, example.note, key.name, [unlimited(key)]);
  const hashes = example.leaves.map(({ sealed }) => leafHash(sha256, utf8(sealed)));
  expect(hashes.map(toHex)).toEqual(example.leaves.map((leaf) => leaf.leafHash));
  expect(toHex(rootFromLeaves(sha256, hashes))).toBe(example.root);
  expect(toHex(checkpoint.root)).toBe(example.root);
  const [fact] = example.leaves.map(({ sealed }) => parseSealedEntry(utf8(sealed)).entry);
  verifyCommitment(sha256, fact?.state as string, fromHex(example.content.salt) as Uint8Array, utf8(example.content.text));
});

test('the program writes the same bytes today', () => {
  const rebuilt = example.leaves.map(({ sealed }) => {
    const { entry, recorded } = parseSealedEntry(utf8(sealed));
    const { id, type, at, ...fields } = entry;
    const { body } = buildEntry({ type, at: parseInstant(at), id, fields } as unknown as Parameters<typeof buildEntry>[0]);
    return { sealed: sealedText(body, parseInstant(recorded)), leafHash: toHex(entryLeafHash(body, parseInstant(recorded))) };
  });
  expect(rebuilt).toEqual(example.leaves);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(example.privateKeySeed, 'hex')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const signer = { publicKey: key.publicKey, sign: (message: Uint8Array) => Uint8Array.from(sign(null, message, privateKey)) };
  expect(signCheckpoint(readCheckpoint(example.note), signer, [unlimited(key)])).toBe(example.note);
});

test('the specification shows this very example', () => {
  for (const shown of [
    example.note,
    example.verifierKey,
    example.content.text,
    example.content.commitment,
    example.leaves[2]?.sealed,
    example.leaves[2]?.leafHash,
  ]) {
    expect(specification).toContain(shown);
  }
});
