import { z } from 'zod';
import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { RepositoryRef } from '../api.ts';
import { type AlertSort, alertShape, readAlerts } from './alerts.ts';
import { eventsFeed } from './events-feed.ts';
import { accountRef, instantText, type User, userShape } from './shapes.ts';

export const codeScanningRoutes = ['GET /orgs/{org}/code-scanning/alerts', 'GET /repos/{owner}/{repo}/code-scanning/alerts'] as const;

export const codeScanningShape = alertShape.extend({
  state: z.enum(['open', 'dismissed', 'fixed']).nullable(),
  rule: z.object({
    id: z.string().nullish(),
    name: z.string().optional(),
    severity: z.enum(['none', 'note', 'warning', 'error']).nullish(),
    security_severity_level: z.enum(['low', 'medium', 'high', 'critical']).nullish(),
  }),
  tool: z.object({ name: z.string().optional() }),
  most_recent_instance: z.object({ location: z.object({ path: z.string().optional() }).optional() }).nullish(),
  created_at: instantText,
  updated_at: instantText.optional(),
  fixed_at: instantText.nullish(),
  dismissed_at: instantText.nullable(),
  dismissed_by: userShape.nullable(),
  dismissed_reason: z.string().nullable(),
  dismissed_comment: z.string().nullish(),
  dismissal_approved_by: userShape.nullish(),
});
type CodeScanningAlert = z.infer<typeof codeScanningShape>;

const sort: AlertSort<CodeScanningAlert> = {
  kind: 'vulnerability',
  title: 'Code scanning alerts',
  organizationRoute: codeScanningRoutes[0],
  repositoryRoute: codeScanningRoutes[1],
  parameters: { sort: 'updated', direction: 'desc' },
  shape: codeScanningShape,
  feature: 'codeScanning',
  vendorId: ({ id }, { number }) => `${id}/code-scanning/${number}`,
  changedAt: (one) => one.updated_at ?? one.created_at,
  foundAt: (one) => one.created_at,
  state: codeScanningState,
};

/** Weaknesses that were found in the company's own code. */
export const codeScanningFeed = eventsFeed('code-scanning', 'vulnerability', {}, (api, reach) => readAlerts(api, sort, reach));

export function codeScanningState({ name }: Pick<RepositoryRef, 'name'>, alert: CodeScanningAlert): Json {
  const { rule, tool } = alert;
  const path = alert.most_recent_instance?.location?.path;
  return {
    id: `${name}/code-scanning/${alert.number}`,
    identifier: rule.id ?? rule.name ?? tool.name ?? 'a rule without a name',
    severity: severityOf(rule),
    where: path === undefined ? name : `${name}: ${path}`,
    foundAt: alert.created_at,
    fixedAt: alert.state === 'fixed' ? (alert.fixed_at ?? { ...untold('GitHub does not tell when it was fixed.') }) : null,
    source: 'Code scanning',
    dismissed: alert.state === 'dismissed' ? dismissal(alert) : null,
  };
}

const levels = { error: 'high', warning: 'medium', note: 'low', none: 'low' } as const;

/** Rules about security carry a level of their own. Of others, an error counts as high: it is better asked about than overlooked. */
function severityOf({ security_severity_level: level, severity }: CodeScanningAlert['rule']): string {
  return level ?? levels[severity ?? 'error'];
}

function dismissal(alert: CodeScanningAlert): Json {
  return {
    at: alert.dismissed_at ?? alert.updated_at ?? alert.created_at,
    by: accountRef(alert.dismissed_by),
    reason: alert.dismissed_reason ?? '',
    comment: alert.dismissed_comment ?? null,
    approvedBy: approver(alert.dismissal_approved_by) as Json,
  };
}

function approver(user: User | null | undefined): Told<string | null> {
  if (user === undefined) return untold('This GitHub does not tell who approved the dismissal of an alert.');
  return user === null ? null : accountRef(user);
}
