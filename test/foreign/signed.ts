import type { FileMap } from '../package/memory-sink.ts';
import { edited, type Members, resigned, textOf } from './remade.ts';

/** Damage that needs no key, or the key for the manifest alone. */

export const FINDINGS = 'findings/change--approved-by-another.ndjson';
export const POPULATION = 'populations/changes.ndjson';
export const ENTRIES = 'evidence/entries-00000.ndjson';
export const BLOBS = 'evidence/blobs-00000.ndjson';

export function flip(files: FileMap, path: string): FileMap {
  const bytes = Buffer.from(files.get(path) as Uint8Array);
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return new Map(files).set(path, bytes);
}

export function without(files: FileMap, path: string): FileMap {
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
export type Mutation = readonly [what: string, change: (files: FileMap) => FileMap, file: string | null];

export const careless: readonly Mutation[] = [
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

const emptied = (files: FileMap, path: string) => resigned(new Map(files).set(path, new Uint8Array()));
const INDEX = 'evidence/index.json';
const MORE_ENTRIES = 'evidence/entries-00001.ndjson';
/** With an empty file of entries that the index lists as a verifier would that counts on. */
const withEmptyShard = (files: FileMap) =>
  emptied(
    edited(files, INDEX, (text) => text.replace(/\}\]\}\n$/, `},{"first":19,"last":18,"path":"${MORE_ENTRIES}"}]}\n`)),
    MORE_ENTRIES,
  );
const renamed = (files: FileMap, from: string, to: string) => resigned(without(files, from).set(to, files.get(from) as Uint8Array));
const withMembers = (member: string, more: Members) => (files: FileMap) =>
  resigned(files, 'ours', { [member]: { ...JSON.parse(textOf(files, 'manifest.json'))[member], ...more } });

/** The manifest lists the files as they are, and the log's key signed it: only what the files say gives them away. */
export const signed: readonly Mutation[] = [
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
  ['a file of entries without a line', withEmptyShard, MORE_ENTRIES],
  ['a file of raw files without a line', (files) => emptied(files, 'evidence/blobs-00001.ndjson'), 'evidence/blobs-00001.ndjson'],
  ['raw files numbered with a gap', (files) => renamed(files, BLOBS, 'evidence/blobs-00001.ndjson'), 'evidence/blobs-00001.ndjson'],
  ['a member more in the checkpoint of the manifest', withMembers('checkpoint', { note: '' }), 'manifest.json'],
  ['a member more in the assessment of the manifest', withMembers('assessment', { note: '' }), 'manifest.json'],
  ['an assessment without a uuid', withMembers('assessment', { entry: 'last' }), 'manifest.json'],
];

/** A key of the log that stands in docs/spec/ledger.md. */
const OF_ANOTHER_LOG = 'tickmark/a3c5e7f0-1b2d-4c3e-8f90-123456789abc+39180c99+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const keyFile = (change: (text: string) => string) => (files: FileMap) => resigned(edited(files, 'key.txt', change));

/** Signed with a key that is pinned, so that nobody needs what key.txt says. */
export const keyFiles: readonly Mutation[] = [
  ['missing', (files) => resigned(without(files, 'key.txt')), 'key.txt'],
  ['empty', keyFile(() => ''), 'key.txt'],
  ['a newline alone', keyFile(() => '\n'), 'key.txt'],
  ['a blank line', keyFile((text) => `${text}\n`), 'key.txt'],
  ['a space after the key', keyFile((text) => text.replace('\n', ' \n')), 'key.txt'],
  ['without its last newline', keyFile((text) => text.trimEnd()), 'key.txt'],
  ['with a key of another log', keyFile((text) => `${text}${OF_ANOTHER_LOG}\n`), 'key.txt'],
  ['longer than a note may be', keyFile((text) => text.repeat(1_000)), 'key.txt'],
];
const OPENED = /\{"content":[^\n]*?"salt":"[0-9a-f]{64}"\}/;
const sizeOf = (files: FileMap) => JSON.parse(textOf(files, 'manifest.json')).checkpoint as Members;
