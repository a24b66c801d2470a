import { createHash, randomUUID } from 'node:crypto';

/** A UUID in lowercase text. */
export type Uuid = string & { readonly __uuid: unique symbol };

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function uuid(text: string): Uuid {
  const lower = text.toLowerCase();
  if (!shape.test(lower)) throw new RangeError(`Not a UUID: ${text}`);
  return lower as Uuid;
}

export function newUuid(): Uuid {
  return randomUUID() as Uuid;
}

/** The namespace under which Tickmark derives its ids (a random constant). */
const NAMESPACE = Buffer.from('6f0c2c4e9c1b4a5e8c3fd1a0a8b8d6f2', 'hex');

/** UUID version 5 of the parts. The same parts give the same id on every machine; no two lists of parts collide. */
export function derivedUuid(...parts: readonly string[]): Uuid {
  const digest = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  digest[6] = ((digest[6] as number) & 0x0f) | 0x50;
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid;
}

/** The id of one tenant of one vendor: survives reconnecting and renaming. */
export function systemId(connector: string, tenant: string): Uuid {
  return derivedUuid('system', connector, tenant);
}

/** The id of the thing a fact is about. `vendorId` is the vendor's immutable id, never a name. */
export function subjectId(system: Uuid, kind: string, vendorId: string): Uuid {
  return derivedUuid('subject', system, kind, vendorId);
}
