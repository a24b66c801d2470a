import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareDataDirectory } from './data-directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-directory-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function added(): string {
  execFileSync('git', ['init', '-q', folder]);
  execFileSync('git', ['-C', folder, 'add', '-A']);
  return execFileSync('git', ['-C', folder, 'diff', '--cached', '--name-only'], { encoding: 'utf8' });
}

it('inside a repository, git add passes the data directory by', async () => {
  const { path } = await prepareDataDirectory(join(folder, '.tickmark'), '1.0.0');
  await writeFile(join(path, 'secret.pem'), 'secret');
  expect(added()).toBe('');
});

it('without its own .gitignore it would be added', async () => {
  const { path } = await prepareDataDirectory(join(folder, '.tickmark'), '1.0.0');
  await writeFile(join(path, 'secret.pem'), 'secret');
  await rm(join(path, '.gitignore'));
  expect(added()).toContain('.tickmark/secret.pem');
});
