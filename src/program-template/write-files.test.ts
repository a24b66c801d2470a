import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { starterProgram, writeProgram } from './template.ts';
import { plain } from './testing/example.ts';

const files = starterProgram(plain);
const paths = files.map(({ path }) => path);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-program-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

test('writes every file with its text, into folders it makes, and leaves nothing else behind', async () => {
  const target = join(folder, 'deep', 'program');
  expect(await writeProgram(target, files, { overwrite: false })).toEqual({ written: paths, unchanged: [] });
  expect(await filesIn(target)).toEqual([...paths].sort());
  for (const { path, text } of files) expect(await readFile(join(target, path), 'utf8')).toBe(text);
});

test('a file with another text is never overwritten, and nothing at all is written then', async () => {
  await mkdir(join(folder, 'records'));
  await writeFile(join(folder, 'records/scope.yaml'), 'mine');
  await expect(writeProgram(folder, files, { overwrite: false })).rejects.toMatchObject({
    code: 'program-template/exists',
    message: expect.stringContaining('records/scope.yaml'),
  });
  expect(await filesIn(folder)).toEqual(['records/scope.yaml']);
  expect(await readFile(join(folder, 'records/scope.yaml'), 'utf8')).toBe('mine');
});

test('after a crash half-way, the same call goes on where it ended', async () => {
  await writeProgram(folder, files.slice(0, 5), { overwrite: false });
  await expect(writeProgram(folder, files, { overwrite: false })).resolves.toEqual({ written: paths.slice(5), unchanged: paths.slice(0, 5) });
});

test('with overwrite, other texts are replaced', async () => {
  await writeFile(join(folder, 'README.md'), 'mine');
  await writeProgram(folder, files, { overwrite: true });
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe(files[0]!.text);
});

test('files beside the program stay as they are', async () => {
  await mkdir(join(folder, 'policies'));
  await writeFile(join(folder, 'policies/own.md'), 'mine');
  await writeProgram(folder, files, { overwrite: false });
  expect(await readFile(join(folder, 'policies/own.md'), 'utf8')).toBe('mine');
});

test('when one file cannot be written, those before it are taken away again, and folders made for them', async () => {
  const target = join(folder, 'new', 'program');
  const tooLong = { path: `records/${'x'.repeat(300)}.yaml`, text: '' };
  await expect(writeProgram(target, [...files, tooLong], { overwrite: false })).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('a file where a folder is needed, and a folder where a file belongs, are refused', async () => {
  await writeFile(join(folder, 'policies'), '');
  await expect(writeProgram(folder, files, { overwrite: false })).rejects.toMatchObject({ code: 'program-template/not-a-folder' });
  await rm(join(folder, 'policies'));
  await mkdir(join(folder, 'README.md'));
  await expect(writeProgram(folder, files, { overwrite: false })).rejects.toMatchObject({ code: 'program-template/exists' });
});

test('a path that leaves the folder is not written', async () => {
  await expect(writeProgram(join(folder, 'program'), [{ path: '../out.md', text: '' }], { overwrite: false })).rejects.toThrow(RangeError);
  expect(await readdir(folder)).toEqual([]);
});
