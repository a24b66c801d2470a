import type { Facts } from '../facts/reads.ts';
import { type Gap, gapsAt, latest } from '../facts/timeline.ts';
import { FOREVER, type Instant } from '../kernel/time.ts';
import { bySha, landedOn, reachable } from './change-graph.ts';
import { walk } from './changes-reconciled.ts';
import { grouped } from './lookup.ts';

export const landedReads = {
  change: ['repository', 'branch', 'landed', 'landedAt', 'commits', 'method'],
  branch: ['repository', 'name', 'head'],
} as const;

type Reading = Facts<typeof landedReads>;
type Change = Reading['change']['subjects'][number];

/** Had a commit landed on a production branch of a repository by then? */
export type HadLanded =
  | { readonly answer: 'landed'; readonly with: Change; readonly on: string }
  | { readonly answer: 'later'; readonly with: Change; readonly on: string }
  /** It belongs to work that landed as another commit, squashed or rebased. */
  | { readonly answer: 'only-as-work'; readonly with: Change; readonly on: string }
  | { readonly answer: 'never' }
  | { readonly answer: 'unknown'; readonly gap: Pick<Gap, 'reason' | 'why'> };

/**
 * A commit has landed with the first change from whose landed commit it can be reached. One that no change brought never landed, if every
 * production branch was read to its beginning; otherwise it may have landed before the history that was read.
 */
export function hadLanded(facts: Reading, { repository, commit, at }: { repository: string; commit: string; at: Instant }): HadLanded {
  const key = `${repository}\n${commit}`;
  const with_ = [...(grouped(facts.change, 'brought', broughtBy).get(key) ?? [])].sort((a, b) => landedAt(a) - landedAt(b))[0];
  if (with_) return { answer: landedAt(with_) <= at ? 'landed' : 'later', with: with_, on: latest(with_).state.branch };
  const below = (grouped(facts.change, 'below', standsOn).get(key) ?? []).find((one) => landedAt(one) <= at);
  if (below) return { answer: 'landed', with: below, on: latest(below).state.branch };
  const work = grouped(facts.change, 'work', workOf).get(key)?.[0];
  if (work) return { answer: 'only-as-work', with: work, on: latest(work).state.branch };
  const gap = unreadHistory(facts, repository, at);
  return gap ? { answer: 'unknown', gap } : { answer: 'never' };
}

function landedAt(change: Change): Instant {
  return latest(change).state.landedAt as Instant;
}

function broughtBy(change: Change): readonly string[] {
  const { repository, landed, commits } = latest(change).state;
  return [...reachable(landed, bySha(commits))].map((sha) => `${repository}\n${sha}`);
}

function standsOn(change: Change): readonly string[] {
  const { state } = latest(change);
  const below = landedOn(state);
  return below === undefined ? [] : [`${state.repository}\n${below}`];
}

function workOf(change: Change): readonly string[] {
  const { repository, commits } = latest(change).state;
  return commits.map(({ sha }) => `${repository}\n${sha}`);
}

/** Why nobody knows all that ever landed in a repository by then; undefined where one source read every production branch to its beginning. */
function unreadHistory(facts: Reading, repository: string, at: Instant): Pick<Gap, 'reason' | 'why'> | undefined {
  const branches = grouped(facts.branch, 'repository', (one) => latest(one).state.repository).get(repository) ?? [];
  const changes = grouped(facts.change, 'repository', (one) => latest(one).state.repository).get(repository) ?? [];
  const bySystem = Map.groupBy(branches, (one) => one.system);
  const why = `The history of ${repository} was not read to its beginning, and the commit may have landed before. A whole clone would tell.`;
  let gap: Pick<Gap, 'reason' | 'why'> = { reason: 'before-first-look', why };
  for (const [system, own] of bySystem) {
    const unseen = own.map((one) => unseenSince(one.gaps, at)).find((one) => one !== undefined);
    if (unseen) {
      gap = unseen;
      continue;
    }
    const landings = new Map(changes.filter((one) => one.system === system).map((one) => [latest(one).state.landed, latest(one).state]));
    if (own.every((one) => readToItsBeginning(latest(one).state.head, landings))) return undefined;
  }
  return gap;
}

/** Why a branch was never seen again after an instant, which several looks may tell one after the other; undefined where it was. */
function unseenSince(gaps: readonly Gap[], at: Instant): Gap | undefined {
  const [first] = gapsAt(gaps, at);
  let last = first;
  while (last !== undefined && last.until !== FOREVER) [last] = gapsAt(gaps, last.until);
  return last === undefined ? undefined : first;
}

/** Does the walk from a head along the changes end at a commit without a parent? */
function readToItsBeginning(head: string, landings: ReadonlyMap<string, Change['versions'][number]['state']>): boolean {
  const last = walk(head, landings).at(-1);
  return last !== undefined && landedOn(last) === undefined && last.commits.some((one) => one.parents.length === 0);
}
