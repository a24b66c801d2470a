import { equalBytes } from './bytes.ts';
import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { emptyRoot, isCount, nodeHash, requireHash } from './merkle.ts';

/** Leaves `[start, end)` of a tree. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  /** Sibling hashes from the leaf to the root. */
  readonly proof: readonly Uint8Array[];
}

/**
 * Proves that a leaf stands at `index` of the tree with this size and root (RFC 9162, section 2.1.3.2).
 * @throws VerifyError `size-out-of-range`, `malformed-hash`, `malformed-proof`, `root-mismatch`
 */
export function verifyInclusion(sha256: Sha256, claim: InclusionClaim): void {
  const { index, size, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) throw outOfRange(`There is no leaf ${index} in a tree of ${size}.`);
  requireHash(claim.leafHash, 'The leaf hash');
  proof.forEach(requireStep);
  const root = climb(sha256, index, size, claim.leafHash, proof);
  if (!equalBytes(root, claim.root)) throw mismatch(`The proof leads leaf ${index} to another root than that of the tree of ${size}.`);
}

function climb(sha256: Sha256, index: number, size: number, leafHash: Uint8Array, proof: readonly Uint8Array[]): Uint8Array {
  let at = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) throw wrongLength();
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sha256, sibling, hash);
      while (at % 2 === 0) {
        at /= 2;
        last = half(last);
      }
    } else {
      hash = nodeHash(sha256, hash, sibling);
    }
    at = half(at);
    last = half(last);
  }
  if (last !== 0) throw wrongLength();
  return hash;
}

/**
 * Proves that a leaf stands at `index` of the subtree over a valid range; see `verifySubtreeConsistency` for what valid means.
 * @throws VerifyError as `verifyInclusion`
 */
export function verifySubtreeInclusion(sha256: Sha256, range: LeafRange, claim: Omit<InclusionClaim, 'size'>): void {
  const { start, end } = range;
  if (!isSubtree(range)) throw outOfRange(`The leaves from ${start} to ${end} are no subtree.`);
  verifyInclusion(sha256, { ...claim, index: claim.index - start, size: end - start });
}

export interface ConsistencyClaim {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Proves that the tree of `size2` was grown from the tree of `size1` by appending only.
 * Nothing can be proven from the empty tree: `size1` of 0 is refused, and callers decide what an empty tree means to them.
 * @throws VerifyError `size-out-of-range`, `malformed-hash`, `malformed-proof`, `root-mismatch`
 */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): void {
  if (claim.size1 === 0) throw outOfRange('Consistency with an empty tree proves nothing.');
  const { size1: end, size2: size, root1, root2, proof } = claim;
  verifySubtreeConsistency(sha256, { range: { start: 0, end }, size, subtreeRoot: root1, root: root2, proof });
}

export interface SubtreeConsistencyClaim {
  readonly range: LeafRange;
  readonly size: number;
  readonly subtreeRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Proves that the leaves of a range have this subtree root inside the tree of this size and root. A range is a subtree when
 * its start is a multiple of the smallest power of two that holds its length. An empty range has the empty root and no proof.
 * @throws VerifyError `size-out-of-range`, `malformed-hash`, `malformed-proof`, `root-mismatch`
 */
export function verifySubtreeConsistency(sha256: Sha256, claim: SubtreeConsistencyClaim): void {
  const { range, size, subtreeRoot, proof } = claim;
  if (!isCount(size) || !isCount(range.end) || range.end > size) throw outOfRange(`A tree of ${size} has no leaves up to ${range.end}.`);
  proof.forEach(requireStep);
  if (range.start === range.end) verifyEmptyRange(sha256, subtreeRoot, proof);
  else verifyFilledRange(sha256, claim);
}

function verifyFilledRange(sha256: Sha256, claim: SubtreeConsistencyClaim): void {
  const { range, size, subtreeRoot, root } = claim;
  if (!isSubtree(range)) throw outOfRange(`The leaves from ${range.start} to ${range.end} are no subtree.`);
  const [first, second] = climbBoth(sha256, claim);
  if (!equalBytes(first, subtreeRoot)) throw mismatch(`The proof does not lead to the earlier root, of ${range.end - range.start} leaves.`);
  if (!equalBytes(second, root)) throw mismatch(`The proof does not lead to the later root, of ${size} leaves.`);
}

function verifyEmptyRange(sha256: Sha256, subtreeRoot: Uint8Array, proof: readonly Uint8Array[]): void {
  if (proof.length > 0) throw wrongLength();
  if (!equalBytes(subtreeRoot, emptyRoot(sha256))) throw mismatch('An empty range has the root of the empty tree.');
}

/** Walks from the right edge of the subtree to the root of the tree, hashing for the one and for the other. */
function climbBoth(sha256: Sha256, claim: SubtreeConsistencyClaim): [Uint8Array, Uint8Array] {
  let [first, last, end, steps] = startOfClimb(claim);
  let inner = steps[0] ?? claim.subtreeRoot;
  let outer = inner;
  for (const sibling of steps.slice(1)) {
    if (end === 0) throw wrongLength();
    if (last % 2 === 1 || last === end) {
      if (first < last) inner = nodeHash(sha256, sibling, inner);
      outer = nodeHash(sha256, sibling, outer);
      while (last % 2 === 0) [first, last, end] = [half(first), half(last), half(end)];
    } else {
      outer = nodeHash(sha256, outer, sibling);
    }
    [first, last, end] = [half(first), half(last), half(end)];
  }
  if (end !== 0) throw wrongLength();
  return [inner, outer];
}

/** Where the climb begins, and the hashes on the way; the subtree's own root is the first of them when it is a node of the tree. */
function startOfClimb({ range, size, subtreeRoot, proof }: SubtreeConsistencyClaim): [number, number, number, readonly Uint8Array[]] {
  let [first, last, end] = [range.start, range.end - 1, size - 1];
  const endsWithTree = last === end;
  while (first !== last && (endsWithTree || last % 2 === 1)) [first, last, end] = [half(first), half(last), half(end)];
  if (first === last) return [first, last, end, [subtreeRoot, ...proof]];
  if (proof.length === 0) throw wrongLength();
  return [first, last, end, proof];
}

function isSubtree({ start, end }: LeafRange): boolean {
  if (!isCount(start) || !isCount(end) || start >= end) return false;
  let width = 1;
  while (width < end - start) width *= 2;
  return start % width === 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function requireStep(hash: Uint8Array, at: number): void {
  requireHash(hash, `Step ${at} of the proof`);
}

function outOfRange(sentence: string): VerifyError {
  return new VerifyError('size-out-of-range', sentence);
}

function wrongLength(): VerifyError {
  return new VerifyError('malformed-proof', 'The proof has the wrong number of hashes.');
}

function mismatch(sentence: string): VerifyError {
  return new VerifyError('root-mismatch', sentence);
}
