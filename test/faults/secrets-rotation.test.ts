import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rotateSecretKeys, storeSecret } from '../../src/engine/secrets.ts';
import { startScript } from '../support/child.ts';
import { inInstallation } from '../support/data-directory.ts';
import { temporaryFolder } from '../support/git.ts';

/** Fault 60: replacing the key that wraps all secrets is killed half-way. */

const folder = temporaryFolder();
afterAll(() => folder.remove());

const data = join(folder.path, 'data');
const keyFile = join(data, 'keys', 'secrets.json');
const connections = ['a', 'b', 'c', 'd'];
const keysIn = () => (JSON.parse(readFileSync(keyFile, 'utf8')) as { keys: { id: string }[] }).keys;

/** What each connection's secret opens to; null where it does not open. */
async function opened(): Promise<(string | null)[]> {
  return inInstallation(data, async ({ vault, organization }) => {
    const texts: (string | null)[] = [];
    for (const connection of connections) texts.push(await vault.read(organization.id, { connection, name: 'token' }).catch(() => null));
    return texts;
  });
}

test('killed again and again, every secret opens each time; the run that comes to its end leaves one key, a new one', async () => {
  const organization = await inInstallation(data, async (installation) => {
    for (const connection of connections) await storeSecret(installation, { connection, name: 'token' }, `secret of ${connection}`);
    return installation.organization.id;
  });
  const all = connections.map((one) => `secret of ${one}`);
  const [first] = keysIn();
  for (const death of [1, 2]) {
    const child = startScript('rotate-and-die.ts', data, organization, '1');
    expect(await new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))).toBe('SIGKILL');
    expect([death, keysIn().length, await opened()]).toEqual([death, 2, all]);
  }
  // Negative control: had the old key been thrown away first, what was not wrapped anew would be lost.
  const both = readFileSync(keyFile, 'utf8');
  writeFileSync(keyFile, JSON.stringify({ keys: keysIn().slice(-1) }), { mode: 0o600 });
  expect(await opened()).toEqual(['secret of a', 'secret of b', null, null]);
  writeFileSync(keyFile, both, { mode: 0o600 });
  expect(await inInstallation(data, rotateSecretKeys)).toBe(2);
  expect(await opened()).toEqual(all);
  expect(keysIn()).toHaveLength(1);
  expect(keysIn()[0]?.id).not.toBe(first?.id);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
});
