import { Refusal } from '../../kernel/refusal.ts';
import { equalBytes } from '../../verify/core/bytes.ts';
import { type Checkpoint, readCheckpoint } from '../../verify/core/checkpoint.ts';

/**
 * A place outside the system that keeps every checkpoint it was ever given, so that a log cannot be rewritten or cut
 * without somebody being able to notice.
 */
export interface Witness {
  /** For people: `folder /mnt/audit`. Holds no secrets. */
  readonly title: string;
  /** The signed note of the largest checkpoint kept for this log, or null. Not verified: the reader does that. */
  latest(origin: string): Promise<string | null>;
  /**
   * Keeps a signed checkpoint. Keeping the same once more changes nothing.
   * @throws Refusal `witness/forked` for another root at a size already kept, `witness/shrunk` for a size below the largest kept
   */
  put(note: string): Promise<void>;
}

/** Where a checkpoint is kept, relative to the witness: one folder for each log, one file for each size. */
export function checkpointPath({ origin, size }: Pick<Checkpoint, 'origin' | 'size'>): string {
  return `${originFolder(origin)}/${size}`;
}

export function originFolder(origin: string): string {
  return encodeURIComponent(origin).replaceAll('.', '%2E');
}

/** The largest size among file names, or null. Whatever is not a size is not ours. */
export function largestSize(names: readonly string[]): number | null {
  const sizes = names.filter((name) => /^(0|[1-9]\d{0,15})$/.test(name)).map(Number);
  return sizes.length === 0 ? null : sizes.reduce((largest, size) => Math.max(largest, size));
}

/** @throws Refusal `witness/forked` unless both are the same tree */
export function requireSameTree(kept: string, given: Checkpoint, title: string): void {
  if (equalBytes(readCheckpoint(kept).root, given.root)) return;
  throw new Refusal(
    'witness/forked',
    `The witness (${title}) keeps another checkpoint of ${given.origin} at size ${given.size}. The log was rewritten, or two copies of it are running.`,
  );
}

/** @throws Refusal `witness/shrunk` for a size below the largest that is kept */
export function requireGrowth(largest: number | null, given: Checkpoint, title: string): void {
  if (largest === null || given.size >= largest) return;
  throw new Refusal(
    'witness/shrunk',
    `The witness (${title}) already keeps size ${largest} of ${given.origin}, and was given size ${given.size}. Was an old backup restored?`,
  );
}
