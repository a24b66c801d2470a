import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Host, look, memberEdges, octocat, openHost, page, repositoryNode } from '../../../../test/support/github-host.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { isoInstant } from '../../../kernel/time.ts';
import type { SeenGap, SeenSpan, SeenVersion } from '../../kit/observation.ts';

let host: Host;
const hosts: Host[] = [];
beforeEach(async () => {
  host = await openHost();
  hosts.push(host);
});
afterAll(async () => {
  for (const one of hosts) await one.close();
});

const day = (number: number) => `2025-06-0${number}T00:00:00Z`;
const spans = (list: readonly (SeenGap | SeenSpan)[]) =>
  list.map(
    (one) => `${one.scope}: ${isoInstant(one.from).slice(0, 10)} to ${isoInstant(one.until).slice(0, 10)}${'reason' in one ? ` ${one.reason}` : ''}`,
  );
const states = (list: readonly SeenVersion[]) => list.map((one) => one.state as { [key: string]: Json });

const key = (id: number) => ({ id, title: `key ${id}`, read_only: true, created_at: '2025-01-01T00:00:00Z', last_used: null, added_by: 'login-U_1' });
const keysOf = (repository: string) => `/repos/acme/${repository}/keys`;

describe('a feed of what is so now', () => {
  test('is covered from the first look on, scope by scope; the past before it is not', async () => {
    host.rest.set(keysOf('api'), [key(1)]);
    host.rest.set(keysOf('web'), []);
    const first = await look(host, day(1));
    expect(first.covered('deploy-keys')).toEqual([]);
    expect(first.versions('deploy-keys').map((one) => [one.vendorId, one.scope, one.basis])).toEqual([['1', 'repository:R_api', 'look']]);
    const second = await look(host, day(2), first.memory);
    expect(spans(second.covered('deploy-keys'))).toEqual([
      'repository:R_api: 2025-06-01 to 2025-06-02',
      'repository:R_web: 2025-06-01 to 2025-06-02',
      ': 2025-06-01 to 2025-06-02',
    ]);
    expect(isoInstant(second.versions('deploy-keys')[0]!.notBefore)).toBe('2025-06-01T00:00:00.000Z');
  });

  test('one repository that is denied is one gap; the others are seen', async () => {
    host.rest.set(keysOf('api'), { refuse: 403, message: 'Resource not accessible by personal access token' });
    host.rest.set(keysOf('web'), [key(2)]);
    const first = await look(host, day(1));
    expect(spans(first.gaps('deploy-keys'))).toEqual(['repository:R_api: 0001-01-01 to 2025-06-01 denied']);
    expect(first.versions('deploy-keys').map((one) => one.vendorId)).toEqual(['2']);
  });

  test('what a look could not see stays unknown until the next that sees', async () => {
    host.rest.set(keysOf('api'), [key(1)]);
    host.rest.set(keysOf('web'), []);
    const first = await look(host, day(1));
    host.rest.delete(keysOf('api'));
    const second = await look(host, day(2), first.memory);
    expect(spans(second.gaps('deploy-keys'))).toEqual(['repository:R_api: 2025-06-01 to 2025-06-02 lost-sight']);
    host.rest.set(keysOf('api'), [key(1)]);
    const third = await look(host, day(3), second.memory);
    expect(spans(third.gaps('deploy-keys'))).toEqual(['repository:R_api: 2025-06-02 to 2025-06-03 lost-sight']);
    const fourth = await look(host, day(4), third.memory);
    expect(spans(fourth.covered('deploy-keys'))).toContain('repository:R_api: 2025-06-03 to 2025-06-04');
  });

  test('a repository that was not listed at the last look was not seen by it', async () => {
    host.rest.set(keysOf('api'), []);
    host.rest.set(keysOf('web'), []);
    const first = await look(host, day(1));
    host.graphql.set('Repositories', () => ({ organization: { repositories: page([repositoryNode('api')]) } }));
    const second = await look(host, day(2), first.memory);
    expect(spans(second.gaps('deploy-keys'))).toEqual([': 2025-06-01 to 2025-06-02 denied']);
    expect(second.gaps('deploy-keys')[0]?.why).toContain('acme has 2 repositories, and 1 are shown');
    host.graphql.set('Repositories', () => ({ organization: { repositories: page([repositoryNode('api'), repositoryNode('web')]) } }));
    const third = await look(host, day(3), second.memory);
    expect(spans(third.covered('deploy-keys'))).toEqual(['repository:R_api: 2025-06-02 to 2025-06-03']);
  });

  test('two looks too far apart leave what was between them unknown', async () => {
    const first = await look(host, '2025-06-01T00:00:00Z');
    const second = await look(host, '2025-06-09T00:00:00Z', first.memory);
    expect(spans(second.gaps('teams'))).toEqual([': 2025-06-01 to 2025-06-09 stale']);
    expect(second.covered('teams')).toEqual([]);
  });
});

