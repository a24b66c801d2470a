import { describe, expect, test } from 'vitest';
import { checkBudgets } from '../../scripts/house/budgets.ts';
import { rules } from '../../scripts/house/rules.ts';
import { plant } from './planted-house.ts';

const lines = (count: number) => 'export {};\n'.repeat(count);
const functionOf = (count: number) => `export function long(): void {\n${'  void 0;\n'.repeat(count - 2)}}\n`;

function check(file: string, text: string) {
  const { root, files } = plant({ [file]: text });
  return checkBudgets(root, files, rules.budgets);
}

describe('the gate on sizes', () => {
  test('a file fails at 401 lines, warns at 251, and is fine at 250', () => {
    expect(check('src/engine/a.ts', lines(401)).failures).toEqual(['src/engine/a.ts has 401 lines; 400 is the limit']);
    expect(check('src/engine/a.ts', lines(400))).toMatchObject({ failures: [], warnings: ['src/engine/a.ts has 400 lines; aim below 250'] });
    expect(check('src/engine/a.ts', lines(251)).warnings).toHaveLength(1);
    expect(check('src/engine/a.ts', lines(250))).toMatchObject({ failures: [], warnings: [] });
  });

  test('a test is a file like any other', () => {
    expect(check('src/engine/a.test.ts', lines(401)).failures).toHaveLength(1);
  });

  test('a function fails at 81 lines, warns at 51, and is fine at 50', () => {
    expect(check('src/engine/a.ts', functionOf(81)).failures).toEqual(['src/engine/a.ts:1 long has 81 lines; 80 is the limit']);
    expect(check('src/engine/a.ts', functionOf(80))).toMatchObject({ failures: [], warnings: [expect.stringContaining('aim below 50')] });
    expect(check('src/engine/a.ts', functionOf(51)).warnings).toHaveLength(1);
    expect(check('src/engine/a.ts', functionOf(50))).toMatchObject({ failures: [], warnings: [] });
  });

  test.each([
    ['an arrow', `export const long = () => {\n${'  void 0;\n'.repeat(80)}};\n`, 'long'],
    ['a method', `export const it = {\n  long() {\n${'  void 0;\n'.repeat(80)}},\n};\n`, 'long'],
    ['a generator', `export async function* long() {\n${'  yield 0;\n'.repeat(80)}}\n`, 'long'],
  ])('counts %s too', (_what, text, name) => {
    expect(check('src/engine/a.ts', text).failures).toEqual([expect.stringContaining(`${name} has`)]);
  });

  test.each(['src/engine/a.test.ts', 'test/faults/a.ts', 'web/pages/a.tsx'])('lets functions be long in %s', (file) => {
    expect(check(file, functionOf(120))).toMatchObject({ failures: [], warnings: [] });
  });

  test('fails when it sees no code', () => {
    expect(check('README.md', 'nothing here').failures).toEqual(['saw no code files: the gate looked at nothing']);
  });
});
