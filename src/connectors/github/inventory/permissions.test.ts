import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCompany } from '../../../../demo/company/make-company.ts';
import { makeGithub } from '../../../../demo/github/make-github.ts';
import { installationToken } from '../../../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../../../demo/github/server.ts';
import { type Looked, lookAt } from '../../../../test/support/looking.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { defineConnector } from '../../kit/connector.ts';
import type { GitHubApi } from '../api.ts';
import { identitySentence } from '../identity.ts';
import { openGitHub } from '../open.ts';
import { type GitHubSettings, gitHubSettings } from '../settings.ts';
import { inventoryFeeds } from './feeds.ts';
import { inventoryPermissions } from './permissions.ts';

/** What GitHub calls each permission in its headers. */
const names: Readonly<Record<string, string>> = {
  'Metadata: read': 'metadata',
  'Contents: read': 'contents',
  'Administration: read': 'administration',
  'Webhooks: read': 'repository_hooks',
  'Deployments: read': 'deployments',
  'Actions: read': 'actions',
  'Dependabot alerts: read': 'vulnerability_alerts',
  'Code scanning alerts: read': 'security_events',
  'Secret scanning alerts: read': 'secret_scanning_alerts',
  'Members: read (organization)': 'members',
  'Administration: read (organization)': 'organization_administration',
  'Webhooks: read (organization)': 'organization_hooks',
};

const at = '2025-06-01T00:00:00Z';
const clean = makeGithub(makeCompany('permissions', { changes: 200 }), { plan: 'enterprise' });
const owner = clean.accounts.find((one) => one.membership[0]?.value === 'admin');
/** With something in the audit log that somebody did. */
const world = {
  ...clean,
  incidents: [
    {
      at: parseInstant('2025-05-25T10:00:00Z'),
      action: 'protected_branch.policy_override',
      actor: owner?.id ?? null,
      repository: clean.repositories[0]?.id ?? null,
      account: null,
      further: {},
    },
  ],
};
const installation = world.organization.installations[0]?.id ?? 0;
/** The connector with these feeds only. */
const connector = defineConnector<GitHubSettings, GitHubApi>({
  id: 'github',
  title: 'GitHub',
  permissions: inventoryPermissions,
  remote: true,
  settings: gitHubSettings,
  open: openGitHub,
  tenant: ({ organization }) => organization.id,
  identity: identitySentence,
  feeds: inventoryFeeds,
});
let server: PretendGithub;
let whole: ReadonlyMap<string, string>;
let count = 0;

beforeAll(async () => {
  server = await startGithub({ world, tokens: [], now: parseInstant(at), allowance: { perMinute: { core: 100_000, graphql: 100_000 } } });
  whole = toldBy(await lookWithout(''));
});
afterAll(() => server.close());

/** A look with exactly the published permissions, but for one. */
async function lookWithout(name: string): Promise<Looked> {
  const held = inventoryPermissions.filter((one) => one.name !== name).map((one) => [names[one.name] ?? one.name, 'read' as const]);
  const token = `ghs_${++count}`;
  server.addToken(installationToken(token, installation, Object.fromEntries(held)));
  return lookAt(connector, { organization: world.organization.login, url: server.url, auth: { type: 'token', token }, since: '2025-05-20' }, { at });
}

/** What each feed told, and of how many scopes it could not tell. */
function toldBy(looked: Looked): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(inventoryFeeds).map((feed) => [feed, JSON.stringify([looked.gaps(feed).length, looked.versions(feed).map((one) => one.state)])]),
  );
}

test('with exactly the published permissions, nothing is denied', async () => {
  const looked = await lookWithout('');
  expect(Object.keys(inventoryFeeds).flatMap((feed) => looked.gaps(feed))).toEqual([]);
});

describe('taking one permission away blinds the feeds that it names, and no other', () => {
  const takeable = inventoryPermissions.filter((one) => one.name !== 'Metadata: read');

  test.each(takeable.map((one) => [one.name, one.feeds] as const))('%s', async (name, feeds) => {
    const told = toldBy(await lookWithout(name));
    const blinded = [...told].filter(([feed, sum]) => sum !== whole.get(feed)).map(([feed]) => feed);
    expect(blinded.sort()).toEqual([...feeds].sort());
  });
});
