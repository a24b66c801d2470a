import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseInstant } from '../../src/kernel/time.ts';
import { makeCompany } from '../company/make-company.ts';
import { makeGithub } from '../github/make-github.ts';
import { gitOn } from './git.ts';
import { programAsOf, writeProgram } from './write-program.ts';

const path = process.env['PATH'];
const company = makeCompany('as of', { changes: 50 });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-demo-program-'));
  await writeProgram(company, makeGithub(company), { folder, url: 'http://127.0.0.1:1', tokenIn: 'NOBODY', path });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const git = (...args: string[]): Promise<string> => gitOn(path)(join(folder, 'program'), args);
const newest = async (): Promise<number> => Number(await git('log', '-1', '--format=%ct')) * 1000;

it('stands as it did at an instant, and whole again later', async () => {
  const [whole, last] = [await git('rev-parse', 'main'), await newest()];
  for (const day of ['2024-12-31T02:00:00Z', '2025-01-20T02:00:00Z', '2025-07-01T02:00:00Z']) {
    const at = parseInstant(day);
    await programAsOf(at, { folder, path });
    expect(await newest()).toBeLessThanOrEqual(at);
    expect(await git('status', '--porcelain')).toBe('');
    expect(await git('log', '--format=%H', '--after', day, 'main')).toBe('');
  }
  await programAsOf(parseInstant('2026-02-01T02:00:00Z'), { folder, path });
  expect([await git('rev-parse', 'main'), await newest()]).toEqual([whole, last]);
});
