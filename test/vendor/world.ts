import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import type { AccountId, GithubWorld, Organization, Repository } from '../../demo/github/world.ts';
import type { Instant } from '../../src/kernel/time.ts';

export const JANUARY = Date.parse('2025-01-20T12:00:00Z') as Instant;
export const MAY = Date.parse('2025-05-14T09:30:00Z') as Instant;
export const SEPTEMBER = Date.parse('2025-09-10T17:45:00Z') as Instant;
export const YEARS_END = Date.parse('2025-12-31T23:59:59Z') as Instant;

/** The demo company's clean year, with some of everything else that GitHub can tell laid over its first repositories. */
export function makeEventfulWorld(seed: string, plan: Organization['plan']): GithubWorld {
  const clean = makeGithub(makeCompany(seed, { changes: 150 }), { plan });
  const [first, second, third, ...others] = clean.repositories as [Repository, Repository, Repository, ...Repository[]];
  const people = clean.accounts.filter(({ type }) => type === 'person').map(({ id }) => id);
  const [owner = 0, other = 0, outsider = 0] = people;
  const accounts = clean.accounts.map((account) => {
    if (account.id === outsider) return { ...account, membership: [] };
    return account.id === people[3] ? { ...account, deletedAt: MAY } : account;
  });
  const repositories = [
    withProtection(withAlerts(first, other), owner, outsider),
    withKeys(renamed(second), owner),
    withAlerts(archived(third), other),
    ...others,
  ];
  return { ...clean, accounts, repositories, organization: withRulesets(clean.organization, owner) };
}

function withRulesets(organization: Organization, owner: AccountId): Organization {
  const state = {
    ...({ name: 'everywhere', target: 'branch', enforcement: 'active' } as const),
    branches: { include: ['~DEFAULT_BRANCH', 'refs/heads/release/*'], exclude: [] },
    repositories: { include: ['~ALL'], exclude: ['status-*'] },
    bypass: [
      { type: 'OrganizationAdmin', id: 1, mode: 'always' },
      { type: 'RepositoryRole', id: 5, mode: 'pull_request' },
    ],
    rules: [
      { type: 'pull_request', approvals: 1, dismissStale: true, codeOwners: false, lastPushApproval: true, threadResolution: true },
      {
        type: 'required_status_checks',
        strict: true,
        required: [
          { context: 'build', app: 15368 },
          { context: 'legacy', app: null },
        ],
      },
      { type: 'merge_queue' },
      { type: 'non_fast_forward' },
      { type: 'required_linear_history' },
      { type: 'update' },
    ],
  } as const;
  const hooks = [hook(7_001, owner), { ...hook(7_002, owner), deletedAt: MAY }];
  return {
    ...organization,
    rulesets: [{ id: 7_100, createdBy: owner, state: [{ from: JANUARY, value: state }] }],
    webhooks: [...organization.webhooks, ...hooks],
  };
}

function hook(id: number, createdBy: AccountId): Organization['webhooks'][number] {
  const value = { url: 'https://hooks.harbourlight.example/in', active: true, events: ['push'], secret: true, insecureSsl: false };
  return { id, createdAt: JANUARY, createdBy, deletedAt: null, settings: [{ from: JANUARY, value }] };
}

function withProtection(repository: Repository, owner: AccountId, outsider: AccountId): Repository {
  const value = {
    reviews: { approvals: 2, dismissStale: true, codeOwners: true, lastPushApproval: false, bypass: [owner] },
    checks: {
      strict: true,
      required: [
        { context: 'build', app: null },
        { context: 'lint', app: 15368 },
      ],
    },
    ...{ enforceAdmins: true, allowForcePushes: false, allowDeletions: false, signatures: false, linearHistory: true },
    ...{ conversationResolution: true, lockBranch: false, pushers: [owner] },
  };
  const collaborators = [...repository.collaborators, { account: outsider, permission: [{ from: JANUARY, value: 'write' as const }] }];
  const head = repository.branches[0]?.pushes.at(-1)?.head ?? '';
  const statuses = (['pending', 'success'] as const).map((state, index) => ({
    ...{ id: 8_000 + index, sha: head, context: 'deploy/preview', state, at: (JANUARY + index * 60_000) as Instant, by: owner },
  }));
  const protections = [{ id: 8_100, pattern: 'main', createdBy: owner, settings: [{ from: JANUARY, value }] }];
  return { ...repository, protections, collaborators, statuses };
}

function withAlerts(repository: Repository, by: AccountId): Repository {
  const { alerts } = repository;
  const dismissed = { kind: 'dismissed', at: MAY, by, comment: 'Only in tests', approvedBy: by } as const;
  const secret = {
    ...{ id: 9_001, number: 101, createdAt: JANUARY, type: 'aws_access_key_id', title: 'Amazon AWS Access Key ID', secret: 'made-up-secret' },
    ...{ path: '.env', publiclyLeaked: false, pushProtectionBypassed: { at: JANUARY, by }, inactiveFrom: SEPTEMBER },
    events: [{ kind: 'resolved', at: MAY, by, resolution: 'revoked', comment: 'Rotated' } as const],
  };
  const on = { dependencyAlerts: true, dependencyUpdates: true, codeScanning: true, secretScanning: true, pushProtection: true };
  return {
    ...repository,
    features: [{ from: repository.createdAt, value: on }],
    alerts: {
      dependabot: [...alerts.dependabot, { ...dependabot(101), events: [{ ...dismissed, reason: 'tolerable_risk' }] }, dependabot(102)],
      codeScanning: [...alerts.codeScanning, { ...codeScanning(101), events: [{ ...dismissed, reason: "won't fix" }] }, codeScanning(102)],
      secretScanning: [...alerts.secretScanning, secret, { ...secret, id: 9_002, number: 102, pushProtectionBypassed: null, events: [] }],
    },
  };
}

function dependabot(number: number): Repository['alerts']['dependabot'][number] {
  return {
    ...{ id: 9_100 + number, number, createdAt: JANUARY, severity: 'critical', ghsa: 'GHSA-aaaa-bbbb-cccc', cve: null, manifest: 'package.json' },
    ...{ package: { ecosystem: 'npm', name: 'left-pad' }, range: '< 1', patched: null, summary: 'Pads on the left', events: [] },
  };
}

function codeScanning(number: number): Repository['alerts']['codeScanning'][number] {
  return {
    ...{ id: 9_300 + number, number, createdAt: JANUARY, severity: 'high', rule: 'js/xss', description: 'Markup from outside', tool: 'CodeQL' },
    ...{ path: 'src/page.ts', line: 12, events: [] },
  };
}

function renamed(repository: Repository): Repository {
  const { owner, name } = repository.place.at(-1)?.value ?? { owner: '', name: '' };
  return { ...repository, place: [...repository.place, { from: MAY, value: { owner, name: `${name}-new` } }] };
}

function archived(repository: Repository): Repository {
  return { ...repository, archived: [...repository.archived, { from: SEPTEMBER, value: true }] };
}

function withKeys(repository: Repository, addedBy: AccountId): Repository {
  const key = {
    id: 9_500,
    title: 'deploys',
    key: 'ssh-ed25519 AAAA',
    readOnly: false,
    createdAt: JANUARY,
    addedBy,
    deletedAt: null,
    deletedBy: null,
  };
  return { ...repository, webhooks: [hook(9_501, addedBy)], deployKeys: [...repository.deployKeys, { ...key, uses: [JANUARY, MAY] }] };
}
