import type { Basis } from '../../../facts/fact.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { earlier, type Instant } from '../../../kernel/time.ts';
import { heldCommits, heldSentence } from '../../kit/chain-memory.ts';
import { type Claim, type DatedCommit, type Doubt, dateCommits } from '../../kit/dating.ts';
import { instantOf } from './instants.ts';
import type { LandedBranch, LandedRepository } from './landed.ts';
import type { Landing } from './landing.ts';
import { chainBefore, isNews, type RepositoryReading } from './reading.ts';
import type { LandedCommit } from './shapes.ts';
import { changeOfPull, changeOfPush, type Place } from './translate-change.ts';

/** A change, ready to be told. */
export interface ToldChange {
  readonly landed: string;
  readonly state: { readonly [key: string]: Json };
  readonly validFrom: Instant;
  readonly notBefore: Instant;
  readonly basis: Basis;
}

/** Time in which something may have landed that is not told. */
export interface HiddenSpan {
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: 'held' | 'not-told';
  readonly why: string;
}

/** One branch, with the instant from which each commit of its chain counts. */
export interface DatedBranch extends LandedBranch {
  readonly dates: ReadonlyMap<string, DatedCommit>;
  readonly doubts: readonly Doubt[];
  /** Changes on the chain, from the boundary on. */
  readonly changes: number;
  /** The commits of the chain that the last look saw. */
  readonly seen: ReadonlySet<string>;
}

export interface Told {
  readonly changes: readonly ToldChange[];
  readonly hidden: readonly HiddenSpan[];
}

/** Does this look begin where the last one ended? */
export function continues({ whole }: RepositoryReading, { branch }: Pick<LandedBranch, 'branch'>): boolean {
  return !whole && branch.before !== null && branch.reach?.boundary === branch.before.head;
}

/** From when each commit of a branch counts: a pull request from when GitHub merged it, a direct push from what its commit claims, within bounds. */
export function dateBranch(reading: RepositoryReading, one: LandedBranch, { byCommit }: LandedRepository, at: Instant): DatedBranch {
  const { branch, chain } = one;
  const { before } = branch;
  const isNext = continues(reading, one);
  const seen = isNext ? new Set<string>() : chainBefore(reading, branch);
  const claims = capped(chain.toReversed(), (commit) => mergedAt(byCommit.get(commit.oid), branch.name));
  const doubts = before?.doubts ?? [];
  const lookedAt = before === null ? null : (reading.before?.at ?? null);
  const known = isNext && before ? [{ sha: before.head, claimed: before.headFrom }] : [];
  const firstNew = claims.findIndex((claim) => !seen.has(claim.sha));
  const memory = lookedAt === null ? null : { at: lookedAt, seen: known.length + (isNext ? 0 : firstNew === -1 ? claims.length : firstNew), doubts };
  const dated = dateCommits([...known, ...claims], at, memory);
  const own = new Set(claims.map((claim) => claim.sha));
  const changes = new Set(chain.map((commit) => byCommit.get(commit.oid)?.landed.oid ?? commit.oid)).size;
  return {
    ...one,
    dates: new Map(dated.commits.filter((commit) => own.has(commit.sha)).map((commit) => [commit.sha, commit])),
    doubts: unique([...(isNext ? doubts : []), ...dated.doubts.filter((doubt) => own.has(doubt.sha))]),
    changes: changes + (isNext && before ? before.changes : 0),
    seen,
  };
}

function unique(doubts: readonly Doubt[]): Doubt[] {
  return [...new Map(doubts.map((one) => [one.sha, one])).values()];
}

/** When GitHub merged it into this branch; null where it came another way. */
function mergedAt(landing: Landing | undefined, branch: string): Instant | null {
  return landing?.pull.node.baseRefName === branch ? instantOf(landing.pull.node.mergedAt) : null;
}

/** What a commit claims, and never later than what was merged after it. */
function capped(chain: readonly LandedCommit[], merged: (commit: LandedCommit) => Instant | null): Claim[] {
  let cap: Instant | null = null;
  const claims: Claim[] = [];
  for (const commit of chain.toReversed()) {
    const known = merged(commit);
    const claimed: Instant | null = known ?? instantOf(commit.committedDate);
    claims.push({ sha: commit.oid, claimed: claimed !== null && cap !== null ? earlier(claimed, cap) : claimed });
    cap = known ?? cap;
  }
  return claims.reverse();
}

interface Telling {
  readonly owner: string;
  readonly at: Instant;
}

