import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { HASH_BYTES, nodeHash } from './merkle.ts';
import { type NodeId, type NodeSource, nodesFromLeaves } from './nodes.ts';

/** A tile covers 8 levels of the tree: up to 256 hashes side by side (C2SP tlog-tiles). */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Tile `index` of tile level `level`, holding its first `width` hashes (1 to 256). */
export interface TileId {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** How many hashes the tile has in a tree of `size` leaves: 0 when it does not exist. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, hashes));
}

/** Every tile of a tree of `size` leaves, level by level. */
export function* tilesOfTree(size: number): Generator<TileId> {
  for (let level = 0; tileWidth(level, 0, size) > 0; level++) {
    for (let index = 0, width = tileWidth(level, 0, size); width > 0; width = tileWidth(level, ++index, size)) yield { level, index, width };
  }
}

/** `tile/0/x001/234.p/7` */
export function tilePath({ level, index, width }: TileId): string {
  const digits = String(index);
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) as string[];
  const path = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const tilePathShape = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** @throws VerifyError `malformed-tile` for anything but the one path of a tile */
export function parseTilePath(path: string): TileId {
  const [, level, index, width] = tilePathShape.exec(path) ?? [];
  if (level === undefined || index === undefined) throw new VerifyError('malformed-tile', `Not the path of a tile: ${path}`);
  const tile = { level: Number(level), index: Number(index.replace(/[x/]/g, '')), width: Number(width ?? TILE_WIDTH) };
  const fits = tile.level < 64 && Number.isSafeInteger(tile.index) && tile.width > 0 && tile.width <= TILE_WIDTH;
  if (!fits || tilePath(tile) !== path) throw new VerifyError('malformed-tile', `Not the path of a tile: ${path}`);
  return tile;
}

/** The hashes of a tile, one by one. @throws VerifyError `malformed-tile` when the bytes are not `width` hashes */
export function hashesOfTile(bytes: Uint8Array, tile: TileId): Uint8Array[] {
  if (bytes.length !== tile.width * HASH_BYTES) {
    throw new VerifyError('malformed-tile', `${tilePath(tile)} has ${bytes.length} bytes instead of ${tile.width * HASH_BYTES}.`);
  }
  return Array.from({ length: tile.width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** Hash over `2^height` hashes of a tile, from hash number `first`. */
export function hashInTile(sha256: Sha256, bytes: Uint8Array, first: number, height: number): Uint8Array {
  const work = new Uint8Array(bytes.subarray(first * HASH_BYTES, (first + 2 ** height) * HASH_BYTES)); // a copy: `slice` of a Buffer is none
  for (let count = 2 ** height; count > 1; count /= 2) {
    for (let at = 0; at < count; at += 2) {
      const left = work.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
      const right = work.subarray((at + 1) * HASH_BYTES, (at + 2) * HASH_BYTES);
      work.set(nodeHash(sha256, left, right), (at / 2) * HASH_BYTES);
    }
  }
  return work.slice(0, HASH_BYTES);
}

/** The tile in which a node of a tree of `size` leaves is found, or from whose hashes it is computed. */
export function tileOfNode({ level, index }: NodeId, size: number): TileId {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const tileIndex = Math.floor((index * 2 ** (level % TILE_HEIGHT)) / TILE_WIDTH);
  return { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) };
}

/**
 * Nodes read from tiles of a tree of `size` leaves. `tileBytes` gives exactly the hashes of the tile it is asked for; each
 * tile is asked for once, and what lies between its hashes and the level above is computed once.
 */
export function nodesFromTiles(sha256: Sha256, size: number, tileBytes: (tile: TileId) => Uint8Array): NodeSource {
  const opened = new Map<number, NodeSource>();
  const open = (tile: TileId): NodeSource => {
    // No tree has 2^45 tiles at a level: level and index make one number, which is found much faster than a path.
    const key = tile.level * 2 ** 45 + tile.index;
    const known = opened.get(key);
    if (known !== undefined) return known;
    const inside = nodesFromLeaves(sha256, hashesOfTile(tileBytes(tile), tile));
    opened.set(key, inside);
    return inside;
  };
  return (level, index) => {
    const tile = tileOfNode({ level, index }, size);
    const height = level % TILE_HEIGHT;
    const inTile = index - (tile.index * TILE_WIDTH) / 2 ** height;
    if ((inTile + 1) * 2 ** height > tile.width)
      throw new VerifyError('size-out-of-range', `A tree of ${size} has no node ${index} at level ${level}.`);
    return open(tile)(height, inTile);
  };
}
