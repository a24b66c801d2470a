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
  'change/direct-push-without-ticket',
  'change/self-approved',
  'change/approval-stale',
  'change/excluded',
  'restore-drill/failed-then-repeated',
  'tabletop/documented-late',
  'change/author-unknown',
  'leaver/close-unknown',
];

/** Laid over what a clone tells of changes. What a code host tells has defects of its own: demo/github/operators. */
const IN_CLONES = new Set(['change/direct-push-without-ticket', 'change/self-approved', 'change/approval-stale', 'change/author-unknown']);

/** The demo's company with its defects, as clones and records tell of it, and what they must yield. */
export function shownDefects(): Laid {
  return lay(SHOWN);
}

/** The company whose year the demo shows: what a code host tells is left to it. */
export function shownCompany(): World {
  return lay(SHOWN.filter((one) => !IN_CLONES.has(one))).world;
}

function lay(operators: readonly string[]): Laid {
  return layOver(makeCompany(SEED), operators.map(operatorNamed), randomFrom(`${SEED}/defects`));
}

/** The pretend GitHub of that company. */
export function shownGithub(plan: GithubWorld['organization']['plan']): GithubWorld {
  return makeGithub(shownCompany(), { plan });
}
