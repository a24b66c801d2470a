import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../test/support/git.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = join(root, 'scripts', 'new-connector.mjs');
const folder = temporaryFolder();
const connectors = join(folder.path, 'src', 'connectors');

/** A clone in which everything but the connectors is ours. */
beforeAll(() => {
  mkdirSync(connectors, { recursive: true });
  for (const name of ['kernel', 'facts', 'engine', 'database', 'ledger', 'verify', 'audit', 'checks', 'controls', 'populations'])
    symlinkSync(join(root, 'src', name), join(folder.path, 'src', name));
  symlinkSync(join(root, 'src', 'connectors', 'kit'), join(connectors, 'kit'));
  for (const name of ['test', 'node_modules']) symlinkSync(join(root, name), join(folder.path, name));
  const configuration = { extends: join(root, 'tsconfig.json'), include: ['src/connectors/*/*.ts'], exclude: [] };
  writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify(configuration));
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
});
afterAll(() => folder.remove());

function run(file: string, ...args: string[]) {
  return spawnSync(process.execPath, [file, ...args], { cwd: folder.path, encoding: 'utf8' });
}

test('the folder that is written type-checks, and its test passes', () => {
  const made = run(script, 'acme-cloud', '--into', connectors);
  expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining("'acme-cloud': acmeCloud") });
  expect(readdirSync(join(connectors, 'acme-cloud')).sort()).toEqual(['acme-cloud.test.ts', 'api.ts', 'index.ts', 'translate.ts']);
  const types = run(join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'), '--noEmit', '-p', '.');
  expect([types.stdout, types.status]).toEqual(['', 0]);
  const tests = run(join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder.path, 'src/connectors/acme-cloud');
  expect(tests.stdout).toMatch(/Tests .*\d+ passed/);
  expect(tests.status).toBe(0);
  const text = readFileSync(join(connectors, 'acme-cloud', 'index.ts'), 'utf8');
  expect(text).toContain('export const acmeCloud = defineConnector(connector);');
  expect(text).not.toContain('{{');
});

test('a test that fails would be seen: without its answer the written test does not pass', () => {
  run(script, 'broken', '--into', connectors);
  const path = join(connectors, 'broken', 'translate.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace('vendorId: id', "vendorId: ''"));
  const tests = run(join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder.path, 'src/connectors/broken');
  expect(tests.status).toBe(1);
});

test('nothing is written over, and a name that is none is refused', () => {
  run(script, 'twice', '--into', connectors);
  expect(run(script, 'twice', '--into', connectors)).toMatchObject({ status: 2, stderr: expect.stringContaining('exists already') });
  for (const name of ['', 'Acme', '../acme', 'a b']) expect(run(script, name, '--into', connectors).status).toBe(2);
});
