import { describe, expect, test } from 'vitest';
import { controlRecords } from '../../populations/control-records.ts';
import { asItStands } from '../testing/tried.ts';
import { recordStories } from './record-made.stories.ts';

test('every record that a control promises has a check with stories', () => {
  expect(recordStories.map((one) => one.check.id)).toEqual(controlRecords.map((one) => `record/${one.id}`));
});

describe.each(recordStories.map((one) => [one.check.id, one] as const))('%s', (_id, { check, stories }) => {
  test('has stories of every outcome', () => {
    expect(stories.flatMap((one) => one.outcomes())).toEqual(expect.arrayContaining(['pass', 'fail', 'unknown', 'not-owed']));
  });

  test('holds its stories', () => {
    expect(stories.flatMap((one) => one.holdAgainst(asItStands(check)).map((what) => `${one.name}: ${what}`))).toEqual([]);
  });
});
