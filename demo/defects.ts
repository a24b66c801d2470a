import { makeCompany } from './company/make-company.ts';
import type { World } from './company/world.ts';
import { makeGithub } from './github/make-github.ts';
import type { GithubWorld } from './github/world.ts';
import { operatorNamed } from './operators/all-operators.ts';
import { type Laid, layOver } from './operators/lay-over.ts';
import { randomFrom } from './random.ts';

const SEED = 'first-year';

/** What went wrong in the year that the demo shows: something under every check, one exclusion, and two things nobody can know. */
const SHOWN = [
  'access-review/late',
  'access-review/incomplete-then-repeated',
  'leaver/access-removed-late',
  'policy/reviewed-late',
  'policy/approved-by-its-author',
  'vulnerability/critical-late-but-fixed',
  'vulnerability/acceptance-expired',
  'change/without-ticket',
  'change/excluded',
  'restore-drill/failed-then-repeated',
  'tabletop/documented-late',
  'leaver/close-unknown',
];

/** The demo's company with its defects, and what they must yield. */
export function shownDefects(): Laid {
  return layOver(makeCompany(SEED), SHOWN.map(operatorNamed), randomFrom(`${SEED}/defects`));
}

/** The company whose year the demo shows. */
export function shownCompany(): World {
  return shownDefects().world;
}

/** The pretend GitHub of that company. */
export function shownGithub(plan: GithubWorld['organization']['plan']): GithubWorld {
  return makeGithub(shownCompany(), { plan });
}
