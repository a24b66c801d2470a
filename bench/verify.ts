import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bigPackageKey, bigPackageSource, writeBigPackage } from './big-package.ts';
import { type Bench, type Contender, inTurns, once, type Report, speedRatio } from './harness.ts';
import { folderSize, megabytes, runProgram } from './programs.ts';

const US = 'node verify.mjs PACKAGE --key KEY';
const PEER = 'sha256sum -c over the same files';
const LIMIT = 'limit: the bytes read and hashed once, in Node';

/** B7: verifying a package. */
export const verify: Bench = {
  name: 'verify',
  title: 'B7: verify a package',
  defaultSize: 100_000,
  async run({ size, rounds }): Promise<Report> {
    const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
    try {
      const out = join(folder, 'package');
      const writing = await once('written, synced and verified once', size, async () =>
        writeBigPackage(await bigPackageSource({ leaves: size }), out),
      );
      const { files, bytes } = await folderSize(out);
      const sums = join(folder, 'SHA256SUMS');
      await writeFile(sums, (await Promise.all(files.map(async (file) => `${await hashOf(join(out, file))}  ${file}\n`))).join(''));
      const contenders: Contender[] = [
        {
          name: US,
          units: size,
          run: async () => requireCode(await runProgram(process.execPath, [join(out, 'verify.mjs'), out, '--key', bigPackageKey], { cwd: folder })),
        },
        { name: PEER, units: size, run: async () => requireCode(await runProgram('sha256sum', ['--quiet', '-c', sums], { cwd: out })) },
        { name: LIMIT, units: size, run: async () => void (await Promise.all(files.map((file) => hashOf(join(out, file))))) },
      ];
      const measured = await inTurns(contenders, rounds);
      return {
        work: `A package of ${size.toLocaleString('en')} leaves in ${files.length} files (${megabytes(bytes)}). The one-file verifier checks every byte, every entry against the tree, every commitment against what it opens, signatures, findings, populations and derived figures, and rebuilds the root; sha256sum compares the hashes of the files.`,
        unit: 'leaves',
        measured: [writing, ...measured],
        goals: [{ goal: 'at most 3 × the time of sha256sum -c', reached: 1 / speedRatio(measured, US, PEER), atMost: 3 }],
        notes: ['The verifier is started as a program of its own, as an auditor starts it; its start-up counts.'],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function requireCode({ code, out }: { code: number; out: string }): void {
  if (code !== 0) throw new Error(`It ended with ${code}:\n${out.slice(0, 2000)}`);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
