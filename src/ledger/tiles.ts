import { sha256 } from '../kernel/hash.ts';
import { concatBytes } from '../verify/core/bytes.ts';
import { emptyRoot, foldPeaks, HASH_BYTES } from '../verify/core/merkle.ts';
import { nodesOfRange } from '../verify/core/nodes.ts';
import { hashInTile, TILE_HEIGHT, TILE_WIDTH, tileWidth } from '../verify/core/tiles.ts';

/** A tile as it is stored: `hashes` holds 1 to 256 hashes of 32 bytes. A later tile of the same level and index begins with the same bytes. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** A tree's size and, per tile level, the bytes of its rightmost tile while that is not full: at most 8 KiB a level. */
export interface TreeState {
  readonly size: number;
  readonly edge: readonly Uint8Array[];
}

/** Reads stored tiles. May return more than `width` hashes when the tile has grown since. */
export interface TileReader {
  tile(level: number, index: number, width: number): Promise<Uint8Array>;
}

export interface Appended {
  readonly state: TreeState;
  /** The tiles that are new or have grown, each once, in its newest form. */
  readonly tiles: readonly Tile[];
  readonly root: Uint8Array;
}

export const emptyTree: TreeState = { size: 0, edge: [] };

const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

/** Appends a batch of leaf hashes. The state given is left as it was. */
export function appendLeaves(state: TreeState, leafHashes: readonly Uint8Array[]): Appended {
  const tiles: Tile[] = [];
  const edge = [...state.edge];
  let carried = join(leafHashes);
  for (let level = 0; carried.length > 0; level++) {
    const held = edge[level] ?? new Uint8Array();
    const first = Math.floor(Math.floor(state.size / TILE_WIDTH ** level) / TILE_WIDTH);
    const grown = cut(level, first, concatBytes(held, carried));
    tiles.push(...grown.tiles);
    edge[level] = grown.rest;
    carried = grown.carried;
  }
  const next = { size: state.size + leafHashes.length, edge };
  return { state: next, tiles, root: rootOf(next) };
}

/** Cuts a level's hashes, from a tile's beginning on, into tiles; full ones give one hash each to the level above. */
function cut(level: number, first: number, hashes: Uint8Array): { tiles: Tile[]; rest: Uint8Array; carried: Uint8Array } {
  const full = Math.floor(hashes.length / TILE_BYTES);
  const tiles: Tile[] = [];
  const carried = new Uint8Array(full * HASH_BYTES);
  for (let at = 0; at < full; at++) {
    const bytes = hashes.subarray(at * TILE_BYTES, (at + 1) * TILE_BYTES);
    tiles.push({ level, index: first + at, hashes: bytes });
    carried.set(hashInTile(sha256, bytes, 0, TILE_HEIGHT), at * HASH_BYTES);
  }
  const rest = hashes.slice(full * TILE_BYTES);
  if (rest.length > 0) tiles.push({ level, index: first + full, hashes: rest });
  return { tiles, rest, carried };
}

function join(hashes: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => {
    if (hash.length !== HASH_BYTES) throw new RangeError(`Leaf hash ${at} of the batch has ${hash.length} bytes instead of ${HASH_BYTES}`);
    joined.set(hash, at * HASH_BYTES);
  });
  return joined;
}

/** The root of the tree, from its right edge alone. */
export function rootOf(state: TreeState): Uint8Array {
  const peaks = state.edge.map(peaksOfEdge).reverse().flat();
  return foldPeaks(sha256, peaks) ?? emptyRoot(sha256);
}

function peaksOfEdge(hashes: Uint8Array): Uint8Array[] {
  const nodes = nodesOfRange({ start: 0, end: hashes.length / HASH_BYTES });
  return nodes.map(({ level, index }) => hashInTile(sha256, hashes, index * 2 ** level, level));
}

/** The state of a stored tree, read from its rightmost tiles. */
export async function loadTree(size: number, reader: TileReader): Promise<TreeState> {
  const edge: Uint8Array[] = [];
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const index = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
    const width = tileWidth(level, index, size);
    edge.push(width === 0 ? new Uint8Array() : await readTile(reader, level, index, width));
  }
  return { size, edge };
}

/** Exactly the first `width` hashes of a stored tile. */
export async function readTile(reader: TileReader, level: number, index: number, width: number): Promise<Uint8Array> {
  const bytes = await reader.tile(level, index, width);
  if (bytes.length < width * HASH_BYTES)
    throw new RangeError(`Tile ${index} of level ${level} holds ${bytes.length / HASH_BYTES} hashes instead of ${width}`);
  return bytes.subarray(0, width * HASH_BYTES);
}
