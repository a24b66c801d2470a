import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../src/kernel/hash.ts';
import { type Blobs, bigPackageSource, writeBigPackage } from './big-package.ts';
import { type Bench, once, type Report, watchMemory } from './harness.ts';
import { folderSize, megabytes } from './programs.ts';

const MEGABYTE = 2 ** 20;

/** B8: a lot of evidence handed over by a process that stays small. */
export const exportingLarge: Bench = {
  name: 'export-large',
  title: 'B8: memory while a gigabyte is exported',
  defaultSize: 1_024,
  async run({ size }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    try {
      const blobs = await writeFiles(join(folder, 'files'), size);
      const source = await bigPackageSource({ leaves: 1_000, blobs });
      const out = join(folder, 'package');
      globalThis.gc?.();
      const before = Math.round(process.memoryUsage.rss() / MEGABYTE);
      const highest = watchMemory();
      const written = await once('written, synced and verified', size, () => writeBigPackage(source, out));
      const memory = highest();
      const { bytes } = await folderSize(out);
      return {
        work: `${size.toLocaleString('en')} files of evidence of 1 MB each, read from the disk and held against their hashes: written into a package, synced and verified.`,
        unit: 'MB',
        measured: [written],
        goals: [{ goal: 'highest resident memory below 250 MB', reached: memory, atMost: 250 }],
        figures: [
          ['package', megabytes(bytes)],
          ['resident memory before', `${before} MB`],
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Files of a megabyte of lines, in each others; made in one buffer, so that what is measured afterwards is the export. */
async function writeFiles(folder: string, count: number): Promise<Blobs> {
  await mkdir(folder);
  const hashes: string[] = [];
  const content = Buffer.alloc(MEGABYTE);
  for (let number = 0; number < count; number++) {
    content.fill(`${JSON.stringify({ file: number, berth: number % 97, note: 'moored, and watched over night' })}\n`);
    hashes.push(sha256Hex(content));
    await writeFile(join(folder, hashes[number] as string), content);
  }
  return { hashes, get: (sha256) => readFile(join(folder, sha256)) };
}
