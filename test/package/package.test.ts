import { chmod, mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolderSink } from '../../src/audit/package/folder-sink.ts';
import type { PackageSource } from '../../src/audit/package/source.ts';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { folderFiles } from '../../src/verify/package/folder.ts';
import { verifyPackage } from '../../src/verify/package/verify-package.ts';
import { type FileMap, memorySink } from './memory-sink.ts';
import { earlierCheckpoint, sampleSource, signerFrom } from './sample.ts';
import { edited, ourKey, resigned, samplePackage, smallPackage, verifyFiles } from './small-package.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-package-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeFolder(name: string, files: FileMap): Promise<string> {
  for (const [path, bytes] of files) {
    const full = join(folder, name, path);
    await mkdir(join(full, '..'), { recursive: true });
    await writeFile(full, bytes);
  }
  return join(folder, name);
}

describe('a package', () => {
  test('is the same bytes each time (fault 61)', async () => {
    const [first, second] = [await samplePackage(), await samplePackage()];
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [path, bytes] of first) expect(Buffer.from(bytes).equals(second.get(path) as Uint8Array), path).toBe(true);
  });

  test('carries every entry of the log, and lists what was erased', async () => {
    const files = await samplePackage();
    const entries = [...files].filter(([path]) => path.startsWith('evidence/entries-')).map(([, bytes]) => Buffer.from(bytes).toString());
    const leaves = entries.flatMap((text) => text.trimEnd().split('\n')).map((line) => (JSON.parse(line) as { leaf: number }).leaf);
    expect(entries.length).toBeGreaterThan(1);
    expect(leaves).toEqual(leaves.map((_, at) => at));
    expect(JSON.parse(String(files.get('evidence/index.json')?.toString()))).toMatchObject({ erased: [{ leaf: 16, name: 'state' }] });
  });

  test('lists exceptions with their sentences, excluded ones too, and unknown spans with their reasons', async () => {
    const files = await samplePackage();
    const read = (path: string) => JSON.parse(Buffer.from(files.get(path) as Uint8Array).toString()) as Record<string, unknown>[];
    const exceptions = read('exceptions.json');
    expect(exceptions).toHaveLength(10);
    expect(exceptions.filter(({ excludedBy }) => excludedBy === 'x-001')).toHaveLength(1);
    expect(exceptions[1]).toMatchObject({ check: 'change/approved-by-another', until: null, because: '“Add a berth planner 4” was looked at.' });
    const unknowns = read('unknowns.json');
    expect(unknowns[0]).toMatchObject({ check: 'change/approved-by-another', item: null, reason: 'before-first-look' });
    expect(unknowns.filter(({ item, reason }) => item !== null && reason === 'not-told')).toHaveLength(4);
  });

  test('carries a population that no check asks as a list: rows, a sheet, a table without outcomes and a page without marks', async () => {
    const files = await samplePackage();
    const read = (path: string) => Buffer.from(files.get(path) as Uint8Array).toString();
    expect(read('populations/suppressions.csv').split('\r\n')[0]).toBe('\ufeff"item","title","because","from","until"');
    expect(JSON.parse(read('populations/suppressions.sheet.json'))).toMatchObject({ population: 'suppressions', items: 1 });
    const page = read('report/populations/suppressions.html');
    expect(page).toContain('exclusion/x-001');
    expect(page).toContain('No check asks anything of this population');
    expect(page).not.toMatch(/Whole population|class="legend"|9999/);
    expect(read('report/populations/changes.html')).toMatch(/Whole population.*class="legend"/s);
    expect((await verifyFiles(files)).verdict).toBe('verified');
  });

  test('never says that anybody is certified, and gives no opinion', async () => {
    for (const [path, bytes] of await samplePackage()) {
      if (/\.(html|txt|json|csv)$/.test(path)) expect(Buffer.from(bytes).toString(), path).not.toMatch(/certified|compliant|audit-ready/i);
    }
  });
});

