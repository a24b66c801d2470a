import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../kernel/time.ts';
import { recallChain, rememberChain } from './chain-memory.ts';
import { type Claim, dateCommits, TOLERANCE } from './dating.ts';

const at = (value: number) => value as Instant;
const HOUR = 3_600_000;
const hour = (value: number) => at(value * HOUR);
const claim = (sha: string, hours: number | null): Claim => ({ sha, claimed: hours === null ? null : hour(hours) });
const shown = (chain: readonly Claim[], now: number, memory: Parameters<typeof dateCommits>[2] = null) =>
  dateCommits(chain, hour(now), memory).commits.map((one) => [one.sha, one.from / HOUR, one.notBefore / HOUR, one.basis, one.held]);

describe('the first look', () => {
  test('believes the dates of the past', () => {
    expect(shown([claim('a', 1), claim('b', 5)], 9)).toEqual([
      ['a', 1, 1, 'claimed', false],
      ['b', 5, 5, 'claimed', false],
    ]);
  });

  test('lets no commit count before its parent', () => {
    expect(shown([claim('a', 5), claim('b', 2), claim('c', 6)], 9).map((one) => one[1])).toEqual([5, 5, 6]);
  });

  test('holds a date in the future; those after it keep their own', () => {
    expect(shown([claim('a', 1), claim('b', 50)], 9)).toEqual([
      ['a', 1, 1, 'claimed', false],
      ['b', 9, 1, 'look', true],
    ]);
    expect(shown([claim('a', 1), claim('b', 50), claim('c', 60), claim('d', 4)], 9)).toEqual([
      ['a', 1, 1, 'claimed', false],
      ['b', 4, 1, 'look', true],
      ['c', 4, 1, 'look', true],
      ['d', 4, 4, 'claimed', false],
    ]);
    expect(dateCommits([{ sha: 'a', claimed: at(9 * HOUR + TOLERANCE) }], hour(9), null).commits[0]?.held).toBe(false);
    expect(dateCommits([{ sha: 'a', claimed: at(9 * HOUR + TOLERANCE + 1) }], hour(9), null).commits[0]?.held).toBe(true);
  });

  test('holds a commit without a date', () => {
    expect(shown([claim('a', 1), claim('b', null)], 9)[1]).toEqual(['b', 9, 1, 'look', true]);
  });
});

describe('between two looks', () => {
  const memory = { at: hour(10), seen: 1, doubts: [] };

  test('a date between them is believed, and may have been as early as the last look', () => {
    expect(shown([claim('a', 1), claim('b', 12)], 20, memory)[1]).toEqual(['b', 12, 10, 'claimed', false]);
  });

  test('a date before the last look is not: the commit counts from this look', () => {
    expect(shown([claim('a', 1), claim('b', 9)], 20, memory)[1]).toEqual(['b', 20, 10, 'look', false]);
  });

  test('what was not believed once is dated alike by every later look', () => {
    const chain = [claim('a', 1), claim('b', 9)];
    const { doubts } = dateCommits(chain, hour(20), memory);
    expect(shown([...chain, claim('c', 25)], 30, { at: hour(20), seen: 2, doubts })).toEqual([
      ['a', 1, 1, 'claimed', false],
      ['b', 20, 10, 'look', false],
      ['c', 25, 20, 'claimed', false],
    ]);
  });
});

test('looks in between change nothing but what they doubt: commits seen in time are dated as they claim, every look dates them alike', () => {
  const steps = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 5 }), commits: fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 4 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(steps, (looks) => {
      const chain: Claim[] = [claim('root', 0)];
      let memory: ReturnType<typeof rememberChain> | null = null;
      let before = new Map<string, number>();
      let now = 30;
      for (const { gap, commits } of looks) {
        now += gap * 10;
        for (const offset of commits) chain.push(claim(`c${chain.length}`, now + offset));
        const dated = dateCommits(chain, hour(now), recallChain(chain, memory));
        for (const [place, one] of dated.commits.entries()) {
          expect(one.from).toBeGreaterThanOrEqual(dated.commits[place - 1]?.from ?? one.from);
          if (before.has(one.sha)) expect(one.from).toBe(before.get(one.sha));
          expect(one.notBefore).toBeLessThanOrEqual(one.from);
        }
        before = new Map(dated.commits.map((one) => [one.sha, one.from]));
        memory = rememberChain(chain, hour(now), dated.doubts);
      }
    }),
  );
});

describe('a rewritten chain', () => {
  const chain = Array.from({ length: 20 }, (_, one) => claim(`c${one}`, one));
  const memory = rememberChain(chain, hour(30), []);

  test('is recognised up to a commit that still stands in its place', () => {
    expect(memory.marks.map((one) => one.place)).toEqual([19, 18, 17, 15, 11, 3]);
    expect(recallChain(chain, memory)?.seen).toBe(20);
    expect(recallChain([...chain.slice(0, 19), claim('new', 31)], memory)?.seen).toBe(19);
    expect(recallChain([...chain.slice(0, 13), claim('new', 31)], memory)?.seen).toBe(12);
    expect(recallChain([claim('other', 1)], memory)?.seen).toBe(0);
  });
});
