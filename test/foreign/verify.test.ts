import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { type FileMap, memorySink } from '../package/memory-sink.ts';
import { sampleSource, signerFrom } from '../package/sample.ts';
import { type Both, heldAgainst, heldInMemory } from './held-against.ts';
import { hasPython } from './python.ts';
import { checkpointAt, edited, entryEdited, type Members, resealed, resigned, rowsEdited, summaryEdited, textOf } from './remade.ts';

/** Two verifiers of packages: the project's own, one file, and one in Python that was written from the specification alone. They must agree. */

const KEPT = fileURLToPath(new URL('../kept', import.meta.url));
const FINDINGS = 'findings/change--approved-by-another.ndjson';
const POPULATION = 'populations/changes.ndjson';
const ENTRIES = 'evidence/entries-00000.ndjson';
const BLOBS = 'evidence/blobs-00000.ndjson';

let intact: FileMap;
beforeAll(async () => {
  const sink = memorySink();
  await writePackage(sampleSource(), sink);
  intact = sink.files;
});

const givenBesides: string[] = [];
/** A file of its own for a key or a checkpoint that is given on the command line. */
function besides(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-foreign-'));
  givenBesides.push(folder);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
afterAll(() => {
  for (const folder of givenBesides) rmSync(folder, { recursive: true, force: true });
});

function expectBoth({ ours, python }: Both, code: number): void {
  expect({ ours: ours.code, python: python.code, faults: [ours.files, python.files] }).toMatchObject({ ours: code, python: code });
}

/** Both call it broken, and both name the file if there is one to name. */
function expectBroken(both: Both, file: string | null): void {
  expectBoth(both, 1);
  if (file === null) return;
  expect(both.ours.files).toContain(file);
  expect(both.python.files).toContain(file);
}

function flip(files: FileMap, path: string): FileMap {
  const bytes = Buffer.from(files.get(path) as Uint8Array);
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return new Map(files).set(path, bytes);
}

function without(files: FileMap, path: string): FileMap {
  const rest = new Map(files);
  if (!rest.delete(path)) throw new Error(`There is no ${path}`);
  return rest;
}

const cut = (files: FileMap, path: string) => new Map(files).set(path, (files.get(path) as Uint8Array).slice(0, -1));
const added = (files: FileMap, path: string) => new Map(files).set(path, Buffer.from('A stranger wrote this.\n'));
const swapped = (files: FileMap, one: string, other: string) =>
  new Map(files).set(one, files.get(other) as Uint8Array).set(other, files.get(one) as Uint8Array);
/** The first line comes last. */
const rotated = (files: FileMap, path: string) => edited(files, path, (text) => text.replace(/^([^\n]*\n)(.*)$/s, '$2$1'));
const doubled = (files: FileMap, path: string) => edited(files, path, (text) => text.replace(/^[^\n]*\n/, '$&$&'));

const TILE = 'ledger/tile/0/000.p/19';

/** What was done, how, and the file that both must name; null where the fault lies between two files, or in one that is not there. */
type Mutation = readonly [what: string, change: (files: FileMap) => FileMap, file: string | null];

const careless: readonly Mutation[] = [
  ...['manifest.note', 'checkpoint.txt', 'key.txt', FINDINGS, 'exceptions.csv', ENTRIES, TILE, 'index.html'].map(
    (path): Mutation => [`a bit of ${path} flipped`, (files) => flip(files, path), path],
  ),
  ...['manifest.note', ENTRIES, TILE].map((path): Mutation => [`${path} dropped`, (files) => without(files, path), path]),
  ...[ENTRIES, TILE].map((path): Mutation => [`${path} cut short`, (files) => cut(files, path), path]),
  ['the manifest dropped', (files) => without(files, 'manifest.json'), 'manifest.json'],
  ...['notes.txt', 'report/more.html'].map((path): Mutation => [`${path} added`, (files) => added(files, path), path]),
  ['two files swapped', (files) => swapped(files, 'exceptions.json', 'unknowns.json'), 'unknowns.json'],
  ['lines in another order', (files) => rotated(files, ENTRIES), ENTRIES],
  ['an empty manifest', (files) => new Map(files).set('manifest.json', Buffer.from('')), 'manifest.json'],
  ['a manifest with a space', (files) => edited(files, 'manifest.json', (text) => text.replace('{', '{ ')), 'manifest.json'],
];

/** The manifest lists the files as they are, and the log's key signed it: only what the files say gives them away. */
const signed: readonly Mutation[] = [
  ...[POPULATION, 'exceptions.csv', 'unknowns.json', ENTRIES, BLOBS, 'evidence/index.json', 'assessment.json'].map(
    (path): Mutation => [`a bit of ${path} flipped`, (files) => resigned(flip(files, path)), path],
  ),
  ['a bit of a tile flipped', (files) => resigned(flip(files, TILE)), null],
  ...[FINDINGS, 'exclusions.json', 'populations/changes.sheet.json'].map(
    (path): Mutation => [`${path} dropped`, (files) => resigned(without(files, path)), path],
  ),
  ...[TILE, BLOBS].map((path): Mutation => [`${path} dropped`, (files) => resigned(without(files, path)), null]),
  ...['notes.txt', 'findings/more.ndjson', 'ledger/tile/1/000.p/1'].map(
    (path): Mutation => [`${path} added`, (files) => resigned(added(files, path)), path],
  ),
  ['an entry left out', (files) => resigned(edited(files, ENTRIES, (text) => text.replace(/^[^\n]*\n/, ''))), ENTRIES],
  ['an entry twice', (files) => resigned(doubled(files, ENTRIES)), ENTRIES],
  ['entries in another order', (files) => resigned(rotated(files, ENTRIES)), ENTRIES],
  ['raw files in another order', (files) => resigned(rotated(files, BLOBS)), BLOBS],
  ['a space in an entry', (files) => resigned(edited(files, ENTRIES, (text) => text.replace('{"body"', '{ "body"'))), ENTRIES],
  ['a member twice', (files) => resigned(edited(files, FINDINGS, (text) => text.replace('{', '{"because":"",'))), FINDINGS],
  ['1.0 for 1', (files) => resigned(edited(files, 'assessment.json', (text) => text.replace('"version":1', '"version":1.0'))), 'assessment.json'],
  ['an unfinished line', (files) => resigned(cut(files, FINDINGS)), FINDINGS],
  ['another checkpoint size', (files) => resigned(files, 'ours', { checkpoint: { ...sizeOf(files), size: 18 } }), 'checkpoint.txt'],
  ['another period', (files) => resigned(files, 'ours', { period: { audit: '2026' } }), null],
  ['salt of another content', (files) => resigned(edited(files, ENTRIES, (text) => text.replace(/"salt":"../, '"salt":"0a'))), ENTRIES],
  ['a content called erased', (files) => resigned(edited(files, ENTRIES, (text) => text.replace(OPENED, '"erased"'))), 'evidence/index.json'],
  ['a content called left out', (files) => resigned(edited(files, ENTRIES, (text) => text.replace(OPENED, '"left-out"'))), ENTRIES],
];
const OPENED = /\{"content":[^\n]*?"salt":"[0-9a-f]{64}"\}/;
const sizeOf = (files: FileMap) => JSON.parse(textOf(files, 'manifest.json')).checkpoint as Members;

interface Summary {
  treeSize: number;
  checks: Members[];
  controls: Members[];
  populations: Members[];
  exclusions: Members[];
  files: Members[];
  period: Members;
}
const summary = (edit: (summary: Summary) => void, body?: Members) => (files: FileMap) => summaryEdited<Summary>(files, edit, body);
const rows = (path: string, edit: (rows: Members[]) => void) => (files: FileMap) => rowsEdited(files, path, edit);
const first = (list: Members[]) => list[0] as Members;

/** The log itself was written otherwise: tree, checkpoint and manifest fit, and only the rules of the specification are broken. */
const resealedOnes: readonly Mutation[] = [
  ['a check that counts one more', summary(({ checks }) => Object.assign(first(checks), { pass: 99 })), 'assessment.json'],
  ['a check said to pass', summary(({ checks }) => Object.assign(first(checks), { outcome: 'pass' })), 'assessment.json'],
  ['a control said to pass', summary(({ controls }) => Object.assign(first(controls), { outcome: 'pass' })), 'assessment.json'],
  ['a control without checks', summary(({ controls }) => Object.assign(first(controls), { checks: [] })), 'assessment.json'],
  ['a tree size of the body alone', summary(() => undefined, { treeSize: 3 }), 'assessment.json'],
  ['a horizon of the body alone', summary(() => undefined, { horizon: '2025-06-30T22:00:00.000Z' }), 'assessment.json'],
  ['judged from what came after', summary((it) => Object.assign(it, { treeSize: 19 }), { treeSize: 19 }), 'assessment.json'],
  ['facts that were not there yet', summary((it) => Object.assign(it, { treeSize: 3 }), { treeSize: 3 }), FINDINGS],
  ['an exclusion no longer in force', summary(({ exclusions }) => Object.assign(first(exclusions), { inForce: false })), FINDINGS],
  ['a day that does not exist', summary(({ period }) => Object.assign(period, { first: '2025-02-30' })), 'assessment.json'],
  ['a sheet that counts one more', summary(({ populations }) => Object.assign(first(populations), { items: 13 })), POPULATION],
  ['an item answered twice', rows(FINDINGS, (list) => list.push(first(list))), FINDINGS],
  ['an item not answered', rows(FINDINGS, (list) => list.shift()), FINDINGS],
  ['an item twice in its population', rows(POPULATION, (list) => list.push(first(list))), POPULATION],
  ['a row of another check', rows(FINDINGS, (list) => Object.assign(first(list), { check: 'change/ticket-reference' })), FINDINGS],
  ['a row of another version', rows(FINDINGS, (list) => Object.assign(first(list), { version: 2 })), FINDINGS],
  ['a row that fails without a span', rows(FINDINGS, (list) => Object.assign(first(list), { outcome: 'fail' })), FINDINGS],
  ['a leaf that is no fact', rows(FINDINGS, (list) => Object.assign(first(list), { leaves: [13] })), FINDINGS],
  ['a leaf beyond the tree', rows(POPULATION, (list) => Object.assign(first(list), { leaves: [4000] })), POPULATION],
  ['an unknown exclusion', rows(FINDINGS, (list) => Object.assign(first(list), { excludedBy: 'x-999' })), FINDINGS],
  ['time running backwards', (files) => resealed(recordedAt(files, 5, '2025-01-01T00:00:00.000Z')), ENTRIES],
  ['a fact without an id', (files) => resealed(entryEdited(files, 4, ({ body }) => Object.assign(body, { id: 'four' }))), ENTRIES],
  ['another commitment', (files) => resealed(entryEdited(files, 4, ({ body }) => Object.assign(body, { state: '0'.repeat(64) }))), ENTRIES],
];
const recordedAt = (files: FileMap, leaf: number, recorded: string) => entryEdited(files, leaf, (line) => Object.assign(line, { recorded }));

/** Kept packages of earlier versions: every folder under test/kept that holds a manifest. */
function keptPackages(): string[] {
  if (!existsSync(KEPT)) return [];
  return readdirSync(KEPT, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)manifest\.json$/.test(path))
    .map((path) => join(KEPT, path, '..'));
}

const ours = signerFrom('ours').key;
const theirs = signerFrom('theirs').key;

if (hasPython('the second verifier')) {
  describe('two verifiers agree', () => {
    test('on an intact package: nobody vouches for its key', async () => expectBoth(await heldInMemory(intact), 4));

    test('on an intact package made anew as it was', async () => expectBoth(await heldInMemory(resealed(resigned(intact))), 4));

    test.each(careless)('careless: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test('careless: a symbolic link', async () => expectBroken(await heldInMemory(intact, [], 'report/link.html'), 'report/link.html'));

    test.each(signed)('signed: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test.each(resealedOnes)('sealed: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test('on a folder that is no package, and on one that is not there', async () => {
      expectBoth(await heldInMemory(new Map()), 2);
      expectBoth(await heldAgainst(join(tmpdir(), 'tickmark-there-is-no-such-folder')), 2);
    });
  });

  describe('two verifiers agree on whom to trust', () => {
    test('a pinned key, given as text or in a file', async () => {
      expectBoth(await heldInMemory(intact, ['--key', ours]), 0);
      expectBoth(await heldInMemory(intact, ['--key', theirs, '--key', besides('key.txt', `${ours}\n`)]), 0);
    });

    test('a package wholly made anew under another key', async () => {
      const remade = resealed(intact, 'theirs');
      expectBoth(await heldInMemory(remade), 4);
      expectBroken(await heldInMemory(remade, ['--key', ours]), 'manifest.note');
      expectBoth(await heldInMemory(remade, ['--checkpoint', besides('old.txt', checkpointAt(intact, 9))]), 1);
    });

    test('an earlier checkpoint of the log, and of the empty log', async () => {
      for (const size of [0, 1, 16, 19]) {
        const args = ['--checkpoint', besides(`${size}.txt`, checkpointAt(intact, size))];
        expectBoth(await heldInMemory(intact, args), 0);
        expectBoth(await heldInMemory(intact, ['--key', ours, ...args]), 0);
      }
    });

    test('an earlier checkpoint of a log with another past', async () => {
      const past = entryEdited(intact, 3, ({ body }) => Object.assign(body, { basis: 'seen' }));
      const other = besides('other.txt', checkpointAt(past, 9));
      expectBoth(await heldInMemory(intact, ['--checkpoint', other]), 1);
      expectBoth(await heldInMemory(intact, ['--key', ours, '--checkpoint', other]), 1);
    });

    test('a checkpoint larger than the package: they cannot be compared', async () => {
      const larger = besides('larger.txt', checkpointAt(withOneMore(intact), 20));
      expectBoth(await heldInMemory(intact, ['--checkpoint', larger]), 2);
      expectBoth(await heldInMemory(flip(intact, 'README.txt'), ['--checkpoint', larger]), 1);
    });

    test('a checkpoint signed by somebody else, one that is none, and a key that is none', async () => {
      const stranger = besides('stranger.txt', checkpointAt(intact, 9, 'theirs'));
      expectBoth(await heldInMemory(intact, ['--checkpoint', stranger]), 1);
      expectBoth(await heldInMemory(intact, ['--checkpoint', besides('none.txt', 'nothing\n')]), 1);
      expectBoth(await heldInMemory(intact, ['--key', 'nothing']), 2);
    });
  });

  describe('two verifiers agree on kept packages', () => {
    test('each verifies, under its key', async () => {
      for (const folder of keptPackages()) {
        expectBoth(await heldAgainst(folder), 4);
        expectBoth(await heldAgainst(folder, ['--key', join(folder, 'key.txt')]), 0);
        const files = new Map([['manifest.json', readFileSync(join(folder, 'manifest.json'))]]);
        expectBoth(await heldInMemory(files), 1);
      }
    });
  });
} else {
  test('needs Python, which this machine does not have', () => expect(hasPython('the second verifier')).toBe(false));
}

/** The log with one entry more. */
function withOneMore(files: FileMap): FileMap {
  return edited(files, ENTRIES, (text) => {
    const line = JSON.parse(text.trimEnd().split('\n').at(-1) as string) as { leaf: number };
    return `${text}${JSON.stringify({ ...line, leaf: line.leaf + 1 })}\n`;
  });
}
