import { STATUS_CODES } from 'node:http';
import type { Endpoint, Method, Permission } from '../../contract/endpoint.ts';
import { BASE } from '../mount.ts';
import { type JsonSchema, jsonSchema } from './schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
}

interface Media {
  readonly [media: string]: { readonly schema?: JsonSchema };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly 'x-permission': Permission;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Media }>>;
}

export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string; readonly license: object };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

const description =
  'What Tickmark knows and judges, and what it can be asked to do. Send the key of the installation (keys/owner-token in its data directory) as a bearer token. ' +
  'Errors are problem details (RFC 9457) with a code that stays. JSON answers have a strong ETag; If-None-Match is answered with 304. Unknown parameters and fields are refused.';

/** The contract as OpenAPI 3.1. @param version of Tickmark */
export function openApi(contract: readonly Endpoint[], version: string): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const endpoint of contract) {
    const path = paths[endpoint.path] ?? {};
    paths[endpoint.path] = path;
    path[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Tickmark', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: BASE }],
    security: [{ key: [] }, { browser: [] }],
    tags: [...new Set(contract.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'The key in keys/owner-token of the data directory.' },
        browser: {
          type: 'apiKey',
          in: 'cookie',
          name: 'tickmark_owner_7460',
          description: 'Set by the link that `tickmark open` prints. Its name ends with the port.',
        },
      },
    },
  };
}

function operation(endpoint: Endpoint): Operation {
  const { method, path, says, tag, may, params, query, body, status = 200 } = endpoint;
  return {
    operationId: operationId(method, path),
    summary: says,
    tags: [tag],
    'x-permission': may,
    parameters: [
      ...(params === undefined ? [] : parametersOf('path', jsonSchema(params, 'input'))),
      ...(query === undefined ? [] : parametersOf('query', jsonSchema(query, 'input'))),
    ],
    ...(body !== undefined && {
      requestBody: { required: !body.safeParse(undefined).success, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
    }),
    responses: { [status]: { description: STATUS_CODES[status] ?? 'Answer', content: answered(endpoint) }, ...refusals(endpoint) },
  };
}

/** `GET /controls/{control}` becomes `getControlsByControl`. */
function operationId(method: Method, path: string): string {
  const words = path.split(/[/-]/).filter((part) => part !== '');
  const word = (part: string) => (part.startsWith('{') ? `By${capital(part.slice(1, -1))}` : capital(part));
  return `${method.toLowerCase()}${words.map(word).join('')}`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function parametersOf(place: 'path' | 'query', schema: JsonSchema): Parameter[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  return Object.entries(properties).map(([name, { description: says, ...one }]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: one,
    ...(typeof says === 'string' && { description: says }),
  }));
}

function answered({ answers }: Endpoint): Media {
  if (!('kind' in answers)) return { 'application/json': { schema: jsonSchema(answers, 'output') } };
  if (answers.kind === 'events') return { 'text/event-stream': { schema: jsonSchema(answers.event, 'output') } };
  return Object.fromEntries(answers.media.map((media) => [media, {}]));
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** What every endpoint may say, and what this one may. */
function refusals({ refuses = {}, params, query, body }: Endpoint): Operation['responses'] {
  const codes = new Map<number, string[]>([
    [401, ['session/none']],
    [403, ['guard/origin', 'guard/site', 'session/may-not']],
  ]);
  const add = (status: number, code: string) => codes.set(status, [...(codes.get(status) ?? []), code]);
  if (params !== undefined || query !== undefined || body !== undefined) add(422, 'request/invalid');
  if (body !== undefined) {
    add(400, 'request/malformed-json');
    add(413, 'request/too-large');
    add(415, 'request/content-type');
  }
  for (const [code, status] of Object.entries(refuses)) add(status, code);
  const told = [...codes]
    .toSorted(([a], [b]) => a - b)
    .map(([status, list]) => [status, { description: list.map((code) => `\`${code}\``).join(', '), content: problem }]);
  return Object.fromEntries(told);
}

const text = { type: 'string' };

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'request'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:tickmark:problem:` and the code.' },
    title: text,
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence that may be shown.' },
    code: { type: 'string', description: 'Stays the same for ever: `area/what`.' },
    request: { type: 'string', description: 'The id of the request, which the log names too.' },
    errors: {
      type: 'array',
      description: 'Where the parts of the request were wrong.',
      items: { type: 'object', required: ['at', 'expected'], properties: { at: text, expected: text } },
    },
  },
};
