import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { sha256, sha256Hex } from '../../src/kernel/hash.ts';
import { utf8 } from '../../src/verify/core/bytes.ts';
import { formatCheckpoint } from '../../src/verify/core/checkpoint.ts';
import { leafHash, rootFromLeaves } from '../../src/verify/core/merkle.ts';
import type { FileMap } from '../package/memory-sink.ts';
import { ORIGIN, signerFrom } from '../package/sample.ts';

/** Packages made anew by somebody who holds the log's key, so that no hash and no signature gives a change away. For trees of up to 256 leaves. */

export type Members = { [name: string]: Json | undefined };
export interface Line {
  body: Members & { commitments?: Record<string, string> };
  contents: Record<string, { content: Json; salt: string } | string>;
  leaf: number;
  recorded: string;
}

export const textOf = (files: FileMap, path: string) => Buffer.from(files.get(path) as Uint8Array).toString('utf8');
const written = (value: unknown) => `${canonicalJson(value as Json)}\n`;
const linesOf = (text: string) => text.split('\n').slice(0, -1);
const ENTRIES = 'evidence/entries-00000.ndjson';

/** The package with one file changed as text. @throws when nothing was changed */
export function edited(files: FileMap, path: string, edit: (text: string) => string): FileMap {
  const before = textOf(files, path);
  const after = edit(before);
  if (after === before) throw new Error(`Nothing was changed in ${path}`);
  return new Map(files).set(path, Buffer.from(after));
}

/** With a manifest that lists the files as they are, signed. `manifest`: members that it shall have instead. */
export function resigned(files: FileMap, signer = 'ours', manifest: Members = {}): FileMap {
  const { sign, key } = signerFrom(signer);
  const others = new Map([...files].filter(([path]) => !path.startsWith('manifest.')));
  if (signer !== 'ours') others.set('key.txt', Buffer.from(`${key}\n`));
  const listed = [...others].map(([path, bytes]) => ({ bytes: bytes.length, path, sha256: sha256Hex(bytes) }));
  listed.sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = written({ ...JSON.parse(textOf(files, 'manifest.json')), files: listed, ...manifest });
  const note = sign(`tickmark-package/1\n${ORIGIN}\n${sha256Hex(text)}\n`);
  return new Map([...others, ['manifest.json', Buffer.from(text)], ['manifest.note', Buffer.from(note)]]);
}

/** The log's first entries, its tile, its root, and the signed checkpoint of it, recorded with the last of these entries unless told otherwise. */
function logAt(files: FileMap, size: number, signer: string, at?: string) {
  const lines = linesOf(textOf(files, ENTRIES)).map((line) => JSON.parse(line) as Line);
  const hashes = lines.slice(0, size).map((line) => leafHash(sha256, utf8(canonicalJson({ entry: line.body, recorded: line.recorded } as Json))));
  const root = rootFromLeaves(sha256, hashes);
  const recorded = at ?? lines.slice(0, Math.max(size, 1)).reduce((latest, line) => (line.recorded > latest ? line.recorded : latest), '');
  const note = signerFrom(signer).sign(formatCheckpoint({ origin: ORIGIN, size: hashes.length, root, recorded }));
  return { size: hashes.length, tile: Buffer.concat(hashes), root: Buffer.from(root).toString('base64'), note };
}

/** The signed checkpoint of the log when it had its first `size` entries, 0 or more. */
export const checkpointAt = (files: FileMap, size: number, signer = 'ours', recorded?: string) => logAt(files, size, signer, recorded).note;

/** With the tree that the entries' lines lead to, a checkpoint of it and a manifest, signed. */
export function resealed(files: FileMap, signer = 'ours', recorded?: string): FileMap {
  const { size, tile, root, note } = logAt(files, Number.POSITIVE_INFINITY, signer, recorded);
  const others = new Map([...files].filter(([path]) => !path.startsWith('ledger/')));
  others.set(`ledger/tile/0/000.p/${size}`, tile).set('checkpoint.txt', Buffer.from(note));
  return resigned(others, signer, { checkpoint: { size, root } });
}

/** With an entry sealed otherwise. `assessment.json` follows when it is that entry. */
export function entryEdited(files: FileMap, leaf: number, edit: (line: Line) => void): FileMap {
  return edited(files, ENTRIES, (text) =>
    linesOf(text)
      .map((line) => {
        const entry = JSON.parse(line) as Line;
        if (entry.leaf === leaf) edit(entry);
        return written(entry);
      })
      .join(''),
  );
}

/** With a summary sealed otherwise, the whole package made anew. `edit` changes the summary in place; `body` replaces members of its entry's body. */
export function summaryEdited<Summary>(files: FileMap, edit: (summary: Summary) => void, body: Members = {}): FileMap {
  const line = JSON.parse(textOf(files, 'assessment.json')) as Line;
  const [name, opened] = Object.entries(line.contents)[0] as [string, { content: Json; salt: string }];
  edit(opened.content as Summary);
  const commitment = sha256Hex(Buffer.concat([Buffer.from(opened.salt, 'hex'), Buffer.from(canonicalJson(opened.content))]));
  line.body = { ...line.body, ...body, commitments: { [name]: commitment } };
  const { leaf } = line;
  const after = entryEdited(files, leaf, (entry) => {
    entry.body = line.body;
  });
  return resealed(after.set('assessment.json', Buffer.from(written(line))));
}

interface WithFiles {
  files: { name: string; sha256: string; bytes: number; rows: number }[];
  populations: { population: string; items: number; sha256: string }[];
}

/** With rows sealed otherwise, the summary's hashes of them and the whole package made anew. What is derived from the rows stays as it was. */
export function rowsEdited(files: FileMap, path: string, edit: (rows: Members[]) => void): FileMap {
  const rows = linesOf(textOf(files, path)).map((line) => JSON.parse(line) as Members);
  edit(rows);
  const text = rows.map(written).join('');
  const sheet = path.replace('.ndjson', '.sheet.json');
  const after = new Map(files).set(path, Buffer.from(text));
  return summaryEdited<WithFiles>(after, (summary) => {
    const file = summary.files.find(({ name }) => name === path);
    if (file === undefined) throw new Error(`The summary names no ${path}`);
    Object.assign(file, { sha256: sha256Hex(text), bytes: Buffer.byteLength(text), rows: rows.length });
    const population = summary.populations.find(({ population: id }) => path === `populations/${id.replaceAll('/', '--')}.ndjson`);
    if (population === undefined) return;
    Object.assign(population, { sha256: file.sha256, items: rows.length });
    after.set(sheet, Buffer.from(written(population)));
  });
}
