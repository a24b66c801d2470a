import { sha256 } from '../kernel/hash.ts';
import { consistencyPath, consistencyProof, inclusionPath, inclusionProof, type NodeSource, nodesOfRange, rootAt } from '../verify/core/nodes.ts';
import type { LeafRange } from '../verify/core/proof.ts';
import { nodesFromTiles, type TileId, tileOfNode, tilePath } from '../verify/core/tiles.ts';
import { readTile, type TileReader } from './tiles.ts';

/** Proof that leaf `index` stands in the tree of `size` leaves: sibling hashes from the leaf to the root. @throws VerifyError `size-out-of-range` */
export async function proveInclusion(reader: TileReader, index: number, size: number): Promise<Uint8Array[]> {
  const nodes = await readNodes(reader, inclusionPath(index, size), size);
  return inclusionProof(sha256, nodes, index, size);
}

/** Proof that the tree of `size2` extends that of `size1` (at least 1). @throws VerifyError `size-out-of-range` */
export async function proveConsistency(reader: TileReader, size1: number, size2: number): Promise<Uint8Array[]> {
  const nodes = await readNodes(reader, consistencyPath(size1, size2), size2);
  return consistencyProof(sha256, nodes, size1, size2);
}

/** The root that the stored tree had at `size`, which must not be beyond what is stored. */
export async function storedRootAt(reader: TileReader, size: number): Promise<Uint8Array> {
  return rootAt(sha256, await readNodes(reader, [{ start: 0, end: size }], size), size);
}

/** Reads the few tiles in which these ranges lie, each once. */
async function readNodes(reader: TileReader, ranges: readonly LeafRange[], size: number): Promise<NodeSource> {
  const wanted = new Map<string, TileId>();
  for (const node of ranges.flatMap(nodesOfRange)) {
    const tile = tileOfNode(node, size);
    wanted.set(tilePath(tile), tile);
  }
  const read = new Map<string, Uint8Array>();
  for (const [path, { level, index, width }] of wanted) read.set(path, await readTile(reader, level, index, width));
  return nodesFromTiles(sha256, size, (tile) => read.get(tilePath(tile)) as Uint8Array);
}
