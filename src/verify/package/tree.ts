import { equalBytes } from '../core/bytes.ts';
import { type Checkpoint, verifyCheckpoint } from '../core/checkpoint.ts';
import { emptyFrontier, frontierRoot, HASH_BYTES, pushLeaf } from '../core/merkle.ts';
import { parseNote, verifyNote } from '../core/note.ts';
import { TILE_WIDTH, tilePath, tileWidth } from '../core/tiles.ts';
import { type Context, isPresent, listedUnder, reporting } from './context.ts';
import { readWhole } from './files.ts';

const FOLDER = 'ledger/';

/** Where a package keeps the level-0 tile of this index, for a tree of this size. */
export function packageTilePath(index: number, size: number): string {
  return FOLDER + tilePath({ level: 0, index, width: tileWidth(0, index, size) });
}

/** How many level-0 tiles a tree has. */
export function tileCount(size: number): number {
  return Math.ceil(size / TILE_WIDTH);
}

/** The leaf hashes that the tiles hold lead to the root that was signed; and, at its size, to the root of the outside checkpoint. */
export async function verifyTree(context: Context): Promise<void> {
  const { crypto, checkpoint, failures, manifest } = context;
  const size = manifest.checkpoint.size;
  if (!hasExactTiles(context, size)) return;
  const outside = await readOutside(context);
  const frontier = emptyFrontier();
  for await (const hash of leafHashes(context, size)) {
    if (frontier.size === outside?.size && !equalBytes(frontierRoot(crypto.sha256, frontier), outside.root)) reportFork(context, outside.size);
    pushLeaf(crypto.sha256, frontier, hash);
  }
  if (frontier.size !== size) return;
  const root = frontierRoot(crypto.sha256, frontier);
  if (outside?.size === size && !equalBytes(root, outside.root)) reportFork(context, outside.size);
  if (checkpoint === null) return;
  if (equalBytes(root, checkpoint.root)) context.treeProven = true;
  else failures.add('root-mismatch', 'The hashes in ledger/tile/0 do not lead to the root of the checkpoint.', { file: 'checkpoint.txt' });
}

/** The tiles of this size and no others, before anything is read: a hostile size costs nothing. */
function hasExactTiles(context: Context, size: number): boolean {
  const listed = listedUnder(context, FOLDER, '');
  const count = tileCount(size);
  let exact = listed.length === count;
  for (let index = 0; exact && index < count; index++) exact = context.listed.has(packageTilePath(index, size));
  if (!exact)
    context.failures.add('malformed-tile', `The files in ledger/ are not the ${count} tiles of a tree of ${size} leaves.`, { file: 'ledger' });
  return exact;
}

/** The leaf hashes of a package in order; stops, and reports, at a tile that cannot be read. */
export async function* leafHashes(context: Context, size: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < tileCount(size); index++) {
    const bytes = await tileBytes(context, index, size);
    if (bytes === null) return;
    for (let at = 0; at < bytes.length; at += HASH_BYTES) yield bytes.subarray(at, at + HASH_BYTES);
  }
}

/** The hash that the tiles hold for one leaf; null when there is none. */
export async function leafHashAt(context: Context, leaf: number): Promise<Uint8Array | null> {
  const size = context.manifest.checkpoint.size;
  if (leaf >= size) return null;
  const bytes = await tileBytes(context, Math.floor(leaf / TILE_WIDTH), size);
  const at = (leaf % TILE_WIDTH) * HASH_BYTES;
  return bytes?.subarray(at, at + HASH_BYTES) ?? null;
}

async function tileBytes(context: Context, index: number, size: number): Promise<Uint8Array | null> {
  const path = packageTilePath(index, size);
  if (!isPresent(context, path)) return null;
  const expected = tileWidth(0, index, size) * HASH_BYTES;
  const bytes = await readWhole(context.files, path, expected).catch(() => null);
  if (bytes?.length === expected) return bytes;
  context.failures.add('malformed-tile', `It has not the ${expected} bytes of its hashes.`, { file: path, leaf: index * TILE_WIDTH });
  return null;
}

async function readOutside(context: Context): Promise<Checkpoint | null> {
  const { outside, crypto, keys, manifest, failures } = context;
  if (outside === null) return null;
  const checkpoint = await reporting(failures, {}, () => verifyCheckpoint(crypto, outside, manifest.log, keys));
  if (checkpoint === null) return null;
  if (checkpoint.size > manifest.checkpoint.size) {
    const sentence = `The checkpoint from outside is of ${checkpoint.size} entries, this package ends at ${manifest.checkpoint.size}: ask for a package written at a later checkpoint.`;
    failures.add('outside-too-new', sentence);
    return null;
  }
  const signers = await verifyNote(
    crypto,
    parseNote(outside),
    keys.map(({ key }) => key),
  );
  context.outsideSigners.push(...signers);
  context.outsideCheckpoint = checkpoint;
  return checkpoint;
}

function reportFork({ failures }: Context, size: number): void {
  failures.add('outside-checkpoint', `The log of this package is not the one whose checkpoint of ${size} entries you hold: it was rewritten.`, {
    leaf: size,
  });
}
