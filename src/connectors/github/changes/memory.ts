import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { DAY, type Instant, parseInstant, plus } from '../../../kernel/time.ts';
import type { Doubt } from '../../kit/dating.ts';
import type { GitHubApi } from '../api.ts';

/** What the last look saw of a production branch. */
export interface BranchMemory {
  readonly head: string;
  /** Commits that the head descends from, itself included. */
  readonly headCommits: number;
  /** From when the head counts. */
  readonly headFrom: Instant;
  readonly lostHeads: readonly string[];
  readonly lostCommits: readonly string[];
  /** Changes on its first-parent chain, from the boundary on. */
  readonly changes: number;
  /** The last commit before what is read; null where the whole history is. */
  readonly boundary: string | null;
  /** Commits that the boundary descends from, itself included. */
  readonly boundaryCommits: number;
  readonly doubts: readonly Doubt[];
}

export interface RepositoryMemory {
  readonly name: string;
  /** The last look that read all of it. */
  readonly at: Instant;
  /** From when on its changes are read. */
  readonly since: Instant;
  /** When a pull request last changed, by GitHub's clock; null when there was none. */
  readonly updated: Instant | null;
  /** Pull requests that changed shortly before that, with when they did. */
  readonly recent: Readonly<Record<string, string>>;
  /** Of a repository with several production branches, every commit that landed on any. */
  readonly landed: readonly string[];
  readonly branches: Readonly<Record<string, BranchMemory>>;
}

export interface ChangesMemory {
  readonly since: Instant;
  readonly repositories: Readonly<Record<string, RepositoryMemory>>;
}

const PART = 'changes';
const FIRST_READS = 396 * DAY;

const instantShape = z.int().transform((value) => value as Instant);

const branchShape = z.object({
  head: z.string(),
  headCommits: z.int(),
  headFrom: instantShape,
  lostHeads: z.array(z.string()),
  lostCommits: z.array(z.string()),
  changes: z.int(),
  boundary: z.string().nullable(),
  boundaryCommits: z.int(),
  doubts: z.array(z.object({ sha: z.string(), from: instantShape, notBefore: instantShape, held: z.boolean() })),
});

const shape = z.object({
  since: instantShape,
  repositories: z.record(
    z.string(),
    z.object({
      name: z.string(),
      at: instantShape,
      since: instantShape,
      updated: instantShape.nullable(),
      recent: z.record(z.string(), z.string()),
      landed: z.array(z.string()),
      branches: z.record(z.string(), branchShape),
    }),
  ),
});

/** What earlier looks remembered; on the first, since when changes are to be read: thirteen months before it, where the settings say nothing. */
export function recallChanges(api: GitHubApi): ChangesMemory {
  const read = shape.safeParse(api.recall(PART));
  const wanted = api.settings.since === undefined ? null : parseInstant(`${api.settings.since}T00:00:00Z`);
  if (read.success) return { ...read.data, since: wanted ?? read.data.since };
  return { since: wanted ?? plus(api.at, -FIRST_READS), repositories: {} };
}

export function rememberChanges(api: GitHubApi, memory: ChangesMemory): void {
  api.remember(PART, memory as unknown as Json);
}
