import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { RepositoryRef } from '../api.ts';
import { type AlertSort, alertShape, readAlerts } from './alerts.ts';
import { eventsFeed } from './events-feed.ts';
import { accountRef, instantText, userShape } from './shapes.ts';

export const secretScanningRoutes = ['GET /orgs/{org}/secret-scanning/alerts', 'GET /repos/{owner}/{repo}/secret-scanning/alerts'] as const;

const resolutions = {
  revoked: 'revoked',
  false_positive: 'false-positive',
  used_in_tests: 'used-in-tests',
  wont_fix: 'accepted',
  pattern_deleted: 'pattern-removed',
  pattern_edited: 'pattern-removed',
} as const;

/** The secret is no part of it, and is never asked for. */
export const secretAlertShape = alertShape.extend({
  state: z.enum(['open', 'resolved']),
  resolution: z.enum(Object.keys(resolutions) as (keyof typeof resolutions)[]).nullish(),
  resolved_at: instantText.nullish(),
  resolved_by: userShape.nullish(),
  resolution_comment: z.string().nullish(),
  secret_type: z.string(),
  secret_type_display_name: z.string().optional(),
  created_at: instantText,
  updated_at: instantText.nullish(),
  validity: z.enum(['active', 'inactive', 'unknown']).nullish(),
  publicly_leaked: z.boolean().nullish(),
});
type SecretAlert = z.infer<typeof secretAlertShape>;

const sort: AlertSort<SecretAlert> = {
  kind: 'secret-leak',
  title: 'Secret scanning alerts',
  organizationRoute: secretScanningRoutes[0],
  repositoryRoute: secretScanningRoutes[1],
  parameters: { hide_secret: true, sort: 'updated', direction: 'desc' },
  shape: secretAlertShape,
  feature: 'secretScanning',
  vendorId: ({ id }, { number }) => `${id}/${number}`,
  changedAt: (one) => one.updated_at ?? one.created_at,
  foundAt: (one) => one.created_at,
  state: secretLeakState,
};

/** Secrets that were found in code, without the secrets. */
export const secretScanningFeed = eventsFeed('secret-scanning', 'secret-leak', {}, (api, reach) => readAlerts(api, sort, reach));

export function secretLeakState({ name }: Pick<RepositoryRef, 'name'>, alert: SecretAlert): Json {
  const isResolved = alert.state === 'resolved';
  return {
    id: `${name}/secret-scanning/${alert.number}`,
    repository: name,
    type: alert.secret_type_display_name ?? alert.secret_type,
    foundAt: alert.created_at,
    resolvedAt: isResolved ? (alert.resolved_at ?? { ...untold('GitHub does not tell when it was resolved.') }) : null,
    resolution: isResolved && alert.resolution ? resolutions[alert.resolution] : null,
    resolvedBy: isResolved && alert.resolved_by ? accountRef(alert.resolved_by) : null,
    comment: isResolved ? (alert.resolution_comment ?? null) : null,
    validity: alert.validity ?? { ...untold('GitHub does not tell whether the secret still works.') },
    publiclyLeaked: alert.publicly_leaked ?? { ...untold('GitHub does not tell whether the secret was seen in public.') },
  };
}
