import { YEAR } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { Commit, Repository } from '../world.ts';
import type { Merge, PullRequest, Review } from '../world-pulls.ts';
import { atOnce, claim, nameOf, type Operator, type Outcome, type Place, type Planted, pickFree, replaced, withRepository } from './operator.ts';

/** A pull request that landed in the audited year, with its one approval. */
export interface Landing extends Place {
  readonly home: Repository;
  readonly name: string;
  readonly pull: PullRequest;
  readonly merged: Merge;
  readonly approval: Review;
}

/** Protection is laid over the other repositories, so that what a change is held to stands all year. */
export const CHANGED = ['api', 'web', 'mobile', 'billing', 'infrastructure', 'identity'];

export const landedSha = ({ merged }: Landing): string => merged.landed.at(-1) as string;
export const itemOf = (landing: Landing): string => `${landing.name}@${landedSha(landing)}`;
export const failsAtLanding = (check: string, landing: Landing): Planted => atOnce(check, itemOf(landing), landing.merged.at);
export const headOf = ({ pull }: Landing): string => pull.pushes.at(-1)?.commits.at(-1) as string;

export interface Suits {
  readonly method?: Merge['method'];
  readonly test?: (landing: Landing) => boolean;
}

/** An operator on one merged pull request. */
export function onMerge(
  id: string,
  tells: string,
  lay: (landing: Landing, random: Random) => Outcome | null,
  { method, test }: Suits = {},
): Operator {
  return {
    id: `github/change/${id}`,
    tells,
    apply: (place, random) => {
      const all = landingsOf(place).filter((one) => (method === undefined || one.merged.method === method) && (test === undefined || test(one)));
      const landing = pickFree(place.world, random, all, (one) => claimOf(one));
      return landing === null ? null : lay(landing, random);
    },
  };
}

const claimOf = ({ name, pull }: Landing): string => `change:${name}#${pull.number}`;

function landingsOf(place: Place): Landing[] {
  return place.world.repositories.flatMap((home) => {
    const name = nameOf(home);
    if (!CHANGED.includes(name)) return [];
    return home.pulls.flatMap((pull) => {
      const { merged } = pull;
      const approval = pull.reviews.find(({ state, dismissed }) => state === 'APPROVED' && dismissed === null);
      const isPlain = pull.labels.every((label) => label.name !== 'emergency');
      if (merged === null || approval === undefined || !isPlain || merged.at < YEAR.from || merged.at >= YEAR.until) return [];
      return [{ ...place, home, name, pull, merged, approval }];
    });
  });
}

/** The world in which the pull request reads otherwise, and parts of its repository beside it. */
export function withPull(landing: Landing, pull: Partial<PullRequest> | null, beside: Partial<Repository> = {}): Landing['world'] {
  const { world, home } = landing;
  const fresh = pull === null ? [] : [{ ...landing.pull, ...pull }];
  return claim(world, [claimOf(landing)], withRepository(world, home, { pulls: replaced(home.pulls, landing.pull, ...fresh), ...beside }));
}

/** The pull request with its approval in another's words; null takes it away. */
export function withApproval(landing: Landing, changed: Partial<Review> | null): Landing['world'] {
  const { pull, approval } = landing;
  const fresh = changed === null ? [] : [{ ...approval, ...changed }];
  const reviews = replaced(pull.reviews, approval, ...fresh).sort((a, b) => a.submittedAt - b.submittedAt);
  return withPull(landing, { reviews });
}

/** Commits that read otherwise under the sha they have: what stands on them stays where it is. */
export function withCommits(home: Repository, shas: readonly string[], change: (commit: Commit) => Partial<Commit>): Commit[] {
  const wanted = new Set(shas);
  return home.commits.map((commit) => (wanted.has(commit.sha) ? { ...commit, ...change(commit) } : commit));
}
