import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOwnerToken } from '../src/api/auth/owner-token.ts';
import { ended, startTickmark } from '../test/support/cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What an assessment must be sealed by, to be shown and not judged anew. */
export const { version: productVersion } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

export interface ServedDirectory {
  /** Opens a session, once. */
  readonly link: string;
  /** `http://127.0.0.1:7460` */
  readonly address: string;
  /** The owner's key, as a program sends it. */
  readonly token: string;
  /** Resident memory of the process in MB. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Makes the pages of this clone, if they are not made of what stands there. */
export function buildPages(): void {
  const built = spawnSync(process.execPath, ['scripts/build-web.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) throw new Error('The pages could not be built.');
}

/** Serves `<folder>/data` as `tickmark serve` does, in a process of its own, with the pages as they stand. */
export async function servedDirectory(folder: string): Promise<ServedDirectory> {
  const child = startTickmark(['serve', '--data', join(folder, 'data'), '--port', '0'], folder);
  const result = ended(child);
  const printed = new Promise<string>((resolve) => {
    let text = '';
    child.stdout?.on('data', (part) => {
      text += String(part);
      const link = /(http:\S+\/open\?key=\S+)\n/.exec(text)?.[1];
      if (link !== undefined) resolve(link);
    });
  });
  const link = await Promise.race([printed, result.then(({ err }) => Promise.reject(new Error(err)))]);
  const token = await readOwnerToken(join(folder, 'data'));
  if (token === null) throw new Error('The served directory has no key of its owner.');
  return {
    link,
    address: new URL(link).origin,
    token,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    },
    async stop() {
      child.kill('SIGINT');
      await result;
    },
  };
}
