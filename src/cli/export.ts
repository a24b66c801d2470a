import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { exportPackage } from '../engine/export.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withConfigured } from './configured.ts';
import { withData, withPeriod } from './options.ts';
import { clockNote, pageFor } from './page.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';

interface ExportOptions {
  readonly out: string;
  readonly audit?: string;
  readonly period?: string;
  readonly checkpoint?: string;
  readonly replace?: boolean;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerExport(program: Command, { io }: Session): void {
  const command = program
    .command('export')
    .description('Write the audit package of the newest sealed assessment: report, findings, populations, evidence, proofs, and the verifier.')
    .requiredOption('--out <folder>', 'the folder to write; it appears only when it is whole and verifies')
    .option(
      '--checkpoint <size>',
      'export at the checkpoint of this size, or "newest": with what was decided since (default: the first that covers the assessment)',
    )
    .option('--replace', 'replace a package that stands there')
    .option('--json', 'print what was written as JSON');
  withPeriod(withData(command)).action(async (options: ExportOptions) => {
    const progress = progressOn(io, options.json === true);
    await withConfigured(io, options, async (installation) => {
      const out = resolve(io.folder, options.out);
      const { audit, period, replace } = options;
      const checkpoint = options.checkpoint === undefined ? undefined : readSize(options.checkpoint);
      const done = await exportPackage(installation, { audit, period, checkpoint, out, replace: replace === true, onProgress: progress });
      progress.end();
      const { files, bytes, manifestSha256, exceptions, unknowns, checkpointSize, keys } = done;
      const simulated = installation.simulation !== null;
      if (options.json)
        return io.out(
          `${JSON.stringify({ ...(simulated && { simulated }), out, files, bytes, manifestSha256, exceptions, unknowns, checkpointSize, keys }, null, 2)}\n`,
        );
      io.out(clockNote(pageFor(io, 'UTC'), simulated));
      io.out(
        `Wrote ${files} files (${(bytes / 1e6).toFixed(1)} MB) to ${out}, at the checkpoint of ${checkpointSize.toLocaleString('en-US')} entries.\n`,
      );
      io.out(`Manifest ${manifestSha256}\n\nOpen ${join(out, 'index.html')} in a browser.\n`);
      io.out(`Give the auditor this key by another way than the package:\n${keys.map((key) => `  ${key}\n`).join('')}`);
    });
  });
}

function readSize(text: string): number | 'newest' {
  if (text === 'newest') return text;
  if (!/^\d{1,15}$/.test(text))
    throw new Refusal('cli/checkpoint', `--checkpoint takes the size of a checkpoint, such as 4096, or the word newest, not "${text}".`);
  return Number(text);
}
