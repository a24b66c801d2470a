import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile, replaceFile } from './durable-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is created once, whole and with its mode, and a second one changes nothing', async () => {
  const path = join(folder, 'one');
  expect(await createFile(path, 'first', 0o600)).toBe(true);
  expect(await createFile(path, 'second')).toBe(false);
  expect(await readFile(path, 'utf8')).toBe('first');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['one']);
});

test('a file is replaced, whether or not one stood there', async () => {
  const path = join(folder, 'one');
  await replaceFile(path, 'first');
  await replaceFile(path, 'second');
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(folder)).toEqual(['one']);
});

test('nothing is left behind when it cannot be put in its place', async () => {
  await expect(replaceFile(folder, 'x')).rejects.toThrow();
  await expect(createFile(join(folder, 'no', 'such'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual([]);
});
