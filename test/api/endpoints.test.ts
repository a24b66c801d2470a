import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Body, type Handled, implement } from '../../src/api/implement.ts';
import { resources } from '../../src/api/resources.ts';
import { type Endpoint, type EndpointDefinition, endpoint } from '../../src/contract/endpoint.ts';
import { contract } from '../../src/contract/index.ts';
import { type Reply, type Serving, serving } from '../support/serving.ts';

/** Walks every endpoint of the contract, whichever there are: what holds for all of them is written once. */
const all: readonly Endpoint[] = contract;
const each = all.map((endpoint) => [endpoint.key, endpoint] as const);

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
});
afterAll(() => server?.close());

/** With something in the place of each parameter. */
function pathOf({ path }: Endpoint): string {
  return `/api/v1${path.replaceAll(/\{\w+\}/g, 'nothing-of-this-name')}`;
}

function sending({ method, body }: Endpoint) {
  return body === undefined ? { method } : { method, body: '{}', headers: { 'content-type': 'application/json' } };
}

function said(reply: Reply): [number, unknown] {
  return [reply.status, reply.json()['code']];
}

describe('the contract and what is answered are the same', () => {
  test('every endpoint is answered, once, by itself', () => {
    const answered = resources.map(({ endpoint }) => endpoint.key);
    expect(answered.toSorted()).toEqual(all.map(({ key }) => key).toSorted());
    expect(new Set(answered).size).toBe(answered.length);
    for (const { endpoint } of resources) expect(all.find(({ key }) => key === endpoint.key)).toBe(endpoint);
  });

  test('no two endpoints have one address', () => {
    const shapes = all.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(shapes.filter((one, at) => shapes.indexOf(one) !== at)).toEqual([]);
  });

  test('parameters of a path are declared, and no others', () => {
    for (const { key, path, params } of all)
      expect([key, ...Object.keys(params?.shape ?? {}).toSorted()]).toEqual([
        key,
        ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted(),
      ]);
  });

  test('what only reads takes no body, and what changes is not read', () => {
    for (const { key, method, body } of all) if (method === 'GET') expect([key, body]).toEqual([key, undefined]);
  });
});

describe('every endpoint', () => {
  test.each(each)('%s refuses a stranger', async (_, endpoint) => {
    expect(said(await server.send(pathOf(endpoint), sending(endpoint)))).toEqual([401, 'session/none']);
  });

  test.each(each)('%s refuses another origin', async (_, endpoint) => {
    const { headers = {}, ...sent } = sending(endpoint);
    const from = (more: Readonly<Record<string, string>>) => server.ask(pathOf(endpoint), { ...sent, headers: { ...headers, ...more } });
    expect(said(await from({ origin: 'https://evil.example' }))).toEqual([403, 'guard/origin']);
    expect(said(await from({ 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'guard/site']);
  });

  test.each(each)('%s refuses a parameter that it does not know, and names it', async (_, endpoint) => {
    const reply = await server.ask(`${pathOf(endpoint)}?misspelt=1`, sending(endpoint));
    expect(said(reply)).toEqual([422, 'request/invalid']);
    expect(reply.json()['errors']).toContainEqual(expect.objectContaining({ at: 'query.misspelt' }));
  });

  test.each(each)('%s takes its own method only', async (_, endpoint) => {
    const others = all.filter(({ path }) => pathOf(endpoint) === pathOf({ ...endpoint, path })).map(({ method }) => method);
    const method = (['GET', 'POST', 'PUT', 'DELETE'] as const).find((one) => !others.includes(one)) as string;
    const reply = await server.ask(pathOf(endpoint), { method });
    // `/work/collect` may also be read as a piece of work of that name.
    if (reply.status === 404) return expect(reply.json()['code']).not.toBe('request/no-endpoint');
    expect(said(reply)).toEqual([405, 'request/method']);
    expect(String(reply.headers.allow).split(', ')).toContain(endpoint.method);
  });
});

/** What can be asked with nothing but its address. */
const readable = all.filter(
  ({ method, params, query, answers }) => method === 'GET' && params === undefined && query?.safeParse({}).success !== false && !('kind' in answers),
);

describe('on an installation that has seen nothing', () => {
  test.each(readable.map((endpoint) => [endpoint.key, endpoint] as const))(
    '%s answers what its schema says, or refuses as it declares',
    async (_, endpoint) => {
      const reply = await server.ask(pathOf(endpoint));
      const code = reply.status === 200 ? null : String(reply.json()['code']);
      if (code !== null) return expect([endpoint.key, code, endpoint.refuses?.[code]]).toEqual([endpoint.key, code, reply.status]);
      const { answers } = endpoint;
      if ('kind' in answers) return;
      expect(answers.parse(reply.json())).toEqual(reply.json());
      expect(reply.headers.etag).toMatch(/^"[\w-]+"$/);
    },
  );
});

type Fits<A, B> = A extends B ? true : false;

test('an endpoint without a permission, and a handler that answers something else, do not compile', () => {
  const one = endpoint({ method: 'GET', path: '/x', tag: 'X', says: 'X.', may: 'read', answers: z.object({ n: z.number() }) });
  const withoutPermission: Fits<Omit<EndpointDefinition, 'may'>, EndpointDefinition> = false;
  const unknownPermission: Fits<Omit<EndpointDefinition, 'may'> & { readonly may: 'anything' }, EndpointDefinition> = false;
  const right: Fits<{ n: number }, Body<typeof one>> = true;
  const wrong: Fits<{ n: string }, Body<typeof one>> = false;
  const noParameters: Handled<typeof one>['params'] = undefined;
  expect([withoutPermission, unknownPermission, right, wrong, noParameters]).toEqual([false, false, true, false, undefined]);
  expect(implement(one, async () => ({ n: 1 })).endpoint).toBe(one);
});
