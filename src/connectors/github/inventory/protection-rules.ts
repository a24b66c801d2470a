import { z } from 'zod';

/** Classic protection of one branch, as `GET …/branches/{branch}/protection` tells it. */
const switchShape = z.object({ enabled: z.boolean() }).optional();
const named = z.array(z.object({ node_id: z.string() })).optional();

export const classicShape = z.object({
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.int().optional(),
      dismiss_stale_reviews: z.boolean(),
      require_code_owner_reviews: z.boolean(),
      require_last_push_approval: z.boolean().optional(),
      bypass_pull_request_allowances: z.object({ users: named, teams: named, apps: named }).optional(),
    })
    .optional(),
  required_status_checks: z
    .object({
      strict: z.boolean().optional(),
      contexts: z.array(z.string()).optional(),
      checks: z.array(z.object({ context: z.string(), app_id: z.int().nullable() })).optional(),
    })
    .optional(),
  enforce_admins: switchShape,
  required_signatures: switchShape,
  allow_force_pushes: switchShape,
  allow_deletions: switchShape,
});
export type Classic = z.infer<typeof classicShape>;

/** One active rule on one branch, with the ruleset it belongs to. Rules of sorts that are not judged keep their `type` only. */
export const ruleShape = z.object({
  type: z.string(),
  ruleset_id: z.int().optional(),
  parameters: z
    .object({
      required_approving_review_count: z.int().optional(),
      dismiss_stale_reviews_on_push: z.boolean().optional(),
      require_code_owner_review: z.boolean().optional(),
      require_last_push_approval: z.boolean().optional(),
      strict_required_status_checks_policy: z.boolean().optional(),
      required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.int().nullish() })).optional(),
    })
    .optional(),
});
export type Rule = z.infer<typeof ruleShape>;

/** `bypass_actors` is left out for whoever may not change the ruleset; everybody is told what they may do themselves. */
export const rulesetShape = z.object({
  id: z.int(),
  bypass_actors: z.array(z.object({ actor_id: z.int().nullish(), actor_type: z.string(), bypass_mode: z.string().optional() })).optional(),
  current_user_can_bypass: z.enum(['always', 'pull_requests_only', 'never', 'exempt']).optional().catch(undefined),
});
export type Ruleset = z.infer<typeof rulesetShape>;

/** What one source of protection demands. The union of several is what holds. */
export interface Demands {
  readonly pullRequestRequired: boolean;
  readonly approvalsRequired: number;
  readonly staleApprovalsDismissed: boolean;
  readonly codeOwnersRequired: boolean;
  readonly lastPushApprovalRequired: boolean;
  readonly requiredChecks: readonly { readonly name: string; readonly app: string | null }[];
  readonly upToDateRequired: boolean;
  readonly forcePushBlocked: boolean;
  readonly deletionBlocked: boolean;
  readonly signaturesRequired: boolean;
  readonly mergeQueueRequired: boolean;
}

export const nothing: Demands = {
  pullRequestRequired: false,
  approvalsRequired: 0,
  staleApprovalsDismissed: false,
  codeOwnersRequired: false,
  lastPushApprovalRequired: false,
  requiredChecks: [],
  upToDateRequired: false,
  forcePushBlocked: false,
  deletionBlocked: false,
  signaturesRequired: false,
  mergeQueueRequired: false,
};

export function classicDemands(classic: Classic): Demands {
  const { required_pull_request_reviews: reviews, required_status_checks: checks } = classic;
  return {
    ...nothing,
    pullRequestRequired: reviews !== undefined,
    approvalsRequired: reviews?.required_approving_review_count ?? 0,
    staleApprovalsDismissed: reviews?.dismiss_stale_reviews ?? false,
    codeOwnersRequired: reviews?.require_code_owner_reviews ?? false,
    lastPushApprovalRequired: reviews?.require_last_push_approval ?? false,
    requiredChecks:
      checks?.checks?.map(({ context, app_id: app }) => checkOf(context, app)) ?? checks?.contexts?.map((one) => checkOf(one, null)) ?? [],
    upToDateRequired: checks?.strict ?? false,
    forcePushBlocked: classic.allow_force_pushes?.enabled === false,
    deletionBlocked: classic.allow_deletions?.enabled === false,
    signaturesRequired: classic.required_signatures?.enabled ?? false,
  };
}

/** GitHub writes -1, or nothing, for a check that any app may report. */
function checkOf(name: string, app: number | null | undefined): { name: string; app: string | null } {
  return { name, app: app == null || app < 0 ? null : String(app) };
}

export function ruleDemands({ type, parameters = {} }: Rule): Demands {
  switch (type) {
    case 'pull_request':
      return {
        ...nothing,
        pullRequestRequired: true,
        approvalsRequired: parameters.required_approving_review_count ?? 0,
        staleApprovalsDismissed: parameters.dismiss_stale_reviews_on_push ?? false,
        codeOwnersRequired: parameters.require_code_owner_review ?? false,
        lastPushApprovalRequired: parameters.require_last_push_approval ?? false,
      };
    case 'required_status_checks':
      return {
        ...nothing,
        requiredChecks: (parameters.required_status_checks ?? []).map(({ context, integration_id: app }) => checkOf(context, app)),
        upToDateRequired: parameters.strict_required_status_checks_policy ?? false,
      };
    case 'non_fast_forward':
      return { ...nothing, forcePushBlocked: true };
    case 'deletion':
      return { ...nothing, deletionBlocked: true };
    case 'required_signatures':
      return { ...nothing, signaturesRequired: true };
    case 'merge_queue':
      return { ...nothing, mergeQueueRequired: true };
    default:
      return nothing;
  }
}

/** All of it at once: whatever any source demands, holds. */
export function union(all: readonly Demands[]): Demands {
  return all.reduce(
    (a, b) => ({
      pullRequestRequired: a.pullRequestRequired || b.pullRequestRequired,
      approvalsRequired: Math.max(a.approvalsRequired, b.approvalsRequired),
      staleApprovalsDismissed: a.staleApprovalsDismissed || b.staleApprovalsDismissed,
      codeOwnersRequired: a.codeOwnersRequired || b.codeOwnersRequired,
      lastPushApprovalRequired: a.lastPushApprovalRequired || b.lastPushApprovalRequired,
      requiredChecks: distinct([...a.requiredChecks, ...b.requiredChecks]),
      upToDateRequired: a.upToDateRequired || b.upToDateRequired,
      forcePushBlocked: a.forcePushBlocked || b.forcePushBlocked,
      deletionBlocked: a.deletionBlocked || b.deletionBlocked,
      signaturesRequired: a.signaturesRequired || b.signaturesRequired,
      mergeQueueRequired: a.mergeQueueRequired || b.mergeQueueRequired,
    }),
    nothing,
  );
}

/** In the order of their names, so that nothing seems to change when a source tells them in another. */
function distinct(checks: Demands['requiredChecks']): Demands['requiredChecks'] {
  const byKey = new Map(checks.map((one) => [`${one.name}\n${one.app ?? ''}`, one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, one]) => one);
}
