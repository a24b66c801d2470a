import { type Instant, instant } from '../../src/kernel/time.ts';
import type { Random } from '../random.ts';
import type { Change, ChangeCommit } from './world.ts';

/** Lets about a fifth of the branches take in the base branch once, before or after they were approved: a clean merge, which leaves an approval fresh. */
export function withBaseMerges(random: Random, changes: readonly Change[]): Change[] {
  const landings = Map.groupBy(changes, ({ repository }) => repository);
  return changes.map((change) => {
    if (!random.chance(0.35)) return change;
    const others = (landings.get(change.repository) as Change[]).map(({ landedAt }) => landedAt);
    const when = momentFor(random, change, others);
    return when === undefined ? change : { ...change, commits: [...change.commits, baseMerge(change, when)] };
  });
}

/** Some second between the last commit and the landing, at which the base held something new; undefined where there is none. */
function momentFor(random: Random, change: Change, landings: readonly Instant[]): Instant | undefined {
  const last = (change.commits.at(-1) as ChangeCommit).at;
  const news = landings.filter((landed) => landed > change.branchedAt && landed < change.landedAt - 60_000);
  if (news.length === 0) return undefined;
  const from = Math.max(last, Math.min(...news)) + 10_000;
  const room = change.landedAt - 20_000 - from;
  return room <= 0 ? undefined : instant(from + Math.floor((random.next() * room) / 1000) * 1000);
}

function baseMerge(change: Change, when: Instant): ChangeCommit {
  return {
    ...{ key: 'base', kind: 'base-merge', author: change.mergedBy, coAuthors: [], at: when },
    message: `Merge branch 'main' into ${change.branch}`,
    touches: [],
  };
}
