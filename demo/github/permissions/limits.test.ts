import { expect, test } from 'vitest';
import type { Instant } from '../../../src/kernel/time.ts';
import { type Allowance, type Limits, makeLimits, PUBLISHED } from './limits.ts';

const SHOWN = Date.parse('2025-06-02T10:00:00Z') as Instant;

/** Limits on a clock that the test moves; the server shows a clock of its own, half a year behind. */
function limitsWith(allowance: Partial<Allowance>): { readonly limits: Limits; readonly wait: (milliseconds: number) => void } {
  let real = Date.parse('2025-12-02T10:00:00Z');
  const wait = (milliseconds: number): void => {
    real += milliseconds;
  };
  return {
    limits: makeLimits(
      { ...PUBLISHED, ...allowance },
      () => SHOWN,
      () => real,
    ),
    wait,
  };
}

function spend(limits: Limits, times: number): (number | null)[] {
  return Array.from({ length: times }, () => {
    const { refused, end } = limits.begin('t', 'core');
    end();
    return refused?.status ?? null;
  });
}

test('the hour is spent: refused until it is over, and the headers say when', () => {
  const { limits, wait } = limitsWith({ core: 3, window: 60_000 });
  expect(spend(limits, 4)).toEqual([null, null, null, 403]);
  expect(limits.rate('t', 'core')).toEqual({ limit: 3, remaining: 0, used: 3, reset: SHOWN / 1000 + 60 });
  wait(59_999);
  expect(spend(limits, 1)).toEqual([403]);
  wait(1);
  expect(spend(limits, 1)).toEqual([null]);
});

test('each token has its own hour, and GraphQL its own points', () => {
  const { limits } = limitsWith({ core: 1, graphql: 10 });
  spend(limits, 1);
  expect(limits.begin('other', 'core').refused).toBeNull();
  expect(limits.begin('t', 'graphql', 7).refused).toBeNull();
  expect(limits.begin('t', 'graphql', 4).refused?.headers['x-ratelimit-resource']).toBe('graphql');
});

test('a refund gives points back', () => {
  const { limits } = limitsWith({ core: 1 });
  spend(limits, 1);
  limits.refund('t', 'core');
  expect(spend(limits, 2)).toEqual([null, 403]);
});

test('too many at once: Retry-After, and whoever goes on asking is counted', () => {
  const { limits, wait } = limitsWith({ concurrent: 2, retryAfter: 5 });
  const underWay = [limits.begin('t', 'core'), limits.begin('t', 'graphql')];
  const { refused } = limits.begin('t', 'core');
  expect(refused).toMatchObject({ status: 403, headers: { 'retry-after': '5' } });
  for (const { end } of underWay) end();
  expect(limits.counts).toEqual({ refused: 1, insidePenalty: 0 });
  wait(3000);
  expect(limits.begin('t', 'core').refused?.headers['retry-after']).toBe('2');
  expect(limits.counts).toEqual({ refused: 2, insidePenalty: 1 });
  wait(2000);
  expect(limits.begin('t', 'core').refused).toBeNull();
  expect(limits.counts.insidePenalty).toBe(1);
});

test('ending twice counts once', () => {
  const { limits } = limitsWith({ concurrent: 1 });
  const { end } = limits.begin('t', 'core');
  end();
  end();
  limits.begin('t', 'core');
  expect(limits.begin('t', 'core').refused).not.toBeNull();
});

test('too many in a minute', () => {
  const { limits, wait } = limitsWith({ perMinute: { core: 2, graphql: 2 }, retryAfter: 1 });
  expect(spend(limits, 3)).toEqual([null, null, 403]);
  wait(60_000);
  expect(spend(limits, 1)).toEqual([null]);
});

test('who asks again although the hour is spent is counted, who asks once is not', () => {
  const { limits } = limitsWith({ core: 1 });
  spend(limits, 2);
  expect(limits.counts.insidePenalty).toBe(0);
  spend(limits, 1);
  expect(limits.counts.insidePenalty).toBe(1);
});
