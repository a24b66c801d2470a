import { describe, expect, test } from 'vitest';
import { allChecks } from './index.ts';
import { allStories } from './testing/all-stories.ts';
import { asItStands } from './testing/tried.ts';

test('every check has stories', () => {
  expect(allStories.map((one) => one.check.id)).toEqual(allChecks.map((one) => one.id));
});

describe.each(allStories.map((one) => [one.check.id, one] as const))('%s', (_id, { check, stories }) => {
  test('has stories of every outcome', () => {
    // Something that happened is always owed an answer.
    const possible =
      check.population.mode === 'events' && check.population.id === 'changes' ? ['fail', 'pass', 'unknown'] : ['fail', 'not-owed', 'pass', 'unknown'];
    expect([...new Set(stories.flatMap((one) => one.outcomes()))].sort()).toEqual(possible);
  });

  test.each(stories.map((one) => [one.name, one] as const))('%s', (_name, story) => {
    expect(story.holdAgainst(asItStands(check))).toEqual([]);
  });
});
