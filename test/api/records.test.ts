import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect } from '../../src/engine/collect.ts';
import { recordsConnection } from '../../src/engine/connections.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

const PERIOD = 'from=2025-01-01&until=2025-12-31';

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const program = testRepository(join(server.folder, 'program'));
  const files = { 'records/scope.yaml': scopeText('2025-12-31', ['api']), 'records/people.yaml': peopleText, ...controlFiles };
  program.commit({ at: '2025-01-01T10:00:00Z', files: { ...files, 'records/vulnerabilities.yaml': vulnerabilitiesText(6) } });
  program.commit({ at: '2025-06-20T10:00:00Z', files: { 'records/people.yaml': peopleText.replaceAll(/role: [^,}]*/g, 'role: Harbour master ') } });
  const connections = [recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(server.place.installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
}, 120_000);
afterAll(() => server?.close());

interface Row {
  readonly key: string;
  readonly leaf: number;
  readonly versions: number;
}

const get = (path: string) => server.ask(`/api/v1/records/${path}${path.includes('?') ? '&' : '?'}${PERIOD}`);
const rowsOf = async (kind: string, at = '') => (await get(`${kind}${at}`)).json()['rows'] as Row[];
const one = (kind: string, { key }: Pick<Row, 'key'>, at = '') => get(`${kind}/${encodeURIComponent(key)}${at}`);

test('one record, asked for by its key, is what the list of its kind says of it', async () => {
  for (const kind of ['person', 'vulnerability', 'scope', 'control']) {
    const rows = await rowsOf(kind);
    expect([kind, rows.length > 0]).toEqual([kind, true]);
    for (const row of rows) {
      const { status, json } = await one(kind, row);
      const { versions, ...others } = json() as unknown as { versions: { leaf: number }[]; key: string; leaf: number };
      expect([status, others.key, others.leaf, versions[0]?.leaf, versions.length]).toEqual([200, row.key, row.leaf, row.leaf, row.versions]);
    }
  }
});

test('at an instant of the past it is what it was, and before it began there is none', async () => {
  const [person] = (await rowsOf('person')).filter((row) => row.versions > 1);
  if (person === undefined) throw new Error('Nobody has a second version.');
  const then = (await one('person', person, '?at=2025-03-01T00:00:00Z')).json() as unknown as { versions: { until: string | null; leaf: number }[] };
  expect(then.versions.map(({ until }) => until)).toEqual([null]);
  expect(then.versions[0]?.leaf).not.toBe(person.leaf);
  const before = await one('person', person, '?at=2025-01-01T01:00:00Z');
  expect([before.status, before.json()['code']]).toEqual([404, 'records/unknown']);
});

test('a key of another kind, or of nothing, is no record', async () => {
  const [person] = await rowsOf('person');
  for (const reply of [await one('vulnerability', { key: person?.key ?? '' }), await one('person', { key: 'nobody' })])
    expect([reply.status, reply.json()['code']]).toEqual([404, 'records/unknown']);
});

test('a list goes on where its page ended, though time has passed since', async () => {
  const first = (await get('person?limit=1')).json() as { rows: Row[]; next: string; total: number };
  await new Promise((done) => setTimeout(done, 5));
  const second = await get(`person?limit=1&cursor=${encodeURIComponent(first.next)}`);
  expect(second.status).toBe(200);
  expect((second.json()['rows'] as Row[])[0]?.key).not.toBe(first.rows[0]?.key);
});
