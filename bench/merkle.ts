import { sha256 } from '../src/kernel/hash.ts';
import { proveInclusion } from '../src/ledger/proofs.ts';
import { appendLeaves, emptyTree, type Tile, type TileReader } from '../src/ledger/tiles.ts';
import { toHex } from '../src/verify/core/bytes.ts';
import { leafHash, nodeHash, rootFromLeaves } from '../src/verify/core/merkle.ts';
import { inclusionProof } from '../src/verify/core/nodes.ts';
import { type InclusionClaim, verifyInclusion } from '../src/verify/core/proof.ts';
import { nodesFromTiles, type TileId } from '../src/verify/core/tiles.ts';
import { type Bench, type Contender, inTurns, type Measured, type Report, speedRatio } from './harness.ts';

const APPEND = 'append, in batches of 4,000, tiles kept';
const STREAM = 'root of a stream of leaves (the verifier)';
const LIMIT = 'limit: one leaf hash and one node hash for each leaf';
const PROVE = 'inclusion proofs, one after another from one reading of the tiles';
const PROVE_ALONE = 'inclusion proof, each from tiles read anew';
const CHECK = 'inclusion proofs verified';
const CHECK_LIMIT = 'limit: the hashes of those proofs alone';

/** Quoted, not measured here: Go's golang.org/x/mod/sumdb/tlog on a machine of this kind. */
const TLOG = { append: 252_000, prove: 225_000, check: 138_000 };

/** B6: the Merkle tree. */
export const merkle: Bench = {
  name: 'merkle',
  title: 'B6: Merkle append and proofs',
  defaultSize: 200_000,
  async run({ size, rounds }): Promise<Report> {
    const leaves = Array.from({ length: size }, (_, at) =>
      Buffer.from(`{"entry":{"id":"${String(at).padStart(36, '0')}","type":"fact"},"recorded":"2025-06-01"}`),
    );
    const tree = grown(leaves);
    const nodes = nodesFromTiles(sha256, size, tree.tile);
    const asked = Array.from({ length: Math.ceil(size / 10) }, (_, at) => (at * 7919) % size);
    const alone = asked.slice(0, Math.ceil(asked.length / 20));
    const proofs = asked.map((index) => ({
      index,
      size,
      leafHash: leafHash(sha256, leaves[index] as Buffer),
      root: tree.root,
      proof: inclusionProof(sha256, nodes, index, size),
    }));
    const steps = proofs.reduce((sum, { proof }) => sum + proof.length, 0);
    const contenders: Contender[] = [
      { name: APPEND, units: size, run: () => toHex(grown(leaves).root) },
      { name: STREAM, units: size, run: () => toHex(rootFromLeaves(sha256, hashes(leaves))) },
      { name: LIMIT, units: size, run: () => hashed(leaves) },
      { name: PROVE, units: asked.length, run: () => asked.reduce((sum, index) => sum + inclusionProof(sha256, nodes, index, size).length, 0) },
      { name: PROVE_ALONE, units: alone.length, run: () => proveEach(tree.reader, alone, size) },
      { name: CHECK, units: asked.length, run: () => checkEach(proofs) },
      { name: CHECK_LIMIT, units: asked.length, run: () => hashPairs(steps, tree.root) },
    ];
    const measured = await inTurns(contenders, rounds);
    if (measured[0]?.answer !== measured[1]?.answer) throw new Error('The two ways to the root do not agree');
    return {
      work: `A tree of ${size.toLocaleString('en')} leaves of ${leaves[0]?.length} bytes; ${asked.length.toLocaleString('en')} proofs of leaves all over it. Both ways lead to the same root.`,
      unit: 'leaves or proofs',
      measured,
      goals: [
        { goal: 'append: share of the limit', reached: speedRatio(measured, APPEND, LIMIT) },
        {
          goal: `append: at least 1 × Go's tlog (quoted ${TLOG.append.toLocaleString('en')}/s)`,
          reached: rate(measured, APPEND) / TLOG.append,
          atLeast: 1,
        },
        {
          goal: `prove: at least 0.3 × Go's tlog (quoted ${TLOG.prove.toLocaleString('en')}/s)`,
          reached: rate(measured, PROVE) / TLOG.prove,
          atLeast: 0.3,
        },
        { goal: `verify: against Go's tlog (quoted ${TLOG.check.toLocaleString('en')}/s; no goal)`, reached: rate(measured, CHECK) / TLOG.check },
        { goal: 'verify: share of the limit', reached: speedRatio(measured, CHECK, CHECK_LIMIT) },
      ],
      notes: ["Go's tlog is not run here: its figures are quoted from a measurement on another day, and ratios with it are only as good as that."],
    };
  },
};

function rate(measured: readonly Measured[], name: string): number {
  const one = measured.find((candidate) => candidate.name === name) as Measured;
  return one.units / one.seconds;
}

function* hashes(leaves: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const leaf of leaves) yield leafHash(sha256, leaf);
}

const BATCH = 4_000;

interface Grown {
  readonly root: Uint8Array;
  readonly reader: TileReader;
  tile(id: TileId): Uint8Array;
}

function grown(leaves: readonly Uint8Array[]): Grown {
  const held = new Map<string, Tile>();
  let state = emptyTree;
  let root: Uint8Array = new Uint8Array();
  for (let first = 0; first < leaves.length; first += BATCH) {
    const appended = appendLeaves(state, [...hashes(leaves.slice(first, first + BATCH))]);
    for (const tile of appended.tiles) held.set(`${tile.level}/${tile.index}`, tile);
    ({ state, root } = appended);
  }
  const tile = (level: number, index: number, width: number) => (held.get(`${level}/${index}`) as Tile).hashes.subarray(0, width * 32);
  return {
    root,
    reader: { tile: async (level, index, width) => tile(level, index, width) },
    tile: ({ level, index, width }) => tile(level, index, width),
  };
}

function hashed(leaves: readonly Uint8Array[]): void {
  let last: Uint8Array = new Uint8Array(32);
  for (const leaf of leaves) last = nodeHash(sha256, last, leafHash(sha256, leaf));
}

function checkEach(claims: readonly InclusionClaim[]): void {
  for (const claim of claims) verifyInclusion(sha256, claim);
}

function hashPairs(count: number, root: Uint8Array): void {
  let last = root;
  for (let at = 0; at < count; at++) last = nodeHash(sha256, root, last);
}

async function proveEach(reader: TileReader, asked: readonly number[], size: number): Promise<number> {
  let steps = 0;
  for (const index of asked) steps += (await proveInclusion(reader, index, size)).length;
  return steps;
}
