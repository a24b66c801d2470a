import type { KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import type { Instant } from '../../kernel/time.ts';
import { at } from './instants.ts';
import { type Given, recordsBegan, say } from './world.ts';

type Change = KindState<'change'>;

/** When the changes of stories land, where they do not say otherwise. */
export const landing = at('2025-06-10T12:00:00Z');

export function mail(person: string): string {
  return `${person}@story.example`;
}

/** A commit with its parents, by a person. */
export function commit(sha: string, parents: readonly string[], author = 'p-002', coAuthors: readonly string[] = []): Change['commits'][number] {
  const cleanMerge = parents.length === 2 ? true : null;
  return { sha, parents: [...parents], author: mail(author), coAuthors: coAuthors.map(mail), authoredAt: landing, cleanMerge };
}

/** A merge of one branch: `m` lands, with `base` before it and `work` brought by it. */
export function merged(told: Partial<Change> = {}, work: readonly Change['commits'][number][] = [commit('w1', ['base'])]): Given {
  const tip = work[work.length - 1]?.sha ?? 'base';
  return change('m', { method: 'merge', commits: [...work, commit('m', ['base', tip], 'p-003')], ...told });
}

export function change(landed: string, told: Partial<Change> = {}, source: { id?: string; system?: string } = {}): Given {
  const state: Change = {
    repository: 'api',
    branch: 'main',
    landed,
    landedAt: landing,
    method: 'direct',
    title: 'A change',
    pullRequest: null,
    tickets: [],
    author: mail('p-002'),
    coAuthors: [],
    committer: mail('p-002'),
    commits: [commit(landed, ['base'])],
    furtherCommits: 0,
    signature: 'absent',
    approvals: untold('A clone does not hold reviews.'),
    ...told,
  };
  return (world) => say(world, 'change', { id: landed, state, from: state.landedAt as Instant, ...source });
}

export function approval(id: string, told: Partial<KindState<'change-approval'>> = {}, from = recordsBegan): Given {
  const base = { repository: 'api', pullRequest: null, landed: 'm', by: 'p-003', at: at('2025-06-10T11:00:00Z'), commit: 'w1', withdrawnAt: null };
  return (world) => say(world, 'change-approval', { id, state: { id, ...base, ...told }, from });
}

/** The clone delivers the repository and the head of its branch. */
export function cloned(name = 'api', told: Partial<KindState<'branch'>> = {}): Given {
  return (world) => {
    say(world, 'repository', { id: name, state: { name, codeowners: [], continuousIntegration: [], dependencyUpdates: [] } });
    const counts = { head: 'm', lostHeads: [], lostCommits: [], firstParentCommits: 0, reachableCommits: 0 };
    say(world, 'branch', { id: `${name}:main`, state: { repository: name, name: 'main', ...counts, ...told } });
  };
}
