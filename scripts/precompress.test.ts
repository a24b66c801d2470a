import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { precompress } from './precompress.ts';

test('beside every text stands what it unpacks to, smaller; beside what is small or packed already, nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-precompress-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  const script = 'export const quay = "berth";\n'.repeat(100);
  await writeFile(join(folder, 'assets', 'app.js'), script);
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'plex.woff2'), Buffer.alloc(5_000));

  await precompress(folder);

  const stored = (ending: string) => readFile(join(folder, 'assets', `app.js${ending}`));
  expect(brotliDecompressSync(await stored('.br')).toString()).toBe(script);
  expect(gunzipSync(await stored('.gz')).toString()).toBe(script);
  expect((await stored('.br')).byteLength).toBeLessThan(script.length / 5);
  expect(['index.html.br', 'assets/plex.woff2.br', 'assets/plex.woff2.gz'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
});
