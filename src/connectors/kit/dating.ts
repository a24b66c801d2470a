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
 * counts from the look that first saw it. A date in the future is never believed: the commit counts from when the next one was made, or from the look.
 * No commit counts before its parent. Doubts are remembered, so that every later look dates every commit alike.
 */
export function dateCommits(chain: readonly Claim[], now: Instant, memory: DatingMemory | null): { commits: DatedCommit[]; doubts: Doubt[] } {
  const known = new Map(memory?.doubts.map((one) => [one.sha, one]));
  const commits: DatedCommit[] = [];
  let held: Claim[] = [];
  let parent: Instant = BEGINNING;
  const release = (until: Instant, lastLook: Instant | null) => {
    for (const { sha } of held)
      commits.push({ sha, from: until, notBefore: earlier(until, later(parent, lastLook ?? parent)), basis: 'look', held: true });
    held = [];
  };
  for (const [place, claim] of chain.entries()) {
    const lastLook = memory !== null && place >= memory.seen ? memory.at : null;
    const doubt = known.get(claim.sha);
    const dated = doubt ? { ...doubt, basis: 'look' as const } : dateCommit(claim, { parent, lastLook, now });
    if (dated === null) {
      held.push(claim);
      continue;
    }
    const from = later(parent, dated.from);
    release(from, lastLook);
    commits.push({ ...dated, from });
    parent = from;
  }
  release(later(parent, now), memory?.at ?? null);
  return {
    commits,
    doubts: commits.filter((one) => one.basis === 'look').map(({ sha, from, notBefore, held: isHeld }) => ({ sha, from, notBefore, held: isHeld })),
  };
}

interface Bounds {
  readonly parent: Instant;
  /** Null where nobody had looked, or the last look saw this commit already. */
  readonly lastLook: Instant | null;
  readonly now: Instant;
}

/** Null for a date in the future, or none. */
function dateCommit({ sha, claimed }: Claim, { parent, lastLook, now }: Bounds): DatedCommit | null {
  if (claimed === null || claimed > plus(now, TOLERANCE)) return null;
  if (lastLook === null) return { sha, from: claimed, notBefore: later(parent, claimed), basis: 'claimed', held: false };
  if (claimed > lastLook) return { sha, from: claimed, notBefore: lastLook, basis: 'claimed', held: false };
  return { sha, from: now, notBefore: lastLook, basis: 'look', held: false };
}
