import type { Json } from '../kernel/canonical-json.ts';

/** The part of an answer that speaks of something. */
export interface Excerpt {
  readonly text: string;
  /** Where it stands in the answer: `data.pulls[4]`, `lines 20 to 34`; empty for all of it. */
  readonly place: string;
  readonly whole: boolean;
}

export interface Wanted {
  /** What the answer calls the subject. */
  readonly key: string;
  /** What else is known of it. */
  readonly tokens: readonly string[];
}

/** Characters up to which an answer is shown whole, and up to which a part of it is. */
const WHOLE = 3_000;
const PART = 9_000;
/** Lines around what was found in a text. */
const AROUND = 30;

/** JSON, text, or bytes of which nothing is said. */
export function mediaOf(bytes: Uint8Array): 'application/json' | 'text/plain' | 'application/octet-stream' {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'application/octet-stream';
  }
  if (text.includes('\u0000')) return 'application/octet-stream';
  return parsed(text) === undefined ? 'text/plain' : 'application/json';
}

/** The part that speaks of what is wanted; null for what is no text. */
export function excerptOf(text: string, media: string, wanted: Wanted): Excerpt | null {
  if (media === 'application/octet-stream') return null;
  const value = media === 'application/json' ? parsed(text) : undefined;
  return value === undefined ? excerptOfText(text, wanted) : excerptOfJson(value, wanted);
}

function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function excerptOfJson(value: Json, { key, tokens }: Wanted): Excerpt {
  const whole = pretty(value);
  if (whole.length <= WHOLE) return { text: whole, place: '', whole: true };
  const places: Found[] = [];
  find(value, { key, path: [], above: [] }, places);
  const best = places
    .map((one) => widest(one))
    .map((one) => ({ ...one, score: tokens.filter((token) => one.text.includes(token)).length }))
    .toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) return { text: `${whole.slice(0, WHOLE)}\n…`, place: '', whole: false };
  const text = best.text.length > PART ? `${best.text.slice(0, PART)}\n…` : best.text;
  return { text, place: best.place, whole: false };
}

interface Found {
  readonly path: readonly string[];
  /** The values on the way from the whole answer down, itself last. */
  readonly above: readonly Json[];
}

/** Places looked into: an answer that names something a thousand times is not searched to its end. */
const PLACES = 200;

function find(value: Json, at: Found & { readonly key: string }, into: Found[]): void {
  if (into.length >= PLACES) return;
  const above = [...at.above, value];
  if (typeof value === 'string') {
    if (value.includes(at.key)) into.push({ path: at.path, above });
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [name, one] of Object.entries(value)) {
    find(one, { key: at.key, path: [...at.path, Array.isArray(value) ? `[${name}]` : `.${name}`], above }, into);
  }
}

/** The widest value around a place that is still short enough. */
function widest({ path, above }: Found): { text: string; place: string } {
  let chosen = { text: pretty(above.at(-1) ?? null), place: path.join('') };
  for (let depth = above.length - 2; depth >= 0; depth--) {
    const value = above[depth] as Json;
    if (JSON.stringify(value).length > PART) break;
    const text = pretty(value);
    if (text.length > PART) break;
    chosen = { text, place: path.slice(0, depth).join('') };
  }
  return { text: chosen.text, place: chosen.place.replace(/^\./, '') };
}

function pretty(value: Json): string {
  return JSON.stringify(value, null, 2);
}

function excerptOfText(text: string, { key }: Wanted): Excerpt {
  if (text.length <= WHOLE) return { text, place: '', whole: true };
  const lines = text.split('\n');
  const at = Math.max(
    0,
    lines.findIndex((one) => one.includes(key)),
  );
  const from = Math.max(0, at - 5);
  const until = Math.min(lines.length, at + AROUND);
  return { text: lines.slice(from, until).join('\n').slice(0, PART), place: `lines ${from + 1} to ${until}`, whole: false };
}
