import { appRoutes } from './apps.ts';
import { auditLogRoutes } from './audit-log.ts';
import { branchRoutes } from './branches.ts';
import { checkRoutes } from './checks.ts';
import { codeScanningRoutes } from './code-scanning.ts';
import { commitRoutes, singleCommitRoute } from './commits.ts';
import { dependabotRoutes } from './dependabot.ts';
import { deploymentRoutes } from './deployments.ts';
import { memberRoutes } from './members.ts';
import { metaRoutes } from './meta.ts';
import { organizationRoutes } from './organization.ts';
import { pullRoutes } from './pulls.ts';
import type { Route } from './reply.ts';
import { repositoryRoutes } from './repositories.ts';
import { ruleRoutes } from './rules.ts';
import { secretScanningRoutes } from './secret-scanning.ts';
import { teamRoutes } from './teams.ts';

/** Every path that is served. What a request to each demands stands in ../permissions/rest.json. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...organizationRoutes,
  ...memberRoutes,
  ...teamRoutes,
  ...repositoryRoutes,
  ...branchRoutes,
  ...ruleRoutes,
  ...commitRoutes,
  ...checkRoutes,
  singleCommitRoute,
  ...pullRoutes,
  ...deploymentRoutes,
  ...dependabotRoutes,
  ...codeScanningRoutes,
  ...secretScanningRoutes,
  ...auditLogRoutes,
];
