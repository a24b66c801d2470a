import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { emptyRoot, foldPeaks, isCount, nodeHash } from './merkle.ts';
import type { LeafRange } from './proof.ts';

/** A perfect subtree: the leaves `[index * 2^level, (index + 1) * 2^level)`. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** The hash of any perfect subtree that lies inside the tree. */
export type NodeSource = (level: number, index: number) => Uint8Array;

/** All perfect subtrees over the leaf hashes, computed once. */
export function nodesFromLeaves(sha256: Sha256, leafHashes: readonly Uint8Array[]): NodeSource {
  const levels: (readonly Uint8Array[])[] = [leafHashes];
  for (let below = leafHashes; below.length > 1; ) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) above.push(nodeHash(sha256, below[at] as Uint8Array, below[at + 1] as Uint8Array));
    levels.push(above);
    below = above;
  }
  return (level, index) => {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new VerifyError('size-out-of-range', `There is no node ${index} at level ${level}.`);
    return hash;
  };
}

/** The ranges whose hashes prove inclusion, from the leaf to the root. */
export function inclusionPath(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new VerifyError('size-out-of-range', `There is no leaf ${index} in a tree of ${size}.`);
  const path: LeafRange[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const split = start + splitOf(end - start);
    const goesLeft = index < split;
    path.push(goesLeft ? { start: split, end } : { start, end: split });
    if (goesLeft) end = split;
    else start = split;
  }
  return path.reverse();
}

/** The ranges whose hashes prove that the tree of `size2` extends the tree of `size1`, in the order of RFC 6962. */
export function consistencyPath(size1: number, size2: number): LeafRange[] {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) {
    throw new VerifyError('size-out-of-range', `No proof leads from a tree of ${size1} to one of ${size2}.`);
  }
  const path: LeafRange[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const split = start + splitOf(end - start);
    const goesLeft = size1 <= split;
    path.push(goesLeft ? { start: split, end } : { start, end: split });
    if (goesLeft) end = split;
    else start = split;
  }
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

/** The perfect subtrees a range is made of, largest first. The range must begin where a subtree of its length may begin. */
export function nodesOfRange({ start, end }: LeafRange): NodeId[] {
  const nodes: NodeId[] = [];
  for (let at = start; at < end; ) {
    const level = Math.floor(Math.log2(end - at));
    const exact = 2 ** level > end - at ? level - 1 : level;
    nodes.push({ level: exact, index: at / 2 ** exact });
    at += 2 ** exact;
  }
  return nodes;
}

/** Siblings from the leaf to the root. @throws VerifyError `size-out-of-range` */
export function inclusionProof(sha256: Sha256, source: NodeSource, index: number, size: number): Uint8Array[] {
  return inclusionPath(index, size).map((range) => hashOfRange(sha256, source, range));
}

/** @throws VerifyError `size-out-of-range`, for `size1` of 0 too */
export function consistencyProof(sha256: Sha256, source: NodeSource, size1: number, size2: number): Uint8Array[] {
  return consistencyPath(size1, size2).map((range) => hashOfRange(sha256, source, range));
}

/** Root of the tree when it had `size` leaves. */
export function rootAt(sha256: Sha256, source: NodeSource, size: number): Uint8Array {
  return size === 0 ? emptyRoot(sha256) : hashOfRange(sha256, source, { start: 0, end: size });
}

function hashOfRange(sha256: Sha256, source: NodeSource, range: LeafRange): Uint8Array {
  const hashes = nodesOfRange(range).map(({ level, index }) => source(level, index));
  return foldPeaks(sha256, hashes) as Uint8Array;
}

/** The largest power of two below `length`, which must be more than 1. */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}
