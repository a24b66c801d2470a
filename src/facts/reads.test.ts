import { expect, test } from 'vitest';
import { mergeReads, type Reads } from './reads.ts';

test('kinds and fields of several declarations together, each once', () => {
  const all: Reads[] = [{ change: ['landedAt', 'branch'] }, { change: ['branch', 'author'], repository: ['name'] }, {}];
  const merged = mergeReads(all);
  expect([...merged].map(([kind, fields]) => [kind, [...fields]])).toEqual([
    ['change', ['landedAt', 'branch', 'author']],
    ['repository', ['name']],
  ]);
  expect(all[0]).toEqual({ change: ['landedAt', 'branch'] });
});

test('of no declarations is nothing, and a kind without fields is still read', () => {
  expect(mergeReads([]).size).toBe(0);
  expect(mergeReads([{ repository: [] }]).get('repository')).toEqual(new Set());
});
