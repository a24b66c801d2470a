import { describe, expect, test } from 'vitest';
import { allChecks } from '../../src/checks/index.ts';
import { recordStories } from '../../src/checks/record/record-made.stories.ts';
import { recordChecks } from '../../src/checks/record/record-made.ts';
import { allStories as otherStories } from '../../src/checks/testing/all-stories.ts';
import type { Judged, Story } from '../../src/checks/testing/story.ts';
import { mutants } from './mutants.ts';

const allStories = [...otherStories, ...recordStories];

function survives(stories: readonly Story[], mutant: Judged): boolean {
  return stories.every((one) => one.holdAgainst(mutant).length === 0);
}

describe('a mutant of a check breaks one of its stories', () => {
  test.each(Object.entries(mutants))('when it %s', (_name, mutate) => {
    const survivors = allStories.filter(({ check, stories }) => survives(stories, mutate(check))).map((one) => one.check.id);
    expect(survivors).toEqual([]);
  });

  test('and every check is tried', () => {
    expect(allStories.map((one) => one.check)).toEqual([...allChecks, ...recordChecks.map((one) => one.check)]);
  });

  test('and one that breaks none is noticed: stories of passing alone let the check that always passes live', () => {
    for (const { check, stories } of allStories) {
      const passing = stories.filter((one) => one.outcomes().length > 0 && one.outcomes().every((outcome) => outcome === 'pass'));
      expect(passing.length, check.id).toBeGreaterThan(0);
      expect(survives(passing, mutants['always passes']!(check)), check.id).toBe(true);
    }
  });
});
