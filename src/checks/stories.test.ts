import { describe, expect, test } from 'vitest';
import { allChecks } from './index.ts';
import { allStories } from './testing/all-stories.ts';
import { asItStands } from './testing/tried.ts';

/** Answers that a check has no item for: `not-owed` where the question always applies, `unknown` where an event tells all that is asked of it. */
const impossible: Readonly<Record<string, readonly string[]>> = {
  'organization/two-factor-required': ['not-owed'],
  'organization/base-permission': ['not-owed'],
  'account/known': ['not-owed'],
  'deploy-key/not-old': ['not-owed'],
  'deploy-key/read-only': ['not-owed'],
  'privileged/protection-not-overridden': ['unknown'],
  'privileged/protection-not-removed': ['unknown'],
};

test('every check has stories', () => {
  expect(allStories.map((one) => one.check.id)).toEqual(allChecks.map((one) => one.id));
});

describe.each(allStories.map((one) => [one.check.id, one] as const))('%s', (_id, { check, stories }) => {
  test('has stories of every outcome', () => {
    // Of what happened, every item may be owed an answer.
    const always = check.population.mode === 'events' ? ['fail', 'pass', 'unknown'] : ['fail', 'pass', 'unknown', 'not-owed'];
    const wanted = always.filter((one) => !(impossible[check.id] ?? []).includes(one));
    expect(stories.flatMap((one) => one.outcomes())).toEqual(expect.arrayContaining(wanted));
  });

  test.each(stories.map((one) => [one.name, one] as const))('%s', (_name, story) => {
    expect(story.holdAgainst(asItStands(check))).toEqual([]);
  });
});
