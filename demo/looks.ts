import { DAY, type Instant, instant, isoInstant } from '../src/kernel/time.ts';
import type { GithubWorld } from './github/world.ts';

/** How often the pretend GitHub is looked at where nothing of its state changes, as `tickmark simulate --every` takes it. */
export const EVERY = '3 days';

/** As it is told to whoever watches the year pass. */
export const HOW_OFTEN = 'one look every third day, and every day around what changes (settings, roles, accounts, keys)';

/**
 * The daily looks on both sides of everything that changes the state of a pretend GitHub: what only a look can tell. What happens there (changes, runs,
 * deployments, alerts, sign-ins) is dated by GitHub itself, and told by any later look.
 * @param begins the first look; the others are whole days later
 * @returns each once, oldest first, none before `begins`
 */
export function looksAroundChanges(world: GithubWorld, begins: Instant): readonly Instant[] {
  const days = new Set<number>();
  for (const change of stateChanges(world)) {
    const after = Math.ceil((change - begins) / DAY);
    for (const day of [after - 1, after]) if (day >= 0) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b).map((day) => instant(begins + day * DAY));
}

/** One a line, as `tickmark simulate --also` reads them. */
export function looksFile(looks: readonly Instant[]): string {
  return looks.map((look) => `${isoInstant(look)}\n`).join('');
}

function stateChanges({ organization, accounts, teams, repositories }: GithubWorld): readonly number[] {
  const states = repositories.map(
    ({ createdAt, deletedAt, place, archived, visibility, defaultBranch, features, collaborators, protections, rulesets, webhooks, deployKeys }) => ({
      ...{ createdAt, deletedAt, place, archived, visibility, defaultBranch, features, collaborators, protections, rulesets, webhooks },
      deployKeys: deployKeys.map(({ uses, ...key }) => key),
    }),
  );
  const pushes = repositories.flatMap(({ branches }) => branches.flatMap((branch) => branch.pushes));
  const rewound = pushes.filter(({ forced, head }) => forced || head === null).map(({ at }) => at);
  return [...instantsIn([organization, accounts, teams, states]), ...rewound];
}

/** Every `from` and `…At` anywhere in plain data. */
function instantsIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'number' ? (/^from$|At$/.test(key) ? [inner] : []) : instantsIn(inner)));
}
