import { type KindId, kinds } from '../../facts/kinds/index.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { VendorError } from '../../kernel/refusal.ts';

const REPLACEMENT = '\ufffd';

/**
 * A state as it may be stored: of its kind's schema, without its volatile fields, without NUL characters and lone surrogates.
 * @throws VendorError `unexpected-shape`
 */
export function cleanState(kind: KindId, state: Json): Json {
  if (state === null) return null;
  const { schema, volatile } = kinds[kind];
  const read = schema.safeParse(withoutFields(state, volatile));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new VendorError('unexpected-shape', `A ${kind} is not of the expected shape: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`);
  }
  return cleanText(read.data as Json);
}

function withoutFields(state: Json, fields: readonly string[]): Json {
  if (fields.length === 0 || typeof state !== 'object' || state === null) return state;
  return Object.fromEntries(Object.entries(state).filter(([name]) => !fields.includes(name)));
}

/** NUL characters and lone surrogates, which neither JSON nor the database can hold, become U+FFFD. */
function cleanText(value: Json): Json {
  if (typeof value === 'string') return cleanString(value);
  if (Array.isArray(value)) return value.map(cleanText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [cleanString(name), cleanText(held)]));
}

export function cleanString(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', REPLACEMENT) : text).toWellFormed();
}
