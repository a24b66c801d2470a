import { utf8 } from './bytes.ts';
import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';

/** Bytes in a hash. */
export const HASH_BYTES = 32;

const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = 0x01;

/** Root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(utf8(''));
}

/** RFC 6962: SHA-256(0x00 || bytes). */
export function leafHash(sha256: Sha256, bytes: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(1 + bytes.length);
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}

/** RFC 6962: SHA-256(0x01 || left || right). Both must have 32 bytes. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** Tree sizes and indices are whole numbers of at most 2^53 - 1. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** @throws VerifyError `malformed-hash` when it has not 32 bytes. */
export function requireHash(hash: Uint8Array, what: string): void {
  if (hash.length !== HASH_BYTES) throw new VerifyError('malformed-hash', `${what} has ${hash.length} bytes instead of ${HASH_BYTES}.`);
}

/**
 * The left edge of a growing tree: the roots of its perfect subtrees, largest first. Enough to append and to know the
 * root, in memory that grows with the logarithm of the size.
 */
export interface Frontier {
  size: number;
  readonly peaks: Uint8Array[];
}

export function emptyFrontier(): Frontier {
  return { size: 0, peaks: [] };
}

/** Appends one leaf hash in place. */
export function pushLeaf(sha256: Sha256, frontier: Frontier, hash: Uint8Array): void {
  requireHash(hash, `Leaf ${frontier.size}`);
  let merged = hash;
  for (let below = frontier.size; below % 2 === 1; below = (below - 1) / 2) {
    merged = nodeHash(sha256, frontier.peaks.pop() as Uint8Array, merged);
  }
  frontier.peaks.push(merged);
  frontier.size += 1;
}

export function frontierRoot(sha256: Sha256, frontier: Frontier): Uint8Array {
  return foldPeaks(sha256, frontier.peaks) ?? emptyRoot(sha256);
}

/** Hash over perfect subtrees that stand side by side, largest first; null when there are none. */
export function foldPeaks(sha256: Sha256, peaks: readonly Uint8Array[]): Uint8Array | null {
  let root = peaks.at(-1);
  if (root === undefined) return null;
  for (let at = peaks.length - 2; at >= 0; at--) root = nodeHash(sha256, peaks[at] as Uint8Array, root);
  return root;
}

/** Root over leaf hashes that stream by. */
export function rootFromLeaves(sha256: Sha256, leafHashes: Iterable<Uint8Array>): Uint8Array {
  const frontier = emptyFrontier();
  for (const hash of leafHashes) pushLeaf(sha256, frontier, hash);
  return frontierRoot(sha256, frontier);
}