describe('accounts', () => {
  test('who uses a second factor is asked by owners only; an empty answer to anybody else would be a pass', async () => {
    host.rest.set('/orgs/acme/members', [{ ...octocat, node_id: 'U_2' }]);
    host.rest.set('/orgs/acme/outside_collaborators', []);
    host.graphql.set('Members', () =>
      memberEdges([
        { id: 'U_1', role: 'ADMIN' },
        { id: 'U_2', role: 'MEMBER' },
      ]),
    );
    const asOwner = await look(host, day(1));
    expect(states(asOwner.versions('accounts')).map((one) => one['twoFactor'])).toEqual([true, false]);
    host.graphql.set('Members', () =>
      memberEdges([
        { id: 'U_1', role: 'MEMBER' },
        { id: 'U_2', role: 'ADMIN' },
      ]),
    );
    const asMember = await look(host, day(2));
    expect(states(asMember.versions('accounts')).map((one) => one['twoFactor'])).toEqual([
      { untold: expect.stringContaining('owner') },
      { untold: expect.stringContaining('owner') },
    ]);
  });

  test('members without the right to list them are a gap, and collaborators are not', async () => {
    host.graphql.delete('Members');
    host.rest.set('/orgs/acme/outside_collaborators', [octocat]);
    const seen = await look(host, day(1));
    expect(spans(seen.gaps('accounts'))).toContain('members: 0001-01-01 to 2025-06-01 denied');
  });

  test('no member at all is not believed: an organization has an owner', async () => {
    host.graphql.set('Members', () => memberEdges([]));
    expect(spans((await look(host, day(1))).gaps('accounts'))).toContain('members: 0001-01-01 to 2025-06-01 lost-sight');
  });

  test('fewer members than GitHub counts: the list is partial', async () => {
    host.rest.set('/orgs/acme/outside_collaborators', []);
    host.graphql.set('Members', () => memberEdges([{ id: 'U_1', role: 'ADMIN' }], 5));
    expect(spans((await look(host, day(1))).gaps('accounts'))).toEqual(['members: 0001-01-01 to 2025-06-01 denied']);
  });
});

const alert = (number: number, told: object = {}) => ({
  number,
  state: 'open',
  repository: { node_id: 'R_api' },
  dependency: { package: { name: 'left-pad' }, manifest_path: 'package-lock.json' },
  security_advisory: { ghsa_id: `GHSA-${number}`, cve_id: null },
  security_vulnerability: { severity: 'high', package: { name: 'left-pad' } },
  created_at: `2025-05-0${number}T00:00:00Z`,
  updated_at: `2025-05-0${number}T00:00:00Z`,
  fixed_at: null,
  dismissed_at: null,
  dismissed_by: null,
  dismissed_reason: null,
  dismissed_comment: null,
  ...told,
});
const allAlerts = '/orgs/acme/dependabot/alerts';
const alertsOf = (repository: string) => `/repos/acme/${repository}/dependabot/alerts`;

