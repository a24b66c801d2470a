import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Claim, DatedCommit, DatingMemory, Doubt } from './dating.ts';

/** What is remembered of a first-parent chain from one look to the next. */
export interface ChainMemory {
  readonly at: Instant;
  /** Commits of the chain, the last one first, at distances 0, 1, 2, 4, 8 …: enough to find again where a rewritten history parted. */
  readonly marks: readonly { readonly sha: string; readonly place: number }[];
  readonly doubts: readonly Doubt[];
}

const instantShape = z.int().transform((value) => value as Instant);

export const chainMemoryShape: z.ZodType<ChainMemory, unknown> = z.object({
  at: instantShape,
  marks: z.array(z.object({ sha: z.string(), place: z.int() })),
  doubts: z.array(z.object({ sha: z.string(), from: instantShape, notBefore: instantShape, held: z.boolean() })),
});

export function rememberChain(
  chain: readonly { readonly sha: string }[],
  at: Instant,
  doubts: readonly Doubt[],
): ChainMemory & { [key: string]: Json } {
  const marks: { sha: string; place: number }[] = [];
  for (let back = 0; back < chain.length; back = back === 0 ? 1 : back * 2) {
    const place = chain.length - 1 - back;
    marks.push({ sha: (chain[place] as { sha: string }).sha, place });
  }
  return { at, marks, doubts: doubts.map(({ sha, from, notBefore, held }) => ({ sha, from, notBefore, held })) };
}

/** How much of this chain the looks before have seen: up to the newest remembered commit that still stands in its place. */
export function recallChain(chain: readonly Claim[], memory: ChainMemory | null): DatingMemory | null {
  if (memory === null) return null;
  const mark = memory.marks.find((one) => chain[one.place]?.sha === one.sha);
  return { at: memory.at, seen: mark === undefined ? 0 : mark.place + 1, doubts: memory.doubts };
}

/** Commits whose own date lies in the future, and the time in which they may have been made. */
export function heldCommits(commits: readonly DatedCommit[]): readonly DatedCommit[] {
  return commits.filter((one) => one.held && one.notBefore < one.from);
}

export function heldSentence({ sha }: DatedCommit): string {
  return `Commit ${sha.slice(0, 12)} claims a date in the future, so when it was made is not known. It counts from the look that first saw it. Check the clock of whoever made it.`;
}
