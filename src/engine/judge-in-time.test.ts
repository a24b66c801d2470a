import { expect, test } from 'vitest';
import { ticketReference } from '../checks/change/ticket-reference.ts';
import type { Check } from '../checks/check.ts';
import { repositoryInScope } from '../checks/testing/given.ts';
import { cloned, merged } from '../checks/testing/given-changes.ts';
import { story } from '../checks/testing/story.ts';
import { judgeInTime } from './judge-in-time.ts';

const check = ticketReference as unknown as Check;
const context = story('')
  .given(repositoryInScope('api'), cloned('api'), merged({ tickets: ['HL-1'] }))
  .context();
const items = check.population.items(context);

/** A clock that goes on by so many milliseconds each time it is read. */
const ticking = (step: number) => {
  let now = 0;
  return () => {
    now += step;
    return now;
  };
};

test('what the time did not suffice for is unknown, and every item is there', () => {
  const [one] = items;
  const many = Array.from({ length: 10 }, () => one as NonNullable<typeof one>);
  const findings = judgeInTime(check, many, context, { limit: 45, clock: ticking(10) });
  expect(findings.map((finding) => finding.outcome)).toEqual([...Array(4).fill('pass'), ...Array(6).fill('unknown')]);
  expect(findings.at(-1)?.spans).toMatchObject([{ outcome: 'unknown', reason: 'timed-out' }]);
  expect(findings.at(-1)?.because).toContain('took too long');
});

test('with time enough nothing is given up', () => {
  expect(judgeInTime(check, items, context, { limit: 1_000, clock: ticking(10) }).map((finding) => finding.outcome)).toEqual(['pass']);
});