describe('a package that was wholly made anew', () => {
  test('is self-consistent without a pin, and broken with one', async () => {
    const remade = await samplePackage({ signer: 'thief', name: 'Nothing to see' });
    expect((await verifyFiles(remade, {})).verdict).toBe('unpinned');
    const pinned = await verifyFiles(remade);
    expect(pinned.verdict).toBe('broken');
    expect(pinned.failures.map(({ code, file }) => [code, file])).toEqual(
      expect.arrayContaining([
        ['unknown-signer', 'manifest.note'],
        ['unknown-signer', 'checkpoint.txt'],
      ]),
    );
  });

  test('with the stolen key, is caught by an earlier checkpoint (fault 15)', async () => {
    const remade = await samplePackage({ name: 'Nothing to see' });
    expect((await verifyFiles(remade)).verdict).toBe('verified');
    const outside = await earlierCheckpoint(sampleSource(), 9);
    const result = await verifyFiles(remade, { pinned: ourKey, outside });
    expect(result.verdict).toBe('broken');
    expect(result.failures).toMatchObject([{ code: 'outside-checkpoint', leaf: 9 }]);
  });

  test('with a key of its own, does not pass for the signer of an earlier checkpoint', async () => {
    const source = sampleSource();
    const outside = await earlierCheckpoint(source, 9);
    const thief = signerFrom('thief');
    const forged: PackageSource = { ...source, sign: thief.sign, keys: [signerFrom('ours').key, thief.key] };
    const sink = memorySink();
    await writePackage(forged, sink);
    expect((await verifyFiles(sink.files, { outside })).verdict).toBe('unpinned');
    expect((await verifyFiles(await samplePackage(), { outside })).verdict).toBe('verified');
  });

  test('an earlier checkpoint of the same size must have the same root', async () => {
    const source = sampleSource();
    const files = await samplePackage();
    expect((await verifyFiles(files, { outside: source.checkpoint.note })).verdict).toBe('verified');
    expect((await verifyFiles(files, { outside: sampleSource({ name: 'Other' }).checkpoint.note })).verdict).toBe('broken');
  });

  test('a checkpoint beyond the package cannot be compared, which is not broken', async () => {
    const later = sampleSource({ changes: 40 }).checkpoint.note;
    expect(await verifyFiles(await samplePackage(), { outside: later })).toMatchObject({
      verdict: 'unreadable',
      failures: [{ code: 'outside-too-new' }],
    });
  });
});

