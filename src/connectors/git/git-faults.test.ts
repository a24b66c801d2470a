import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type TestRepository, temporaryFolder, testRepository } from '../../../test/support/git.ts';
import { lookAt } from '../../../test/support/looking.ts';
import { VendorError } from '../../kernel/refusal.ts';
import { git } from './index.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let count = 0;
const repository = (...options: string[]): TestRepository => testRepository(join(folder.path, `r${count++}`), ...options);
const settings = ({ path }: { path: string }, branches?: readonly string[]) => ({ name: 'api', path, ...(branches && { branches }) });
const AT = '2025-06-01T00:00:00Z';

describe('what cannot be looked at says what to do', () => {
  const failing = async (path: string, branches?: readonly string[]) => {
    const error: unknown = await lookAt(git, settings({ path }, branches), { at: AT }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(VendorError);
    return error as VendorError;
  };

  test('no folder, no repository (though it lies inside one), no commits, no such branch', async () => {
    const r = repository();
    expect((await failing(join(folder.path, 'nowhere'))).message).toContain('does not exist');
    expect((await failing(r.path)).message).toContain('has no commits yet');
    r.commit({ files: { 'sub/file': '' } });
    expect((await failing(join(r.path, 'sub'))).message).toContain('is not a Git repository');
    expect((await failing(r.path, ['nope'])).message).toContain('has no branch nope');
  });

  test('one missing branch is a gap of its own, and the others are read', async () => {
    const r = repository();
    r.commit();
    const looked = await lookAt(git, settings(r, ['main', 'gone']), { at: AT });
    expect(looked.versions('changes')).toHaveLength(1);
    expect(looked.gaps('changes')).toMatchObject([{ scope: expect.stringMatching(/\/branch:gone$/), reason: 'lost-sight' }]);
  });

  test('a shallow clone', async () => {
    const r = repository();
    r.commit();
    r.commit({ files: { a: '1' } });
    const path = join(folder.path, 'shallow');
    r.git('clone', '--quiet', '--depth', '1', `file://${r.path}`, path);
    const error = await failing(path);
    expect([error.kind, error.message]).toEqual([
      'truncated',
      `${path} is a shallow clone: its history is cut off. Run: git -C ${path} fetch --unshallow`,
    ]);
  });

  test('damaged objects, and objects that are not what their name says', async () => {
    for (const harm of [Buffer.from('garbage'), null]) {
      const r = repository();
      const first = r.commit();
      r.commit({ files: { a: '1' } });
      const object = join(r.path, '.git', 'objects', first.slice(0, 2), first.slice(2));
      if (harm !== null) {
        chmodSync(object, 0o644);
        writeFileSync(object, harm);
      } else {
        const other = testRepository(join(folder.path, `other${count++}`)).commit({ message: 'Forged' });
        chmodSync(object, 0o644);
        copyFileSync(join(folder.path, `other${count - 1}`, '.git', 'objects', other.slice(0, 2), other.slice(2)), object);
      }
      const error = await failing(r.path);
      expect([error.kind, error.message]).toEqual(['unexpected-shape', expect.stringMatching(/is damaged: .* fsck --full/)]);
    }
  });

  test('a clone without its trees', async () => {
    const r = repository();
    r.commit({ files: { CODEOWNERS: '' } });
    r.commit({ files: { a: '1' } });
    r.git('config', 'uploadpack.allowFilter', 'true');
    const path = join(folder.path, 'partial');
    r.git('clone', '--quiet', '--bare', '--filter=tree:0', `file://${r.path}`, path);
    const error = await failing(path);
    expect([error.kind, error.message]).toEqual(['truncated', expect.stringContaining('is a partial clone')]);
  });
});

test('a hostile repository makes git run nothing', async () => {
  const r = repository();
  const canary = join(folder.path, 'ran');
  const run = `touch ${canary}; false`;
  r.commit({ files: { '.gitattributes': '* diff=evil filter=evil\n', 'records/a': '1', CODEOWNERS: 'x' } });
  r.commit({ files: { CODEOWNERS: 'y' } });
  const settingsOfEvil: [string, string][] = [
    ['core.fsmonitor', run],
    ['core.sshCommand', run],
    ['core.pager', run],
    ['core.editor', run],
    ['diff.external', run],
    ['diff.evil.textconv', run],
    ['diff.evil.command', run],
    ['filter.evil.clean', run],
    ['filter.evil.smudge', run],
    ['gpg.program', run],
    ['gpg.ssh.program', run],
    ['log.showSignature', 'true'],
    ['credential.helper', `!${run}`],
    ['remote.origin.url', `ext::sh -c "${run}"`],
    ['remote.origin.promisor', 'true'],
    ['protocol.ext.allow', 'always'],
    ['core.gitProxy', run],
    ['core.alternateRefsCommand', run],
    ['alias.log', `!${run}`],
    ['alias.rev-list', `!${run}`],
  ];
  for (const [name, value] of settingsOfEvil) r.git('config', name, value);
  for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc']) {
    writeFileSync(join(r.path, '.git', 'hooks', hook), `#!/bin/sh\n${run}\n`, { mode: 0o755 });
  }
  const looked = await lookAt(git, settings(r), { at: AT });
  expect(looked.versions('changes')).toHaveLength(2);
  expect(existsSync(canary)).toBe(false);
  // The same repository does run it when git is not guarded: the test can fail.
  try {
    r.git('-c', 'safe.directory=*', 'status');
  } catch {
    // What it runs makes git fail.
  }
  expect(existsSync(canary)).toBe(true);
});

test('what was asked is logged with the hash of what was read, and holds no secrets', async () => {
  const r = repository();
  r.commit();
  const looked = await lookAt(git, settings(r), { at: AT, environment: { SECRET: 'swordfish', GIT_DIR: '/elsewhere' } });
  expect(looked.requests.length).toBeGreaterThan(5);
  for (const one of looked.requests)
    expect(one).toMatchObject({ asked: expect.stringMatching(/^git /), status: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(JSON.stringify(looked.requests)).not.toContain('swordfish');
  expect(looked.open.identity).toMatch(/, git version \d/);
});
