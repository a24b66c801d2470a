import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import rest from '../../demo/github/permissions/rest.json' with { type: 'json' };
import { readContract } from './openapi.ts';

const api = readContract('api.github.com');
const enterprise = readContract('ghec');

/** Rows of demo/github/permissions/rest.json beside what GitHub itself says of the route. */
const rows = rest.rows.map((row) => {
  const contract = row.path.endsWith('/audit-log') ? enterprise : api;
  const about = contract.about(row.method, row.path);
  assert.ok(about !== undefined, `GitHub describes no ${row.path}`);
  return { ...row, ...about };
});

const said = rows.filter(({ classicFrom, classic }) => classicFrom === 'endpoint' && (classic ?? []).flat().length > 0);

/** Scopes that a description names; `public_repo` is for public repositories only, of which the demo company has none. */
function scopesNamed(description: string): string[] {
  const sentences = description.split(/\.\s/).filter((sentence) => /scope|s cope/.test(sentence));
  const named = sentences.flatMap((sentence) => [...sentence.matchAll(/`([a-z_]+(?::[a-z_]+)?)`/g)].map(([, scope = '']) => scope));
  return named.filter((scope) => scope !== 'public_repo');
}

describe('what is demanded of classic tokens', () => {
  test('is named by GitHub for as many routes as we say', () => assert.ok(said.length >= 10, String(said.length)));

  for (const { path, description, classic } of said) {
    test(`${path}: the scopes that GitHub names`, () => {
      for (const scope of (classic ?? []).flat()) assert.match(description, new RegExp(`\`${scope}\``));
    });
  }

  test('is found in the words by which the next test looks for it', () => {
    assert.deepEqual(
      said.filter(({ description }) => scopesNamed(description).length === 0).map(({ path }) => path),
      [],
    );
  });

  test('is derived only where GitHub names no scope', () => {
    const wrong = rows.filter(({ classicFrom, description }) => classicFrom === 'derived' && scopesNamed(description).length > 0);
    assert.deepEqual(
      wrong.map(({ path, description }) => `${path}: ${scopesNamed(description)}`),
      [],
    );
  });
});

describe('what is demanded of the account', () => {
  const restricted = rows.filter((row) => 'accessFrom' in row && row.accessFrom === 'endpoint');
  for (const { path, description } of restricted) {
    test(`${path}: GitHub says so`, () => assert.match(description, /owner|admin|write, maintain|security manager/i));
  }

  test('to own the organization is demanded wherever GitHub says so', () => {
    const told = rows.filter(({ description }) => /must be an? (organization )?owner/.test(description) && !/full details/.test(description));
    assert.ok(told.length > 0);
    const missed = told.filter((row) => !('access' in row) || row.access !== 'owner');
    assert.deepEqual(
      missed.map(({ path }) => path),
      [],
    );
  });
});

test('installations of Apps may ask just where GitHub lets them', () => {
  const wrong = rows.filter((row) => !('jwt' in row && row.jwt) && row.forApps === ('app' in row && row.app === null));
  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});
