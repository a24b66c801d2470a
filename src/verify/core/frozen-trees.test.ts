import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { leafHash, rootFromLeaves } from './merkle.ts';
import { consistencyProof, inclusionProof, nodesFromLeaves, rootAt } from './nodes.ts';
import { verifyConsistency, verifyInclusion } from './proof.ts';

const { sha256 } = nodeVerifyCrypto;

interface FrozenTree {
  readonly size: number;
  readonly root: string;
  readonly inclusion: readonly (readonly string[])[];
  readonly consistency: readonly (readonly string[])[];
}

const trees = JSON.parse(readFileSync(new URL('../../../test/vectors/trees-0-to-16.json', import.meta.url), 'utf8')) as FrozenTree[];
const leaves = Array.from({ length: 16 }, (_, at) => leafHash(sha256, Uint8Array.of(at)));
const nodes = nodesFromLeaves(sha256, leaves);
const hashes = (proof: readonly string[]) => proof.map((text) => fromBase64(text) as Uint8Array);

test('every size from 0 to 16 is frozen', () => {
  expect(trees.map(({ size }) => size)).toEqual(Array.from({ length: 17 }, (_, size) => size));
});

describe.each(trees)('the frozen tree of $size', ({ size, root, inclusion, consistency }) => {
  test('has its root, streamed and from nodes', () => {
    expect(toBase64(rootFromLeaves(sha256, leaves.slice(0, size)))).toBe(root);
    expect(toBase64(rootAt(sha256, nodes, size))).toBe(root);
  });

  test('has its inclusion proofs, and they verify', () => {
    expect(inclusion.map((_, index) => inclusionProof(sha256, nodes, index, size).map(toBase64))).toEqual(inclusion);
    inclusion.forEach((proof, index) => {
      verifyInclusion(sha256, { index, size, leafHash: leaves[index] as Uint8Array, root: fromBase64(root) as Uint8Array, proof: hashes(proof) });
    });
  });

  test('has its consistency proofs from every smaller tree, and they verify', () => {
    expect(consistency.map((_, at) => consistencyProof(sha256, nodes, at + 1, size).map(toBase64))).toEqual(consistency);
    consistency.forEach((proof, at) => {
      const root1 = fromBase64(trees[at + 1]?.root ?? '') as Uint8Array;
      verifyConsistency(sha256, { size1: at + 1, size2: size, root1, root2: fromBase64(root) as Uint8Array, proof: hashes(proof) });
    });
  });
});
