import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openApi } from '../../src/api/reference/openapi.ts';
import { shapeText } from '../../src/api/reference/schema.ts';
import { type Endpoint, endpoint } from '../../src/contract/endpoint.ts';
import { contract } from '../../src/contract/index.ts';
import { type Serving, serving } from '../support/serving.ts';

const all: readonly Endpoint[] = contract;

let server: Serving;
beforeAll(async () => {
  server = await serving();
});
afterAll(() => server?.close());

/** Somebody else's reading of the standard. */
async function validated(document: Record<string, unknown>) {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  return { valid, errors, version: validator.version };
}

test('the document is OpenAPI 3.1, as another program reads it', async () => {
  const document = (await server.send('/api/openapi.json')).json();
  expect(await validated(document)).toEqual({ valid: true, errors: undefined, version: '3.1' });
  const broken = { ...document, paths: { '/x': { get: { responses: 'none' } } } };
  expect((await validated(broken)).valid).toBe(false);
});

test('every reference in it leads somewhere', async () => {
  const document = (await server.send('/api/openapi.json')).json();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to as string);
  expect(references.length).toBeGreaterThan(0);
  for (const to of new Set(references)) {
    expect(to).toMatch(/^#\/components\//);
    const found = to
      .slice(2)
      .split('/')
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
    expect([to, found]).not.toEqual([to, undefined]);
  }
});

test('it names every endpoint, with its permission, its parameters and its refusals', () => {
  const { paths } = openApi(all, '1');
  for (const { method, path, may, params, query, refuses = {}, status = 200 } of all) {
    const operation = paths[path]?.[method.toLowerCase()];
    expect(operation?.['x-permission']).toBe(may);
    const names = [...Object.keys(params?.shape ?? {}), ...Object.keys(query?.shape ?? {})];
    expect(operation?.parameters.map(({ name }) => name)).toEqual(names);
    expect(Object.keys(operation?.responses ?? {})).toContain(String(status));
    for (const [code, refused] of Object.entries(refuses)) expect(operation?.responses[refused]?.description).toContain(`\`${code}\``);
  }
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(all.length);
});

test('what may be left out is told apart from what is needed', () => {
  const body = z.strictObject({ name: z.string(), days: z.array(z.iso.date()).default([]) });
  const one = endpoint({
    method: 'POST',
    path: '/x',
    tag: 'X',
    says: 'X.',
    may: 'read',
    body,
    answers: body,
    query: z.object({ need: z.string(), may: z.coerce.number().default(1) }),
  });
  const operation = openApi([one], '1').paths['/x']?.['post'];
  expect(operation?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['need', true],
    ['may', false],
  ]);
  const sent = operation?.requestBody?.content['application/json']?.schema;
  const answered = operation?.responses['200']?.content?.['application/json']?.schema;
  expect([shapeText(sent ?? {}), shapeText(answered ?? {})]).toEqual(['{ name: string, days?: day[] }', '{ name: string, days: day[] }']);
});

test('the page names every endpoint, runs nothing, and loads nothing from elsewhere', async () => {
  const { text, headers, status } = await server.send('/api/');
  expect(status).toBe(200);
  for (const { path, method } of all)
    expect(text).toContain(`>${method}</span> <code>${path.replaceAll(/\{\w+\}/g, (name) => `<i>${name}</i>`)}</code>`);
  expect(text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1:7460)|style="/);
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  for (const font of ['plex-sans', 'plex-mono-400', 'plex-mono-500'])
    expect((await server.send(`/api/fonts/${font}.woff2`)).headers['content-type']).toBe('font/woff2');
  expect((await server.send('/api/fonts/..%2f..%2fpackage.json')).status).toBe(404);
});