describe('what is hostile (faults 51, 52)', () => {
  test('links are reported and never followed', async () => {
    const path = await writeFolder('links', await samplePackage());
    await rm(join(path, 'README.txt'));
    await symlink('/etc/hostname', join(path, 'README.txt'));
    await symlink('/', join(path, 'report', 'all'));
    const { verdict, failures } = await verifyPackage(folderFiles(path), { pinned: ourKey });
    expect(verdict).toBe('broken');
    expect(failures.filter(({ code }) => code === 'not-a-file').map(({ file }) => file)).toEqual(
      expect.arrayContaining(['README.txt', 'report/all']),
    );
  });

  test.each([
    ['../outside.txt'],
    ['/etc/passwd'],
    ['report/../../up'],
    ['report//x'],
    ['findings/con.ndjson'],
    ['report/a\\b'],
    ['report/trailing.'],
    ['report/a\u202Eb'],
    ['readme.txt'],
    ['a'.repeat(600)],
  ])('a manifest with the path %s is refused before anything is read', async (path) => {
    const forged = resigned(new Map(await smallPackage()).set(path, Buffer.from('x')));
    expect(await verifyFiles(forged)).toMatchObject({ verdict: 'broken', failures: [{ code: 'manifest-malformed' }] });
  });

  test('files that no package has are refused even when they are signed', async () => {
    const forged = resigned(new Map(await smallPackage()).set('evidence/more.ndjson', Buffer.from('{}\n')));
    expect((await verifyFiles(forged)).failures).toMatchObject([{ code: 'file-extra', file: 'evidence/more.ndjson' }]);
  });

  test.each([
    ['nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`],
    ['a million keys', `{${Array.from({ length: 1_000_000 }, (_, at) => `"${at}":0`).join(',')}}\n`],
    ['a key twice', '{"body":1,"body":2}\n'],
    ['a number that loses digits', '{"leaf":9007199254740993}\n'],
    ['a key named __proto__', '{"__proto__":{"x":1}}\n'],
    ['a lone surrogate', '{"a":"\\ud800"}\n'],
    ['no UTF-8', Buffer.of(0x22, 0xff, 0x22, 0x0a)],
    ['a byte order mark', '\uFEFF{}\n'],
  ])('evidence with %s is named, not believed', { timeout: 30_000 }, async (_name, line) => {
    const files = await smallPackage();
    const path = 'evidence/entries-00000.ndjson';
    const forged = resigned(new Map(files).set(path, Buffer.concat([Buffer.from(line), files.get(path) as Uint8Array])));
    const { verdict, failures } = await verifyFiles(forged);
    expect(verdict).toBe('broken');
    expect(failures.some((failure) => failure.file === path && failure.line === 1)).toBe(true);
  });

  test('a note longer than a note may be is refused, not read to its end', async () => {
    const files = await smallPackage();
    for (const path of ['manifest.note', 'checkpoint.txt', 'key.txt']) {
      const forged = resigned(new Map(files).set(path, Buffer.alloc(70_000, 'x\n')));
      if (path === 'manifest.note') forged.set(path, Buffer.alloc(70_000, 'x\n'));
      const { verdict, failures } = await verifyFiles(forged);
      expect(verdict).toBe('broken');
      expect(failures).toContainEqual(expect.objectContaining({ code: 'malformed-note', file: path }));
    }
  });

  test('a tree said to be huge costs nothing', async () => {
    const files = edited(await smallPackage(), 'manifest.json', /"size":\d+/, '"size":9007199254740991');
    expect((await verifyFiles(resigned(files))).verdict).toBe('broken');
  });
});

describe('writing to a folder', () => {
  test('takes its place only when it is whole, and never over something else', async () => {
    const out = join(folder, 'deep', 'package');
    const sink = await openFolderSink(out, { replace: false });
    await writePackage(sampleSource(), sink);
    expect(await readdir(join(folder, 'deep'))).toEqual([expect.stringMatching(/^\.package\..*\.partial$/)]);
    await sink.finish();
    expect(await readdir(join(folder, 'deep'))).toEqual(['package']);
    expect((await verifyPackage(folderFiles(out), { pinned: ourKey })).verdict).toBe('verified');
    await expect(openFolderSink(out, { replace: false })).rejects.toThrow(/holds a package already/);
    await expect(openFolderSink(folder, { replace: true })).rejects.toThrow(/is not empty/);
    const again = await openFolderSink(out, { replace: true });
    await writePackage(sampleSource({ changes: 20 }), again);
    await again.finish();
    expect(await readdir(join(folder, 'deep'))).toEqual(['package']);
  });

  test('refuses, naming it, only when bytes it promises are missing or changed', async () => {
    const missing = (name: string) => async () => {
      throw new Refusal('blob/missing', `${name} is missing`);
    };
    const source = sampleSource();
    const cases: [PackageSource, RegExp][] = [
      [{ ...source, blob: missing('the raw file') }, /the raw file is missing/],
      [{ ...source, rows: missing('findings') }, /findings is missing/],
      [{ ...source, rows: async () => Buffer.from('{}\n') }, /is not the file that the assessment sealed/],
      [{ ...source, blob: async () => Buffer.from('x') }, /is not what it was/],
      [{ ...source, async *entries() {} }, /entry 0 of the ledger is missing/],
      [{ ...source, tile: async (_index, width) => new Uint8Array(width * 32) }, /not what was sealed/],
    ];
    for (const [broken, sentence] of cases) await expect(writePackage(broken, memorySink())).rejects.toThrow(sentence);
  });

  test('a file that cannot be read is said to be unreadable', async () => {
    const path = await writeFolder('cut', await samplePackage());
    await truncate(join(path, 'manifest.json'), 100);
    expect((await verifyPackage(folderFiles(path))).verdict).toBe('broken');
    await rm(join(path, 'manifest.json'));
    await chmod(path, 0o700);
    expect((await verifyPackage(folderFiles(path))).failures).toMatchObject([{ code: 'file-missing', file: 'manifest.json' }]);
  });
});
