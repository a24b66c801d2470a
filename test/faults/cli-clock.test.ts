import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoint } from '../../src/ledger/store-checkpoint.ts';
import { configurationFor, tickmark } from '../support/cli.ts';
import { inInstallation } from '../support/data-directory.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

/** Fault 32: the program's clock jumps by 400 days and back. It is handed to the program; the server's own clock stays. */

const folder = temporaryFolder();
beforeAll(() => {
  testRepository(join(folder.path, 'api')).commit({ at: '2025-01-01T10:00:00Z', message: 'API-1 Begin' });
  writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
});
afterAll(() => folder.remove());

const newest = () => inInstallation(join(folder.path, '.tickmark'), ({ db, organization }) => readCheckpoint(db, organization.id));

test('400 days ahead and back again: what is recorded never runs backwards, nothing is lost, and every command still answers', async () => {
  const clocks = ['2025-06-01T00:00:00Z', '2026-07-06T00:00:00Z', '2025-06-02T00:00:00Z', '2024-04-28T00:00:00Z', '2025-06-03T00:00:00Z'];
  let before = Number.NEGATIVE_INFINITY;
  let size = 0;
  for (const at of clocks) {
    const here = { folder: folder.path, at };
    expect((await tickmark(['collect'], here)).code).toBe(0);
    const assessed = await tickmark(['assess', '--period', '2025-01-01..2025-12-31', '--json'], here);
    expect([1, 3]).toContain(assessed.code);
    const told = JSON.parse(assessed.out) as { checks: { id: string; items: number }[] };
    expect(told.checks.find((one) => one.id === 'change/ticket-reference')?.items).toBe(1);
    const checkpoint = await newest();
    expect(checkpoint?.recorded).toBeGreaterThanOrEqual(before);
    expect(checkpoint?.size).toBeGreaterThan(size);
    before = checkpoint?.recorded ?? before;
    size = checkpoint?.size ?? size;
  }
  const last = { folder: folder.path, at: clocks.at(-1) as string };
  expect((await tickmark(['export', '--out', 'package'], last)).code).toBe(0);
  expect((await tickmark(['verify', 'package', '--own-key'], last)).code).toBe(0);
  const doctor = await tickmark(['doctor'], last);
  expect(doctor.out).not.toMatch(/^✗ (?!disk)/m);
});
