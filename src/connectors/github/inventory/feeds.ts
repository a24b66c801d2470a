import type { Feed } from '../../kit/connector.ts';
import type { GitHubApi } from '../api.ts';
import { accessFeed } from './access.ts';
import { accountsFeed } from './accounts.ts';
import { appInstallationsFeed } from './app-installations.ts';
import { auditLogFeed } from './audit-log.ts';
import { codeScanningFeed } from './code-scanning.ts';
import { dependencyAlertsFeed } from './dependency-alerts.ts';
import { deployKeysFeed } from './deploy-keys.ts';
import { deploymentsFeed } from './deployments.ts';
import { organizationFeed } from './organization.ts';
import { pipelinesFeed } from './pipelines.ts';
import { protectionFeed } from './protection.ts';
import { repositoriesFeed } from './repositories.ts';
import { secretScanningFeed } from './secret-scanning.ts';
import { teamsFeed } from './teams.ts';
import { webhooksFeed } from './webhooks.ts';

/** Everything that a GitHub organization tells besides its changes. */
export const inventoryFeeds: Readonly<Record<string, Feed<GitHubApi>>> = {
  organization: organizationFeed,
  accounts: accountsFeed,
  teams: teamsFeed,
  repositories: repositoriesFeed,
  access: accessFeed,
  protection: protectionFeed,
  deployments: deploymentsFeed,
  pipelines: pipelinesFeed,
  'dependency-alerts': dependencyAlertsFeed,
  'code-scanning': codeScanningFeed,
  'secret-scanning': secretScanningFeed,
  'deploy-keys': deployKeysFeed,
  webhooks: webhooksFeed,
  'app-installations': appInstallationsFeed,
  'audit-log': auditLogFeed,
};
