import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, startTickmark, tickmark } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

/** Clones that cannot be looked at: a clear sentence with what to do, exit code 2, and nothing passes. */

const folder = temporaryFolder();
const here = { folder: folder.path };
const place = (name: string) => join(folder.path, name);

beforeAll(() => {
  const whole = testRepository(place('whole'));
  for (const n of [1, 2, 3]) whole.commit({ at: `2025-0${n}-01T10:00:00Z`, message: `WH-${n} Change`, files: { 'a.txt': `${n}` } });
});
afterAll(() => folder.remove());

const looked = async (name: string) => {
  const ran = await tickmark(['check', '--git', name, '--period', '2025-01-01..2025-12-31'], here);
  return { ...ran, err: ran.err.replace(/\s+/g, ' ') };
};

test('negative control: a whole clone is looked at', async () => {
  const ran = await looked('whole');
  expect([ran.code, ran.err]).toEqual([3, expect.not.stringContaining('could not look')]);
});

test('not a repository', async () => {
  mkdirSync(place('outer'));
  const ran = await looked('outer');
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain('outer is not a Git repository. Give the folder of a clone.');
});

test('a repository without commits', async () => {
  testRepository(place('empty'));
  const ran = await looked('empty');
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain('has no commits yet');
});

test('a shallow clone says how to fetch the rest; once fetched, it is looked at', async () => {
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${place('whole')}`, place('shallow')]);
  const ran = await looked('shallow');
  expect([ran.code, ran.out]).toEqual([2, '']);
  const command = /Run: git -C (\S+) fetch --unshallow/.exec(ran.err);
  expect(command?.[1]).toBe(place('shallow'));
  execFileSync('git', ['-C', command?.[1] as string, 'fetch', '--quiet', '--unshallow']);
  expect((await looked('shallow')).code).toBe(3);
});

describe('damaged objects', () => {
  test.each(['overwritten', 'cut short', 'removed'])('%s', async (how) => {
    const name = how.replace(' ', '-');
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', '--no-local', place('whole'), place(name)]);
    const objects = join(place(name), '.git', 'objects', 'pack');
    const pack = readdirSync(objects).find((file) => file.endsWith('.pack')) as string;
    const path = join(objects, pack);
    chmodSync(path, 0o600);
    if (how === 'removed') rmSync(path);
    else if (how === 'cut short') truncateSync(path, Math.floor(statSync(path).size / 2));
    else writeFileSync(path, Buffer.alloc(statSync(path).size, 0xff));
    const ran = await looked(name);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(/is damaged: .* fsck --full, or clone it again\.|is not a Git repository/);
  });
});

/** The superuser may read everything, so the program is run as somebody else. */
test('a folder that may not be read', async () => {
  const locked = testRepository(place('locked'));
  locked.commit({ at: '2025-01-01T10:00:00Z' });
  chmodSync(place('locked'), 0o000);
  chmodSync(folder.path, 0o755);
  const environment = { HOME: '/nonexistent', TMPDIR: '/tmp' };
  const child = startTickmark(['check', '--git', place('locked')], '/tmp', environment, process.getuid?.() === 0 ? 65534 : undefined);
  const ran = await ended(child);
  chmodSync(place('locked'), 0o755);
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err.replace(/\s+/g, ' ')).toMatch(/cannot be (entered|read).* Give (this user|it) permission/);
});

describe('a hostile repository', () => {
  const canary = () => place('canary');

  test('executes nothing: no hook, monitor, filter, pager, signature program or remote helper', async () => {
    const evil = testRepository(place('hostile'));
    const script = place('hostile-script');
    writeFileSync(script, `#!/bin/sh\necho ran >> ${canary()}\n`, { mode: 0o755 });
    evil.commit({ at: '2025-01-01T10:00:00Z', files: { '.gitattributes': '* diff=evil filter=evil\n', 'a.evil': '1' } });
    evil.commit({ at: '2025-02-01T10:00:00Z', files: { 'a.evil': '2', CODEOWNERS: '*' } });
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'core.editor',
      'gpg.program',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'credential.helper',
      'uploadpack.packObjectsHook',
    ])
      evil.git('config', name, script);
    evil.git('config', 'log.showSignature', 'true');
    for (const hook of ['post-checkout', 'pre-auto-gc', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman'])
      writeFileSync(join(place('hostile'), '.git', 'hooks', hook), `#!/bin/sh\necho ran >> ${canary()}\n`, { mode: 0o755 });
    const ran = await looked('hostile');
    expect(ran.out).toContain('change/ticket-reference');
    expect(existsSync(canary())).toBe(false);
    // The control: the same repository does run it for a git without guards.
    unguarded(place('hostile'), 'status');
    unguarded(place('hostile'), 'log', '-p', '--ext-diff', '--textconv', '-1');
    expect(existsSync(canary())).toBe(true);
  });
});

/** Git as anybody runs it. What it runs may make it fail; that is not the question. */
function unguarded(path: string, ...args: readonly string[]): void {
  spawnSync('git', ['-C', path, ...args], { stdio: 'ignore' });
}
