import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafHash } from '../../src/verify/core/merkle.ts';
import { consistencyProof, inclusionProof, nodesFromLeaves, rootAt } from '../../src/verify/core/nodes.ts';
import { verifyConsistency, verifyInclusion } from '../../src/verify/core/proof.ts';
import { nodeVerifyCrypto } from '../../src/verify/node-crypto.ts';
import { hasPython, runPython } from './python.ts';

/** Fault 18: roots and proofs, held against a second implementation that was written from the specification alone. */

const { sha256 } = nodeVerifyCrypto;
const LARGEST = 4_097;
const leaves = Array.from({ length: LARGEST }, (_, at) => leafHash(sha256, Buffer.from(`leaf ${at}`)));
const nodes = nodesFromLeaves(sha256, leaves);
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const rootOf = (size: number) => hex(rootAt(sha256, nodes, size));

type Pair = readonly [number, number];
interface Claims {
  readonly inclusion: { leaf: string; index: number; size: number; proof: string[]; root: string }[];
  readonly consistency: { from: number; to: number; fromRoot: string; toRoot: string; proof: string[] }[];
}
interface Answer {
  readonly roots: string[];
  readonly inclusion: string[][];
  readonly consistency: string[][];
  readonly check: { readonly inclusion: boolean[]; readonly consistency: boolean[] };
}

async function ask(question: { roots?: number[]; inclusion?: readonly Pair[]; consistency?: readonly Pair[]; check?: Claims }): Promise<Answer> {
  const { code, output, errors } = await runPython('merkle.py', [], JSON.stringify({ leaves: leaves.map(hex), ...question }));
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output) as Answer;
}

const inclusionOf = ([index, size]: Pair) => inclusionProof(sha256, nodes, index, size).map(hex);
const consistencyOf = ([from, to]: Pair) => consistencyProof(sha256, nodes, from, to).map(hex);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const sizes = [...range(1, 257), 4_096, 4_097];

/** First, last, the two beside every power of two, and some between. */
function placesIn(size: number): number[] {
  const edges = range(0, 12).flatMap((power) => [2 ** power - 1, 2 ** power]);
  return [...new Set([0, size - 1, Math.floor(size / 3), Math.floor((size * 2) / 3), ...edges])].filter((place) => place >= 0 && place < size);
}

const inclusion: Pair[] = [...range(1, 40).flatMap((size) => range(0, size - 1).map((index): Pair => [index, size]))];
for (const size of sizes.slice(40)) inclusion.push(...placesIn(size).map((index): Pair => [index, size]));
const consistency: Pair[] = [...range(1, 40).flatMap((to) => range(1, to).map((from): Pair => [from, to]))];
for (const size of sizes.slice(40)) consistency.push(...placesIn(size).map((place): Pair => [place + 1, size]));

function claimsOf(inclusions: readonly Pair[], consistencies: readonly Pair[]): Claims {
  return {
    inclusion: inclusions.map(([index, size]) => ({
      leaf: hex(leaves[index] as Uint8Array),
      index,
      size,
      proof: inclusionOf([index, size]),
      root: rootOf(size),
    })),
    consistency: consistencies.map(([from, to]) => ({ from, to, fromRoot: rootOf(from), toRoot: rootOf(to), proof: consistencyOf([from, to]) })),
  };
}

function holds(prove: () => void): boolean {
  try {
    prove();
    return true;
  } catch {
    return false;
  }
}

/** Our own answers to the same claims. */
function judged({ inclusion: inclusions, consistency: consistencies }: Claims): Answer['check'] {
  return {
    inclusion: inclusions.map(({ leaf, root, proof, ...claim }) =>
      holds(() => verifyInclusion(sha256, { ...claim, leafHash: bytes(leaf), root: bytes(root), proof: proof.map(bytes) })),
    ),
    consistency: consistencies.map(({ from, to, fromRoot, toRoot, proof }) =>
      holds(() => verifyConsistency(sha256, { size1: from, size2: to, root1: bytes(fromRoot), root2: bytes(toRoot), proof: proof.map(bytes) })),
    ),
  };
}

