import { BEGINNING, earlier, type Instant, later, plus } from '../../kernel/time.ts';

/** A commit of a branch's first-parent chain; `claimed` is its committer date, null when it has none that can be read. */
export interface Claim {
  readonly sha: string;
  readonly claimed: Instant | null;
}

/** From when a commit counts. `held`: its own date lies in the future, and when it was made is not known. */
export interface DatedCommit {
  readonly sha: string;
  readonly from: Instant;
  readonly notBefore: Instant;
  readonly basis: 'claimed' | 'look';
  readonly held: boolean;
}

/** A date that was not believed, and what counts instead. */
export interface Doubt {
  readonly sha: string;
  readonly from: Instant;
  readonly notBefore: Instant;
  readonly held: boolean;
}

/** What the looks before this one knew. */
export interface DatingMemory {
  /** The last look. */
  readonly at: Instant;
  /** How many commits of the chain it saw, counted from the root. */
  readonly seen: number;
  readonly doubts: readonly Doubt[];
}

/** How far clocks of two machines may differ, in milliseconds. */
export const TOLERANCE = 5 * 60_000;

/**
 * From when each commit of a chain (oldest first) counts.
 *
 * The first look believes the committer dates. Between two looks a date must lie between them; one that does not is not believed, and the commit
 * counts from the look that first saw it. A date in the future is never believed. No commit counts before its parent.
 * Doubts are remembered, so that every later look dates every commit alike.
 */
export function dateCommits(chain: readonly Claim[], now: Instant, memory: DatingMemory | null): { commits: DatedCommit[]; doubts: Doubt[] } {
  const doubts = new Map(memory?.doubts.map((one) => [one.sha, one]));
  const commits: DatedCommit[] = [];
  for (const [place, claim] of chain.entries()) {
    const parent = commits.at(-1)?.from ?? BEGINNING;
    const lastLook = memory !== null && place >= memory.seen ? memory.at : null;
    const known = doubts.get(claim.sha);
    const dated: DatedCommit = known ? { ...known, basis: 'look' } : dateCommit(claim, { parent, lastLook, now });
    const commit = { ...dated, from: later(parent, dated.from) };
    commits.push(commit);
    if (commit.basis === 'look') doubts.set(commit.sha, { sha: commit.sha, from: commit.from, notBefore: commit.notBefore, held: commit.held });
  }
  const onChain = new Set(chain.map((one) => one.sha));
  return { commits, doubts: [...doubts.values()].filter((one) => onChain.has(one.sha)) };
}

interface Bounds {
  readonly parent: Instant;
  /** Null where nobody had looked, or the last look saw this commit already. */
  readonly lastLook: Instant | null;
  readonly now: Instant;
}

function dateCommit({ sha, claimed }: Claim, { parent, lastLook, now }: Bounds): DatedCommit {
  if (claimed === null || claimed > plus(now, TOLERANCE)) {
    return { sha, from: now, notBefore: earlier(now, lastLook ?? parent), basis: 'look', held: true };
  }
  if (lastLook === null) return { sha, from: claimed, notBefore: later(parent, claimed), basis: 'claimed', held: false };
  if (claimed > lastLook) return { sha, from: claimed, notBefore: lastLook, basis: 'claimed', held: false };
  return { sha, from: now, notBefore: lastLook, basis: 'look', held: false };
}
