import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../kernel/hash.ts';
import { toHex } from '../verify/core/bytes.ts';
import { leafHash, rootFromLeaves } from '../verify/core/merkle.ts';
import { verifyConsistency, verifyInclusion } from '../verify/core/proof.ts';
import { tilesOfTree } from '../verify/core/tiles.ts';
import { proveConsistency, proveInclusion, storedRootAt } from './proofs.ts';
import { appendLeaves, emptyTree, loadTree, rootOf, type TileReader, type TreeState } from './tiles.ts';

const LARGEST = 4_097;
const leaves = Array.from({ length: 70_000 }, (_, at) => leafHash(sha256, Buffer.from(`leaf ${at}`)));
const sizes = fc.integer({ min: 0, max: LARGEST });
const batches = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 900 })), { maxLength: 12 });

/** Stores tiles as the database does: one row for each level and index, the newest form. */
function storage(): TileReader & { tiles: Map<string, Uint8Array>; keep: (batch: { level: number; index: number; hashes: Uint8Array }[]) => void } {
  const tiles = new Map<string, Uint8Array>();
  return {
    tiles,
    keep: (batch) => {
      for (const { level, index, hashes } of batch) tiles.set(`${level}/${index}`, hashes);
    },
    tile: async (level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(),
  };
}

function grow(lengths: readonly number[]) {
  const store = storage();
  let state: TreeState = emptyTree;
  const roots = new Map<number, Uint8Array>();
  for (const length of lengths) {
    const appended = appendLeaves(state, leaves.slice(state.size, Math.min(LARGEST, state.size + length)));
    store.keep([...appended.tiles]);
    state = appended.state;
    roots.set(state.size, appended.root);
  }
  return { store, state, roots };
}

const large = grow([LARGEST]);
const rootOfFirst = (size: number) => rootFromLeaves(sha256, leaves.slice(0, size));

describe('appending in batches', () => {
  test('gives the roots and the tiles of the same leaves appended at once', () => {
    fc.assert(
      fc.property(batches, (lengths) => {
        const inBatches = grow(lengths);
        const atOnce = grow([inBatches.state.size]);
        for (const [size, root] of inBatches.roots) expect(toHex(root)).toBe(toHex(rootOfFirst(size)));
        expect(new Map([...inBatches.store.tiles].sort())).toEqual(new Map([...atOnce.store.tiles].sort()));
      }),
      { numRuns: 40 },
    );
  });

  test('gives exactly the tiles that a tree of this size has', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const { tiles } = grow([size]).store;
        const widths = [...tilesOfTree(size)].map(({ level, index, width }) => [`${level}/${index}`, width * 32]);
        expect([...tiles].map(([key, bytes]) => [key, bytes.length]).sort()).toEqual(widths.sort());
      }),
      { numRuns: 60 },
    );
  });

  test('reaches a third level of tiles, from a state read back from its edge', async () => {
    const store = storage();
    const first = appendLeaves(emptyTree, leaves.slice(0, 65_500));
    store.keep([...first.tiles]);
    const second = appendLeaves(await loadTree(65_500, store), leaves.slice(65_500));
    store.keep([...second.tiles]);
    expect(toHex(second.root)).toBe(toHex(rootOfFirst(70_000)));
    expect([0, 1, 2].map((level) => [...store.tiles.keys()].filter((key) => key.startsWith(`${level}/`)).length)).toEqual([274, 2, 1]);
    expect(toHex(await storedRootAt(store, 65_536))).toBe(toHex(rootOfFirst(65_536)));
  });

  test('reads back the state it returned, at any size', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const { state, store } = grow([size]);
        const loaded = await loadTree(size, store);
        expect(loaded.edge.map((bytes) => bytes.length / 32)).toEqual(loaded.edge.map((_, level) => Math.floor(size / 256 ** level) % 256));
        expect(appendLeaves(loaded, leaves.slice(size, size + 300)).root).toEqual(appendLeaves(state, leaves.slice(size, size + 300)).root);
      }),
      { numRuns: 40 },
    );
  });

  test('reads tiles that a database hands over as Buffers without changing them', async () => {
    const { store } = grow([700]);
    const lent = new Map([...store.tiles].map(([key, bytes]) => [key, Buffer.from(bytes)]));
    const reader: TileReader = { tile: async (level, index) => lent.get(`${level}/${index}`) as Buffer };
    expect(toHex(rootOf(await loadTree(700, reader)))).toBe(toHex(rootOfFirst(700)));
    expect(toHex(await storedRootAt(reader, 300))).toBe(toHex(rootOfFirst(300)));
    expect([...lent].map(([key, bytes]) => [key, toHex(bytes)])).toEqual([...store.tiles].map(([key, bytes]) => [key, toHex(bytes)]));
  });

  test('leaves the state it was given as it was', () => {
    const { state } = grow([300]);
    const before = JSON.stringify(state.edge.map(toHex));
    appendLeaves(state, leaves.slice(300, 1_000));
    expect(JSON.stringify(state.edge.map(toHex))).toBe(before);
  });

  test('refuses a hash that is not one', () => {
    expect(() => appendLeaves(emptyTree, [new Uint8Array(31)])).toThrow(RangeError);
  });
});

describe('proofs from stored tiles', () => {
  const trees = sizes.filter((size) => size > 0);

  test('prove inclusion in every tree the log has been', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(), async (size, any) => {
        const index = any % size;
        const proof = await proveInclusion(large.store, index, size);
        verifyInclusion(sha256, { index, size, leafHash: leaves[index] as Uint8Array, root: rootOfFirst(size), proof });
      }),
      { numRuns: 80 },
    );
  });

  test('prove consistency between any two trees the log has been', async () => {
    await fc.assert(
      fc.asyncProperty(trees, trees, async (a, b) => {
        const [size1, size2] = [Math.min(a, b), Math.max(a, b)];
        const proof = await proveConsistency(large.store, size1, size2);
        verifyConsistency(sha256, { size1, size2, root1: rootOfFirst(size1), root2: rootOfFirst(size2), proof });
      }),
      { numRuns: 80 },
    );
  });

  test('say so when a stored tile is cut short', async () => {
    const cut: TileReader = { tile: async (...at) => (await large.store.tile(...at)).subarray(0, 32) };
    await expect(proveInclusion(cut, 5, 1_000)).rejects.toThrow(/Tile .* holds 1 hashes instead of/);
  });
});
