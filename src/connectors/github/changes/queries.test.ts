import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { repositoriesQuery } from '../repositories.ts';
import { job, requestOf } from './batch.ts';
import * as selections from './selections.ts';

const github = buildSchema(schema.idl, { assumeValidSDL: true });
const { associated, authors, count, head, history, lists, pullRequest, pullRequests } = selections;
const all: Readonly<Record<string, selections.Selection>> = { associated, authors, count, head, history, pullRequest, pullRequests, ...lists };

function asked(one: selections.Selection, times: number, first: number): string {
  const given = job({ node: 'R_1', selection: one, variables: {}, shape: z.unknown(), take: () => [], fail: () => [] });
  return requestOf(Array.from({ length: times }, () => ({ job: given, first }))).query;
}

describe('every query that is sent', () => {
  test.each(Object.keys(all))('is valid against the schema that GitHub publishes: %s', (name) => {
    expect(validate(github, parse(asked(all[name] as selections.Selection, 3, 100)))).toEqual([]);
  });

  test('so is the list of repositories', () => {
    expect(validate(github, parse(repositoriesQuery))).toEqual([]);
  });

  test('a field that GitHub does not have is noticed', () => {
    const wrong = { text: '... on Repository { noSuchField }', nodes: () => 1 };
    expect(validate(github, parse(asked(wrong, 1, 1)))).toHaveLength(1);
  });

  test('all of them together are valid in one request, each with variables of its own', () => {
    const jobs = Object.values(all).map((selection) => ({
      job: job({ node: 'R_1', selection, variables: { oid: 'a' }, shape: z.unknown(), take: () => [], fail: () => [] }),
      first: 10,
    }));
    const { query, variables } = requestOf(jobs);
    expect(validate(github, parse(query))).toEqual([]);
    expect(new Set(query.match(/\$(first|after|oid|name|id)\d+/g)).size).toBe(Object.keys(variables).length);
  });
});
