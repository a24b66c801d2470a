import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorks, type WorkState, type Works } from '../../src/engine/work.ts';
import { Refusal, VendorError } from '../../src/kernel/refusal.ts';
import { instant } from '../../src/kernel/time.ts';

let works: Works;
let bugs: unknown[];
beforeEach(() => {
  bugs = [];
  works = openWorks({ clock: () => instant(Date.now()), unexpected: (error) => void bugs.push(error) });
});
afterEach(() => works.close());

/** When a job has come so far. */
function when(id: string, is: (state: WorkState) => boolean): Promise<WorkState> {
  return new Promise((done) => {
    const look = (state: WorkState) => {
      if (state.id !== id || !is(state)) return;
      end();
      done(state);
    };
    const end = works.subscribe(look);
    const now = works.get(id);
    if (now !== null) look(now);
  });
}

const ended = (id: string) => when(id, ({ endedAt }) => endedAt !== null);

test('jobs run one at a time, in their order, and tell how far they are', async () => {
  const first = Promise.withResolvers<number>();
  const order: string[] = [];
  const a = works.start('collect', 'first', async (progress) => {
    order.push('a');
    progress('Looking at api', 3, 10);
    return first.promise;
  });
  const b = works.start('assess', 'second', async () => void order.push('b'));
  const running = await when(a.id, ({ done }) => done === 3);
  expect(running).toMatchObject({ state: 'running', sentence: 'Looking at api', done: 3, of: 10, endedAt: null });
  expect(works.get(b.id)?.state).toBe('waiting');
  expect(order).toEqual(['a']);
  first.resolve(7);
  expect(await ended(a.id)).toMatchObject({ state: 'done', result: 7, problem: null });
  expect(await ended(b.id)).toMatchObject({ state: 'done', result: null });
  expect(order).toEqual(['a', 'b']);
  expect(works.list().map(({ title }) => title)).toEqual(['second', 'first']);
});

test('a job that fails says why, and the next one runs', async () => {
  const fail = (error: Error) => works.start('probe', 'fails', async () => Promise.reject(error)).id;
  const [refused, vendor, bug] = [
    fail(new Refusal('test/no', 'No.')),
    fail(new VendorError('forbidden', 'GitHub says no.')),
    fail(new TypeError('sesame')),
  ];
  expect(await ended(refused)).toMatchObject({ state: 'failed', problem: { code: 'test/no', sentence: 'No.' } });
  expect(await ended(vendor)).toMatchObject({ state: 'failed', problem: { code: 'vendor/forbidden', sentence: 'GitHub says no.' } });
  const last = await ended(bug);
  expect(last).toMatchObject({ state: 'failed', problem: { code: 'unexpected' } });
  expect(JSON.stringify(last)).not.toContain('sesame');
  expect(bugs).toHaveLength(1);
});

test('a job is stopped while it runs and before it begins; one that has ended stays as it was', async () => {
  const running = works.start(
    'collect',
    'runs',
    (_, signal) => new Promise((_done, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  const waiting = works.start('collect', 'waits', async () => 'never');
  await when(running.id, ({ state }) => state === 'running');
  expect(works.cancel(waiting.id)?.state).toBe('cancelled');
  works.cancel(running.id);
  expect(await ended(running.id)).toMatchObject({ state: 'cancelled', problem: null });
  expect(works.cancel(running.id)?.state).toBe('cancelled');
  const done = works.start('collect', 'done', async () => 1);
  await ended(done.id);
  expect(works.cancel(done.id)?.state).toBe('done');
  expect(works.cancel('nothing')).toBeNull();
});

test('too many are refused, old ones are forgotten, and closing stops everything', async () => {
  const hold = Promise.withResolvers<void>();
  const held = works.start('collect', 'holds', (_, signal) => {
    signal.addEventListener('abort', () => hold.reject(signal.reason));
    return hold.promise;
  });
  await when(held.id, ({ state }) => state === 'running');
  const waiting = Array.from({ length: 20 }, (_, at) => works.start('collect', `waits ${at}`, async () => at));
  expect(() => works.start('collect', 'one more', async () => 0)).toThrow(Refusal);
  hold.resolve();
  await ended(waiting[19]!.id);
  for (let round = 0; round < 40; round++) await ended(works.start('probe', `round ${round}`, async () => round).id);
  expect(works.list()).toHaveLength(50);
  expect(works.get(held.id)).toBeNull();
  const last = works.start(
    'collect',
    'last',
    (_, signal) => new Promise((_done, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  await when(last.id, ({ state }) => state === 'running');
  await works.close();
  expect(works.get(last.id)?.state).toBe('cancelled');
  expect(() => works.start('collect', 'late', async () => 0)).toThrow(/shutting down/);
});