describe('alerts', () => {
  test('are covered back to where they are read from, and each counts from when it was found', async () => {
    host.rest.set(allAlerts, [alert(2), alert(1)] as unknown as Json);
    const first = await look(host, day(1));
    expect(spans(first.covered('dependency-alerts'))).toEqual([
      'repository:R_api: 2024-05-01 to 2025-06-01',
      'repository:R_web: 2024-05-01 to 2025-06-01',
      ': 2024-05-01 to 2025-06-01',
    ]);
    expect(first.versions('dependency-alerts').map((one) => [one.vendorId, isoInstant(one.validFrom), one.basis])).toEqual([
      ['R_api/dependabot/2', '2025-05-02T00:00:00.000Z', 'source'],
      ['R_api/dependabot/1', '2025-05-01T00:00:00.000Z', 'source'],
    ]);
    const second = await look(host, day(2), first.memory);
    expect(second.versions('dependency-alerts')).toEqual([]);
    expect(spans(second.covered('dependency-alerts'))).toContain('repository:R_web: 2025-06-01 to 2025-06-02');
  });

  test('where the feature is off nobody looks: not told, not empty; and the others are seen', async () => {
    host.rest.set(allAlerts, [alert(1)] as unknown as Json);
    const off = ({ ids }: Record<string, unknown>) => ({
      nodes: (ids as string[]).map((id) => ({ id, hasVulnerabilityAlertsEnabled: id !== 'R_web' })),
    });
    host.graphql.set('DependencyAlerts', off);
    const first = await look(host, day(1));
    expect(spans(first.gaps('dependency-alerts'))).toEqual(['repository:R_web: 0001-01-01 to 2025-06-01 not-told']);
    host.graphql.set('DependencyAlerts', ({ ids }) => ({ nodes: (ids as string[]).map((id) => ({ id, hasVulnerabilityAlertsEnabled: true })) }));
    const second = await look(host, day(2), first.memory);
    expect(spans(second.gaps('dependency-alerts'))).toEqual(['repository:R_web: 2025-06-01 to 2025-06-02 not-told']);
    const third = await look(host, day(3), second.memory);
    expect(spans(third.covered('dependency-alerts'))).toContain('repository:R_web: 2025-06-02 to 2025-06-03');
  });

  test('whoever may not list them for the organization lists them by repository; one that is denied is one gap', async () => {
    host.rest.set(allAlerts, { refuse: 403, message: 'Resource not accessible by personal access token' });
    host.rest.set(alertsOf('api'), { refuse: 403, message: 'Resource not accessible by personal access token' });
    host.rest.set(alertsOf('web'), [alert(1, { repository: undefined })] as unknown as Json);
    const first = await look(host, day(1));
    expect(spans(first.gaps('dependency-alerts'))).toEqual(['repository:R_api: 0001-01-01 to 2025-06-01 denied']);
    expect(first.versions('dependency-alerts').map((one) => one.vendorId)).toEqual(['R_web/dependabot/1']);
    host.rest.set(alertsOf('api'), [alert(1)] as unknown as Json);
    const second = await look(host, day(2), first.memory);
    expect(spans(second.covered('dependency-alerts'))).toContain('repository:R_api: 2024-05-01 to 2025-06-02');
    expect(second.versions('dependency-alerts').map((one) => one.vendorId)).toEqual(['R_api/dependabot/1']);
  });

  test('hidden whether the feature is on: the list of the repository says so', async () => {
    host.rest.set(allAlerts, []);
    host.graphql.delete('DependencyAlerts');
    host.rest.set(alertsOf('api'), { refuse: 403, message: 'Dependabot alerts are disabled for this repository.' });
    host.rest.set(alertsOf('web'), []);
    const first = await look(host, day(1));
    expect(spans(first.gaps('dependency-alerts'))).toEqual(['repository:R_api: 0001-01-01 to 2025-06-01 not-told']);
    expect(spans(first.covered('dependency-alerts'))).toContain('repository:R_web: 2024-05-01 to 2025-06-01');
  });

  test('a secret that is sent anyway is nowhere: not in a state, not in the memory, not in the log', async () => {
    const leak = {
      number: 1,
      state: 'open',
      repository: { node_id: 'R_api' },
      secret_type: 'key',
      secret: 'aio_canary',
      created_at: '2025-05-01T00:00:00Z',
    };
    host.rest.set('/orgs/acme/secret-scanning/alerts', [leak]);
    host.rest.set('/repos/acme/api', { security_and_analysis: { secret_scanning: { status: 'enabled' } } });
    const seen = await look(host, day(1));
    expect(states(seen.versions('secret-scanning'))).toHaveLength(1);
    expect(host.server.received.filter((one) => one.path.includes('secret-scanning')).every((one) => one.path.includes('hide_secret=true'))).toBe(
      true,
    );
    expect(JSON.stringify([seen.versions('secret-scanning'), seen.memory, seen.requests, seen.notes])).not.toContain('aio_canary');
  });
});

