import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allChecks } from '../../src/checks/index.ts';
import { configurationFor, ended, startTickmark, tickmark } from '../support/cli.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

/** Files that people write by hand, and files that somebody wrote to do harm. */

const folder = temporaryFolder();
const scope = 'program: { id: example, title: Example, categories: [security], zone: UTC, since: 2025-01-01 }\n';
/** Nine aliases of nine aliases, eight times over: hundreds of millions of values in half a kilobyte, from the first key on. */
const laughs = `: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(', ')}]\n`).join('')}`;
const period = ['--period', '2025-01-01..2025-12-31'];

beforeAll(() => {
  testRepository(join(folder.path, 'api')).commit({ at: '2025-01-01T10:00:00Z', message: 'API-1 Begin' });
});
afterAll(() => folder.remove());

function program(name: string, files: Readonly<Record<string, string>>): TestRepository {
  const repository = testRepository(join(folder.path, name));
  repository.commit({ at: '2025-01-02T10:00:00Z', files: { 'records/scope.yaml': scope } });
  repository.commit({ at: '2025-01-03T10:00:00Z', files });
  return repository;
}

const checked = async (name: string) => {
  const ran = await tickmark(['check', '--records', name, ...period], { folder: folder.path });
  return { ...ran, err: ran.err.replace(/\s+/g, ' '), out: ran.out.replace(/\s+/g, ' ') };
};

describe('tickmark.yaml', () => {
  test.each([
    ['is not YAML', 'organization: { name: X\nconnections: []\n', /tickmark\.yaml:\d: is not well-formed YAML/],
    [
      'lacks a name',
      'organization: {}\nconnections:\n  - { connector: git, id: api, path: api }\n',
      /tickmark\.yaml:1: organization\.name: expected a text/,
    ],
    [
      'names an unknown connector',
      'organization: { name: X }\nconnections:\n  - { connector: svn, id: api, path: api }\n',
      /tickmark\.yaml:3: connections\.0\.connector: expected one of: /,
    ],
    [
      'has a field that does not exist',
      'organization: { name: X }\nconnections:\n  - { connector: git, id: api, path: api, brunches: [main] }\n',
      /tickmark\.yaml:3: .*brunches: there is no such field/,
    ],
    [
      'names one id twice',
      `${configurationFor('api')}  - { connector: git, id: api, path: web }\n`,
      /tickmark\.yaml:4: connections\.1\.id: "api" stands twice/,
    ],
    ['is empty', '', /tickmark\.yaml:1: the file: expected/],
    ['is a bomb of aliases', `a${laughs}`, /tickmark\.yaml:1: repeats itself through aliases/],
    ['nests ten thousand deep', `connections: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, /tickmark\.yaml:1: /],
  ])('that %s is refused with file, line and what was expected; exit code 2', async (_what, text, sentence) => {
    writeFileSync(join(folder.path, 'tickmark.yaml'), text);
    const ran = await tickmark(['collect'], { folder: folder.path });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(sentence);
    expect(ran.err).not.toContain('bug');
  });

  test('negative control: a right one is taken', async () => {
    writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
    expect((await tickmark(['collect'], { folder: folder.path })).code).toBe(0);
  });
});

describe('records', () => {
  test.each([
    ['is not YAML', 'people: [\n', /records\/people\.yaml:\d: is not well-formed YAML/],
    [
      'has a wrong value',
      'people:\n  - { id: p-1, name: N, emails: [], role: r, employment: [{ from: 2025-02-30 }] }\n',
      /records\/people\.yaml:2: people\[0\]\.employment\[0\]\.from: expected a day/,
    ],
    ['is a bomb of aliases', `people${laughs}`, /records\/people\.yaml/],
    ['nests ten thousand deep', `people: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`, /records\/people\.yaml/],
  ])('a file that %s is named, what it tells is unknown, and the rest is judged', async (what, text, sentence) => {
    program(`r-${what.replaceAll(' ', '-')}`, { 'records/people.yaml': text });
    const ran = await checked(`r-${what.replaceAll(' ', '-')}`);
    expect(ran.err).toMatch(sentence);
    expect(ran.out).toContain(`Example: of ${allChecks.length} checks`);
    expect(ran.out).toContain('? people/leaver-access-removed');
    expect(`${ran.out}${ran.err}`).not.toContain('bug');
    expect(ran.code).not.toBe(0);
  });

  test('negative control: the same file without the fault is seen whole', async () => {
    program('r-right', { 'records/people.yaml': 'people:\n  - { id: p-1, name: N, emails: [], role: r, employment: [{ from: 2025-02-20 }] }\n' });
    const ran = await checked('r-right');
    expect(ran.err).not.toContain('records/people.yaml');
  });

  test('a file of 10 MB is refused or read, in bounded memory', async () => {
    const person = (n: number) =>
      `  - { id: p-${n}, name: 'Somebody with the number ${n}', emails: [], role: r, employment: [{ from: 2025-02-20 }] }\n`;
    let text = 'people:\n';
    for (let n = 0; text.length < 10_000_000; n++) text += person(n);
    program('r-large', { 'records/people.yaml': text });
    const child = startTickmark(['check', '--records', 'r-large', ...period, '--json'], folder.path, { NODE_OPTIONS: '--max-old-space-size=512' });
    const ran = await ended(child);
    expect(ran.signal).toBeNull();
    expect([1, 2, 3]).toContain(ran.code);
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(/records\/people\.yaml.* is larger than \d+ MB/);
    expect(JSON.parse(ran.out)).toHaveProperty('checks');
  });
});

describe('a date in the future', () => {
  test('of a commit is held: said, and never believed', async () => {
    const ahead = testRepository(join(folder.path, 'ahead'));
    ahead.commit({ at: '2025-01-01T10:00:00Z', message: 'AH-1 Begin' });
    ahead.commit({ at: '2025-03-01T10:00:00Z', committedAt: '2061-01-01T10:00:00Z', message: 'AH-2 From the future' });
    const ran = await tickmark(['check', '--git', 'ahead', '--period', '2025-01-01..2025-12-31', '--json'], {
      folder: folder.path,
      at: '2026-01-01T00:00:00Z',
    });
    expect(ran.err.replace(/\s+/g, ' ')).toContain('claims a date in the future, so when it was made is not known');
    const told = JSON.parse(ran.out) as { unknowns: { reason: string; item: string | null }[] };
    expect(told.unknowns.some((one) => one.reason === 'held')).toBe(true);
  });

  test('of a dozen commits is told by a few of them', async () => {
    const many = testRepository(join(folder.path, 'many'));
    for (let n = 0; n < 12; n++) many.commit({ at: '2061-01-01T10:00:00Z', message: `MA-${n}` });
    const ran = await tickmark(['check', '--git', 'many', ...period], { folder: folder.path });
    expect(ran.err.match(/claims a date in the future/g)).toHaveLength(5);
    expect(ran.err).toContain('… and 7 more like these');
  });

  test('of the period: nothing in it is known, and nothing passes', async () => {
    const ran = await tickmark(['check', '--git', 'api', '--period', '2061-01-01..2061-12-31', '--json'], { folder: folder.path });
    expect(ran.code).toBe(3);
    const told = JSON.parse(ran.out) as { checks: { outcome: string }[] };
    expect(told.checks.filter((one) => one.outcome === 'pass')).toEqual([]);
  });
});
