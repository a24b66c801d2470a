import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runVerify } from '../../src/verify/main.ts';
import { type Both, heldInMemory } from '../foreign/held-against.ts';
import { hasPython } from '../foreign/python.ts';
import { resigned } from '../foreign/remade.ts';
import { temporaryFolder } from '../support/git.ts';
import type { FileMap } from './memory-sink.ts';
import { samplePackage, verifyFiles } from './small-package.ts';

/** A package of a log that began under a simulated clock says so everywhere, and nobody can make it say otherwise. */

const both = { entry: true, summary: true };
const text = (files: FileMap, path: string) => Buffer.from(files.get(path) as Uint8Array).toString();
const pages = (files: FileMap) => [...files.keys()].filter((path) => path.endsWith('.html'));

test('every page, the manifest and the README say that the clock was simulated, and the package verifies', async () => {
  const files = await samplePackage({ simulated: both });
  expect(pages(files).length).toBeGreaterThan(10);
  for (const path of [...pages(files), 'README.txt']) expect(text(files, path), path).toContain('Simulated clock: made on pretend systems');
  expect(JSON.parse(text(files, 'manifest.json'))).toMatchObject({ simulated: true });
  expect(await verifyFiles(files)).toMatchObject({ verdict: 'verified', failures: [], manifest: { simulated: true } });
});

test('of a log whose clock is real nothing says so', async () => {
  const files = await samplePackage();
  for (const path of pages(files)) expect(text(files, path), path).not.toContain('Simulated clock');
  expect(text(files, 'README.txt')).not.toContain('Simulated clock');
  expect(JSON.parse(text(files, 'manifest.json'))).not.toHaveProperty('simulated');
});

const lies: readonly (readonly [string, () => Promise<FileMap>])[] = [
  ['the manifest says nothing of it', async () => resigned(await samplePackage({ simulated: both }), 'ours', { simulated: undefined })],
  ['the manifest alone says so', async () => resigned(await samplePackage(), 'ours', { simulated: true })],
  ['the manifest says that it was not', async () => resigned(await samplePackage({ simulated: both }), 'ours', { simulated: false })],
  [
    'the assessment says nothing of it',
    async () => resigned(await samplePackage({ simulated: { entry: true, summary: false } }), 'ours', { simulated: true }),
  ],
  [
    'the first entry says nothing of it',
    async () => resigned(await samplePackage({ simulated: { entry: false, summary: true } }), 'ours', { simulated: true }),
  ],
];

describe('whoever holds the key cannot hide it', () => {
  test.each(lies)('%s: it does not verify', async (_what, made) => {
    const { verdict } = await verifyFiles(await made());
    expect(['broken', 'unreadable']).toContain(verdict);
    expect(verdict).not.toBe('verified');
  });
});

if (hasPython('the second verifier')) {
  const codes = ({ ours, python }: Both) => [ours.code, python.code];

  test('two verifiers agree on a package with a simulated clock', async () => {
    expect(codes(await heldInMemory(await samplePackage({ simulated: both })))).toEqual([4, 4]);
  });

  test.each(lies)('two verifiers agree that it is broken where %s', async (_what, made) => {
    const [ours, python] = codes(await heldInMemory(await made()));
    expect(ours).not.toBe(4);
    expect(python).toBe(1);
  });
}

test('the verifier tells whoever runs it, and says nothing where the clock is real', async () => {
  const told = async (files: FileMap) => {
    const folder = temporaryFolder();
    try {
      for (const [path, bytes] of files) {
        mkdirSync(join(folder.path, dirname(path)), { recursive: true });
        writeFileSync(join(folder.path, path), bytes);
      }
      const lines: string[] = [];
      expect(await runVerify([folder.path], { out: (line) => lines.push(line), err: () => undefined })).toBe(4);
      return lines.join('\n');
    } finally {
      folder.remove();
    }
  };
  expect(await told(await samplePackage({ simulated: both }))).toContain('Simulated clock: made on pretend systems');
  expect(await told(await samplePackage())).not.toContain('Simulated');
});
