import { makeCompany } from '../../../demo/company/make-company.ts';
import type { World } from '../../../demo/company/world.ts';
import { makeGithub } from '../../../demo/github/make-github.ts';
import type { Place } from '../../../demo/github/operators/operator.ts';
import type { Organization } from '../../../demo/github/world.ts';

export type HostPlan = Organization['plan'];

/** A queue under rulesets, squashes under rulesets, rebases and merges under classic rules, a webhook. */
const KEPT: ReadonlySet<string> = new Set(['api', 'web', 'search', 'pipelines', 'design-system']);

const made = new Map<string, Place>();

/** A year of some 75 changes in five repositories on a pretend GitHub. The same seed gives the same company. */
export function hostedCompany(seed: string, plan: HostPlan): Place {
  const known = made.get(`${plan} ${seed}`) ?? makeHosted(seed, plan);
  made.set(`${plan} ${seed}`, known);
  return known;
}

function makeHosted(seed: string, plan: HostPlan): Place {
  const company = narrowed(makeCompany(seed, { changes: 150 }));
  return { company, world: makeGithub(company, { plan }) };
}

function narrowed(whole: World): World {
  return {
    ...whole,
    repositories: whole.repositories.filter(({ id }) => KEPT.has(id)),
    changes: whole.changes.filter(({ repository }) => KEPT.has(repository)),
    approvals: whole.approvals.filter(({ repository }) => KEPT.has(repository)),
  };
}
