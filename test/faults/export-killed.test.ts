import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderFiles } from '../../src/verify/package/folder.ts';
import { verifyPackage } from '../../src/verify/package/verify-package.ts';
import { numbersFrom } from '../package/mutants.ts';
import { ourKey } from '../package/small-package.ts';

const KILLS = 20;
const CHANGES = '1500';
const child = fileURLToPath(new URL('support/export-child.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-killed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function begun(out: string): Promise<ChildProcess> {
  const exporter = spawn(process.execPath, [child, out, CHANGES], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(exporter.stdout as NodeJS.ReadableStream, 'data');
  return exporter;
}

const verdictOf = async (path: string) => (await verifyPackage(folderFiles(path), { pinned: ourKey })).verdict;

describe('an exporter killed with -9 (fault 5)', () => {
  test('never leaves anything under the final name that is not whole and verifying', async () => {
    const out = join(folder, 'package');
    const started = performance.now();
    await once(await begun(join(folder, 'measured')), 'exit');
    const length = Math.ceil(performance.now() - started);
    await rm(join(folder, 'measured'), { recursive: true });
    const next = numbersFrom(5);
    const leftOvers = new Set<string>();
    let finished = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const exporter = await begun(out);
      const exited = once(exporter, 'exit');
      await Promise.race([pause(next(length)), exited]);
      exporter.kill('SIGKILL');
      await exited;
      const names = await readdir(folder);
      for (const name of names.filter((one) => one.endsWith('.partial'))) leftOvers.add(await verdictOf(join(folder, name)));
      if (!names.includes('package')) continue;
      finished += 1;
      expect(await verdictOf(out)).toBe('verified');
      await rm(out, { recursive: true });
    }
    // The control: kills did hit the writing, and what they left would not have verified.
    expect(leftOvers.size).toBeGreaterThan(0);
    expect(finished).toBeLessThan(KILLS);
    expect([...leftOvers].some((verdict) => verdict !== 'verified')).toBe(true);
  });

  test('is cleared up after by the next export', async () => {
    const out = join(folder, 'again');
    const exporter = await begun(out);
    const exited = once(exporter, 'exit');
    await pause(60);
    exporter.kill('SIGKILL');
    await exited;
    await once(await begun(out), 'exit');
    expect((await readdir(folder)).filter((name) => name.startsWith('.again.'))).toEqual([]);
    expect(await verdictOf(out)).toBe('verified');
  });
});

describe('a full disk during export (fault 7)', () => {
  test('is said, leaves nothing behind, and the next export works once there is room', async () => {
    const disk = join(folder, 'disk');
    const script = [
      'set -u',
      'mkdir -p "$1" && mount -t tmpfs -o size=300k none "$1" || exit 9',
      '"$2" "$3" "$1/package" 200; echo "exit $?"',
      'ls -A "$1"; echo listed',
      'mount -o remount,size=64m "$1"',
      '"$2" "$3" "$1/package" 200; echo "exit $?"',
      'cp -r "$1/package" "$4"',
    ].join('\n');
    const namespace = process.getuid?.() === 0 ? ['-m'] : ['-rm'];
    const saved = join(folder, 'saved');
    const { stdout } = await promisify(execFile)('unshare', [...namespace, 'sh', '-c', script, 'sh', disk, process.execPath, child, saved]);
    expect(stdout).toMatch(/writing\nfailed: ENOSPC.*\nexit 1\nlisted\nwriting\ndone\nexit 0\n/);
    expect(await verdictOf(saved)).toBe('verified');
    await cp(saved, join(folder, 'copied'), { recursive: true });
    expect(await verdictOf(join(folder, 'copied'))).toBe('verified');
  });
});
