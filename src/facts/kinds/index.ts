import type { Kind } from '../kind.ts';
import { change } from './change.ts';
import { changeApproval } from './change-approval.ts';
import { codeAccount, codeOrganization, codeTeam, privilegedEvent } from './code-organization.ts';
import { incident, restoreDrill, tabletopExercise } from './continuity.ts';
import { control, controlRecord } from './control.ts';
import { deployment, pipelineRun } from './deployment.ts';
import { exclusion, policy, vendor } from './governance.ts';
import { appInstallation, branchProtection, deployKey, hostedRepository, repositoryAccess, webhook } from './hosted-repository.ts';
import { accessReview, account, person } from './people.ts';
import { audit, program, scope, systemDescription } from './program.ts';
import { branch, repository, tag } from './repository.ts';
import { secretLeak } from './secret-leak.ts';
import { acceptance, vulnerability } from './vulnerability.ts';

/** The whole vocabulary. */
export const kinds = {
  acceptance,
  'access-review': accessReview,
  account,
  audit,
  'app-installation': appInstallation,
  branch,
  'branch-protection': branchProtection,
  change,
  'change-approval': changeApproval,
  'code-account': codeAccount,
  'code-organization': codeOrganization,
  'code-team': codeTeam,
  control,
  'control-record': controlRecord,
  'deploy-key': deployKey,
  deployment,
  exclusion,
  'hosted-repository': hostedRepository,
  incident,
  person,
  'pipeline-run': pipelineRun,
  policy,
  'privileged-event': privilegedEvent,
  program,
  repository,
  'repository-access': repositoryAccess,
  'restore-drill': restoreDrill,
  scope,
  'secret-leak': secretLeak,
  'system-description': systemDescription,
  'tabletop-exercise': tabletopExercise,
  tag,
  vendor,
  vulnerability,
  webhook,
} as const;

export type KindId = keyof typeof kinds;
export type KindState<K extends KindId> = (typeof kinds)[K] extends Kind<infer S> ? S : never;
