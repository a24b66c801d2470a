import { makeCompany } from './company/make-company.ts';
import type { World } from './company/world.ts';
import { makeGithub } from './github/make-github.ts';
import { githubOperatorNamed, layOverGithub } from './github/operators/all-operators.ts';
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
  'control-record/late',
  'control-record/never-made',
  'control-record/without-notes-and-evidence',
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

/** What went wrong on the pretend GitHub in that year; the last three are seen only where the plan keeps an audit log. */
const SHOWN_ON_GITHUB = [
  'change/not-approved',
  'change/approval-stale',
  'change/approved-by-co-author',
  'change/approved-by-a-reader',
  'change/direct-push',
  'change/required-check-failed',
  'change/written-by-a-bot',
  'change/emergency-reviewed-late',
  'protection/administrators-free',
  'protection/checks-not-required',
  'branch/rewound',
  'deployment/by-hand',
  'repository/secret-scanning-on-not',
  'repository/never-decided',
  'account/without-second-factor',
  'account/collaborator-without-owner',
  'account/leaver-stays',
  'deploy-key/may-write',
  'webhook/unsigned',
  'alert/critical-late',
  'alert/dismissed-alone',
  'alert/secret-revoked-late',
  'protection/removed-between-looks',
  'privileged/protection-overridden',
  'privileged/unknown-administrator',
];

/** The pretend GitHub of that company, with its own defects. */
export function shownGithub(plan: GithubWorld['organization']['plan']): GithubWorld {
  const company = shownCompany();
  const operators = SHOWN_ON_GITHUB.map((one) => githubOperatorNamed(`github/${one}`));
  return layOverGithub({ world: makeGithub(company, { plan }), company }, operators, randomFrom(`${SEED}/github`)).world;
}
