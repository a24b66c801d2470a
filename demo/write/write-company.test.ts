import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeCompany } from '../company/make-company.ts';
import type { World } from '../company/world.ts';
import { operatorNamed } from '../operators/all-operators.ts';
import { layOver } from '../operators/lay-over.ts';
import { randomFrom } from '../random.ts';
import { gitOn, type Shas } from './git.ts';
import { writeCompany } from './write-company.ts';

const git = gitOn(process.env['PATH']);
let root: string;
let shas: Shas;
const world = makeCompany('written', { changes: 300 });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickmark-demo-'));
  shas = await writeCompany(world, join(root, 'first'), process.env['PATH']);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const inRepository = (id: string, ...args: string[]): Promise<string> => git(join(root, 'first', id), args);
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('a written company', () => {
  it('has the same shas when it is written again', async () => {
    expect(await writeCompany(makeCompany('written', { changes: 300 }), join(root, 'second'), process.env['PATH'])).toEqual(shas);
    const program = await inRepository('program', 'rev-parse', 'main');
    expect(await git(join(root, 'second', 'program'), ['rev-parse', 'main'])).toBe(program);
  });

  it('is sound in the eyes of git, and checked out', async () => {
    for (const id of [...world.repositories.map((repository) => repository.id), 'program']) {
      await inRepository(id, 'fsck', '--strict', '--no-dangling');
      expect(await inRepository(id, 'status', '--porcelain'), id).toBe('');
    }
  });

  it('lands every change on the first-parent chain, in order, at its instant', async () => {
    for (const repository of world.repositories) {
      const changes = world.changes.filter((change) => change.repository === repository.id).toSorted((a, b) => a.landedAt - b.landedAt);
      const landed = lines(await inRepository(repository.id, 'log', '--first-parent', '--reverse', '--format=%H %ct', 'main')).slice(1);
      expect(landed).toEqual(changes.map(({ id, landedAt }) => `${shas.get(id)} ${landedAt / 1000}`));
    }
  });

  it('keeps every date within its time', async () => {
    for (const id of [...world.repositories.map((repository) => repository.id), 'program']) {
      const dates = lines(await inRepository(id, 'log', '--all', '--format=%ct')).map((seconds) => new Date(Number(seconds) * 1000).toISOString());
      expect(dates.every((date) => date > '2024-09-30' && date < '2025-12-31T23:00:00')).toBe(true);
    }
  });

  it('merges from the base as git itself would', async () => {
    const merges = world.changes.filter(({ commits }) => commits.some(({ kind }) => kind === 'base-merge'));
    expect(merges.length).toBeGreaterThan(5);
    for (const { id, repository } of merges) {
      const merge = shas.get(`${id}/base`) as string;
      expect(await inRepository(repository, 'show', '--remerge-diff', '--format=', merge), id).toBe('');
      expect(lines(await inRepository(repository, 'rev-list', '--first-parent', 'main'))).toContain(
        (await inRepository(repository, 'rev-parse', `${merge}^2`)).trim(),
      );
    }
  });

  it('changes something with every commit that is no merge', async () => {
    const empty = lines(await inRepository('api', 'log', '--no-merges', '--format=>%H', '--shortstat', 'main'));
    expect(empty.filter((line) => line.startsWith('>'))).toHaveLength(empty.filter((line) => line.includes('changed')).length);
  });

  it('has records that parse in every commit, and grow as things happen', async () => {
    const commits = lines(await inRepository('program', 'log', '--reverse', '--format=%H', 'main'));
    expect(commits.length).toBeGreaterThan(150);
    for (const path of ['records/accounts.yaml', 'records/vulnerabilities.yaml', 'records/scope.yaml']) {
      for (const commit of lines(await inRepository('program', 'log', '--format=%H', 'main', '--', path))) {
        expect(Object.keys(parse(await inRepository('program', 'show', `${commit}:${path}`)) as object).length).toBeGreaterThan(0);
      }
    }
    const first = parse(await inRepository('program', 'show', `${commits[0]}:records/accounts.yaml`)) as { accounts: { closed?: string }[] };
    expect(first.accounts.every(({ closed }) => closed === undefined)).toBe(true);
    const last = parse(await inRepository('program', 'show', 'main:records/approvals/2025-03.yaml')) as { approvals: { commit: string }[] };
    expect([...shas.values()]).toEqual(expect.arrayContaining(last.approvals.map(({ commit }) => commit)));
  });

  it('keeps its controls, their records and its description as they came to be', async () => {
    const at = async (path: string, day: string): Promise<unknown> => {
      const commit = await inRepository('program', 'rev-list', '-1', `--before=${day}T12:00:00Z`, 'main');
      return parse(await inRepository('program', 'show', `${commit.trim()}:records/${path}.yaml`));
    };
    type Controls = { controls: { id: string; version: number; until?: string; why: string }[] };
    const [early, late] = (await Promise.all(['2025-06-01', '2025-12-30'].map((day) => at('controls', day)))) as [Controls, Controls];
    expect(early.controls).toHaveLength(57);
    expect(early.controls.some(({ until }) => until !== undefined)).toBe(false);
    expect(late.controls.filter(({ until }) => until !== undefined).map(({ id, version, until }) => [id, version, until])).toEqual([
      ['access-reviews', 1, '2025-06-30'],
      ['output-delivery', 1, '2025-08-31'],
    ]);
    const records = (await at('control-records', '2025-12-31')) as { 'control-records': { id: string; done: string; by: string[]; notes: string }[] };
    expect(records['control-records']).toHaveLength(world.controlRecords.length);
    expect(records['control-records'][0]).toMatchObject({ by: world.controlRecords[0]?.by, notes: world.controlRecords[0]?.notes });
    type Described = { description: { sections: Record<string, string> } };
    const [first, second] = (await Promise.all(['2025-01-02', '2025-12-30'].map((day) => at('description', day)))) as [Described, Described];
    expect(Object.keys(first.description.sections)).toEqual(['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9']);
    expect(first.description.sections['DC9']).not.toBe(second.description.sections['DC9']);
  });

  it('names its connections', async () => {
    const { connections } = parse(await readFile(join(root, 'first', 'tickmark.yaml'), 'utf8')) as {
      connections: { connector: string; id: string }[];
    };
    expect(connections).toHaveLength(16);
    expect(connections.at(-1)).toEqual({ connector: 'records', id: 'program', path: './program' });
  });
});

