import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import { type ChainMemory, chainMemoryShape } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';
import type { Clone } from './clone.ts';

/** How changes are read from commits, without and with word on their merges; a change in it makes every commit be read again. */
const READING = { withoutMerges: 2, withMerges: 3 };

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

type Read = Pick<Clone, 'root' | 'name' | 'tellsMerges'>;

export async function recallClone(look: Look, clone: Read): Promise<CloneMemory | null> {
  const { root, name } = clone;
  const read = shape.safeParse(await look.recall(root));
  if (!read.success) return null;
  return { sameReading: read.data.reading === readingOf(clone) && read.data.name === name, branches: read.data.branches };
}

export function rememberClone(look: Look, clone: Read, branches: Readonly<Record<string, BranchMemory>>): void {
  look.remember({ name: clone.name, reading: readingOf(clone), branches } as unknown as Json);
}

function readingOf({ tellsMerges }: Read): number {
  return tellsMerges ? READING.withMerges : READING.withoutMerges;
}
