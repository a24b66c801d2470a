import { z } from 'zod';
import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import { accountRef, instantText, userShape } from './shapes.ts';

export const deploymentShape = z.object({
  id: z.int(),
  node_id: z.string(),
  sha: z.string(),
  ref: z.string(),
  environment: z.string(),
  production_environment: z.boolean().optional(),
  created_at: instantText,
  updated_at: instantText,
  creator: userShape.nullish(),
  performed_via_github_app: z.object({ slug: z.string().optional() }).nullish(),
});
export type Deployment = z.infer<typeof deploymentShape>;

export const statusShape = z.object({ state: z.string(), createdAt: instantText, logUrl: z.string().nullable() });
export type DeploymentStatus = z.infer<typeof statusShape>;

export function deploymentState(repository: string, deployment: Deployment, statuses: readonly DeploymentStatus[]): Json {
  const { production_environment: production, creator } = deployment;
  return {
    repository,
    environment: deployment.environment,
    production: production ?? { ...untold('GitHub does not tell whether this environment is for production.') },
    commit: deployment.sha,
    ref: deployment.ref,
    createdAt: deployment.created_at,
    by: accountRef(creator),
    byType: creator ? (creator.type === 'Bot' ? 'bot' : 'person') : 'unknown',
    statuses: statuses
      .map((one) => ({ state: one.state.toLowerCase(), at: one.createdAt }))
      .sort((a, b) => a.at - b.at || (a.state < b.state ? -1 : 1)),
    run: runOf(deployment, statuses) as Json,
  };
}

/** GitHub names the run only in the address of its log. */
function runOf({ performed_via_github_app: app }: Deployment, statuses: readonly DeploymentStatus[]): Told<string | null> {
  const run = statuses.map((one) => /\/actions\/runs\/(\d+)/.exec(one.logUrl ?? '')?.[1]).find((one) => one !== undefined);
  if (run !== undefined) return run;
  if (app === undefined || app?.slug === 'github-actions') return untold('GitHub does not tell which run made this deployment.');
  return null;
}
