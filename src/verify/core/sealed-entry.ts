import { canonicalText } from './canonical.ts';
import { VerifyError } from './failure.ts';
import { isIsoInstant } from './log-keys.ts';

/** The fields every entry has; the others depend on its type. */
export interface EntryBody {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly [field: string]: unknown;
}

/** What a leaf holds. */
export interface SealedEntry {
  readonly entry: EntryBody;
  readonly recorded: string;
}

/**
 * Reads the bytes of a leaf. They must be the one canonical text of what they say, so that no two readers can differ.
 * @throws VerifyError `malformed-entry`
 */
export function parseSealedEntry(bytes: Uint8Array): SealedEntry {
  const value = parseCanonical(bytes);
  if (!isObject(value) || Object.keys(value).join() !== 'entry,recorded') throw malformed('it is not an object of entry and recorded');
  const { entry, recorded } = value;
  if (typeof recorded !== 'string' || !isIsoInstant(recorded)) throw malformed('recorded is not an instant');
  if (!isEntryBody(entry)) throw malformed('the entry lacks id, type or at');
  return { entry, recorded };
}

function parseCanonical(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw malformed('it is not JSON in UTF-8');
  }
  if (canonicalText(value) !== text) throw malformed('it is not canonical JSON');
  return value;
}

function isEntryBody(value: unknown): value is EntryBody {
  if (!isObject(value)) return false;
  const { id, type, at } = value;
  return isUuid(id) && typeof type === 'string' && type !== '' && typeof at === 'string' && isIsoInstant(at);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID in lowercase text. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidShape.test(value);
}

function malformed(why: string): VerifyError {
  return new VerifyError('malformed-entry', `Not a sealed entry: ${why}.`);
}
