import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkBundle, firstLoad } from '../../scripts/house/bundle.ts';
import { plant } from './planted-house.ts';

const manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_kit.js'] },
  '_kit.js': { file: 'assets/kit.js', imports: ['_react.js'] },
  '_react.js': { file: 'assets/react.js', imports: ['_kit.js'] },
  'pages/ledger.tsx': { file: 'assets/ledger.js', imports: ['_kit.js', '_hashes.js'] },
  '_hashes.js': { file: 'assets/hashes.js' },
  'style.css': { file: 'assets/style.css' },
};

/** Pages whose scripts, by name, hold this many bytes that no compression makes smaller. */
function pagesWith(sizes: Record<string, number>): string {
  const scripts = Object.values(manifest).map(({ file }) => [file, randomBytes(Math.ceil((sizes[file] ?? 0) / 2)).toString('hex')]);
  return plant({ ...Object.fromEntries(scripts), 'assets/manifest.json': JSON.stringify(manifest) }).root;
}

describe('the gate on the bundle', () => {
  test('counts the entry and all that it imports, once, and nothing that is loaded later', () => {
    expect(firstLoad(manifest).sort()).toEqual(['assets/index.js', 'assets/kit.js', 'assets/react.js']);
  });

  test('lets a first load below the limit pass, however much comes later', () => {
    expect(checkBundle(pagesWith({ 'assets/index.js': 4000, 'assets/ledger.js': 900_000 }), { firstLoad: 10_000 }).failures).toEqual([]);
  });

  test('fails above it, and says which file weighs what', () => {
    const { failures } = checkBundle(pagesWith({ 'assets/index.js': 1000, 'assets/react.js': 40_000 }), { firstLoad: 10_000 });
    expect(failures).toEqual([expect.stringMatching(/of script before the first page, of 10\.0 kB: .*assets\/react\.js 2\d\.\d kB/)]);
  });

  test('fails when it sees no script', () => {
    const { root } = plant({ 'assets/manifest.json': '{}' });
    expect(checkBundle(root, { firstLoad: 10_000 }).failures).toEqual(['saw no files of script: the gate looked at nothing']);
  });
});
