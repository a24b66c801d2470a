import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeVerifyCrypto } from '../node-crypto.ts';
import { verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion } from './proof.ts';

const { sha256 } = nodeVerifyCrypto;

interface Vector {
  readonly file: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [field: string]: unknown;
}

const verifiers: Readonly<Record<string, { count: number; verify: (vector: Vector) => void }>> = {
  inclusion: {
    count: 98,
    verify: (v) =>
      verifyInclusion(sha256, {
        index: number(v.leafIdx),
        size: number(v.treeSize),
        leafHash: bytes(v.leafHash),
        root: bytes(v.root),
        proof: proof(v),
      }),
  },
  consistency: {
    count: 98,
    verify: (v) =>
      verifyConsistency(sha256, { size1: number(v.size1), size2: number(v.size2), root1: bytes(v.root1), root2: bytes(v.root2), proof: proof(v) }),
  },
  subtreeinclusion: {
    count: 204,
    verify: (v) =>
      verifySubtreeInclusion(sha256, range(v), { index: number(v.leafIdx), leafHash: bytes(v.leafHash), root: bytes(v.root), proof: proof(v) }),
  },
  subtreeconsistency: {
    count: 118,
    verify: (v) =>
      verifySubtreeConsistency(sha256, { range: range(v), size: number(v.size), subtreeRoot: bytes(v.root1), root: bytes(v.root2), proof: proof(v) }),
  },
};

describe.each(Object.entries(verifiers))('the published vectors for %s', (kind, { count, verify }) => {
  const vectors = read(kind);

  test(`are ${count}, and some of them hold`, () => {
    expect(vectors).toHaveLength(count);
    expect(vectors.some((vector) => !vector.wantErr)).toBe(true);
  });

  test.each(vectors.map((vector) => [vector.file, vector] as const))('%s', (_file, vector) => {
    if (vector.wantErr) expect(() => verify(vector)).toThrow(expect.objectContaining({ name: 'VerifyError' }));
    else verify(vector);
  });
});

function read(kind: string): Vector[] {
  const text = readFileSync(new URL(`../../../test/vectors/merkle/${kind}.ndjson`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

function range(vector: Vector): { start: number; end: number } {
  return { start: number(vector.start), end: number(vector.end) };
}

function proof(vector: Vector): Uint8Array[] {
  return (vector.proof ?? []).map(bytes);
}

function bytes(base64: unknown): Uint8Array {
  return Buffer.from(String(base64), 'base64');
}

function number(value: unknown): number {
  return Number(value);
}