/** Everything of one repository that is to be told by this look. */
export function tellRepository(reading: RepositoryReading, landed: LandedRepository, branches: readonly DatedBranch[], telling: Telling): Told {
  const elsewhere = new Set(reading.whole ? [] : reading.before?.landed);
  const told = new Set<string>();
  const onChain = branches.flatMap((one) => {
    const own = one.chain.filter((commit) => !elsewhere.has(commit.oid)).reverse();
    for (const { oid } of own) elsewhere.add(oid);
    // Of a rebase, the last commit stands for all.
    const last = own.filter(({ oid }) => (landed.byCommit.get(oid)?.landed.oid ?? oid) === oid);
    for (const { oid } of last) told.add(oid);
    return last.flatMap((commit) => toldOnChain(reading, commit, landed.byCommit.get(commit.oid), one, telling));
  });
  const off = landed.landings.filter((one) => !told.has(one.landed.oid) && isOffChain(reading, one, telling.at));
  return {
    changes: [...onChain, ...off.map((one) => toldPull(reading, one, null, telling))],
    hidden: [...branches.flatMap(heldSpans), ...unknownLandings(reading)],
  };
}

/** What the last look saw is told again only when its pull request changed. */
function toldOnChain(
  reading: RepositoryReading,
  commit: LandedCommit,
  landing: Landing | undefined,
  on: DatedBranch,
  telling: Telling,
): ToldChange[] {
  const isSeen = on.seen.has(commit.oid) && !reading.whole;
  if (isSeen && !(landing && isNews(reading, landing.pull.node))) return [];
  return [landing ? toldPull(reading, landing, on, telling) : toldPush(reading, commit, on, telling)];
}

/** It landed before this look began, on what the last look read, or on a history that is no more. */
function isOffChain(reading: RepositoryReading, { pull: { node } }: Landing, at: Instant): boolean {
  return isProduction(reading, node.baseRefName) && isNews(reading, node) && (instantOf(node.mergedAt) ?? at) <= at;
}

function isProduction({ ref }: RepositoryReading, branch: string): boolean {
  return ref.productionBranches.includes(branch);
}

function placeOf({ ref }: RepositoryReading, branch: string, landedAt: Instant, { owner, at }: Telling): Place {
  return { repository: ref.name, fullName: `${owner}/${ref.name}`, branch, landedAt, seenAt: at };
}

function toldPull(reading: RepositoryReading, landing: Landing, on: DatedBranch | null, telling: Telling): ToldChange {
  const { pull, landed } = landing;
  const branch = on?.branch.name ?? pull.node.baseRefName;
  const merged = mergedAt(landing, branch);
  const dated = on?.dates.get(landed.oid);
  const landedAt = merged ?? dated?.from ?? telling.at;
  const exact = { validFrom: landedAt, notBefore: landedAt, basis: 'source' as const };
  const bounds = merged === null && dated ? { validFrom: dated.from, notBefore: dated.notBefore, basis: dated.basis } : exact;
  return { landed: landed.oid, state: changeOfPull(placeOf(reading, branch, landedAt, telling), landing, reading.pulls.authors), ...bounds };
}

function toldPush(reading: RepositoryReading, commit: LandedCommit, { branch, pushes, dates }: DatedBranch, telling: Telling): ToldChange {
  const dated = dates.get(commit.oid) as DatedCommit;
  const brought = pushes.get(commit.oid) ?? { commits: [commit], open: 0 };
  const state = changeOfPush(placeOf(reading, branch.name, dated.from, telling), commit, brought, reading.pulls.authors);
  return { landed: commit.oid, state, validFrom: dated.from, notBefore: dated.notBefore, basis: dated.basis };
}

function heldSpans({ dates, pushes }: DatedBranch): HiddenSpan[] {
  const held = heldCommits([...dates.values()].filter((one) => pushes.has(one.sha)));
  return held.map((one) => ({ from: one.notBefore, until: one.from, reason: 'held', why: heldSentence(one) }));
}

/** Merged, and GitHub no longer knows as which commit. */
function unknownLandings(reading: RepositoryReading): HiddenSpan[] {
  return reading.pulls.pulls.flatMap(({ node }) => {
    const at = instantOf(node.mergedAt);
    if (node.mergeCommit !== null || at === null || !isProduction(reading, node.baseRefName)) return [];
    const why = `GitHub no longer knows as which commit pull request #${node.number} of ${reading.ref.name} landed.`;
    return [{ from: at, until: (at + 1) as Instant, reason: 'not-told', why }];
  });
}
