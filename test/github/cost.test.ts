import { Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { githubSchema } from '../../demo/github/graphql/execute.ts';
import { costOf } from '../../demo/github/graphql/limits.ts';
import { job, requestOf } from '../../src/connectors/github/changes/batch.ts';
import {
  associated,
  authors,
  count,
  head,
  history,
  lists,
  pullRequest,
  pullRequests,
  type Selection,
} from '../../src/connectors/github/changes/selections.ts';

const all: Readonly<Record<string, Selection>> = { associated, authors, count, head, history, pullRequest, pullRequests, ...lists };

/** Nodes and points as GitHub documents that it counts them, worked out by the pretend one. */
function counted(selection: Selection, first: number): ReturnType<typeof costOf> {
  const given = job({ node: 'R_1', selection, variables: {}, shape: z.unknown(), take: () => [], fail: () => [] });
  const { query, variables } = requestOf([{ job: given, first }]);
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
  return costOf(githubSchema(), operation as NonNullable<typeof operation>, fragments, variables as never);
}

describe('what a query may cost', () => {
  test.each(Object.keys(all))('is worked out before it is sent, never too low: %s', (name) => {
    const selection = all[name] as Selection;
    for (const first of [1, 10, 100]) {
      const { nodeCount, errors } = counted(selection, first);
      expect(errors).toEqual([]);
      expect(selection.nodes(first)).toBeGreaterThanOrEqual(nodeCount);
      expect(selection.nodes(first)).toBeLessThanOrEqual(nodeCount + 2 * first);
    }
  });

  test('a hundred pull requests take less than a hundredth of an hour of points', () => {
    expect(counted(pullRequests, 100).cost).toBeLessThanOrEqual(25);
    expect(counted(history, 100).cost).toBeLessThanOrEqual(2);
  });
});
