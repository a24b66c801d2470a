import { randomBytes } from 'node:crypto';
import type { Uuid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** Counts within this process, from a random start. */
let counter = randomBytes(4).readUInt32BE() & 0x7fffffff;

/** Random bytes are drawn for many ids at a time. */
const pool = { bytes: Buffer.alloc(0), used: 0 };

/**
 * The id of a new entry: a UUID of version 7 (RFC 9562), made of the writer's instant, a counter and 40 random bits. Entries written together get
 * ids that lie together in an index; at random places, giving a million entries their leaf rewrites the whole index again and again.
 */
export function newEntryId(at: Instant): Uuid {
  counter = (counter + 1) >>> 0;
  const id = Buffer.alloc(16);
  // Instants before 1970 are not a writer's clock; they only lose their order.
  id.writeUIntBE(Math.max(0, at), 0, 6);
  id.writeUInt16BE(0x7000 | (counter >>> 20), 6);
  randomInto(id);
  id[8] = 0x80 | ((counter >>> 14) & 0x3f);
  id[9] = (counter >>> 6) & 0xff;
  id[10] = (counter & 0x3f) << 2;
  return text(id);
}

/** Fills bytes 11 to 15. */
function randomInto(id: Buffer): void {
  if (pool.used + 5 > pool.bytes.length) {
    pool.bytes = randomBytes(5 * 1_000);
    pool.used = 0;
  }
  pool.bytes.copy(id, 11, pool.used, pool.used + 5);
  pool.used += 5;
}

function text(id: Buffer): Uuid {
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid;
}
