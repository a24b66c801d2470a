import { type ChildProcess, execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configurationFor, ended, startTickmark, tickmark } from '../support/cli.ts';
import { contentsOf } from '../support/data-directory.ts';
import { temporaryFolder } from '../support/git.ts';
import { straightLine } from '../support/straight-line.ts';

/** `tickmark collect` stopped at any instant: nothing half-written, and the next run ends where an undisturbed one does. */

const COMMITS = 6_000;
const folder = temporaryFolder();
const data = (name: string) => join(folder.path, name);
const collect = (name: string) => startTickmark(['collect', '--data', data(name)], folder.path);
let undisturbed: { facts: object[]; difference: unknown };
let length: number;

beforeAll(async () => {
  straightLine(join(folder.path, 'api'), COMMITS);
  writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
  const began = performance.now();
  expect((await ended(collect('undisturbed'))).code).toBe(0);
  length = performance.now() - began;
  undisturbed = await contentsOf(data('undisturbed'));
  expect(undisturbed.facts.length).toBeGreaterThan(COMMITS);
});
afterAll(() => folder.remove());

/** The whole process group, as Ctrl-C in a terminal does. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(-(child.pid as number), signal);
}

/** Fault 4, through the whole program with its own server. */
describe('killed with -9', () => {
  test('at six random instants in turn: the next run finishes, and its facts are those of an undisturbed one', async () => {
    let hit = 0;
    for (let death = 0; death < 6; death++) {
      const child = collect('killed');
      const done = ended(child);
      await Promise.race([pause(300 + Math.random() * length), done]);
      if (child.exitCode === null) signalGroup(child, 'SIGKILL');
      const { signal } = await done;
      if (signal === 'SIGKILL') hit++;
      // Ended by itself: it wrote everything. Begin anew, so that the next kill can meet it writing.
      else rmSync(data('killed'), { recursive: true });
    }
    expect(hit).toBeGreaterThan(0);
    const next = await tickmark(['collect', '--data', 'killed'], { folder: folder.path });
    expect([next.code, next.err]).toEqual([0, expect.not.stringContaining('tickmark:')]);
    expect(await contentsOf(data('killed'))).toEqual(undisturbed);
    const doctor = await tickmark(['doctor', '--data', 'killed'], { folder: folder.path });
    expect(doctor.out).not.toMatch(/^✗ (?!disk)/m);
  });
});

describe('interrupted by Ctrl-C', () => {
  test.each([0.35, 0.6, 0.85])(
    'after %d of its time: one clear line and exit code 2; no failed look is written; the next run continues',
    async (share) => {
      const name = `interrupted-${share}`;
      const child = collect(name);
      const done = ended(child);
      await Promise.race([untilStarted(child).then(() => pause(share * length * 0.5)), done]);
      if (child.exitCode === null) signalGroup(child, 'SIGINT');
      const ran = await done;
      // It may have just ended by itself; otherwise it says that it was interrupted, and nothing else.
      if (ran.code !== 0) {
        expect([ran.code, ran.out]).toEqual([2, '']);
        expect(ran.err).toMatch(/(^|\n)tickmark: interrupted\. What was written is whole; the next run continues\.\n$/);
      }
      expect(serversIn(data(name))).toBe(0);
      const next = await tickmark(['collect', '--data', name], { folder: folder.path });
      expect([next.code, next.out]).toEqual([0, expect.stringMatching(/^✓ api /)]);
      expect(await contentsOf(data(name))).toEqual(undisturbed);
    },
  );
});

/** The program has begun to listen to signals once it has said anything. */
async function untilStarted(child: ChildProcess): Promise<void> {
  await new Promise((resolve) => child.stderr?.once('data', resolve));
}

function serversIn(directory: string): number {
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return processes.filter((line) => line.includes(`-D ${directory}/`)).length;
}
