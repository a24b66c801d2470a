import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantClock } from '../../../../test/support/http-look.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { type Gate, openGate } from './gate.ts';

const signal = new AbortController().signal;

function gate(options: { atOnce?: number; longestWait?: number } = {}) {
  const clock = instantClock();
  const waits: number[] = [];
  const wallClock = () => parseInstant('2025-06-01T10:00:00Z');
  const opened = openGate({
    ...{ clock, wallClock, host: 'api.example', onWait: (wait) => void waits.push(wait) },
    ...{ atOnce: options.atOnce ?? 100, longestWait: options.longestWait ?? 900_000 },
  });
  return { clock, waits, gate: opened };
}

const nothing = { remaining: null, resetsIn: null, refusedFor: null };

async function pass(opened: Gate, bucket = 'core'): Promise<void> {
  (await opened.enter(bucket, signal))();
}

describe('after a refusal', () => {
  test('nothing passes in its bucket until the window ends; another bucket goes on', async () => {
    const { gate: opened, clock } = gate();
    opened.tell('core', { ...nothing, refusedFor: 5_000 });
    await pass(opened, 'search');
    expect(clock.now()).toBe(0);
    await pass(opened, 'core');
    expect(clock.now()).toBe(5_000);
  });

  test('that holds for all, nothing passes at all', async () => {
    const { gate: opened, clock } = gate();
    opened.tell('core', { ...nothing, bucket: 'all', refusedFor: 5_000 });
    await pass(opened, 'search');
    expect(clock.now()).toBe(5_000);
  });

  test.each(['core', 'all'])('without a time (%s), each in a row doubles the wait, and an answer ends the row', async (bucket) => {
    const { gate: opened, waits } = gate();
    const guess = { ...nothing, bucket, refusedFor: 1_000, guessed: true };
    for (const _ of [1, 2, 3]) {
      opened.tell('core', guess);
      await pass(opened);
    }
    opened.tell('core', nothing);
    opened.tell('core', guess);
    await pass(opened);
    expect(waits).toEqual([1_000, 2_000, 4_000, 1_000]);
  });

  test('without a time, what was under way and is refused too doubles nothing', async () => {
    const { gate: opened, waits } = gate();
    for (const _ of [1, 2, 3, 4, 5, 6]) opened.tell('core', { ...nothing, bucket: 'all', refusedFor: 1_000, guessed: true });
    await pass(opened);
    expect(waits).toEqual([1_000]);
  });

  test('that tells what is left of its own bucket counts it there', async () => {
    const { gate: opened, clock } = gate();
    opened.tell('core', { bucket: 'all', refusedFor: 1_000, remaining: 0, resetsIn: 9_000 });
    await pass(opened, 'search');
    expect(clock.now()).toBe(1_000);
    await pass(opened, 'core');
    expect(clock.now()).toBe(9_000);
  });

  test('for longer than is waited, whoever asks is told when to come back', async () => {
    const { gate: opened } = gate();
    opened.tell('core', { ...nothing, refusedFor: 3_600_000 });
    const sentence = 'api.example takes no more requests until 2025-06-01 11:00 UTC. Collect again then.';
    await expect(opened.enter('core', signal)).rejects.toMatchObject({ kind: 'rate-limited', message: sentence });
  });

  test('whoever waits is let go when the look is aborted', async () => {
    const { gate: opened } = gate({ atOnce: 1 });
    await opened.enter('core', signal);
    const controller = new AbortController();
    const waiting = opened.enter('core', controller.signal);
    controller.abort(new Error('Enough'));
    await expect(waiting).rejects.toThrow('Enough');
  });
});

test('those who wait together wait once', async () => {
  const { gate: opened, waits } = gate();
  opened.tell('core', { ...nothing, refusedFor: 5_000 });
  await Promise.all([pass(opened), pass(opened), pass(opened)]);
  expect(waits).toEqual([5_000]);
});

test('a window that was counted down opens again when it ends', async () => {
  const { gate: opened, clock } = gate();
  opened.tell('core', { ...nothing, remaining: 0, resetsIn: 30_000 });
  await pass(opened);
  expect(clock.now()).toBe(30_000);
});

test('answers that come late do not give back what was counted', async () => {
  const { gate: opened, clock } = gate();
  opened.tell('core', { ...nothing, remaining: 0, resetsIn: 30_000 });
  opened.tell('core', { ...nothing, remaining: 7, resetsIn: 30_000 });
  await pass(opened);
  expect(clock.now()).toBe(30_000);
});

test('a vendor that counts never sees one request more than it allows, however many ask at once, and its budget is used up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 60 }),
      async (budget, atOnce, asks) => {
        const { gate: opened, clock } = gate({ atOnce });
        const WINDOW = 10_000;
        let from = 0;
        let left = budget;
        let refused = 0;
        await Promise.all(
          Array.from({ length: asks }, async () => {
            const leave = await opened.enter('core', signal);
            if (clock.now() >= from + WINDOW) {
              from = clock.now();
              left = budget;
            }
            if (left === 0) refused++;
            else left--;
            const remaining = left;
            const resetsIn = from + WINDOW - clock.now();
            await Promise.resolve();
            opened.tell('core', { remaining, resetsIn, refusedFor: null });
            leave();
          }),
        );
        // The first answers tell that there is a limit: until then as many may be under way as are allowed at once.
        expect(refused).toBeLessThanOrEqual(Math.max(0, Math.min(atOnce, asks) - budget));
        expect(clock.now()).toBe((Math.ceil((asks - refused) / budget) - 1) * WINDOW);
      },
    ),
    { numRuns: 60 },
  );
});
