/**
 * The RFC 8785 text of a value that JSON.parse returned, written apart from the program's own writer, so that neither
 * can hide the other's mistake. Null when the value holds a lone surrogate, which has no such text.
 */
export function canonicalText(value: unknown): string | null {
  const text = areKeysInOrder(value) ? JSON.stringify(value) : write(value);
  return /\\u[dD][89a-fA-F]/.test(text) && hasLoneSurrogate(value) ? null : text;
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, held]) => `${JSON.stringify(key)}:${write(held)}`).join(',')}}`;
}

/** Whether every object lists its keys in order of UTF-16 code units: then the built-in writer, which is faster, writes the same. */
function areKeysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(areKeysInOrder);
  let previous: string | null = null;
  for (const [key, held] of Object.entries(value)) {
    if (previous !== null && key <= previous) return false;
    if (!areKeysInOrder(held)) return false;
    previous = key;
  }
  return true;
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, held]) => hasLoneSurrogate(key) || hasLoneSurrogate(held));
}
