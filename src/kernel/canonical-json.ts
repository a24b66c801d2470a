/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Arrays and objects inside one another. Deeper than any fact; shallow enough for every reader's stack. */
const MAXIMUM_DEPTH = 512;

/**
 * RFC 8785 (JCS). The one text of a value: keys in UTF-16 order, numbers as ECMAScript writes them. As with JSON.stringify, a key whose value
 * is undefined is left out.
 * @throws TypeError for what JSON cannot say without loss: NaN, infinities, lone surrogates, undefined in a list, bigint, functions, instances
 * of classes (a Date, a Map), and for nesting deeper than 512, cycles included.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

function write(value: Json, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeStructure(value, depth + 1);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function writeStructure(value: readonly Json[] | { readonly [key: string]: Json }, depth: number): string {
  if (depth > MAXIMUM_DEPTH) throw new TypeError(`Nested deeper than ${MAXIMUM_DEPTH}`);
  return Array.isArray(value) ? writeList(value, depth) : writeObject(value as { readonly [key: string]: Json }, depth);
}

function writeList(list: readonly Json[], depth: number): string {
  let text = '[';
  for (let i = 0; i < list.length; i++) {
    if (i > 0) text += ',';
    text += write(list[i] as Json, depth);
  }
  return `${text}]`;
}

function writeObject(object: { readonly [key: string]: Json }, depth: number): string {
  refuseInstance(object);
  let text = '{';
  for (const key of sorted(Object.keys(object))) {
    const held = object[key];
    if (held === undefined) continue;
    if (text.length > 1) text += ',';
    text += quoteKey(key);
    text += typeof held === 'string' ? quote(held) : write(held, depth);
  }
  return `${text}}`;
}

/** An instance of a class holds what its own keys do not tell. The plain object of another realm is plain. */
function refuseInstance(object: object): void {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw new TypeError(`JSON has no ${object.constructor?.name ?? 'instance of a class'}`);
}

/** In UTF-16 order, in place. The few keys of a usual object are in order sooner by insertion than by the engine's sort. */
function sorted(keys: string[]): string[] {
  if (keys.length > 24) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** What may not stand in a JSON string as it is, or must be looked at more closely; of surrogates, the lone ones. */
const notAsItIs = /["\\\p{Cc}\p{Cs}]/u;

function quote(text: string): string {
  if (!notAsItIs.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('JSON text holds a lone surrogate');
  return JSON.stringify(text);
}

/** Field names recur millions of times, so the first thousand are remembered as they are written. */
const quotedKeys = new Map<string, string>();

function quoteKey(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const quoted = `${quote(key)}:`;
  if (quotedKeys.size < 1_000 && key.length <= 64) quotedKeys.set(key, quoted);
  return quoted;
}

/**
 * Parses JSON and refuses what two readers could understand differently: duplicate keys, numbers that lose digits, `__proto__`, lone surrogates.
 * `1` and `1.0` are one number and give one canonical text; whoever must tell them apart keeps the bytes.
 * @throws SyntaxError naming what is ambiguous, malformed or nested deeper than `maximumDepth`.
 */
export function parseStrictJson(text: string, maximumDepth: number = MAXIMUM_DEPTH): Json {
  // First, because JSON.parse with a reviver leaves the stack on deep nesting.
  refuseDuplicateKeys(text, maximumDepth);
  return JSON.parse(text, rejectAmbiguous) as Json;
}

function rejectAmbiguous(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') throw new SyntaxError('A key named __proto__ is refused');
  if (!key.isWellFormed()) throw new SyntaxError('A key holds a lone surrogate');
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('A string holds a lone surrogate');
  if (typeof value === 'number') refuseLostDigits(value, context?.source ?? String(value));
  return value;
}

function refuseLostDigits(value: number, source: string): void {
  if (!Number.isFinite(value)) throw new SyntaxError(`The number ${shortened(source)} is too large`);
  if (Object.is(value, -0)) throw new SyntaxError('Minus zero is refused');
  const unsafe = Number.isInteger(value) && !Number.isSafeInteger(value);
  if (unsafe || losesDigits(String(value), source)) throw new SyntaxError(`The number ${shortened(source)} would lose digits`);
}

/** Does `kept`, the shortest text of the number that was read, say less than `source` did? */
function losesDigits(kept: string, source: string): boolean {
  if (kept === source) return false;
  const wanted = digitsOf(kept).replace(/0+$/, '');
  const given = digitsOf(source);
  return !given.startsWith(wanted) || !/^0*$/.test(given.slice(wanted.length));
}

/** Without sign, point, exponent and leading zeros. */
function digitsOf(number: string): string {
  return number.replace(/^-|\.|e.*$/gi, '').replace(/^0+/, '');
}

/** Walks the text once. It may still be malformed; then JSON.parse says so. */
function refuseDuplicateKeys(text: string, maximumDepth: number): void {
  const open: (Set<string> | null)[] = [];
  let awaitsKey = false;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"': {
        const end = endOfString(text, at);
        if (awaitsKey) addKey(open.at(-1), text.slice(at, end + 1));
        awaitsKey = false;
        at = end;
        break;
      }
      case '{':
        open.push(new Set());
        awaitsKey = true;
        refuseDepth(open.length, maximumDepth);
        break;
      case '[':
        open.push(null);
        awaitsKey = false;
        refuseDepth(open.length, maximumDepth);
        break;
      case '}':
      case ']':
        open.pop();
        awaitsKey = false;
        break;
      case ',':
        awaitsKey = open.at(-1) !== null;
        break;
    }
  }
}

function refuseDepth(depth: number, maximumDepth: number): void {
  if (depth > maximumDepth) throw new SyntaxError(`Nested deeper than ${maximumDepth}`);
}

function addKey(keys: Set<string> | null | undefined, quoted: string): void {
  const key = JSON.parse(quoted) as string;
  if (keys?.has(key)) throw new SyntaxError(`The key "${shortened(key)}" stands twice`);
  keys?.add(key);
}

/** Where the closing quote stands; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
