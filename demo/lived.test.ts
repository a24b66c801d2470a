import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLived, type Mark, markLived, versionOf } from './lived.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickmark-lived-'));
  await Promise.all(
    [
      'demo/main.ts',
      'demo/github/world.ts',
      'src/main.ts',
      'src/api/server.ts',
      'src/kernel/time.test.ts',
      'migrations/0001.sql',
      'package-lock.json',
    ].map((path) => put(path, path)),
  );
});
afterAll(() => rm(root, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

test('a year is found by the version and the plan that lived it, and by no other', async () => {
  const mark: Mark = { lived: 1, by: await versionOf(root), plan: 'team' };
  expect(await isLived(root, mark)).toBe(false);
  await markLived(root, mark);
  expect(await isLived(root, mark)).toBe(true);
  expect(await isLived(root, { ...mark, plan: 'enterprise' })).toBe(false);
  expect(await isLived(root, { ...mark, by: '0'.repeat(64) })).toBe(false);
  const path = join(root, 'lived.json');
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, -5));
  expect(await isLived(root, mark)).toBe(false);
});

test.each(['demo/main.ts', 'demo/github/world.ts', 'src/main.ts', 'migrations/0001.sql', 'package-lock.json', 'src/new/file.ts'])(
  'another %s is another version',
  async (path) => {
    const before = await versionOf(root);
    const text = await readFile(join(root, path), 'utf8').catch(() => null);
    await put(path, `${text} changed`);
    expect(await versionOf(root)).not.toBe(before);
    await (text === null ? rm(join(root, path)) : put(path, text));
    expect(await versionOf(root)).toBe(before);
  },
);

test.each(['src/api/server.ts', 'src/kernel/time.test.ts'])('the year does not follow from %s', async (path) => {
  const before = await versionOf(root);
  await put(path, 'changed');
  expect(await versionOf(root)).toBe(before);
});