describe('a company with gaps', () => {
  const operators = ['gap/shallow-clone', 'gap/never-connected', 'gap/policy-unreadable', 'gap/restore-drills-unreadable'].map(operatorNamed);
  const laid = layOver(world, operators, randomFrom('gaps'));
  const gaps: World = laid.world;
  const at = (...args: string[]): Promise<string> => git(join(root, 'gaps', 'program'), args);

  beforeAll(async () => {
    await writeCompany(gaps, join(root, 'gaps'), process.env['PATH']);
  });

  it('has one shallow clone and lacks one repository', async () => {
    const shallow = gaps.repositories.find(({ clone }) => clone === 'shallow')?.id ?? '';
    const missing = gaps.repositories.find(({ clone }) => clone === 'never-connected')?.id ?? '';
    expect(await git(join(root, 'gaps', shallow), ['rev-parse', '--is-shallow-repository'])).toBe('true\n');
    expect(await readFile(join(root, 'gaps', 'tickmark.yaml'), 'utf8')).not.toContain(`id: ${missing}\n`);
    await expect(git(join(root, 'gaps', missing), ['status'])).rejects.toThrow();
  });

  it('cannot be parsed between the breaking and the mending commit, and can before and after', async () => {
    expect(gaps.malformed).toHaveLength(2);
    for (const { path, from, until } of gaps.malformed) {
      const textBefore = async (instant: number): Promise<string> => {
        const commit = await at('rev-list', '-1', `--before=${instant / 1000}`, 'main');
        return at('show', `${commit.trim()}:${path}`);
      };
      const yamlOf = (text: string): string => (text.startsWith('---\n') ? (text.split('---\n')[1] as string) : text);
      const texts = await Promise.all([from - 1000, from, until - 1000, until].map(textBefore));
      const readable = texts.map((text) => {
        try {
          return parse(yamlOf(text)) !== null;
        } catch {
          return false;
        }
      });
      expect(readable, path).toEqual([true, false, false, true]);
    }
  });
});
