import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commit } from '../testing/given-changes.ts';
import { type Brought, covers } from './freshness.ts';

/** A branch of work: each step is a commit of its own, or a merge of the base. */
const branches = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });

function grown(steps: readonly boolean[]): Brought {
  const work = steps.map((fromBase, index) => {
    const before = index === 0 ? 'base' : `w${index - 1}`;
    return commit(`w${index}`, fromBase ? [before, `base${index}`] : [before]);
  });
  return { landed: 'm', method: 'merge', commits: [...work, commit('m', ['base', `w${steps.length - 1}`])], furtherCommits: 0 };
}

test('an approval covers a straight branch exactly if only merges of the base came after it', () => {
  fc.assert(
    fc.property(branches, fc.nat(), (steps, any) => {
      const approved = any % steps.length;
      expect(covers(`w${approved}`, grown(steps))).toBe(steps.slice(approved + 1).every((fromBase) => fromBase));
    }),
  );
});

test('a list of commits that was cut never proves that nothing came after', () => {
  fc.assert(
    fc.property(branches, fc.nat(), fc.integer({ min: 1, max: 9 }), (steps, any, furtherCommits) => {
      const approved = any % steps.length;
      const tip = approved === steps.length - 1;
      expect(covers(`w${approved}`, { ...grown(steps), furtherCommits })).toBe(tip ? true : 'unknown');
    }),
  );
});
