import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configurationFor, ended, startTickmark, tickmark } from '../support/cli.ts';
import { contentsOf, inInstallation } from '../support/data-directory.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';
import { straightLine } from '../support/straight-line.ts';

/** What can be the matter with a data directory: somebody else works on it, it is of a later version, it is damaged, its disk is full. */

const folder = temporaryFolder();
const here = { folder: folder.path };
const place = (...names: string[]) => join(folder.path, ...names);

beforeAll(() => {
  testRepository(place('api')).commit({ at: '2025-01-01T10:00:00Z', message: 'API-1 Begin' });
  straightLine(place('long'), 20_000);
  writeFileSync(place('tickmark.yaml'), configurationFor('api'));
  writeFileSync(place('long.yaml'), configurationFor('long'));
});
afterAll(() => folder.remove());

/** Fault 9. */
test('two processes on one data directory: the second refuses and names the first; when that has ended, it works', async () => {
  const refused = await inInstallation(place('shared'), () => ended(startTickmark(['collect', '--data', 'shared'], folder.path)));
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain(`is in use by process ${process.pid}. Wait until it has ended, or stop it, and try again.`);
  expect((await tickmark(['collect', '--data', 'shared'], here)).code).toBe(0);
});

describe('a data directory', () => {
  const changed = async (name: string, change: (marker: string) => string) => {
    expect((await tickmark(['collect', '--data', name], here)).code).toBe(0);
    const path = place(name, 'tickmark.json');
    const right = readFileSync(path, 'utf8');
    writeFileSync(path, change(right));
    const refused = await tickmark(['collect', '--data', name], here);
    expect([refused.code, refused.out]).toEqual([2, '']);
    writeFileSync(path, right);
    expect((await tickmark(['collect', '--data', name], here)).code).toBe(0);
    return refused.err;
  };

  test('of a newer version is left alone, and the sentence says which to install; put right, it opens', async () => {
    expect(await changed('newer', (marker) => marker.replace(/"format": \d+/, '"format": 999'))).toContain(
      'was written by a newer Tickmark (format 999;',
    );
  });

  test('whose marker is damaged is left alone', async () => {
    expect(await changed('damaged', (marker) => marker.slice(0, 20))).toContain('cannot be read. Restore it from a backup');
  });

  test('that holds something else is left alone', async () => {
    mkdirSync(place('foreign'));
    writeFileSync(place('foreign', 'thesis.txt'), 'years of work');
    const refused = await tickmark(['collect', '--data', 'foreign'], here);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('holds other files')]);
    expect(readFileSync(place('foreign', 'thesis.txt'), 'utf8')).toBe('years of work');
  });
});

/** Fault 7, with the server and the evidence on the full disk. */
test('a full disk, from the first file on: each time one sentence and exit code 2; with room the same command ends as if nothing had been', async ({
  skip,
}) => {
  if (process.getuid?.() !== 0) {
    process.stderr.write('left out: the full disk needs the right to mount a small one\n');
    skip();
  }
  const disk = place('disk');
  mkdirSync(disk);
  const mount = (...args: string[]) => execFileSync('/bin/mount', args);
  const megabytes = (size: number) => mount('-o', `remount,size=${size}m`, disk);
  const collect = () => ended(startTickmark(['collect', '--config', 'long.yaml', '--data', 'disk/data'], folder.path));
  mount('-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk);
  try {
    const met = new Set<string>();
    for (const size of [16, 44, 50, 64, 72]) {
      megabytes(size);
      const ran = await collect();
      if (ran.code === 0) break;
      expect([size, ran.code, ran.signal, ran.out]).toEqual([size, 2, null, '']);
      expect(ran.err).toMatch(/tickmark: The disk is full.* Make room, and /);
      expect(ran.err).not.toContain('bug');
      met.add(/The disk is full\S* (\S+ \S+)/.exec(ran.err)?.[1] ?? '');
    }
    // Met by the making of the server, and by the work itself.
    expect(met.size).toBeGreaterThan(1);
    megabytes(1_000);
    const ran = await collect();
    expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/^✓ long /)]);
    const found = await contentsOf(place('disk', 'data'));
    expect(found.difference).toBeNull();
    expect((await tickmark(['collect', '--config', 'long.yaml', '--data', 'roomy'], here)).code).toBe(0);
    expect(found).toEqual(await contentsOf(place('roomy')));
  } finally {
    execFileSync('/bin/umount', ['--lazy', disk]);
  }
});
