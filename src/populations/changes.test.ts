import { describe, expect, test } from 'vitest';
import { repositoryInScope } from '../checks/testing/given.ts';
import { change, cloned, commit, merged } from '../checks/testing/given-changes.ts';
import { at } from '../checks/testing/instants.ts';
import { story } from '../checks/testing/story.ts';
import { type Given, say } from '../checks/testing/world.ts';
import { changes } from './changes.ts';
import type { Context } from './population.ts';

type Reading = Parameters<NonNullable<typeof changes.reconcile>>[0];

function contextOf(...given: readonly Given[]): Reading {
  return story('')
    .given(...given)
    .context() as unknown as Context<(typeof changes)['reads']>;
}

const chain = [change('base', { commits: [commit('base', [])], landedAt: at('2024-06-01T00:00:00Z') }), merged()];
const scoped = repositoryInScope('api');

describe('the commit graph, held against the changes', () => {
  test('agrees where every commit belongs to a counted change, whenever it landed', () => {
    const [landed, reachable] = changes.reconcile?.(contextOf(scoped, cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), ...chain)) ?? [];
    expect(landed).toMatchObject({ expected: 2, counted: 2, differences: [] });
    expect(reachable).toMatchObject({ expected: 3, counted: 3, differences: [] });
  });

  test('tells of a change that was not collected', () => {
    const [landed, reachable] = changes.reconcile?.(contextOf(scoped, cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), merged())) ?? [];
    expect(landed).toMatchObject({ expected: 2, counted: 1, differences: ['Git counts 2, and 1 changes were found.'] });
    expect(reachable).toMatchObject({ expected: 3, counted: 2 });
  });

  test('tells of commits that no change brought', () => {
    const [landed, reachable] = changes.reconcile?.(contextOf(scoped, cloned('api', { firstParentCommits: 2, reachableCommits: 9 }), ...chain)) ?? [];
    expect(landed?.differences).toEqual([]);
    expect(reachable?.differences).toHaveLength(1);
  });

  test('counts the commits beyond those that are listed', () => {
    const cut = merged({ furtherCommits: 40 });
    const [, reachable] =
      changes.reconcile?.(contextOf(scoped, cloned('api', { firstParentCommits: 2, reachableCommits: 43 }), chain[0] as Given, cut)) ?? [];
    expect(reachable?.differences).toEqual([]);
  });

  test('tells of a rewritten history', () => {
    const rewritten = cloned('api', { firstParentCommits: 2, reachableCommits: 3, lostHeads: ['old'], lostCommits: ['old', 'older'] });
    const [landed] = changes.reconcile?.(contextOf(scoped, rewritten, ...chain)) ?? [];
    expect(landed?.differences).toEqual([expect.stringContaining('was rewritten')]);
  });

  test('walks what two branches share, though each change is counted once', () => {
    const release: Given = (world) =>
      say(world, 'branch', {
        id: 'api:release',
        state: { repository: 'api', name: 'release', head: 'r', lostHeads: [], lostCommits: [], firstParentCommits: 2, reachableCommits: 2 },
      });
    const both = repositoryInScope('api', { branches: ['main', 'release'] });
    const own = change('r', { branch: 'release', commits: [commit('r', ['base'])] });
    const found = changes.reconcile?.(contextOf(both, cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), release, ...chain, own)) ?? [];
    expect(found.map(({ expected, counted, differences }) => ({ expected, counted, differences }))).toEqual([
      { expected: 2, counted: 2, differences: [] },
      { expected: 2, counted: 2, differences: [] },
    ]);
    expect(changes.unseen(contextOf(both, cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), release, ...chain, own))).toEqual([]);
  });
});

describe('a branch in scope that its clone does not deliver', () => {
  test('leaves the time of its scope unseen, and says what to do', () => {
    const [gap] = changes.unseen(
      contextOf(repositoryInScope('api', { branches: ['main', 'release'] }), cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), ...chain),
    );
    expect(gap?.why).toContain('Add it to the branches of the connection');
  });
});

test('without any decision on a scope the item says so', () => {
  const [item] = changes.items(contextOf(cloned('api', { firstParentCommits: 2, reachableCommits: 3 }), ...chain));
  expect(item?.because).toContain('nobody decided on a scope');
});
