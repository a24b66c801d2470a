import { describe, expect, test } from 'vitest';
import { entryFor, leftOut } from '../../scripts/complete-lock.mjs';
import { checkLicences, isAllowed } from '../../scripts/house/licences.ts';
import { rules } from '../../scripts/house/rules.ts';
import { plant } from './planted-house.ts';

function licencesOf(packages: Record<string, unknown>, installed: Record<string, string> = {}): string[] {
  const { root } = plant({ 'package-lock.json': JSON.stringify({ packages: { '': {}, ...packages } }), ...installed });
  return checkLicences(root, rules.licences).failures;
}

describe('the gate on licences', () => {
  test.each(['MIT', 'MIT OR GPL-3.0-only', '(MIT AND Zlib)', 'Apache-2.0'])('accepts %s', (licence) => {
    expect(isAllowed(licence, rules.licences.allowed)).toBe(true);
  });

  test.each([
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'AGPL-3.0',
    'SSPL-1.0',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE',
    'GPL-2.0 WITH Classpath-exception-2.0',
  ])('refuses %s', (licence) => {
    expect(licencesOf({ 'node_modules/planted': { license: licence } })).toEqual([`planted stands under ${licence}, which is not on the list`]);
  });

  test('believes the installed package before the lock', () => {
    const installed = { 'node_modules/planted/package.json': JSON.stringify({ license: 'AGPL-3.0' }) };
    expect(licencesOf({ 'node_modules/planted': { license: 'MIT' } }, installed)).toEqual([
      'planted stands under AGPL-3.0, which is not on the list',
    ]);
  });

  test('refuses a package that states none', () => {
    expect(licencesOf({ 'node_modules/a/node_modules/planted': {} })).toEqual(['planted states no licence']);
  });

  test('accepts what is for development only as long as it is not shipped', () => {
    expect(licencesOf({ 'node_modules/lightningcss': { license: 'MPL-2.0', dev: true } })).toEqual([]);
    expect(licencesOf({ 'node_modules/lightningcss': { license: 'MPL-2.0' } })).toEqual([expect.stringContaining('for development only')]);
  });

  test('fails when it sees no packages', () => {
    expect(licencesOf({})).toEqual(['saw no packages: the gate looked at nothing']);
  });
});

describe('the gate on the lock', () => {
  const parent = { optionalDependencies: { '@tool/linux-x64-musl': '1.2.3' }, dev: true, license: 'MIT' };

  test('names a platform’s package that npm left out', () => {
    const [missing] = leftOut({ 'node_modules/tool': parent });
    expect(missing).toMatchObject({ path: 'node_modules/@tool/linux-x64-musl', version: '1.2.3' });
    expect(entryFor(missing!)).toEqual({ version: '1.2.3', cpu: ['x64'], dev: true, libc: ['musl'], license: 'MIT', optional: true, os: ['linux'] });
  });

  test('finds it beside the parent, inside it and above it', () => {
    for (const path of [
      'node_modules/@tool/linux-x64-musl',
      'node_modules/a/node_modules/@tool/linux-x64-musl',
      'node_modules/a/node_modules/tool/node_modules/@tool/linux-x64-musl',
    ])
      expect(leftOut({ 'node_modules/a/node_modules/tool': parent, [path]: {} })).toEqual([]);
  });
});
