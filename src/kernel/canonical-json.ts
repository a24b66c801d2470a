/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 (JCS). The one text of a value: keys in UTF-16 order, numbers as ECMAScript writes them.
 * @throws TypeError for what JSON cannot say without loss: NaN, infinities, lone surrogates, undefined, bigint, functions.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
      return JSON.stringify(value === 0 ? 0 : value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : canonicalStructure(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function canonicalStructure(value: readonly Json[] | { readonly [key: string]: Json }): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as { readonly [key: string]: Json };
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const held = object[key];
    if (held === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${canonicalString(key)}:${canonicalJson(held)}`;
  }
  return `${text}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('JSON text holds a lone surrogate');
  return JSON.stringify(text);
}

/**
 * Parses JSON and refuses what two readers could understand differently: duplicate keys, numbers that lose digits, `__proto__`, lone surrogates.
 * @throws SyntaxError naming what is ambiguous.
 */
export function parseStrictJson(text: string, maximumDepth = 512): Json {
  const value = JSON.parse(text, rejectAmbiguous) as Json;
  refuseDuplicateKeys(text, maximumDepth);
  return value;
}

function rejectAmbiguous(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') throw new SyntaxError('A key named __proto__ is refused');
  if (!key.isWellFormed()) throw new SyntaxError('A key holds a lone surrogate');
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('A string holds a lone surrogate');
  if (typeof value === 'number') refuseLostDigits(value, context?.source);
  return value;
}

function refuseLostDigits(value: number, source: string | undefined): void {
  if (!Number.isFinite(value)) throw new SyntaxError(`The number ${source ?? value} is too large`);
  if (Object.is(value, -0)) throw new SyntaxError('Minus zero is refused');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new SyntaxError(`The number ${source ?? value} would lose digits`);
}

/** Walks the text once; JSON.parse has already proven that it is well-formed. */
function refuseDuplicateKeys(text: string, maximumDepth: number): void {
  const open: (Set<string> | null)[] = [];
  let awaitsKey = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (awaitsKey && keys) {
        const key = JSON.parse(text.slice(at, end + 1)) as string;
        if (keys.has(key)) throw new SyntaxError(`The key "${key}" stands twice`);
        keys.add(key);
      }
      awaitsKey = false;
      at = end;
    } else if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : null);
      if (open.length > maximumDepth) throw new SyntaxError(`Nested deeper than ${maximumDepth}`);
      awaitsKey = mark === '{';
    } else if (mark === '}' || mark === ']') {
      open.pop();
      awaitsKey = false;
    } else if (mark === ',') {
      awaitsKey = open.at(-1) !== null;
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
