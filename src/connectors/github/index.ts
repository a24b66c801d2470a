import { type Connector, defineConnector, feed } from '../kit/connector.ts';
import type { GitHubApi } from './api.ts';
import { readBranches } from './changes/branches.ts';
import { readChanges } from './changes/changes.ts';
import { identitySentence } from './identity.ts';
import { inventoryFeeds } from './inventory/feeds.ts';
import { inventoryPermissions, joinPermissions } from './inventory/permissions.ts';
import { openGitHub } from './open.ts';
import { changePermissions } from './permissions.ts';
import { type GitHubSettings, gitHubSettings } from './settings.ts';

const connector: Connector<GitHubSettings, GitHubApi> = {
  id: 'github',
  title: 'A GitHub organization',
  permissions: joinPermissions([...changePermissions, ...inventoryPermissions]),
  remote: true,
  remembersByFeed: true,
  settings: gitHubSettings,
  open: openGitHub,
  tenant: ({ organization }) => organization.id,
  identity: identitySentence,
  feeds: {
    changes: feed(['change'], { telling: 'events' }, readChanges),
    branches: feed(['branch'], { telling: 'state' }, readBranches),
    ...inventoryFeeds,
  },
};

/** An organization on GitHub or GitHub Enterprise: what landed on its production branches, and how the organization is kept. Only ever reads. */
export const github = defineConnector(connector);
