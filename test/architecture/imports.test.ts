import { describe, expect, test } from 'vitest';
import { checkImports } from '../../scripts/house/imports.ts';
import { layers, rules } from '../../scripts/house/rules.ts';
import { plant, soundHouse } from './planted-house.ts';

async function failuresWith(changed: Record<string, string>): Promise<string[]> {
  const { root } = plant({ ...soundHouse, ...changed });
  return (await checkImports(root, { layers, packages: rules.packages })).failures;
}

/** What is planted, where, and what the gate must say. */
const breaches: [string, string, string, string][] = [
  [
    'an upward import',
    'src/kernel/time.ts',
    "export { run } from '../engine/run.ts';",
    'src/kernel/time.ts imports src/engine/run.ts: kernel may not import engine',
  ],
  [
    'an upward import of a type',
    'src/facts/kind.ts',
    "import type { run } from '../engine/run.ts';\nexport type Kind = typeof run;",
    'src/facts/kind.ts imports src/engine/run.ts: facts may not import engine',
  ],
  ['an upward import at run time', 'src/kernel/time.ts', "export const run = import('../engine/run.ts');", 'kernel may not import engine'],
  ['a check that imports a connector', 'src/checks/approved.ts', "export { feeds } from '../connectors/git.ts';", 'checks may not import connectors'],
  [
    'a connector that imports a check',
    'src/connectors/git.ts',
    "export { approved } from '../checks/approved.ts';",
    'connectors may not import checks',
  ],
  ['a check that imports a store', 'src/checks/approved.ts', "export { query } from '../facts/store.ts';", 'checks may not import facts/store'],
  ['the demo importing more than the kernel', 'demo/main.ts', "export { query } from '../src/facts/store.ts';", 'demo may not import facts/store'],
  ...['populations', 'checks', 'controls', 'workflows'].map((layer): [string, string, string, string] => [
    `node:fs in ${layer}`,
    `src/${layer}/planted.ts`,
    "export { readFileSync } from 'node:fs';",
    `src/${layer}/planted.ts imports node:fs: ${layer} stands apart from Node`,
  ]),
  ['a Node module without its prefix', 'src/checks/approved.ts', "export { readFileSync } from 'fs';", 'checks stands apart from Node'],
  ['node:crypto in the verifier’s core', 'src/verify/core/bytes.ts', "export { hash } from 'node:crypto';", 'verify/core stands apart from Node'],
  ['a package in the verifier', 'src/verify/main.ts', "export { z } from 'zod';", 'src/verify/main.ts imports the package zod: verify may not'],
  ['the kernel in the verifier', 'src/verify/core/bytes.ts', "export { name } from '../../kernel/time.ts';", 'verify/core may not import kernel'],
  [
    'a database client outside a store',
    'src/engine/run.ts',
    "export { Pool } from 'pg';",
    'src/engine/run.ts imports the package pg, which is kept to',
  ],
  ['a program that imports a test', 'src/checks/approved.ts', "export * from './approved.test.ts';", 'only tests import tests'],
  ['a file in no layer', 'src/helpers/misc.ts', 'export const misc = 1;', 'src/helpers/misc.ts belongs to no layer'],
  ['an import of nothing', 'src/engine/run.ts', "export { gone } from './gone.ts';", 'src/engine/run.ts imports ./gone.ts, which does not exist'],
  [
    'a page that imports a value of the contract',
    'web/pages/planted.tsx',
    "export { view } from '../../src/contract/view.ts';",
    'web/pages/planted.tsx imports src/contract/view.ts: web/pages may import only types of contract',
  ],
  ['the kit importing a client', 'web/ui/planted.tsx', "export type { call } from '../../src/client/call.ts';", 'web/ui may not import client'],
  ['the kit importing a router', 'web/ui/planted.tsx', "export { Link } from '@tanstack/react-router';", 'web/ui may not'],
  ['the API client bringing the contract along', 'src/client/planted.ts', "export { view } from '../contract/view.ts';", 'only types of contract'],
  ['an import from outside the layers', 'src/engine/run.ts', "export { root } from '../../scripts/setup.mjs';", 'engine may not leave the layers'],
];

describe('the gate on imports', () => {
  test('lets a sound house pass', async () => {
    expect(await failuresWith({})).toEqual([]);
  });

  test('lets a page import types of the contract, a client and its style', async () => {
    const page = `import type { view } from '../../src/contract/view.ts';
import { call } from '../../src/client/call.ts';
import './planted.css';
export default call as (key: typeof view) => string;
`;
    expect(await failuresWith({ 'web/pages/planted.tsx': page, 'web/pages/planted.css': '' })).toEqual([]);
  });

  test.each(breaches)('catches %s', async (_what, file, text, expected) => {
    const failures = await failuresWith({ [file]: text });
    expect(failures.filter((failure) => failure.includes(expected))).toHaveLength(1);
  });

  test('catches a cycle, also one of types', async () => {
    const failures = await failuresWith({
      'src/engine/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'src/engine/b.ts': "import type { A } from './a.ts';\nexport type B = A;",
    });
    expect(failures).toEqual(['import cycle: src/engine/a.ts → src/engine/b.ts → src/engine/a.ts']);
  });

  test('fails when it sees no modules', async () => {
    const { root } = plant({ 'README.md': 'nothing here' });
    const { failures } = await checkImports(root, { layers, packages: [] });
    expect(failures).toEqual(['saw no modules: the gate looked at nothing']);
  });

  test('fails when it sees modules but none of their imports', async () => {
    const { root } = plant({ 'src/kernel/a.ts': 'export const a = 1;', 'src/kernel/b.ts': 'export const b = 1;' });
    const { failures } = await checkImports(root, { layers, packages: [] });
    expect(failures).toEqual([expect.stringContaining('saw modules but not one import')]);
  });
});
