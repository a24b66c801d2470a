import { cloned, commit } from '../src/checks/testing/given-changes.ts';
import { at } from '../src/checks/testing/instants.ts';
import { type Given, say } from '../src/checks/testing/world.ts';
import type { KindState } from '../src/facts/kinds/index.ts';
import { untold } from '../src/facts/told.ts';
import type { Instant } from '../src/kernel/time.ts';

export type Change = KindState<'change'>;

/** Where the year begins. */
export const YEAR = at('2025-01-01T00:00:00Z');
export const REPOSITORIES = 300;
const MINUTES = 364 * 24 * 60;

/** Change number `number` of a year with `of` of them, over REPOSITORIES repositories. Every seventh names no ticket, every eleventh one of another tracker. */
export function madeChange(number: number, of: number): Change {
  const landedAt = (YEAR + Math.floor((number * MINUTES) / of) * 60_000) as Instant;
  const landed = number.toString(16).padStart(40, '0');
  const repository = `repository-${number % REPOSITORIES}`;
  return {
    repository,
    branch: 'main',
    landed,
    landedAt,
    method: number % 3 === 0 ? 'merge' : 'squash',
    title: `Change ${number}: make the harbour plan load faster`,
    pullRequest: number,
    tickets: ticketsOf(number),
    author: `p-${number % 97}@story.example`,
    coAuthors: [],
    committer: `p-${number % 89}@story.example`,
    commits: [commit(landed, [`${number}-base`])],
    furtherCommits: 0,
    signature: 'absent',
    approvals: untold('A clone does not hold reviews.'),
  };
}

function ticketsOf(number: number): string[] {
  if (number % 7 === 0) return [];
  return number % 11 === 0 ? [`OPS-${number}`] : [`OPS-${number}`, `HL-${number}`];
}

/** A year of changes, as a story gives them. */
export function givenChanges(changes: readonly Change[]): Given {
  return (world) => {
    cloned()(world);
    for (const state of changes) say(world, 'change', { id: state.landed, state, from: state.landedAt as Instant });
  };
}
