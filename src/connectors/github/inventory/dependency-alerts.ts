import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { RepositoryRef } from '../api.ts';
import { type AlertSort, alertShape, readAlerts } from './alerts.ts';
import { eventsFeed } from './events-feed.ts';
import { accountRef, instantText, userShape } from './shapes.ts';

export const dependencyAlertsRoutes = ['GET /orgs/{org}/dependabot/alerts', 'GET /repos/{owner}/{repo}/dependabot/alerts'] as const;

export const dependencyAlertShape = alertShape.extend({
  state: z.enum(['auto_dismissed', 'dismissed', 'fixed', 'open']),
  dependency: z.object({ package: z.object({ name: z.string() }).optional(), manifest_path: z.string().optional() }),
  security_advisory: z.object({ ghsa_id: z.string(), cve_id: z.string().nullish() }),
  security_vulnerability: z.object({ severity: z.enum(['low', 'medium', 'high', 'critical']), package: z.object({ name: z.string() }) }),
  created_at: instantText,
  updated_at: instantText,
  fixed_at: instantText.nullable(),
  dismissed_at: instantText.nullable(),
  dismissed_by: userShape.nullable(),
  dismissed_reason: z.string().nullable(),
  dismissed_comment: z.string().nullable(),
  auto_dismissed_at: instantText.nullish(),
});
type DependencyAlert = z.infer<typeof dependencyAlertShape>;

const sort: AlertSort<DependencyAlert> = {
  kind: 'vulnerability',
  title: 'Dependabot alerts',
  organizationRoute: dependencyAlertsRoutes[0],
  repositoryRoute: dependencyAlertsRoutes[1],
  parameters: { sort: 'updated', direction: 'desc' },
  shape: dependencyAlertShape,
  feature: 'dependencyAlerts',
  counted: 'vulnerabilityAlerts',
  vendorId: ({ id }, { number }) => `${id}/dependabot/${number}`,
  changedAt: (one) => one.updated_at,
  foundAt: (one) => one.created_at,
  state: dependencyAlertState,
};

/** Dependencies that are known to be vulnerable. */
export const dependencyAlertsFeed = eventsFeed('dependency-alerts', 'vulnerability', {}, (api, reach) => readAlerts(api, sort, reach));

export function dependencyAlertState({ name }: Pick<RepositoryRef, 'name'>, alert: DependencyAlert): Json {
  const { security_advisory: advisory, dependency, security_vulnerability: vulnerability } = alert;
  const packageName = dependency.package?.name ?? vulnerability.package.name;
  return {
    id: `${name}/dependabot/${alert.number}`,
    identifier: advisory.cve_id ?? advisory.ghsa_id,
    severity: vulnerability.severity,
    where: `${name}: ${packageName}${dependency.manifest_path === undefined ? '' : ` in ${dependency.manifest_path}`}`,
    foundAt: alert.created_at,
    fixedAt: alert.state === 'fixed' ? (alert.fixed_at ?? { ...untold('GitHub does not tell when it was fixed.') }) : null,
    source: 'Dependabot',
    dismissed: dismissal(alert),
  };
}

const approverUntold = untold('GitHub does not tell who approved the dismissal of a Dependabot alert.');

/** A rule of the repository dismisses, too: then nobody did. */
function dismissal(alert: DependencyAlert): Json {
  if (alert.state === 'dismissed')
    return {
      at: alert.dismissed_at ?? alert.updated_at,
      by: accountRef(alert.dismissed_by),
      reason: alert.dismissed_reason ?? '',
      comment: alert.dismissed_comment,
      approvedBy: { ...approverUntold },
    };
  if (alert.state === 'auto_dismissed')
    return { at: alert.auto_dismissed_at ?? alert.updated_at, by: '', reason: 'auto_dismissed', comment: null, approvedBy: null };
  return null;
}
