import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import { type ChainMemory, chainMemoryShape } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';

/** How changes are read from commits; a change in it makes every commit be read again. */
const READING = 1;

const shape = z.object({
  name: z.string(),
  reading: z.int(),
  branches: z.record(
    z.string(),
    z.object({ head: z.string(), lostHeads: z.array(z.string()), lostCommits: z.array(z.string()), chain: chainMemoryShape }),
  ),
});

export type BranchMemory = {
  readonly head: string;
  readonly lostHeads: readonly string[];
  readonly lostCommits: readonly string[];
  readonly chain: ChainMemory;
};

export interface CloneMemory {
  /** Whether changes were read in the same way and under the same name: only then may what was read before be left out. */
  readonly sameReading: boolean;
  readonly branches: Readonly<Record<string, BranchMemory>>;
}

export async function recallClone(look: Look, { root, name }: { root: string; name: string }): Promise<CloneMemory | null> {
  const read = shape.safeParse(await look.recall(root));
  if (!read.success) return null;
  return { sameReading: read.data.reading === READING && read.data.name === name, branches: read.data.branches };
}

export function rememberClone(look: Look, name: string, branches: Readonly<Record<string, BranchMemory>>): void {
  look.remember({ name, reading: READING, branches } as unknown as Json);
}
