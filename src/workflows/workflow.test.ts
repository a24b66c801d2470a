import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { given } from '../../test/support/workflow.ts';
import { Refusal } from '../kernel/refusal.ts';
import { instant } from '../kernel/time.ts';
import { defineWorkflow, type Happened, replay } from './workflow.ts';

interface Bell {
  readonly type: 'rung';
  readonly times: number;
}

/** Rings, and never a second time. */
const bell = defineWorkflow<readonly Happened<Bell>[], number, Bell>({
  id: 'bell',
  events: z.strictObject({ type: z.literal('rung'), times: z.number() }),
  initial: [],
  decide(times, state) {
    if (state.length > 0) throw new Refusal('bell/rung', 'It has been rung.');
    if (times === 0) throw new Refusal('other/silent', 'It was not rung.');
    if (times === -1) throw new Refusal('bell/nobody', `It was rung by ${undefined}.`);
    return times > 100 ? [{ type: 'rung', times: Number.POSITIVE_INFINITY }] : [{ type: 'rung', times }];
  },
  evolve: (state, happened) => [...state, happened],
});

const who = { by: 'p-001', at: instant(0) };
const rung: Happened<Bell> = { ...who, event: { type: 'rung', times: 1 } };

describe('the language of these tests', () => {
  test('holds what is so', () => {
    given(bell)
      .when(3, who)
      .decides([{ type: 'rung', times: 3 }]);
    given(bell, [rung]).when(3, who).refuses('bell/rung', 'has been');
    expect(given(bell, [rung]).state()).toEqual([rung]);
  });

  test.each([
    [
      'other events',
      () =>
        given(bell)
          .when(3, who)
          .decides([{ type: 'rung', times: 4 }]),
    ],
    ['no events', () => given(bell).when(3, who).decides([])],
    [
      'events where it refuses',
      () =>
        given(bell, [rung])
          .when(3, who)
          .decides([{ type: 'rung', times: 3 }]),
    ],
    ['a refusal where it decides', () => given(bell).when(3, who).refuses('bell/rung')],
    ['a refusal of another code', () => given(bell, [rung]).when(3, who).refuses('bell/other')],
    ['a refusal in other words', () => given(bell, [rung]).when(3, who).refuses('bell/rung', 'gong')],
    ['a code of another workflow', () => given(bell).when(0, who).refuses('other/silent')],
    ['a sentence that names nothing', () => given(bell).when(-1, who).refuses('bell/nobody')],
    [
      'an event that cannot be read back',
      () =>
        given(bell)
          .when(101, who)
          .decides([{ type: 'rung', times: Number.POSITIVE_INFINITY }]),
    ],
  ])('fails on %s', (_what, claim) => {
    expect(claim).toThrow();
  });

  test('lets no workflow change what happened', () => {
    const careless = { ...bell, evolve: (state: readonly Happened<Bell>[], one: Happened<Bell>) => Object.assign(one, { by: 'nobody' }) && state };
    expect(() => given(careless, [rung])).toThrow(TypeError);
  });
});

test('a history is told in its order, from the initial state', () => {
  const second = { ...rung, event: { type: 'rung', times: 2 } } as const;
  expect(replay(bell, [rung, second]).map((one) => one.event.times)).toEqual([1, 2]);
  expect(replay(bell, [])).toBe(bell.initial);
});

const folder = import.meta.dirname;

function textOf(files: readonly string[]): string {
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

const isTested = (file: string) => file.endsWith('.test.ts');
const [tests, sources] = [globSync('**/*.test.ts', { cwd: folder }), globSync('**/*.ts', { cwd: folder }).filter((file) => !isTested(file))];

/** Codes of refusals stand in the source as `'area/what'`; modules are named with `.ts`, and workflows are the areas. */
function codesIn(text: string, areas: readonly string[]): readonly string[] {
  const found = [...text.matchAll(/'([a-z-]+)\/([a-z-]+)'/g)];
  return [...new Set(found.filter(([, area]) => areas.includes(area as string)).map(([, area, what]) => `${area}/${what}`))].sort();
}

function refusedIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\.refuses\(\s*'([^']+)'/g)].map(([, code]) => code as string));
}

function areasIn(text: string): readonly string[] {
  return [...text.matchAll(/defineWorkflow<[^>]*>\(\{\s*id: '([a-z-]+)'/g)].map(([, id]) => id as string);
}

describe('every refusal of a workflow', () => {
  test('is tried at least once', () => {
    const areas = areasIn(textOf(sources));
    expect(areas).toEqual(expect.arrayContaining(['engagement', 'exclusion', 'response']));
    const codes = codesIn(textOf(sources), areas);
    expect(codes.length).toBeGreaterThanOrEqual(40);
    const tried = refusedIn(textOf(tests));
    expect(codes.filter((one) => !tried.has(one))).toEqual([]);
  });

  test('is thrown with a code that can be read off the source', () => {
    for (const [, code] of textOf(sources).matchAll(/new Refusal\(\s*([^,\s]+)/g)) expect(code).toMatch(/^('[a-z-]+\/[a-z-]+'|code)$/);
  });

  test('would be missed here if it were not (negative control)', () => {
    const source = `defineWorkflow<S, C, E>({\n  id: 'bell',\nthrow new Refusal(\n 'bell/planted', 'Ring.'); required(text, 'bell/by-hand', 'Ring.')`;
    expect(areasIn(source)).toEqual(['bell']);
    expect(codesIn(source, ['bell'])).toEqual(['bell/by-hand', 'bell/planted']);
    expect(refusedIn(`given(bell).when(1, who).refuses(\n  'bell/planted')`)).toEqual(new Set(['bell/planted']));
  });
});
