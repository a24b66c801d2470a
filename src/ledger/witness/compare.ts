import { equalBytes } from '../../verify/core/bytes.ts';
import type { Checkpoint } from '../../verify/core/checkpoint.ts';
import { storedRootAt } from '../proofs.ts';
import type { TileReader } from '../tiles.ts';

/**
 * `agrees`: the log still begins with the tree that was seen outside. `behind`: a larger tree was seen outside, so entries are
 * missing here (an old backup was restored, or the end was cut). `forked`: the log is another one at that size (it was rewritten).
 */
export type WitnessVerdict = 'agrees' | 'behind' | 'forked';

/** Our own tree, and the root it had at the size of the checkpoint from outside; null when it is not that large. */
export interface LocalTree {
  readonly size: number;
  readonly rootAtOutsideSize: Uint8Array | null;
}

/** Holds our tree against the newest checkpoint found outside, whose signature the caller has verified. */
export function compareWithWitness(local: LocalTree, outside: Pick<Checkpoint, 'size' | 'root'>): WitnessVerdict {
  if (outside.size > local.size || local.rootAtOutsideSize === null) return 'behind';
  return equalBytes(local.rootAtOutsideSize, outside.root) ? 'agrees' : 'forked';
}

/** The same for a stored tree of `size` leaves. */
export async function compareStoredTree(reader: TileReader, size: number, outside: Pick<Checkpoint, 'size' | 'root'>): Promise<WitnessVerdict> {
  const rootAtOutsideSize = outside.size <= size ? await storedRootAt(reader, outside.size) : null;
  return compareWithWitness({ size, rootAtOutsideSize }, outside);
}
