import { describe, expect, test } from 'vitest';
import { checkConfined } from '../../scripts/house/confined.ts';
import { rules } from '../../scripts/house/rules.ts';
import { plant, soundHouse } from './planted-house.ts';

function failuresOf(planted: Record<string, string>): string[] {
  const { root, files } = plant({ ...soundHouse, ...planted });
  return checkConfined(root, files, rules).failures;
}

describe('the gate on places', () => {
  test('lets a sound house pass', () => {
    expect(failuresOf({})).toEqual([]);
  });

  test.each([
    ['a query', "export const q = 'select id from tenant.fact where id = $1';"],
    ['a query in capitals', "export const q = 'SELECT id FROM tenant.fact';"],
    ['a query in a template', `export const q = (kind: string) => \`\n  insert into tenant.\${kind} values (1)\`;`],
    ['a tagged query', 'export const q = (sql: (t: TemplateStringsArray) => string) => sql`vacuum`;'],
    ['a built query', "export const q = (db: { selectFrom(t: string): unknown }) => db.selectFrom('fact');"],
    ['a definition', "export const q = 'create table tenant.extra (id uuid)';"],
    ['a removal', "export const q = 'delete from tenant.fact';"],
  ])('catches SQL outside a store: %s', (_what, text) => {
    expect(failuresOf({ 'src/engine/planted.ts': text })).toEqual([expect.stringMatching(/^src\/engine\/planted\.ts:\d+ has SQL/)]);
  });

  test.each([
    'Select a period from the list, then press Enter.',
    'Update the policy, set its owner, and commit.',
    'Delete from the folder what you do not need.',
    'the update was set aside',
  ])('takes a sentence for a sentence: %s', (sentence) => {
    expect(failuresOf({ 'src/cli/planted.ts': `export const says = ${JSON.stringify(sentence)};` })).toEqual([]);
  });

  test.each([
    "export const home = process.env['HOME'];",
    'export const { HOME } = process.env;',
    "export const home = process['env'];",
    'export const { env: { HOME } } = process;',
    'const { env } = process;\nexport const home = env.HOME;',
    "import { env } from 'node:process';\nexport const home = env.HOME;",
  ])('catches a read of the environment outside main: %s', (text) => {
    expect(failuresOf({ 'src/engine/planted.ts': text })).toHaveLength(1);
  });

  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'performance.now()',
    "fetch('https://example.org')",
    'process.cwd()',
    'globalThis.Date',
  ])('catches %s in a pure layer', (expression) => {
    expect(failuresOf({ 'src/checks/planted.ts': `export const planted = ${expression};` })).toHaveLength(1);
    expect(failuresOf({ 'src/engine/planted.ts': `export const planted = ${expression};` })).toEqual([]);
  });

  test('knows a name of the file’s own from a global', () => {
    expect(failuresOf({ 'src/checks/planted.ts': 'export const run = (process: { step: number }) => process.step;' })).toEqual([]);
  });

  test('fails when it sees no code', () => {
    const { root } = plant({ 'README.md': 'nothing here' });
    expect(checkConfined(root, ['README.md'], rules).failures).toEqual(['saw no code files: the gate looked at nothing']);
  });
});
