import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/git.ts';
import { writeDraftFiles } from './draft-files.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const files = [
  { name: 'a.md', content: 'A' },
  { name: 'a.pdf', content: Uint8Array.of(1, 2) },
];

test('a folder is made for the files, and they hold what they were given', async () => {
  const out = join(folder.path, 'deep', 'out');
  await writeDraftFiles(out, files, false);
  expect((await readdir(out)).sort()).toEqual(['a.md', 'a.pdf']);
  expect([await readFile(join(out, 'a.md'), 'utf8'), [...(await readFile(join(out, 'a.pdf')))]]).toEqual(['A', [1, 2]]);
});

test('where one stands in the way, none is written; asked to replace, all are', async () => {
  const out = join(folder.path, 'standing');
  await mkdir(out);
  await writeFile(join(out, 'a.pdf'), 'ours');
  await expect(writeDraftFiles(out, files, false)).rejects.toMatchObject({ code: 'draft/exists' });
  expect([await readdir(out), await readFile(join(out, 'a.pdf'), 'utf8')]).toEqual([['a.pdf'], 'ours']);
  await writeDraftFiles(out, files, true);
  expect([...(await readFile(join(out, 'a.pdf')))]).toEqual([1, 2]);
});

test('a folder of the name of a file is never replaced', async () => {
  const out = join(folder.path, 'occupied');
  await mkdir(join(out, 'a.pdf'), { recursive: true });
  await expect(writeDraftFiles(out, files, true)).rejects.toMatchObject({ code: 'draft/exists' });
  expect(await readdir(out)).toEqual(['a.pdf']);
});

test('a file where the folder should be, or on the way to it, is refused', async () => {
  const file = join(folder.path, 'file');
  await writeFile(file, 'ours');
  for (const out of [file, join(file, 'below')])
    await expect(writeDraftFiles(out, files, true)).rejects.toMatchObject({ code: 'draft/not-a-folder' });
  expect(await readFile(file, 'utf8')).toBe('ours');
});

test('what was created is taken away again when a later one cannot be written', async () => {
  const out = join(folder.path, 'undone');
  await expect(writeDraftFiles(out, [...files, { name: 'no-such-folder/b.md', content: 'B' }], false)).rejects.toThrow();
  expect(await readdir(out)).toEqual([]);
});
