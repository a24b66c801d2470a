import { beforeAll, describe, expect, test } from 'vitest';
import type { FileMap } from '../package/memory-sink.ts';
import { resigned, smallPackage, verifyFiles } from '../package/small-package.ts';

const TAIL = 4_096;

let intact: FileMap;
beforeAll(async () => {
  intact = await smallPackage();
});

/** Every length to which a file can be cut inside its last 4 KiB. */
function* cuts(bytes: Uint8Array): Generator<number> {
  for (let length = Math.max(0, bytes.length - TAIL); length < bytes.length; length++) yield length;
}

function newlines(bytes: Uint8Array): number {
  return Buffer.from(bytes).toString('latin1').split('\n').length - 1;
}

describe('a file cut at every byte of its last 4 KiB (fault 8)', () => {
  test.each([
    ['evidence/entries-00001.ndjson'],
    ['findings/change--ticket-reference.ndjson'],
    ['exceptions.json'],
    ['checkpoint.txt'],
    ['manifest.json'],
    ['manifest.note'],
  ])('%s is reported each time', async (path) => {
    const bytes = intact.get(path) as Uint8Array;
    const missed: number[] = [];
    for (const length of cuts(bytes)) {
      const { verdict, failures } = await verifyFiles(new Map(intact).set(path, bytes.subarray(0, length)));
      const named = failures.some(({ file }) => file === path || (path === 'manifest.json' && file === 'manifest.note'));
      if (verdict !== 'broken' || !named) missed.push(length);
    }
    expect(missed).toEqual([]);
  });

  test('leaves the records before the cut whole: nothing is said of their lines, even when the manifest was made to fit', async () => {
    const path = 'evidence/entries-00001.ndjson';
    const bytes = intact.get(path) as Uint8Array;
    for (const length of cuts(bytes)) {
      const cut = bytes.subarray(0, length);
      const { verdict, failures } = await verifyFiles(resigned(new Map(intact).set(path, cut)));
      expect(verdict).toBe('broken');
      const lines = failures.flatMap((failure) => (failure.file === path && failure.line !== undefined ? [failure.line] : []));
      expect(Math.min(...lines, Number.POSITIVE_INFINITY)).toBeGreaterThan(newlines(cut));
    }
  });
});
