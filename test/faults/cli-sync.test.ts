import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configurationFor, ended, tickmark } from '../support/cli.ts';
import { contentsOf } from '../support/data-directory.ts';
import { temporaryFolder } from '../support/git.ts';
import { straightLine } from '../support/straight-line.ts';

/** Fault 6: the disk reports that what was written could not be made durable. */

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const folder = temporaryFolder();
const here = { folder: folder.path };
const data = join(folder.path, 'data');
const trace = join(folder.path, 'trace');
const hasStrace = spawnSync('strace', ['-V']).status === 0;

beforeAll(() => {
  straightLine(join(folder.path, 'api'), 6_000);
  writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
});
afterAll(() => folder.remove());

/** Collects with every sync of the log failing in each process from the given one on. @returns what it said, and how many syncs failed */
async function collectWith(failingFrom: number | null): Promise<{ code: number; out: string; err: string; failed: number }> {
  const inject = failingFrom === null ? [] : ['-e', `inject=fdatasync:error=EIO:when=${failingFrom}+`];
  const args = ['-f', '-qq', '-e', 'trace=fdatasync', ...inject, '-o', trace, process.execPath, main, 'collect', '--data', data];
  const ran = await ended(spawn('strace', args, { cwd: folder.path, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] }));
  return { ...ran, failed: readFileSync(trace, 'utf8').split('(INJECTED)').length - 1 };
}

if (!hasStrace) process.stderr.write('left out: failing syncs need strace\n');

describe.skipIf(!hasStrace)('syncs that fail', () => {
  test('end the work with one sentence and without a success; the next run finds everything acknowledged, and finishes', async () => {
    expect((await tickmark(['collect', '--data', 'undisturbed'], here)).code).toBe(0);
    const undisturbed = await contentsOf(join(folder.path, 'undisturbed'));
    let met = 0;
    for (const failingFrom of [1, 2, 3]) {
      rmSync(data, { recursive: true, force: true });
      // Made and opened once without fault: what fails is the work, not the making of the server.
      writeFileSync(join(folder.path, 'empty.yaml'), configurationFor('nowhere'));
      await tickmark(['collect', '--config', 'empty.yaml', '--data', 'data'], here);
      const ran = await collectWith(failingFrom);
      if (ran.failed > 0) {
        met++;
        expect([ran.code, ran.out]).toEqual([2, '']);
        expect(ran.err).toMatch(/tickmark: .*input\/output error/i);
        expect(ran.err).not.toContain('bug');
      }
      const next = await tickmark(['collect', '--data', 'data'], here);
      expect([failingFrom, next.code]).toEqual([failingFrom, 0]);
      expect(await contentsOf(data)).toEqual(undisturbed);
    }
    expect(met).toBeGreaterThan(1);
  });

  test('negative control: watched in the same way and failing nowhere, it succeeds', async () => {
    rmSync(data, { recursive: true, force: true });
    expect(await collectWith(null)).toMatchObject({ code: 0, failed: 0 });
    expect(readFileSync(trace, 'utf8')).toContain('fdatasync(');
  });
});
