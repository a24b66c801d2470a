import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { sha256Hex } from '../kernel/hash.ts';

/** Tells whether a state has changed: lowercase hex SHA-256 of its canonical JSON; null for gone. */
export function stateHash(state: Json): string | null {
  return state === null ? null : sha256Hex(canonicalJson(state));
}
