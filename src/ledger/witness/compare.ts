import { equalBytes } from '../../verify/core/bytes.ts';
import type { Checkpoint } from '../../verify/core/checkpoint.ts';
import { storedRootAt } from '../proofs.ts';
import type { TileReader } from '../tiles.ts';

/**
 * `agrees`: the log still begins with the tree that was seen outside. `behind`: a larger tree was seen outside, so entries are
 * missing here (an old backup was restored, or the end was cut). `forked`: the log is another one at that size (it was rewritten).
 */
export type WitnessVerdict = 'agrees' | 'behind' | 'forked';

/**
 * Holds our tree against the newest checkpoint found outside, whose signature the caller has verified.
 * `ours` is the root that our tree had at the outside's size, or null when it is not that large.
 */
export function compareWithWitness(ours: Uint8Array | null, outside: Pick<Checkpoint, 'root'>): WitnessVerdict {
  if (ours === null) return 'behind';
  return equalBytes(ours, outside.root) ? 'agrees' : 'forked';
}

/** The same for a stored tree of `size` leaves. */
export async function compareStoredTree(reader: TileReader, size: number, outside: Pick<Checkpoint, 'size' | 'root'>): Promise<WitnessVerdict> {
  return compareWithWitness(outside.size <= size ? await storedRootAt(reader, outside.size) : null, outside);
}
