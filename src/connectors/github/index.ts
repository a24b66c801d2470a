import { type Connector, defineConnector } from '../kit/connector.ts';
import type { GitHubApi } from './api.ts';
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
  settings: gitHubSettings,
  open: openGitHub,
  tenant: ({ organization }) => organization.id,
  identity: identitySentence,
  feeds: { ...inventoryFeeds },
};

/** An organization on GitHub or GitHub Enterprise: what landed on its production branches, and how the organization is kept. Only ever reads. */
export const github = defineConnector(connector);
