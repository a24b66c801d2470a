import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { canonicalJson, type Json } from '../src/kernel/canonical-json.ts';
import { sha256Hex } from '../src/kernel/hash.ts';
import { type Blobs, bigPackageSource, writeBigPackage } from './big-package.ts';
import { type Bench, type Contender, inTurns, type Report, speedRatio, watchMemory } from './harness.ts';
import { madeChange } from './made-changes.ts';
import { hasProgram, peer } from './peers.ts';
import { folderSize, megabytes, runProgram } from './programs.ts';

const US = 'Tickmark: package written, synced and verified';
const ZIP = 'zip -q -r';
const ARCHIVER = 'archiver 8.0.0 (npm)';

/** B8: many small files of evidence handed over. */
export const exporting: Bench = {
  name: 'export',
  title: 'B8: export',
  defaultSize: 10_000,
  async run({ size, rounds }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    try {
      const blobs = await writeFiles(join(folder, 'files'), size);
      const source = await bigPackageSource({ leaves: size, blobs });
      const out = join(folder, 'package');
      const archive = join(folder, 'files.zip');
      const before = () => rm(archive, { force: true });
      let memory: number | undefined;
      const contenders: Contender[] = [
        {
          name: US,
          units: size,
          async run() {
            const highest = watchMemory();
            await writeBigPackage(source, out);
            const used = highest();
            memory ??= used; // of the first run, before a peer has used this process's memory
          },
        },
        { name: ARCHIVER, units: size, prepare: before, run: () => archive8(folder, archive) },
      ];
      if (hasProgram('zip'))
        contenders.push({ name: ZIP, units: size, prepare: before, run: () => runProgram('zip', ['-q', '-r', archive, 'files'], { cwd: folder }) });
      const measured = await inTurns(contenders, rounds);
      const peerName = hasProgram('zip') ? ZIP : ARCHIVER;
      const zipped = (await stat(archive)).size;
      const files = await folderSize(join(folder, 'files'));
      const written = await folderSize(out);
      return {
        work: `${size.toLocaleString('en')} files of evidence, ${megabytes(files.bytes)}, each read from the disk and held against its hash. Tickmark writes them with a log of ${size.toLocaleString('en')} leaves, findings, the report and a signed manifest, syncs everything to the disk and verifies the whole; the peers write an archive of the files alone and sync nothing.`,
        unit: 'files',
        measured,
        goals: [
          { goal: `at most 2 × the time of ${peerName}`, reached: 1 / speedRatio(measured, US, peerName), atMost: 2 },
          { goal: 'highest resident memory below 250 MB (the first export; all of this process)', reached: memory ?? 0, atMost: 250 },
          { goal: 'bytes: at most 1/5 of those of the archive', reached: written.bytes / zipped, atMost: 0.2 },
        ],
        figures: [
          ['files of evidence', `${files.files.length.toLocaleString('en')} files, ${megabytes(files.bytes)}`],
          ['package', `${written.files.length.toLocaleString('en')} files, ${megabytes(written.bytes)}`],
          ['archive of the last contender', megabytes(zipped)],
        ],
        notes: ['A package is not compressed: evidence stays readable line by line, and a compressed copy is one command away.'],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function writeFiles(folder: string, count: number): Promise<Blobs> {
  await mkdir(folder);
  const hashes: string[] = [];
  for (let number = 0; number < count; number++) {
    const text = `${canonicalJson(madeChange(number, count) as unknown as Json)}\n`;
    hashes.push(sha256Hex(text));
    await writeFile(join(folder, hashes[number] as string), text);
  }
  return { hashes, get: (sha256) => readFile(join(folder, sha256)) };
}

interface Archive extends NodeJS.ReadableStream {
  directory(folder: string, name: string): void;
  finalize(): Promise<void>;
}

async function archive8(folder: string, archive: string): Promise<void> {
  const { ZipArchive } = await peer<{ ZipArchive: new (options: object) => Archive }>('archiver');
  const made = new ZipArchive({ zlib: { level: 6 } });
  made.directory(join(folder, 'files'), 'files');
  await Promise.all([pipeline(made, createWriteStream(archive)), made.finalize()]);
}
