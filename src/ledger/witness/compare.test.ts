import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../kernel/hash.ts';
import { leafHash, rootFromLeaves } from '../../verify/core/merkle.ts';
import { appendLeaves, emptyTree, type TileReader } from '../tiles.ts';
import { compareStoredTree } from './compare.ts';

function log(count: number, rewritten = -1) {
  const hashes = Array.from({ length: count }, (_, at) => leafHash(sha256, Buffer.from(at === rewritten ? 'rewritten' : `leaf ${at}`)));
  const { tiles } = appendLeaves(emptyTree, hashes);
  const reader: TileReader = {
    tile: async (level, index) => tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array(),
  };
  return { size: count, reader, seenAt: (size: number) => ({ size, root: rootFromLeaves(sha256, hashes.slice(0, size)) }) };
}

const size = fc.integer({ min: 0, max: 700 });

describe('a log held against what was seen outside', () => {
  test('agrees with every checkpoint of its own past', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, async (a, b) => {
        const { reader, seenAt } = log(Math.max(a, b));
        expect(await compareStoredTree(reader, Math.max(a, b), seenAt(Math.min(a, b)))).toBe('agrees');
      }),
      { numRuns: 40 },
    );
  });

  test('is behind when its end was cut, or an old backup was restored', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.integer({ min: 1, max: 300 }), async (kept, lost) => {
        const whole = log(kept + lost);
        expect(await compareStoredTree(log(kept).reader, kept, whole.seenAt(kept + lost))).toBe('behind');
      }),
      { numRuns: 40 },
    );
  });

  test('has forked when it was rewritten before the checkpoint, even if it has grown since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat({ max: 50 }), async (seen, any, more) => {
        const remade = log(seen + more, any % seen);
        expect(await compareStoredTree(remade.reader, seen + more, log(seen).seenAt(seen))).toBe('forked');
      }),
      { numRuns: 40 },
    );
  });

  test('control: a log that was rewritten after the checkpoint, or cut back to it, cannot be told from an honest one', async () => {
    expect(await compareStoredTree(log(20, 15).reader, 20, log(10).seenAt(10))).toBe('agrees');
    expect(await compareStoredTree(log(10).reader, 10, log(10).seenAt(10))).toBe('agrees');
  });
});
