import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type TestRepository, temporaryFolder, testRepository } from '../../../test/support/git.ts';
import { type Looked, lookAt } from '../../../test/support/looking.ts';
import { git } from './index.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const look = (code: TestRepository, more: { memory?: Looked['memory']; environment?: Record<string, string> } = {}) =>
  lookAt(git, { name: 'api', path: code.path }, { at: '2025-06-01T00:00:00Z', ...more });

interface State {
  readonly commits: readonly { readonly sha: string; readonly cleanMerge: boolean | null }[];
}

/** What was said of a commit, by its sha. */
function cleanMerges(looked: Looked): ReadonlyMap<string, boolean | null> {
  return new Map(looked.versions('changes').flatMap(({ state }) => (state as unknown as State).commits.map((one) => [one.sha, one.cleanMerge])));
}

/** A branch `work` and a newer `main`, which touch different files; `work` is checked out. */
function diverged(path: string, ...options: readonly string[]): TestRepository {
  const code = testRepository(path, ...options);
  code.commit({ files: { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b' } });
  code.git('checkout', '--quiet', '-b', 'work');
  code.commit({ files: { 'a.txt': 'ONE\ntwo\nthree\n' } });
  code.git('checkout', '--quiet', 'main');
  code.commit({ files: { 'a.txt': 'one\ntwo\nTHREE\n', 'b.txt': 'newer' } });
  code.git('checkout', '--quiet', 'work');
  return code;
}

/** Lands `work` on `main`. */
function land(code: TestRepository): string {
  code.git('checkout', '--quiet', 'main');
  return code.merge('work');
}

/** Changes files in the commit that was just made. */
function amend(code: TestRepository, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(code.path, name), text);
  code.git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.example', 'commit', '--quiet', '--all', '--amend', '--no-edit');
  return code.git('rev-parse', 'HEAD');
}

describe('a merge', () => {
  test('is clean when it holds what git makes of its parents, even where both changed one file', async () => {
    const code = diverged(join(folder.path, 'clean'));
    const update = code.merge('main');
    const work = code.commit({ files: { 'c.txt': 'c' } });
    const landed = land(code);
    const said = cleanMerges(await look(code));
    expect([said.get(update), said.get(work), said.get(landed)]).toEqual([true, null, true]);
  });

  test('is not clean when it brings an edit, drops what the base brought, or settles a conflict', async () => {
    const edited = diverged(join(folder.path, 'edited'));
    edited.merge('main');
    const edit = amend(edited, { 'b.txt': 'newer, and more' });
    land(edited);
    expect(cleanMerges(await look(edited)).get(edit)).toBe(false);

    const dropped = diverged(join(folder.path, 'dropped'));
    dropped.git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.example', 'merge', '--quiet', '--strategy=ours', '--message=Drop', 'main');
    const drop = dropped.git('rev-parse', 'HEAD');
    land(dropped);
    expect(cleanMerges(await look(dropped)).get(drop)).toBe(false);

    const settled = diverged(join(folder.path, 'settled'));
    settled.commit({ files: { 'b.txt': 'mine' } });
    settled.git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.example', 'merge', '--quiet', '--strategy-option=ours', '--message=Mine', 'main');
    const settle = settled.git('rev-parse', 'HEAD');
    land(settled);
    expect(cleanMerges(await look(settled)).get(settle)).toBe(false);
  });

  test('that landed is held to the same, and an octopus is not tried', async () => {
    const code = diverged(join(folder.path, 'landed'));
    land(code);
    const landed = amend(code, { 'b.txt': 'slipped in' });
    for (const name of ['x', 'y']) {
      code.git('checkout', '--quiet', '-b', name, 'main');
      code.commit({ files: { [`${name}.txt`]: name } });
    }
    code.git('checkout', '--quiet', 'main');
    const octopus = code.merge(['x', 'y']);
    const said = cleanMerges(await look(code));
    expect([said.get(landed), said.get(octopus)]).toEqual([false, null]);
  });

  test('of histories that share nothing is tried like any other', async () => {
    const code = testRepository(join(folder.path, 'unrelated'));
    code.commit({ files: { 'a.txt': 'a' } });
    code.git('checkout', '--quiet', '--orphan', 'other');
    code.commit({ files: { 'z.txt': 'z' } });
    code.git('checkout', '--quiet', 'main');
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@x.example'];
    code.git(...identity, 'merge', '--quiet', '--allow-unrelated-histories', '--message=Join', 'other');
    const looked = await look(code);
    expect(looked.notes.filter((one) => one.includes('merge'))).toEqual([]);
    expect([...cleanMerges(looked).values()]).toContain(true);
  });

  test('is tried in repositories of either hash, at any path', async () => {
    for (const [place, options] of [
      ['sha256', ['--object-format=sha256']],
      ['a "quoted"\n# path:', []],
    ] as const) {
      const code = diverged(join(folder.path, place), ...options);
      const update = code.merge('main');
      land(code);
      expect(cleanMerges(await look(code)).get(update), place).toBe(true);
    }
  });
});

describe('trying merges', () => {
  test('writes nothing to the clone and runs no merge driver that it configures', async () => {
    const code = diverged(join(folder.path, 'driver'));
    code.commit({ files: { '.gitattributes': '*.txt merge=planted\n' } });
    const update = code.merge('main');
    land(code);
    const mark = join(folder.path, 'driver-was-run');
    code.git('config', 'merge.planted.driver', `touch ${mark}`);
    const before = code.git('count-objects', '-v');
    expect(cleanMerges(await look(code)).get(update)).toBe(true);
    expect(existsSync(mark)).toBe(false);
    expect(code.git('count-objects', '-v')).toBe(before);
    code.git('checkout', '--quiet', '--detach', 'work');
    code.git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.example', 'merge', '--quiet', '--no-edit', '--no-ff', 'main');
    code.git('reset', '--quiet', '--hard', 'work~1');
    code.git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.example', 'merge', '--quiet', '--no-edit', 'main~1');
    expect(existsSync(mark), 'the planted driver can be run at all').toBe(true);
  });

  test('is left out, with a word on it, where git is too old; with a newer one every change is read again', async () => {
    const code = diverged(join(folder.path, 'old-git'));
    const update = code.merge('main');
    land(code);
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\nfor one in "$@"; do [ "$one" = version ] && { echo 'git version 2.34.1'; exit; }; done\nexec '${real}' "$@"\n`;
    writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
    const old = await look(code, { environment: { PATH: `${bin}:${process.env['PATH']}` } });
    expect(cleanMerges(old).get(update)).toBeNull();
    expect(old.notes).toEqual([expect.stringContaining('Install git 2.39 or later')]);
    const again = await look(code, { memory: old.memory });
    expect(cleanMerges(again).get(update)).toBe(true);
    expect((await look(code, { memory: again.memory })).versions('changes')).toEqual([]);
  });

  test('stops at what git cannot merge, and says so', async () => {
    const code = diverged(join(folder.path, 'damaged'));
    const update = code.merge('main');
    const landed = land(code);
    const blob = code.git('rev-parse', 'work~1^:a.txt');
    code.git('update-ref', 'refs/heads/work', 'main');
    execFileSync('rm', ['-f', join(code.path, '.git', 'objects', blob.slice(0, 2), blob.slice(2))]);
    const looked = await look(code);
    const said = cleanMerges(looked);
    expect([said.get(update), said.get(landed)]).toContain(null);
    expect(looked.notes).toEqual([expect.stringContaining('is not known')]);
  });
});
