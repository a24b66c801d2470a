import type { Kind } from '../kind.ts';
import { change } from './change.ts';
import { changeApproval } from './change-approval.ts';
import { incident, restoreDrill, tabletopExercise } from './continuity.ts';
import { exclusion, policy, vendor } from './governance.ts';
import { accessReview, account, person } from './people.ts';
import { audit, program, scope } from './program.ts';
import { branch, repository, tag } from './repository.ts';
import { acceptance, vulnerability } from './vulnerability.ts';

/** The whole vocabulary. */
export const kinds = {
  acceptance,
  'access-review': accessReview,
  account,
  audit,
  branch,
  change,
  'change-approval': changeApproval,
  exclusion,
  incident,
  person,
  policy,
  program,
  repository,
  'restore-drill': restoreDrill,
  scope,
  'tabletop-exercise': tabletopExercise,
  tag,
  vendor,
  vulnerability,
} as const;

export type KindId = keyof typeof kinds;
export type KindState<K extends KindId> = (typeof kinds)[K] extends Kind<infer S> ? S : never;
