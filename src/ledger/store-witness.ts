import type { Database } from '../database/connect.ts';
import { inTransaction, type LogId } from '../database/transaction.ts';
import type { Checkpoint } from '../verify/core/checkpoint.ts';
import { tileReaderIn } from './store-log.ts';
import { readTreeSize } from './store-tree.ts';
import { compareStoredTree, type WitnessVerdict } from './witness/compare.ts';

/** How the log stands to one checkpoint that was found outside. */
export interface WitnessComparison {
  readonly outside: Pick<Checkpoint, 'size' | 'root'>;
  readonly verdict: WitnessVerdict;
}

/**
 * Holds the log against checkpoints found outside, whose signatures the caller has verified: a restored old backup is `behind`, a rewritten log `forked`.
 * Entries that wait for their place do not count.
 */
export async function compareWithWitnesses(
  db: Database,
  log: LogId,
  outside: readonly Pick<Checkpoint, 'size' | 'root'>[],
): Promise<WitnessComparison[]> {
  return inTransaction(db, log, async (tx) => {
    const size = await readTreeSize(tx);
    const compared: WitnessComparison[] = [];
    for (const one of outside) compared.push({ outside: one, verdict: await compareStoredTree(tileReaderIn(tx), size, one) });
    return compared;
  });
}
