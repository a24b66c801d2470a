import { expect, test } from 'vitest';
import { isInstalled } from '../../scripts/setup.mjs';
import { plant } from './planted-house.ts';

const wanted = {
  '': { name: 'planted' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b-win32': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

function installed(present: Record<string, unknown> | undefined): boolean {
  const record: Record<string, string> = present === undefined ? {} : { 'node_modules/.package-lock.json': JSON.stringify({ packages: present }) };
  return isInstalled(plant({ 'package-lock.json': JSON.stringify({ packages: wanted }), ...record }).root);
}

test('a clone is set up when node_modules holds what the lock names, other platforms’ packages aside', () => {
  expect(installed({ 'node_modules/a': wanted['node_modules/a'] })).toBe(true);
});

test.each([
  ['nothing is installed', undefined],
  ['an installation was cut short', {}],
  ['a package is of another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
  ['a package has other content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
  ['a package is there that the lock no longer names', { 'node_modules/a': wanted['node_modules/a'], 'node_modules/c': { version: '1.0.0' } }],
])('it is not when %s', (_what, present) => {
  expect(installed(present)).toBe(false);
});

test('a clone without its lock is refused with a sentence', () => {
  expect(() => isInstalled(plant({ 'README.md': '' }).root)).toThrow('package-lock.json is missing or unreadable');
});
