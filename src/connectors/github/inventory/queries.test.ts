import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { inventoryQueries, inventoryRoutes } from './routes.ts';

const schema = buildSchema(published.idl, { assumeValidSDL: true, assumeValid: true });

test.each(inventoryQueries)("%s is valid against GitHub's schema", (query) => {
  expect(validate(schema, parse(query))).toEqual([]);
});

test('a query that names a field GitHub does not have is caught', () => {
  expect(validate(schema, parse('query Wrong { viewer { loginn } }'))).toHaveLength(1);
});

test('nothing is ever written', () => {
  expect(inventoryRoutes.filter((one) => !one.startsWith('GET /'))).toEqual([]);
  expect(inventoryQueries.filter((one) => !one.startsWith('query '))).toEqual([]);
});
