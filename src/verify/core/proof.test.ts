import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { leafHash } from './merkle.ts';
import { consistencyProof, inclusionProof, nodesFromLeaves, rootAt } from './nodes.ts';
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion, verifySubtreeConsistency } from './proof.ts';

const { sha256 } = nodeVerifyCrypto;
const LARGEST = 4_097;
const leaves = Array.from({ length: LARGEST }, (_, at) => leafHash(sha256, Buffer.from(`leaf ${at}`)));
const nodes = nodesFromLeaves(sha256, leaves);
const size = fc.integer({ min: 1, max: LARGEST });

function inclusionOf(tree: number, any: number): InclusionClaim {
  const index = any % tree;
  return {
    index,
    size: tree,
    leafHash: leaves[index] as Uint8Array,
    root: rootAt(sha256, nodes, tree),
    proof: inclusionProof(sha256, nodes, index, tree),
  };
}

function consistencyOf(a: number, b: number): ConsistencyClaim {
  const [size1, size2] = [Math.min(a, b), Math.max(a, b)];
  const proof = consistencyProof(sha256, nodes, size1, size2);
  return { size1, size2, root1: rootAt(sha256, nodes, size1), root2: rootAt(sha256, nodes, size2), proof };
}

/** The hash with one bit turned. */
function flipped(hash: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(hash);
  const at = bit % (copy.length * 8);
  copy[at >> 3] = (copy[at >> 3] as number) ^ (1 << (at & 7));
  return copy;
}

function flipOne(hashes: readonly Uint8Array[], bit: number): Uint8Array[] {
  const at = Math.floor(bit / 256) % hashes.length;
  return hashes.map((hash, index) => (index === at ? flipped(hash, bit) : hash));
}

const refusal = expect.objectContaining({ name: 'VerifyError' });
const runs = { numRuns: 300 };

describe('inclusion', () => {
  test('holds for every leaf of every tree', () => {
    fc.assert(
      fc.property(size, fc.nat(), (tree, any) => verifyInclusion(sha256, inclusionOf(tree, any))),
      runs,
    );
  });

  test('fails for one turned bit in leaf, root or proof', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (tree, any, bit) => {
        const claim = inclusionOf(tree, any);
        const wrong: InclusionClaim[] = [
          { ...claim, leafHash: flipped(claim.leafHash, bit) },
          { ...claim, root: flipped(claim.root, bit) },
        ];
        if (claim.proof.length > 0) wrong.push({ ...claim, proof: flipOne(claim.proof, bit) });
        for (const one of wrong) expect(() => verifyInclusion(sha256, one)).toThrow(refusal);
      }),
      runs,
    );
  });

  test('fails for another index, a longer and a shorter proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: LARGEST }), fc.nat(), fc.nat(), (tree, any, shift) => {
        const claim = inclusionOf(tree, any);
        const index = (claim.index + 1 + (shift % (tree - 1))) % tree;
        const longer = [...claim.proof, claim.root];
        for (const wrong of [{ index }, { proof: longer }, { proof: claim.proof.slice(1) }, { proof: claim.proof.slice(0, -1) }]) {
          expect(() => verifyInclusion(sha256, { ...claim, ...wrong })).toThrow(refusal);
        }
      }),
      runs,
    );
  });

  test('takes sizes beyond 32 bits, and none beyond 2^53', () => {
    const far = { index: 2 ** 40, size: 2 ** 40 + 1, leafHash: leaves[0] as Uint8Array };
    const proof = [leaves[1] as Uint8Array];
    const root = rootAt(sha256, nodesFromLeaves(sha256, [leaves[1] as Uint8Array, leaves[0] as Uint8Array]), 2);
    verifyInclusion(sha256, { ...far, proof, root });
    expect(() => verifyInclusion(sha256, { ...far, size: 2 ** 53, proof, root })).toThrow(expect.objectContaining({ code: 'size-out-of-range' }));
    expect(() => verifyInclusion(sha256, { ...far, index: 0.5, proof, root })).toThrow(expect.objectContaining({ code: 'size-out-of-range' }));
  });
});

describe('consistency', () => {
  test('holds between any two trees of one log', () => {
    fc.assert(
      fc.property(size, size, (a, b) => verifyConsistency(sha256, consistencyOf(a, b))),
      runs,
    );
  });

  test('fails for one turned bit in either root or the proof', () => {
    fc.assert(
      fc.property(size, size, fc.nat(), (a, b, bit) => {
        const claim = consistencyOf(a, b);
        const wrong: ConsistencyClaim[] = [
          { ...claim, root1: flipped(claim.root1, bit) },
          { ...claim, root2: flipped(claim.root2, bit) },
        ];
        if (claim.proof.length > 0) wrong.push({ ...claim, proof: flipOne(claim.proof, bit) });
        for (const one of wrong) expect(() => verifyConsistency(sha256, one)).toThrow(refusal);
      }),
      runs,
    );
  });

  test('fails for a log in which one earlier leaf was rewritten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }), fc.nat(), (size1, more, any) => {
        const rewritten = leaves.slice(0, size1 + more).map((hash, at) => (at === any % size1 ? flipped(hash, 0) : hash));
        const other = nodesFromLeaves(sha256, rewritten);
        const size2 = size1 + more;
        const claim = {
          size1,
          size2,
          root1: rootAt(sha256, nodes, size1),
          root2: rootAt(sha256, other, size2),
          proof: consistencyProof(sha256, other, size1, size2),
        };
        expect(() => verifyConsistency(sha256, claim)).toThrow(expect.objectContaining({ code: 'root-mismatch' }));
      }),
      runs,
    );
  });
});

describe('a subtree', () => {
  const subtree = fc.record({ size, level: fc.integer({ min: 0, max: 11 }), any: fc.nat() }).filter((at) => 2 ** at.level <= at.size);

  test('anywhere in the tree is proven by the siblings above it, and by nothing else', () => {
    fc.assert(
      fc.property(subtree, fc.nat(), (at, bit) => {
        const width = 2 ** at.level;
        const index = at.any % Math.floor(at.size / width);
        const range = { start: index * width, end: (index + 1) * width };
        const proof = inclusionProof(sha256, nodes, range.start, at.size).slice(at.level);
        const claim = { range, size: at.size, subtreeRoot: nodes(at.level, index), root: rootAt(sha256, nodes, at.size), proof };
        verifySubtreeConsistency(sha256, claim);
        expect(() => verifySubtreeConsistency(sha256, { ...claim, subtreeRoot: flipped(claim.subtreeRoot, bit) })).toThrow(refusal);
        expect(() => verifySubtreeConsistency(sha256, { ...claim, proof: [...proof, claim.root] })).toThrow(refusal);
      }),
      runs,
    );
  });
});
