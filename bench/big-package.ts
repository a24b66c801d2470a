import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openFolderSink } from '../src/audit/package/folder-sink.ts';
import type { PackageSource, SourceEntry } from '../src/audit/package/source.ts';
import { type WrittenPackage, writePackage } from '../src/audit/package/write-package.ts';
import { canonicalJson, type Json } from '../src/kernel/canonical-json.ts';
import { sha256 } from '../src/kernel/hash.ts';
import type { Instant } from '../src/kernel/time.ts';
import { commitmentOf } from '../src/ledger/commitment.ts';
import { entryLeafHash } from '../src/ledger/entry.ts';
import { formatCheckpoint } from '../src/verify/core/checkpoint.ts';
import { HASH_BYTES, rootFromLeaves } from '../src/verify/core/merkle.ts';
import { ORIGIN, sampleSource, signerFrom } from '../test/package/sample.ts';

const SIGNER = 'ours';
const CHANGES = 500;
const CHUNK = 1_000;
const BEGAN = Date.parse('2025-03-01T00:00:00Z');

/** The key that signed a big package, as `--key` takes it. */
export const bigPackageKey = signerFrom(SIGNER).key;

export interface BigPackage {
  /** Leaves of the log, at least. */
  readonly leaves: number;
  readonly blobs?: Blobs;
}

/** Raw files that a look read, by hash, and how to get them. */
export interface Blobs {
  readonly hashes: readonly string[];
  get(sha256: string): Promise<Uint8Array>;
}

/** The sample package of the tests, with its log grown to `leaves` facts and its evidence by raw files. Nothing grows in memory but 32 bytes a leaf. */
export async function bigPackageSource(wanted: BigPackage): Promise<PackageSource> {
  const sample = sampleSource({ changes: CHANGES, verifier: await verifierText() });
  const first: SourceEntry[] = [];
  for await (const batch of sample.entries()) first.push(...batch);
  if (wanted.blobs) first.push(lookAt(wanted.blobs.hashes, first.length));
  const size = Math.max(wanted.leaves, first.length);
  const entryAt = (leaf: number) => first[leaf] ?? factEntry(leaf);
  const named = new Set(wanted.blobs?.hashes);
  const hashes = Buffer.alloc(size * HASH_BYTES);
  for (let leaf = 0; leaf < size; leaf++) hashes.set(hashOf(entryAt(leaf)), leaf * HASH_BYTES);
  const { recorded } = entryAt(size - 1);
  const root = rootFromLeaves(sha256, leafHashes(hashes));
  return {
    ...sample,
    checkpoint: { size, note: signerFrom(SIGNER).sign(formatCheckpoint({ origin: ORIGIN, size, root, recorded })) },
    async *entries() {
      for (let from = 0; from < size; from += CHUNK) yield Array.from({ length: Math.min(CHUNK, size - from) }, (_, at) => entryAt(from + at));
    },
    tile: async (index, width) => hashes.subarray(index * 256 * HASH_BYTES, (index * 256 + width) * HASH_BYTES),
    blob: (hash) => (named.has(hash) ? (wanted.blobs as Blobs).get(hash) : sample.blob(hash)),
  };
}

/** Writes the package to a folder as `tickmark export` does: durable, and verified before it gets its name. */
export async function writeBigPackage(source: PackageSource, out: string): Promise<WrittenPackage> {
  const sink = await openFolderSink(out, { replace: true });
  const written = await writePackage(source, sink);
  await sink.finish();
  return written;
}

async function verifierText(): Promise<string> {
  return readFile(new URL('../src/verify/verify.mjs', import.meta.url), 'utf8');
}

function* leafHashes(all: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < all.length; at += HASH_BYTES) yield all.subarray(at, at + HASH_BYTES);
}

function hashOf({ body, recorded }: SourceEntry): Uint8Array {
  return entryLeafHash(body, Date.parse(recorded) as Instant);
}

/** A fact of a kind that the sample's coverage names, so that its state lies open in the package. */
function factEntry(leaf: number): SourceEntry {
  const state = { title: `Change ${leaf}`, author: `p-${leaf % 97}@story.example`, tickets: [`HL-${leaf}`], landedAt: BEGAN + leaf };
  const fields = { kind: 'change', vendorId: leaf.toString(16).padStart(40, '0'), feed: 'changes', scope: '', basis: 'claimed' };
  return sealed(leaf, 'fact', fields, 'state', canonicalJson(state));
}

function lookAt(hashes: readonly string[], leaf: number): SourceEntry {
  const evidence = hashes.map((one, at) => ({ name: `files/${at}.yaml`, version: '1f0c', sha256: one }));
  const sheet = { connection: 'api', connector: 'git', startedAt: '2025-02-01T08:00:00.000Z', requests: [], evidence };
  return sealed(leaf, 'look', { feed: 'changes', outcome: 'covered' }, 'sheet', canonicalJson(sheet));
}

function sealed(leaf: number, type: 'fact' | 'look', fields: Readonly<Record<string, string>>, name: string, content: string): SourceEntry {
  const recorded = new Date(BEGAN + leaf).toISOString();
  const salt = sha256(`salt ${leaf}`);
  const commitment = commitmentOf(salt, content);
  const common = { ...fields, type, id: madeUuid('entry', leaf), system: madeUuid('system', 0), at: recorded };
  const own: Json =
    type === 'fact'
      ? { subject: madeUuid('subject', leaf), look: madeUuid('look', 0), state: commitment, validFrom: recorded, notBefore: recorded }
      : { began: recorded, ended: recorded, commitments: { [name]: commitment } };
  return { leaf, recorded, body: canonicalJson({ ...common, ...own }), contents: { [name]: { salt, content } } };
}

function madeUuid(what: string, number: number): string {
  const hex = createHash('md5').update(`${what} ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
