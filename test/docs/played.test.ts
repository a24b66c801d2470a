import { describe, expect, test } from 'vitest';
import { documentOf, guide } from './documents.ts';
import { play, printsAs } from './played.ts';
import { audit, newcomer } from './stages.ts';

const LONG = 300_000;

describe('guides are gone through word by word, and print what they show', () => {
  test(
    'the first hour of an engineer, and a control of their own',
    async () => {
      const { stage, remove } = await newcomer();
      try {
        const first = await play(guide('engineer'), stage);
        const then = await play(guide('author-control'), stage);
        expect([...first.wrong, ...then.wrong]).toEqual([]);
        expect(first.printed.length).toBeGreaterThan(20);
        const planted = '```sh run\ntickmark results nowhere\ntickmark collect\n```\n```text\nNothing.\n```\n';
        const { wrong } = await play(documentOf('docs/guides/planted.md', planted), stage);
        expect(wrong).toEqual([
          expect.stringContaining('tickmark results nowhere ends with 2, not 0'),
          expect.stringContaining('does not print\nNothing.'),
        ]);
      } finally {
        await remove();
      }
    },
    LONG,
  );

  test(
    'an auditor: populations, one result, the package',
    async () => {
      const { stage, remove } = await audit();
      try {
        const wrong: string[] = [];
        for (const name of ['auditor-populations', 'auditor-reperform', 'auditor-package']) wrong.push(...(await play(guide(name), stage)).wrong);
        expect(wrong).toEqual([]);
      } finally {
        await remove();
      }
    },
    LONG,
  );
});

test.each([
  ['one\n…\nfour', 'one\ntwo\nthree\nfour\n', true],
  ['one\n…\ntwo', 'one\ntwo\n', true],
  ['one …', 'one 2025-01-01\n', true],
  ['one …', 'one\n2025-01-01\n', false],
  ['one\nfour', 'one\ntwo\nthree\nfour\n', false],
  ['one', 'one\ntwo\n', false],
  ['two', 'one\ntwo\n', false],
  ['a.c', 'abc\n', false],
])('shown %j, printed %j: %s', (shown, printed, alike) => {
  expect(printsAs(shown, printed)).toBe(alike);
});
