import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isInstalled, root } from '../scripts/setup.mjs';

const folder = join(root, 'bench');
const resolver = createRequire(join(folder, 'package.json'));

/** Installs the peers that bench/package-lock.json names, if that has not happened yet. @throws Error when npm could not */
export function ensurePeers(): void {
  if (isInstalled(folder)) return;
  process.stderr.write('Installing the peers to measure against, into bench/node_modules. This happens once.\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed in bench/. Its messages are above; when mended, run the same command again.');
}

/** A peer's module, as far as the caller says it is shaped. Peers are not there when the project is type-checked. */
export async function peer<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(resolver.resolve(name)).href)) as T;
}

/** Whether a program of the machine is there to be measured against. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}
