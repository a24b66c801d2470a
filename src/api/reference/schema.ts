import { z } from 'zod';

/** A JSON Schema, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** A schema of the contract as JSON Schema; `input`: what a caller may send, `output`: what is answered. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override({ jsonSchema: one }) {
      // A date's pattern says in two hundred characters what its format says in one word.
      if (one.format === 'date' || one.format === 'date-time') delete one.pattern;
      // What every whole number has says nothing of this one.
      if (one.minimum === Number.MIN_SAFE_INTEGER) delete one.minimum;
      if (one.maximum === Number.MAX_SAFE_INTEGER) delete one.maximum;
      // An answer may gain fields later: who reads it must not rely on there being no others.
      if (io === 'output' && one.additionalProperties === false) delete one.additionalProperties;
    },
  });
  return rest;
}

const MOST_LINE = 96;

/** A schema as a type that a person reads: `{ rows: { id: string, at: instant }[], next: string | null }`. */
export function shapeText(schema: JsonSchema, indent = ''): string {
  const description = typeof schema['description'] === 'string' && indent !== '' ? schema['description'] : null;
  const text = unwrapped(schema, indent);
  return description !== null && !text.includes('\n') ? `${text}  // ${description}` : text;
}

function unwrapped(schema: JsonSchema, indent: string): string {
  const { anyOf, oneOf, enum: choices, const: only, type, items, properties } = schema;
  const union = (anyOf ?? oneOf) as readonly JsonSchema[] | undefined;
  if (union !== undefined) return union.map((one) => unwrapped(one, indent)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(choices)) return choices.map((one) => JSON.stringify(one)).join(' | ');
  if (Array.isArray(type)) return type.map((one) => unwrapped({ ...schema, type: one }, indent)).join(' | ');
  if (type === 'array') return `${grouped(unwrapped((items ?? {}) as JsonSchema, indent))}[]`;
  if (type === 'object') return objectText(schema, properties as Readonly<Record<string, JsonSchema>> | undefined, indent);
  return scalar(schema);
}

function objectText(schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>> | undefined, indent: string): string {
  const entries = Object.entries(properties ?? {});
  if (entries.length === 0) {
    const values = schema['additionalProperties'];
    return typeof values === 'object' ? `{ [key]: ${unwrapped(values as JsonSchema, indent)} }` : '{}';
  }
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const deeper = `${indent}  `;
  const lines = entries.map(([name, one]) => `${name}${required.has(name) ? '' : '?'}: ${shapeText(one, deeper)}`);
  const flat = `{ ${lines.join(', ')} }`;
  if (flat.length + indent.length <= MOST_LINE && !flat.includes('\n') && !flat.includes('//')) return flat;
  return `{\n${lines.map((line) => `${deeper}${line}`).join('\n')}\n${indent}}`;
}

function grouped(text: string): string {
  return text.includes(' | ') && !text.startsWith('{') ? `(${text})` : text;
}

const formats: Readonly<Record<string, string>> = { date: 'day', 'date-time': 'instant', uri: 'address', uuid: 'uuid' };

function scalar({ type, format }: JsonSchema): string {
  if (typeof format === 'string' && formats[format] !== undefined) return formats[format];
  return typeof type === 'string' ? type : 'anything';
}
