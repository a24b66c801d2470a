import type { z } from 'zod';
import type { EndpointDefinition, Parsed } from '../contract/endpoint.ts';
import { Fault, type PartError } from './fault.ts';

export const MOST_BODY = 1_000_000;
export const MOST_ADDRESS = 16_000;
/** Errors that are named; the others are counted. */
const MOST_ERRORS = 50;
const MOST_NAME = 200;

/** A request as it came in. */
export interface Incoming {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly raw: Request;
}

/**
 * Parses what an endpoint is asked with.
 * @throws Fault `request/…`, naming every part that is wrong
 */
export async function parseParts<D extends EndpointDefinition>(definition: D, incoming: Incoming): Promise<Parsed<D>> {
  const query = queryValues(definition, incoming.query);
  const body = await readBody(definition, incoming.raw);
  const errors: PartError[] = [];
  let unnamed = 0;
  const read = (part: 'params' | 'query' | 'body', value: unknown): unknown => {
    const schema = definition[part];
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    // One by one: a body of 1 MB may be wrong in half a million places.
    for (const issue of parsed.error.issues.slice(0, MOST_ERRORS)) errors.push(partError(part, issue));
    unnamed += Math.max(0, parsed.error.issues.length - MOST_ERRORS);
    return undefined;
  };
  const parts = { params: read('params', incoming.params), query: read('query', query.values), body: read('body', body) };
  errors.push(...query.errors);
  if (errors.length > 0) throw invalid(errors, unnamed);
  return parts as Parsed<D>;
}

/** @param unnamed how many more there are than are named */
function invalid(errors: readonly PartError[], unnamed: number): Fault {
  const told = errors.slice(0, 3).map(({ at, expected }) => `${at}: expected ${expected}`);
  const untold = errors.length + unnamed - told.length;
  const more = untold > 0 ? `; and ${untold} more` : '';
  return new Fault(422, 'request/invalid', `${told.join('; ')}${more}.`, { errors: errors.slice(0, MOST_ERRORS) });
}

/** What somebody sent is told back only so far. */
function briefly(text: string): string {
  return text.length > MOST_NAME ? `${text.slice(0, MOST_NAME)}…` : text;
}

/** The house writes what was expected as a schema's message; of zod's own messages, only that is kept. */
function partError(part: string, issue: z.core.$ZodIssue): PartError {
  const at = briefly([part, ...issue.path.map(String)].join('.'));
  if (issue.code === 'unrecognized_keys')
    return { at: `${at}.${briefly(issue.keys.slice(0, 10).join(', '))}`, expected: 'no such field: check its spelling' };
  return {
    at,
    expected: issue.message.replace(/^Invalid (input: expected |option: expected |input$)/, '').replace(/, received .*$/, '') || 'another value',
  };
}

interface QueryValues {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly errors: readonly PartError[];
}

/** A list is written as a parameter several times. What the endpoint does not know is refused: a filter that is misspelt would answer too much. */
function queryValues({ query }: EndpointDefinition, given: URLSearchParams): QueryValues {
  const shape: Readonly<Record<string, z.core.$ZodType>> = query?.shape ?? {};
  const values: Record<string, string | readonly string[]> = {};
  const errors: PartError[] = [];
  for (const name of new Set(given.keys())) {
    const all = given.getAll(name);
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (schema === undefined) errors.push({ at: `query.${briefly(name)}`, expected: knownNames(Object.keys(shape)) });
    else if (isList(schema)) values[name] = all;
    else if (all.length > 1) errors.push({ at: `query.${name}`, expected: 'one value' });
    else values[name] = all[0] ?? '';
  }
  return { values, errors };
}

function knownNames(names: readonly string[]): string {
  return names.length === 0 ? 'no parameters at all' : `one of ${names.join(', ')}`;
}

function isList(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'array') return true;
  if (def.type === 'pipe') return isList(def.in);
  return 'innerType' in def && isList(def.innerType as z.core.$ZodType);
}

async function readBody({ body: schema }: EndpointDefinition, request: Request): Promise<unknown> {
  const text = await readText(request);
  if (schema === undefined) {
    if (text !== '') throw new Fault(400, 'request/body-not-taken', 'This endpoint takes no body. Send none.');
    return undefined;
  }
  if (text === '') return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type))
    throw new Fault(
      415,
      'request/content-type',
      `The body must be JSON (content-type: application/json), not ${type === '' ? 'of no type' : type.slice(0, 100)}.`,
    );
  try {
    return JSON.parse(text, wellFormed);
  } catch (error) {
    throw new Fault(400, 'request/malformed-json', `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Half of a character can be written in JSON, and cannot be sealed. */
function wellFormed(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw new SyntaxError('a text in it holds half of a character');
  return value;
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY) throw tooLarge();
  if (request.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.byteLength;
    if (size > MOST_BODY) throw tooLarge();
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
  } catch {
    throw new Fault(400, 'request/malformed-text', 'The body is not UTF-8.');
  }
}

function tooLarge(): Fault {
  // The rest of the body is not read: the connection cannot be used again.
  return new Fault(413, 'request/too-large', 'The body is larger than 1 MB.', { headers: { connection: 'close' } });
}
