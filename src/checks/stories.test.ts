import { describe, expect, test } from 'vitest';
import { allChecks } from './index.ts';
import { allStories } from './testing/all-stories.ts';
import { asItStands } from './testing/tried.ts';

test('every check has stories', () => {
  expect(allStories.map((one) => one.check.id)).toEqual(allChecks.map((one) => one.id));
});

describe.each(allStories.map((one) => [one.check.id, one] as const))('%s', (_id, { check, stories }) => {
  test('has stories of every outcome', () => {
    const found = new Set(stories.flatMap((one) => one.outcomes()));
    expect([...found]).toEqual(expect.arrayContaining(['fail', 'pass', 'unknown']));
    // Of what happened, every item may be owed an answer.
    if (check.population.mode !== 'events') expect([...found]).toContain('not-owed');
  });

  test.each(stories.map((one) => [one.name, one] as const))('%s', (_name, story) => {
    expect(story.holdAgainst(asItStands(check))).toEqual([]);
  });
});
