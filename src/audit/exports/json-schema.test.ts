import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { ProgramReport } from '../program-report.ts';
import { resultsJsonSchema } from './json-schema.ts';
import { resultsSchema } from './results-schema.ts';
import { computedReport } from './testing/computed-report.ts';
import { sampleReport } from './testing/sample-report.ts';

const published = JSON.parse(readFileSync(new URL('../../../docs/spec/results.schema.json', import.meta.url), 'utf8')) as object;
const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(published);

/** Do both the published schema and the code take it for results? They never differ. */
function isTaken(value: unknown): boolean {
  const written = JSON.parse(JSON.stringify(value)) as unknown;
  expect(valid(written), JSON.stringify(valid.errors)).toBe(resultsSchema.safeParse(written).success);
  return valid(written);
}

test('what is published is what the code says', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(resultsJsonSchema())));
});

test('the schema and the type are one', () => {
  expectTypeOf<z.infer<typeof resultsSchema>>().toEqualTypeOf<ProgramReport>();
});

test.each([
  ['a report', sampleReport()],
  ['a computed one', computedReport()],
  ['one under a simulated clock', sampleReport({ simulated: true })],
  ['one of nothing', sampleReport({ program: null, controls: [], criteria: [], exclusions: [], coverage: [] })],
])('%s is taken', (_what, report) => {
  expect(isTaken(report)).toBe(true);
});

test('the computed one holds what its figures and members are tested for', () => {
  const [only] = computedReport().controls;
  expect(only).toMatchObject({ retired: '2025-10-31', retiredWhy: 'Replaced.', exceptions: [{ response: null }, { until: null }] });
  expect(only?.parts[0]?.checks[0]?.rate.failed).toBe(2.347);
});

describe('refused is', () => {
  test('a report that lacks any one of its members, however deep', () => {
    const paths = [...memberPaths(sampleReport({ controls: sampleReport().controls.slice(0, 1) }))];
    expect(paths.length).toBeGreaterThan(150);
    for (const path of paths) expect(isTaken(changed(path, (holder, key) => delete holder[key])), path.join('/')).toBe(false);
  });

  test('one with a member more', () => {
    for (const path of [['x'], ['period', 'x'], ['controls', '0', 'x'], ['controls', '0', 'parts', '0', 'checks', '0', 'rate', 'x']])
      expect(isTaken(changed(path, (holder, key) => Object.assign(holder, { [key]: 1 }))), path.join('/')).toBe(false);
  });

  test.each([
    ['controls/0/outcome', 'effective'],
    ['controls/0/by', 'hearsay'],
    ['controls/0/parts/0/known', 1.5],
    ['controls/0/parts/0/checks/0/fail', -1],
    ['controls/0/exceptions/0/from', '2025-03-04'],
    ['controls/0/exceptions/0/response/due', '2025-03-04T10:00:00.000Z'],
    ['period/type', 3],
    ['format', 'tickmark-results/2'],
  ])('one in which %s is %s', (path, value) => {
    expect(isTaken(changed(path.split('/'), (holder, key) => Object.assign(holder, { [key]: value })))).toBe(false);
  });
});

function changed(path: readonly string[], change: (holder: Record<string, unknown>, key: string) => unknown): unknown {
  const copy = structuredClone(sampleReport()) as unknown as Record<string, unknown>;
  const holder = path.slice(0, -1).reduce((held, key) => held[key] as Record<string, unknown>, copy);
  change(holder, path.at(-1) as string);
  return copy;
}

/** The path of every member of every object. Places in a list are no members. */
function* memberPaths(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, held] of Object.entries(value)) {
    if (!Array.isArray(value)) yield [...path, key];
    yield* memberPaths(held, [...path, key]);
  }
}