const flipped = (hash: string) => `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`;

/** Each claim spoilt in every way it can be: proof, place, size, root. */
function spoilt({ inclusion: inclusions, consistency: consistencies }: Claims): Claims {
  const proofs = (proof: string[]) => [
    [...proof, proof.at(-1) ?? '0'.repeat(64)],
    ...(proof.length > 0 ? [proof.slice(1), proof.slice(0, -1), [...proof.slice(0, -1), flipped(proof.at(-1) as string)]] : []),
    ...(proof.length > 1 && proof[0] !== proof[1] ? [[proof[1] as string, proof[0] as string, ...proof.slice(2)]] : []),
  ];
  return {
    inclusion: inclusions.flatMap((claim) => [
      ...proofs(claim.proof).map((proof) => ({ ...claim, proof })),
      { ...claim, index: claim.index + 1 },
      { ...claim, leaf: flipped(claim.leaf) },
      { ...claim, root: flipped(claim.root) },
    ]),
    consistency: consistencies.flatMap((claim) => [
      ...proofs(claim.proof).map((proof) => ({ ...claim, proof })),
      { ...claim, fromRoot: flipped(claim.fromRoot) },
      { ...claim, toRoot: flipped(claim.toRoot) },
      { ...claim, from: claim.to + 1 },
      { ...claim, from: 0 },
    ]),
  };
}

if (hasPython('the second implementation of the tree')) {
  describe('a second implementation of the tree agrees', () => {
    test('on the roots of 0 to 257, 4,096 and 4,097 leaves', async () => {
      const { roots } = await ask({ roots: [0, ...sizes] });
      expect(roots).toEqual([0, ...sizes].map(rootOf));
    });

    test('on inclusion proofs: every leaf of 1 to 40, the edges of the larger ones', async () => {
      expect((await ask({ inclusion })).inclusion).toEqual(inclusion.map(inclusionOf));
    });

    test('on consistency proofs: every pair up to 40, the edges of the larger ones', async () => {
      expect((await ask({ consistency })).consistency).toEqual(consistency.map(consistencyOf));
    });

    test('on which proofs hold, and that none of the spoilt ones does', async () => {
      const right = claimsOf(inclusion, consistency);
      const answer = (await ask({ check: right })).check;
      expect(answer).toEqual(judged(right));
      expect([...answer.inclusion, ...answer.consistency]).not.toContain(false);

      const every = <T>(list: readonly T[]) => list.filter((_, at) => at % 7 === 0);
      const wrong = spoilt({ inclusion: every(right.inclusion), consistency: every(right.consistency) });
      const refused = (await ask({ check: wrong })).check;
      expect(refused).toEqual(judged(wrong));
      expect([...refused.inclusion, ...refused.consistency]).not.toContain(true);
    });

    test('on roots and proofs of random sizes', async () => {
      const size = fc.integer({ min: 1, max: LARGEST });
      const some = fc.array(fc.tuple(size, fc.nat()), { minLength: 60, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(some, async (drawn) => {
          const roots = drawn.map(([to]) => to);
          const indices = drawn.map(([to, any]): Pair => [any % to, to]);
          const pairs = drawn.map(([to, any]): Pair => [(any % to) + 1, to]);
          const answer = await ask({ roots, inclusion: indices, consistency: pairs });
          expect(answer.roots).toEqual(roots.map(rootOf));
          expect(answer.inclusion).toEqual(indices.map(inclusionOf));
          expect(answer.consistency).toEqual(pairs.map(consistencyOf));
        }),
        { numRuns: 8 },
      );
    });
  });
} else {
  test('needs Python, which this machine does not have', () => expect(hasPython('the second implementation of the tree')).toBe(false));
}
