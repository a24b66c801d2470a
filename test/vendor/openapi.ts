import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** GitHub's own description of its REST answers: `api.github.com`, or `ghec` for what only Enterprise Cloud has. */
export interface Contract {
  /** Is the route described at all? */
  has(method: string, path: string): boolean;
  /** What GitHub says of the route in words, whether an App's installation may ask it, and its parameters; undefined for a route that is not described. */
  about(
    method: string,
    path: string,
  ): { readonly description: string; readonly forApps: boolean; readonly parameters: readonly string[] } | undefined;
  /** What is wrong with an answer: empty if it is as described. */
  faults(method: string, path: string, status: number, body: unknown): string[];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Node = { readonly [name: string]: Json };

export function readContract(name: 'api.github.com' | 'ghec'): Contract {
  const file = createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${name}.json`);
  const api = JSON.parse(readFileSync(file, 'utf8')) as Node;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // GitHub's own bots have brackets in theirs: 49699333+dependabot[bot]@users.noreply.github.com
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);
  const components = api['components'] as Node;
  ajv.addSchema({ $id: 'api', components: { schemas: translated(components['schemas'] as Json) } } as object);
  const compiled = new Map<string, ValidateFunction | 'empty'>();
  const operation = (method: string, path: string): Node | undefined =>
    ((api['paths'] as Node)[path] as Node | undefined)?.[method.toLowerCase()] as Node;

  const validator = (method: string, path: string, status: number): ValidateFunction | 'empty' | undefined => {
    const key = `${method} ${path} ${status}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const schema = schemaOf(operation(method, path), status, components);
    if (schema === undefined) return undefined;
    const made = schema === 'empty' ? schema : ajv.compile(translated(schema) as object);
    compiled.set(key, made);
    return made;
  };

  return {
    has: (method, path) => operation(method, path) !== undefined,
    about: (method, path) => {
      const found = operation(method, path);
      if (found === undefined) return undefined;
      const forApps = (found['x-github'] as Node)['enabledForGitHubApps'] === true;
      const described = (found['parameters'] ?? []) as readonly Node[];
      const known = components['parameters'] as Node;
      const parameters = described.map((one) =>
        String((typeof one['$ref'] === 'string' ? (known[one['$ref'].split('/').at(-1) ?? ''] as Node) : one)['name']),
      );
      return { description: String(found['description'] ?? ''), forApps, parameters };
    },
    faults: (method, path, status, body) => {
      const validate = validator(method, path, status) ?? (status >= 400 ? basicError(ajv, compiled) : undefined);
      if (validate === undefined) return [`status ${status} is not described`];
      if (validate === 'empty') return body === null ? [] : ['there must be no body'];
      return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
    },
  };
}

/** Statuses that any request may get (401, 403, 404, 429) have GitHub's common shape where a route does not describe its own. */
function basicError(ajv: Ajv, compiled: Map<string, ValidateFunction | 'empty'>): ValidateFunction | 'empty' {
  const made =
    compiled.get('error') ?? ajv.compile({ allOf: [{ $ref: 'api#/components/schemas/basic-error' }], required: ['message', 'documentation_url'] });
  compiled.set('error', made);
  return made;
}

function schemaOf(operation: Node | undefined, status: number, components: Node): Json | 'empty' | undefined {
  const response = (operation?.['responses'] as Node | undefined)?.[String(status)] as Node | undefined;
  if (response === undefined) return undefined;
  const reference = response['$ref'];
  const named = typeof reference === 'string' ? ((components['responses'] as Node)[reference.split('/').at(-1) ?? ''] as Node) : response;
  const content = named['content'] as Node | undefined;
  if (content === undefined) return status >= 400 ? undefined : 'empty';
  return ((content['application/json'] ?? Object.values(content)[0]) as Node)['schema'];
}

/** From OpenAPI 3.0 to JSON Schema: `nullable` becomes a choice, and references lead to the one document. */
function translated(value: Json): Json {
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, discriminator, ...others } = value as Node;
  void discriminator;
  const entries = Object.entries(others).map(([name, inner]) => [name, name === '$ref' ? String(inner).replace(/^#/, 'api#') : translated(inner)]);
  const plain = Object.fromEntries(entries) as Json;
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
}
