import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../kernel/refusal.ts';
import { runVerify } from '../verify/main.ts';
import type { Io } from './io.ts';
import { dataFolder } from './open.ts';
import { collectValues } from './options.ts';
import { printableLines } from './paint.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';

interface VerifyOptions {
  readonly key?: readonly string[];
  readonly checkpoint?: string;
  readonly ownKey?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

export function registerVerify(program: Command, { io, exit }: Session): void {
  program
    .command('verify')
    .description('Verify an audit package, offline: every file, entry and figure. The package carries the same verifier as verify.mjs.')
    .argument('<package>', 'the folder of the package')
    .option('--key <key>', 'a verifier key you trust, or a file of keys, got by another way than the package; repeat for more', collectValues)
    .option('--checkpoint <file>', 'a checkpoint of the same log that you got earlier or elsewhere')
    .option('--own-key', 'trust the keys of this data directory')
    .option('--data <folder>', 'the data directory for --own-key (default: TICKMARK_DATA, or .tickmark)')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, options: VerifyOptions) => {
      const progress = progressOn(io, options.json === true);
      const keys = [...(options.key ?? []), ...(options.ownKey ? await ownKeys(dataFolder(io, options.data)) : [])];
      const code = await runVerify(argumentsFor(io, folder, keys, options), {
        out: (line) => {
          progress.end();
          io.out(`${printableLines(line)}\n`);
        },
        err: (line) => io.err(`${printableLines(line)}\n`),
        progress: (sentence) => progress(sentence),
      });
      progress.end();
      exit(code);
    });
}

function argumentsFor(io: Io, folder: string, keys: readonly string[], { checkpoint, json }: VerifyOptions): string[] {
  return [
    resolve(io.folder, folder),
    ...keys.flatMap((key) => ['--key', key]),
    ...(checkpoint === undefined ? [] : ['--checkpoint', resolve(io.folder, checkpoint)]),
    ...(json ? ['--json'] : []),
  ];
}

/** The verifier keys of the logs that this data directory signs. */
async function ownKeys(dataDirectory: string): Promise<string[]> {
  const folder = join(dataDirectory, 'keys');
  const names = await readdir(folder).catch(() => []);
  const rings = names.filter((name) => name.endsWith('.keyring.json'));
  if (rings.length === 0)
    throw new Refusal('verify/no-own-key', `${dataDirectory} holds no keys. Name the data directory with --data, or a key with --key.`);
  const keys: string[] = [];
  for (const name of rings) {
    const ring = JSON.parse(await readFile(join(folder, name), 'utf8')) as { key: string }[];
    keys.push(...ring.map((one) => one.key));
  }
  return keys;
}