describe('the audit log', () => {
  test('is not told on plans without it', async () => {
    expect(spans((await look(host, day(1))).gaps('audit-log'))).toEqual([': 0001-01-01 to 2025-06-01 not-told']);
  });

  test('reaches back as far as GitHub remembers, and is read on from there', async () => {
    const event = {
      _document_id: 'd1',
      '@timestamp': Date.parse('2025-05-31T12:00:00Z'),
      action: 'protected_branch.destroy',
      repo: 'acme/api',
      actor: 'login-U_1',
      actor_id: 1,
    };
    host.rest.set('/orgs/acme/audit-log', [event]);
    const first = await look(host, day(1));
    expect(spans(first.covered('audit-log'))).toEqual([': 2024-12-03 to 2025-06-01']);
    expect(states(first.versions('audit-log'))).toMatchObject([{ what: 'protection-removed', actor: 'U_1' }]);
    const second = await look(host, day(2), first.memory);
    expect(spans(second.covered('audit-log'))).toEqual([': 2025-06-01 to 2025-06-02']);
    expect(host.server.received.at(-1)?.path).toContain(encodeURIComponent('created:>=2025-05-31'));
    const late = await look(host, '2025-12-31T00:00:00Z', second.memory);
    expect(spans(late.gaps('audit-log'))).toEqual([': 2025-06-02 to 2025-07-04 lost-sight']);
  });
});

describe('protection', () => {
  const classicOf = (repository: string) => `/repos/acme/${repository}/branches/main/protection`;
  const rulesOf = (repository: string) => `/repos/acme/${repository}/rules/branches/main`;

  test('is none where GitHub says so, and not known where it only says "Not Found"', async () => {
    for (const repository of ['api', 'web']) host.rest.set(rulesOf(repository), []);
    host.rest.set(classicOf('api'), { refuse: 404, message: 'Branch not protected' });
    const seen = await look(host, day(1));
    expect(states(seen.versions('protection')).map((one) => [one['repository'], one['pullRequestRequired']])).toEqual([
      ['api', false],
      ['web', { untold: expect.stringContaining('Administration: read') }],
    ]);
    expect(seen.gaps('protection')).toEqual([]);
  });

  test('of a branch that is not there is a gap of that branch', async () => {
    for (const repository of ['api', 'web']) {
      host.rest.set(rulesOf(repository), []);
      host.rest.set(classicOf(repository), { refuse: 404, message: repository === 'api' ? 'Branch not found' : 'Branch not protected' });
    }
    expect(spans((await look(host, day(1))).gaps('protection'))).toEqual(['repository:R_api/branch:main: 0001-01-01 to 2025-06-01 lost-sight']);
  });
});
