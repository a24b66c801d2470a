import { accessQuery } from './access.ts';
import { collaboratorsRoute, membersRoute } from './accounts.ts';
import { installationsRoute } from './app-installations.ts';
import { auditLogRoute } from './audit-log.ts';
import { codeScanningRoutes } from './code-scanning.ts';
import { countedQuery } from './counts.ts';
import { dependencyAlertsRoutes } from './dependency-alerts.ts';
import { keysRoute } from './deploy-keys.ts';
import { deploymentsRoute, statusesQuery } from './deployments.ts';
import { codeScanningRoute, dependencyAlertsQuery, repositoryRoute } from './features.ts';
import { membersQuery } from './members-answer.ts';
import { organizationRoute } from './organization-answer.ts';
import { runsRoute } from './pipelines.ts';
import { classicRoute, rulesetRoute, rulesRoute } from './protection.ts';
import { repositoriesRoute } from './repositories.ts';
import { secretScanningRoutes } from './secret-scanning.ts';
import { teamQuery, teamsQuery } from './teams.ts';
import { organizationHooksRoute, repositoryHooksRoute } from './webhooks.ts';

/** Every REST route that these feeds ask, to be held against GitHub's own description. */
export const inventoryRoutes: readonly string[] = [
  ...new Set([
    auditLogRoute,
    classicRoute,
    codeScanningRoute,
    ...codeScanningRoutes,
    collaboratorsRoute,
    ...dependencyAlertsRoutes,
    deploymentsRoute,
    installationsRoute,
    keysRoute,
    membersRoute,
    organizationHooksRoute,
    organizationRoute,
    repositoriesRoute,
    repositoryHooksRoute,
    repositoryRoute,
    rulesetRoute,
    rulesRoute,
    runsRoute,
    ...secretScanningRoutes,
  ]),
];

/** Every GraphQL query that these feeds ask, to be held against GitHub's own schema. */
export const inventoryQueries: readonly string[] = [
  accessQuery,
  countedQuery('deployKeys'),
  countedQuery('deployments'),
  countedQuery('vulnerabilityAlerts'),
  dependencyAlertsQuery,
  membersQuery(true),
  membersQuery(false),
  statusesQuery,
  teamQuery,
  teamsQuery,
];
