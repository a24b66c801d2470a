import { describe, expect, test } from 'vitest';
import { repositoryInScope } from '../checks/testing/given.ts';
import { change, cloned, commit, landing, merged } from '../checks/testing/given-changes.ts';
import { commitBy, hostedChange, inClone, onHost } from '../checks/testing/given-code-host.ts';
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

describe('what a code host tells of squashes and rebases', () => {
  const base = change('base', {
    ...onHost(),
    method: 'direct',
    landed: 'base',
    landedAt: at('2024-06-01T00:00:00Z'),
    commits: [commitBy('base', [])],
  });
  const work = [commitBy('w1', ['base']), commitBy('w2', ['w1'])];
  const squash = hostedChange({ ...onHost({}, work), method: 'squash', commits: [...work, commitBy('m', ['base'])] });
  const rebase = hostedChange({ ...onHost({}, work), method: 'rebase', commits: [...work, commitBy('n', ['base']), commitBy('m', ['n'])] });

  test.each([
    ['a squash brings one commit', squash, { firstParentCommits: 2, reachableCommits: 2 }],
    ['a rebase brings as many commits as it landed, and is one change', rebase, { firstParentCommits: 2, reachableCommits: 3 }],
    ['a merge brings its work and itself', hostedChange({}, work), { firstParentCommits: 2, reachableCommits: 4 }],
  ])('%s', (_name, given, counts) => {
    const found = changes.reconcile?.(contextOf(scoped, cloned('api', counts), base, given)) ?? [];
    expect(found.map((one) => one.differences)).toEqual([[], []]);
    expect(found.map((one) => one.counted)).toEqual([2, counts.reachableCommits]);
  });
});

describe('a code host and a clone that tell of the same repository', () => {
  const counts = { firstParentCommits: 1, reachableCommits: 2 };
  const between = (...given: readonly Given[]) =>
    (changes.reconcile?.(contextOf(scoped, cloned('api', counts), ...given)) ?? []).find(({ source }) => source.includes('as its clone tells'));

  test('agree where each tells of the same changes', () => {
    expect(between(hostedChange(), inClone())).toMatchObject({ expected: 1, counted: 1, differences: [] });
    expect(changes.items(contextOf(scoped, hostedChange(), inClone())).map((one) => one.key)).toEqual(['api@m']);
  });

  test('each name what only they tell of', () => {
    const found = between(hostedChange(), inClone({ landed: 'x', commits: [commit('x', ['base'])] }, 'x'));
    expect(found).toMatchObject({ expected: 1, counted: 1, differences: ['Only the clone tells of x.', 'Only the code host tells of m.'] });
  });

  test('agree on a rebase, of whose commits the clone tells one by one', () => {
    const work = [commitBy('w1', ['base']), commitBy('w2', ['w1'])];
    const rebase = hostedChange({ ...onHost({}, work), method: 'rebase', commits: [...work, commitBy('n', ['base']), commitBy('m', ['n'])] });
    const clone = (sha: string, parent: string) => inClone({ landed: sha, method: 'direct', commits: [commit(sha, [parent])] }, sha);
    expect(between(rebase, clone('n', 'base'), clone('m', 'n'))).toMatchObject({ expected: 1, counted: 1, differences: [] });
  });

  test('are not compared outside the period, nor where only one of them tells of anything', () => {
    const early = { landedAt: at('2024-06-01T00:00:00Z') };
    expect(between(hostedChange(), inClone(), inClone({ landed: 'x', ...early, commits: [commit('x', ['base'])] }, 'x'))).toMatchObject({
      differences: [],
    });
    expect(between(hostedChange())).toBeUndefined();
    expect(between(inClone())).toBeUndefined();
  });

  test('the instant of landing is that of the code host', () => {
    const [item] = changes.items(contextOf(scoped, hostedChange(), inClone({ landedAt: at('2025-06-10T11:59:58Z') })));
    expect(item?.data.landedAt).toBe(landing);
  });
});
