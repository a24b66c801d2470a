import { sha256Hex } from '../../kernel/hash.ts';

/** JSON as it is sent, written where it was made: a large answer is never built twice. */
export interface JsonText<T = unknown> {
  readonly json: string;
  /** Names these bytes: the SHA-256 of them. */
  readonly etag: string;
  /** Never there; says of what type the JSON is. */
  readonly is?: T;
}

export function jsonText<T>(answer: T): JsonText<T> {
  const json = JSON.stringify(answer);
  return { json, etag: sha256Hex(json) };
}
