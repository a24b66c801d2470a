import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { checkEvidence, type EvidenceProof, type ShownEntry } from '../../src/verify/core/evidence-item.ts';
import { nodeVerifyCrypto } from '../../src/verify/node-crypto.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

const hostile = '<script>alert(1)</script> =1+1 "quoted" \u202Egpj';

let server: Serving;
let landed: string;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  const code = testRepository(join(server.folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  code.git('checkout', '--quiet', '-b', 'feature/HL-7-more');
  code.commit({ at: '2025-02-01T10:00:00Z', author: 'Bo Example <bo@x.example>', files: { 'a.txt': '1' } });
  code.git('checkout', '--quiet', 'main');
  landed = code.merge('feature/HL-7-more', { at: '2025-02-03T10:00:00Z', message: 'Merge pull request #2 from org/feature/HL-7-more' });
  code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const program = testRepository(join(server.folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(6),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
  await assess(installation, { audit: 'year' });
}, 120_000);
afterAll(() => server?.close());

type Json = Record<string, unknown>;
const get = (path: string) => server.ask(`/api/v1${path}`);
const rowsOf = async (path: string) => (await get(path)).json()['rows'] as Json[];
const leafOf = async (query: string) => (await rowsOf(`/evidence?${query}`))[0]?.['leaf'] as number;
const said = async (path: string) => {
  const { status, json } = await get(path);
  return [status, json()['code'], typeof json()['detail']];
};

describe('the list of evidence', () => {
  test('the newest first, by pages that lose nothing and repeat nothing', async () => {
    const all = await rowsOf('/evidence?limit=500');
    const leaves = all.map((one) => one['leaf']);
    expect(leaves).toEqual(leaves.toSorted((a, b) => Number(b) - Number(a)));
    const paged: unknown[] = [];
    let cursor: unknown = null;
    do {
      const page = (await get(`/evidence?limit=7${cursor === null ? '' : `&cursor=${cursor}`}`)).json();
      paged.push(...(page['rows'] as Json[]).map((one) => one['leaf']));
      cursor = page['next'];
    } while (cursor !== null);
    expect(paged).toEqual(leaves);
    expect(leaves).toHaveLength((await get('/evidence')).json()['treeSize'] as number);
  });

  test('by type, by kind, by connection and by time', async () => {
    expect(new Set((await rowsOf('/evidence?type=look')).map((one) => one['type']))).toEqual(new Set(['look']));
    const changes = await rowsOf('/evidence?kind=change');
    expect(changes.map((one) => (one['about'] as Json)['name'])).toContain(`api: ${hostile}`);
    expect(new Set((await rowsOf('/evidence?connection=api')).map((one) => one['connection']))).toEqual(new Set(['api']));
    expect(await rowsOf('/evidence?until=2020-01-01')).toEqual([]);
    expect((await rowsOf('/evidence?from=2020-01-01')).length).toBeGreaterThan(0);
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    expect(await said('/evidence?type=nonsense')).toEqual([404, 'evidence/no-such-type', 'string']);
    expect(await said('/evidence?type=first-run')).toEqual([404, 'evidence/no-such-type', 'string']);
    expect(await said('/evidence?kind=constructor')).toEqual([404, 'evidence/no-such-kind', 'string']);
    expect(await said(`/evidence?connection=${encodeURIComponent('<script>')}`)).toEqual([404, 'connections/unknown', 'string']);
    expect(await said('/evidence?cursor=e99999999')).toEqual([410, 'page/cursor', 'string']);
    expect(await said('/evidence?cursor=WyIx')).toEqual([410, 'page/cursor', 'string']);
    expect(await said('/evidence?limit=100000')).toEqual([422, 'request/invalid', 'string']);
    expect(await said('/evidence?from=yesterday')).toEqual([422, 'request/invalid', 'string']);
    expect((await get(`/evidence?kind=${'k'.repeat(100_000)}`)).status).toBe(431);
  });
});

describe('one entry', () => {
  test('of every type, what comes proves that it stands there; and no longer, once a letter is another', async () => {
    for (const query of ['type=fact', 'type=coverage', 'type=look', 'type=assessment']) {
      const item = (await get(`/evidence/${await leafOf(query)}`)).json();
      const proof = item['proof'] as EvidenceProof;
      const shown = item as unknown as ShownEntry;
      expect([query, (await checkEvidence(nodeVerifyCrypto, proof, shown)).state]).toEqual([query, 'holds']);
      const forged = { ...proof, body: proof.body.replace('"at":"2', '"at":"3') };
      expect([query, (await checkEvidence(nodeVerifyCrypto, forged, shown)).state]).toEqual([query, 'fails']);
    }
  });

  test('a fact says who told it, what checks read of it, and what stands beside it', async () => {
    const item = (await get(`/evidence/${await leafOf('kind=change')}`)).json();
    expect(item).toMatchObject({
      fact: { kind: 'change', basis: 'claimed', gone: false, stands: true },
      look: { connection: 'api', outcome: 'complete' },
      erased: null,
    });
    const fields = item['fields'] as Json[];
    expect(fields.map((one) => one['name']).slice(0, 3)).toEqual(['repository', 'branch', 'landed']);
    expect(fields.find((one) => one['name'] === 'tickets')?.['readBy']).toContain('change/ticket-reference');
    expect(fields.find((one) => one['name'] === 'approvals')?.['value']).toMatchObject({ untold: true });
  });

  test('a record is shown in the file in which it was written; of a clone no raw text is kept, and that is said', async () => {
    const { rows, sentence } = (await get(`/evidence/${await leafOf('kind=person')}/received`)).json() as { rows: Json[]; sentence: string };
    expect(sentence).toMatch(/^The look read 1 version of records\/people\.yaml\./);
    expect(rows[0]).toMatchObject({ asked: 'records/people.yaml', from: 'file', media: 'text/plain' });
    expect(JSON.stringify(rows[0])).toContain('id: p-001');
    const change = (await get(`/evidence/${await leafOf('kind=change')}/received`)).json();
    expect(change).toMatchObject({ rows: [], sentence: expect.stringContaining('kept no raw text of it') });
  });

  test('raw bytes are given as they were kept, to be saved and never to be run', async () => {
    const leaf = await leafOf('kind=person');
    const { rows } = (await get(`/evidence/${leaf}/received`)).json() as { rows: Json[] };
    const sha256 = String(rows[0]?.['sha256']);
    const { status, headers, body } = await get(`/evidence/${leaf}/raw/${sha256}`);
    expect([status, sha256Hex(body)]).toEqual([200, sha256]);
    expect(headers['content-type']).toBe('text/plain');
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  test('what it does not name is not given, though it is kept', async () => {
    const person = await leafOf('kind=person');
    const { rows } = (await get(`/evidence/${person}/received`)).json() as { rows: Json[] };
    const elsewhere = `/evidence/${await leafOf('kind=change')}/raw/${rows[0]?.['sha256']}`;
    expect(await said(elsewhere)).toEqual([404, 'evidence/not-named', 'string']);
    expect(await said(`/evidence/${person}/raw/${'0'.repeat(64)}`)).toEqual([404, 'evidence/not-named', 'string']);
    expect(await said(`/evidence/${person}/raw/${encodeURIComponent('../../keys/signing-key.pem')}`)).toEqual([422, 'request/invalid', 'string']);
  });

  test('of what only the hash was kept, that is said', async () => {
    const leaf = await leafOf('connection=api&type=look');
    const { rows } = (await get(`/evidence/${leaf}/received`)).json() as { rows: Json[] };
    expect(await said(`/evidence/${leaf}/raw/${rows[0]?.['sha256']}`)).toEqual([404, 'blob/missing', 'string']);
  });

  test.each(['999999', '9007199254740993', '-1', '1.5', 'nothing', '%3Cscript%3E'])('%s is no entry', async (leaf) => {
    const [status, code] = await said(`/evidence/${leaf}`);
    expect([404, 422]).toContain(status);
    expect(['evidence/unknown', 'request/invalid']).toContain(code);
    expect((await get(`/evidence/${leaf}/received`)).status).toBe(status);
    expect((await get(`/evidence/${leaf}/sheet.pdf?audit=year`)).status).toBe(status);
  });

  test('its uses are those of the period that is asked for', async () => {
    const { leaves } = JSON.parse((await server.place.views.ask({ audit: 'year' }, 'change', { item: `api@${landed}` })).json) as {
      leaves: number[];
    };
    const uses = (await get(`/evidence/${leaves[0]}/uses?audit=year`)).json();
    expect((uses['checks'] as Json[]).map((one) => one['check'])).toContain('change/ticket-reference');
    expect((uses['populations'] as Json[]).map((one) => one['population'])).toContain('changes');
  });

  test('its sheet is one page, as PDF and as a picture that runs nothing', async () => {
    for (const query of ['kind=change', 'kind=person', 'type=look', 'type=assessment', 'type=coverage']) {
      const leaf = await leafOf(query);
      const pdf = await get(`/evidence/${leaf}/sheet.pdf?audit=year`);
      expect([query, pdf.status, pdf.headers['content-type'], pdf.body.subarray(0, 5).toString()]).toEqual([query, 200, 'application/pdf', '%PDF-']);
      expect([query, pdf.body.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length]).toEqual([query, 1]);
      const picture = await get(`/evidence/${leaf}/sheet.svg?audit=year`);
      expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/svg+xml']);
      expect(picture.text).not.toMatch(/<script|onload=|https?:\/\/(?!www\.w3\.org)/);
    }
  });
});

describe('one change', () => {
  const path = (item: string) => `/changes/${encodeURIComponent(item)}?audit=year`;

  test('of a clone: what it does not tell is said, and never drawn', async () => {
    const change = (await get(path(`api@${landed}`))).json();
    expect(change).toMatchObject({
      repository: 'api',
      branch: 'main',
      method: 'merge',
      pullRequest: 2,
      hosted: false,
      claimed: true,
      author: 'bo@x.example',
    });
    const lines = new Map((change['lines'] as Json[]).map((one) => [one['id'], one]));
    expect(lines.get('ticket')).toMatchObject({ names: ['HL-7'], marks: [] });
    for (const id of ['pull-request', 'review', 'checks', 'deployed'])
      expect(lines.get(id)).toMatchObject({ marks: [], rails: [], untold: expect.any(String) });
    expect((change['happened'] as Json[]).map((one) => [one['what'], one['claimed']])).toEqual([
      ['Commit', true],
      ['Merged as', true],
    ]);
  });

  test('each thing that happened leads to the entry that says so', async () => {
    const change = (await get(path(`api@${landed}`))).json();
    for (const { leaf } of change['happened'] as { leaf: number }[]) {
      const item = (await get(`/evidence/${leaf}`)).json();
      expect(item['fact']).toMatchObject({ kind: 'change' });
    }
  });

  test('its neighbours in the population lead on, up to the last', async () => {
    const seen: unknown[] = [];
    let item: string | null = ((await get(path(`api@${landed}`))).json()['previous'] as Json | null)?.['item'] as string;
    while (item !== null) {
      const change: Json = (await get(path(item))).json();
      seen.push(change['place']);
      item = ((change['following'] as Json | null)?.['item'] as string | undefined) ?? null;
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  test('as it was before it landed, there is none', async () => {
    expect(await said(`${path(`api@${landed}`)}&at=2025-01-20`)).toEqual([404, 'changes/unknown', 'string']);
  });

  test('what there is not is refused in a sentence', async () => {
    expect(await said(path('api@none'))).toEqual([404, 'changes/unknown', 'string']);
    expect(await said(path('__proto__'))).toEqual([404, 'changes/unknown', 'string']);
    expect(await said(path(hostile))).toEqual([404, 'changes/unknown', 'string']);
    expect(await said(path('x'.repeat(1_001)))).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/changes/${encodeURIComponent(`api@${landed}`)}?audit=none`)).toEqual([404, 'audit/unknown', 'string']);
  });
});
