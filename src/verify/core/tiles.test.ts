import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { leafHash } from './merkle.ts';
import { nodesFromLeaves } from './nodes.ts';
import { hashesOfTile, nodesFromTiles, parseTilePath, type TileId, tilePath, tilesOfTree } from './tiles.ts';

const { sha256 } = nodeVerifyCrypto;
const refusal = (code: string) => expect.objectContaining({ name: 'VerifyError', code });

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 1_234_067, width: 256 }, 'tile/1/x001/x234/067'],
    [{ level: 2, index: 1_000, width: 1 }, 'tile/2/x001/000.p/1'],
  ])('%o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test('is read back as what was written', () => {
    const tile = fc.record({ level: fc.integer({ min: 0, max: 63 }), index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) });
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one))).toEqual(one);
      }),
    );
  });

  test.each([
    'tile/0/1',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../000',
  ])('%s is none', (path) => {
    expect(() => parseTilePath(path)).toThrow(refusal('malformed-tile'));
  });
});

test('the tiles of 70,000 leaves are those of the example in the format', () => {
  const tiles = [...tilesOfTree(70_000)];
  const partial = tiles.filter(({ width }) => width < 256);
  expect(tiles).toHaveLength(277);
  expect(partial.map(tilePath)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
  expect([...tilesOfTree(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
  expect([...tilesOfTree(0)]).toEqual([]);
});

test('a tile must have exactly its hashes', () => {
  const tile: TileId = { level: 0, index: 0, width: 2 };
  expect(hashesOfTile(new Uint8Array(64), tile)).toHaveLength(2);
  expect(() => hashesOfTile(new Uint8Array(63), tile)).toThrow(refusal('malformed-tile'));
});

test('nodes are the same from tiles as from leaves, and a node beyond the tree is refused', () => {
  const size = 1_000;
  const leaves = Array.from({ length: size }, (_, at) => leafHash(sha256, Uint8Array.of(at & 255, at >> 8)));
  const fromLeaves = nodesFromLeaves(sha256, leaves);
  const bytes = ({ level, index, width }: TileId) => Buffer.concat(Array.from({ length: width }, (_, at) => fromLeaves(8 * level, index * 256 + at)));
  const fromTiles = nodesFromTiles(sha256, size, bytes);
  for (let level = 0; level < 10; level++) {
    const count = Math.floor(size / 2 ** level);
    for (let index = 0; index < count; index += 7) expect(Buffer.from(fromTiles(level, index))).toEqual(Buffer.from(fromLeaves(level, index)));
    expect(() => fromTiles(level, count)).toThrow(refusal('size-out-of-range'));
  }
});
