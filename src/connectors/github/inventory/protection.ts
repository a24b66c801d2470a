import { type Told, untold } from '../../../facts/told.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { isOwner } from './members-answer.ts';
import { once } from './once.ts';
import { protectionState } from './protection-effective.ts';
import { type Classic, classicShape, type Rule, type Ruleset, ruleShape, rulesetShape } from './protection-rules.ts';
import { stateFeed } from './state-feed.ts';
import { eachRepository, type Found, repositoryScope, type Unread } from './telling.ts';

export const classicRoute = 'GET /repos/{owner}/{repo}/branches/{branch}/protection';
export const rulesRoute = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
export const rulesetRoute = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';

/** What binds whoever changes a production branch: classic protection and all rulesets, inherited ones too. */
export const protectionFeed = stateFeed(
  'protection',
  'branch-protection',
  (api) =>
    eachRepository(api, async function* (repository) {
      if (repository.productionBranches.length === 0 && !repository.empty) yield hiddenBranch(repository);
      for (const branch of repository.productionBranches) yield* readBranch(api, repository, branch);
    }),
  // A branch that is asked about no more may still be there.
  { absent: 'lost-sight' },
);

/** Which branch it ships from is told with its contents only: without them there is nothing to ask about, and that is not "nothing". */
function hiddenBranch(repository: RepositoryRef): Unread {
  const why = `GitHub does not show which branch ${repository.name} ships from. Give the token "Contents: read", or name it under \`branches\` in the configuration.`;
  return { unread: repositoryScope(repository), reason: 'denied', why };
}

async function* readBranch(api: GitHubApi, repository: RepositoryRef, branch: string): AsyncGenerator<Found | Unread> {
  const parameters = { owner: api.organization.login, repo: repository.name, branch };
  const scope = repositoryScope(repository);
  const [classic, rules] = await Promise.all([askClassic(api, parameters), askRules(api, parameters)]);
  if (classic === 'no branch') {
    const why = `GitHub knows no branch "${branch}" of ${repository.name}. Check \`branches\` in the configuration.`;
    yield { unread: `${scope}/branch:${branch}`, reason: 'lost-sight', why };
    return;
  }
  const rulesets = await askRulesets(api, parameters, 'untold' in rules ? [] : rules);
  const asOwner = await isOwner(api);
  const state = { repository: repository.name, branch, ...protectionState({ classic, rules, rulesets, asOwner }) };
  yield { kind: 'branch-protection', vendorId: `${repository.id}:${branch}`, scope, state };
}

type Place = { readonly owner: string; readonly repo: string; readonly branch: string };

/** Protection cannot be had at all where the plan does not offer it: then nothing binds anybody. */
function isNotOffered(error: GitHubError): boolean {
  return error.status === 403 && /upgrade to|make this repository public/i.test(error.said);
}

async function askClassic(api: GitHubApi, place: Place): Promise<Told<Classic | null> | 'no branch'> {
  try {
    return await api.rest(classicRoute, place, classicShape);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.status === 404 && /branch not protected/i.test(error.said)) return null;
    if (error.status === 404 && /branch not found/i.test(error.said)) return 'no branch';
    if (isNotOffered(error)) return null;
    // Whoever may not see the protection is told that there is nothing to see.
    if (error.status === 404 || error.kind === 'forbidden')
      return untold(`GitHub does not show the classic protection of ${place.branch}. Give the token "Administration: read" of the repository.`);
    throw error;
  }
}

async function askRules(api: GitHubApi, place: Place): Promise<Told<readonly Rule[]>> {
  const rules: Rule[] = [];
  try {
    for await (const page of api.pages(rulesRoute, place, ruleShape)) rules.push(...page);
    return rules;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (isNotOffered(error)) return [];
    if (error.kind === 'forbidden') return untold(error.message);
    throw error;
  }
}

/** Each ruleset is asked for once per look: one of the organization holds for many repositories. */
async function askRulesets(api: GitHubApi, { owner, repo }: Place, rules: readonly Rule[]): Promise<ReadonlyMap<number, Ruleset>> {
  const found = new Map<number, Ruleset>();
  for (const id of new Set(rules.flatMap((one) => one.ruleset_id ?? []))) {
    const ruleset = await once(api, `ruleset ${id}`, () => askRuleset(api, { owner, repo, ruleset_id: id }));
    if (ruleset !== null) found.set(id, ruleset);
  }
  return found;
}

async function askRuleset(api: GitHubApi, parameters: Record<string, unknown>): Promise<Ruleset | null> {
  try {
    return await api.rest(rulesetRoute, parameters, rulesetShape);
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}
