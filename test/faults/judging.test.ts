import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { gitConnection } from '../../src/engine/connections.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const CHANGES = 30;

async function judged(name: string, checkLimit?: number) {
  const code = testRepository(join(folder.path, name, 'api'));
  for (let day = 1; day <= CHANGES; day++) {
    const date = `2025-01-${String(day).padStart(2, '0')}T10:00:00Z`;
    code.commit({ at: date, message: `HL-${day} A change` });
  }
  const house = await collecting(base, join(folder.path, name));
  await house.collect([gitConnection({ id: 'api', path: code.path })], '2025-02-01T00:00:00Z');
  const { summary, findings } = await assess(house.place, { period: '2025-01-01..2025-01-31', checkLimit });
  const tickets = findings.filter((one) => one.check === 'change/ticket-reference');
  return { tickets, check: summary.checks.find((one) => one.id === 'change/ticket-reference') };
}

test('fault 28: a check that is given no time says so for every item, and is not green', async () => {
  const { tickets, check } = await judged('hurried', -1);
  expect(tickets).toHaveLength(CHANGES);
  expect(tickets.every((one) => one.outcome === 'unknown' && one.spans.some((span) => span.reason === 'timed-out'))).toBe(true);
  expect(check).toMatchObject({ outcome: 'unknown', items: CHANGES, unknown: CHANGES });
});

test('fault 28, control: given time, the same check passes', async () => {
  const { tickets, check } = await judged('unhurried');
  expect(tickets.map((one) => one.outcome)).toEqual(Array(CHANGES).fill('pass'));
  expect(check).toMatchObject({ items: CHANGES, pass: CHANGES, unknown: 0 });
});
