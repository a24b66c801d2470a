import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { boss, deciding, may } from '../../test/support/deciding.ts';
import { DAY, isoInstant, plus } from '../kernel/time.ts';
import { type ResponseCommand, responseWorkflow } from '../workflows/responses/response.ts';
import { decide } from './decide.ts';
import { responsesOf } from './program-report.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

const command = (item: string, cause: string): ResponseCommand => ({
  type: 'respond',
  check: 'a/b',
  item,
  cause,
  response: 'It was read.',
  action: null,
  due: null,
  failed: true,
});

test('what management said is told as far as a checkpoint reaches, and not what was said after it', async () => {
  const { place, seal, at } = deciding(base);
  const installation = { db: place.db, organization: place.organization };
  const respond = (item: string, cause: string) => decide(place, responseWorkflow, { id: `a/b ${item}`, by: boss, command: command(item, cause) });
  const told = async (...until: readonly number[]) => (await responsesOf(installation, ...until)).map((one) => [one.item, one.cause, one.at]);
  await respond('x', 'The first word.');
  await seal();
  at(plus(may, DAY));
  await respond('x', 'A second word.');
  await respond('y', 'Another.');
  await seal();
  const [first, later] = [isoInstant(may), isoInstant(plus(may, DAY))];
  expect(await told(0)).toEqual([]);
  expect(await told(1)).toEqual([['x', 'The first word.', first]]);
  expect(await told(2)).toEqual([['x', 'A second word.', later]]);
  const all = [
    ['x', 'A second word.', later],
    ['y', 'Another.', later],
  ];
  expect(await told(3)).toEqual(all);
  await respond('z', 'Without a place in the ledger.');
  expect(await told(3)).toEqual(all);
  expect(await told()).toEqual([...all, ['z', 'Without a place in the ledger.', later]]);
});
