import { z } from 'zod';
import { type Told, untold } from '../../../facts/told.ts';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { once } from './once.ts';
import { endsLook } from './telling.ts';

/** The features of a repository that look for what should not be there. */
export interface Features {
  readonly dependencyAlerts: Told<boolean>;
  readonly dependencyUpdates: Told<boolean>;
  readonly codeScanning: Told<boolean>;
  readonly secretScanning: Told<boolean>;
  readonly pushProtection: Told<boolean>;
}

export const repositoryRoute = 'GET /repos/{owner}/{repo}';
export const codeScanningRoute = 'GET /repos/{owner}/{repo}/code-scanning/alerts';

export const dependencyAlertsQuery = `query DependencyAlerts($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Repository { id hasVulnerabilityAlertsEnabled } }
}`;

const dependencyAlertsShape = z.object({
  nodes: z.array(z.object({ id: z.string().optional(), hasVulnerabilityAlertsEnabled: z.boolean().nullish() }).nullable()),
});

const status = z.object({ status: z.string().optional() }).nullish();

export const analysisShape = z.object({
  security_and_analysis: z
    .object({ dependabot_security_updates: status, secret_scanning: status, secret_scanning_push_protection: status })
    .nullish(),
});
type Analysis = z.infer<typeof analysisShape>;

/** A repository whose features are asked for. */
export interface Asked {
  readonly node_id: string;
  readonly name: string;
  /** As the list of repositories told it; asked for where it did not. */
  readonly security_and_analysis?: Analysis['security_and_analysis'];
}

/** What is switched on, asked once per look and repository. What may not be asked is untold. @throws VendorError when nothing may be asked any more */
export function askFeatures(api: GitHubApi, { node_id: id, name, security_and_analysis: told }: Asked): Promise<Features> {
  return once(api, `features ${id}`, async () => {
    const parameters = { owner: api.organization.login, repo: name };
    const [dependencyAlerts, analysis, codeScanning] = await Promise.all([
      askDependencyAlerts(api, id),
      told ? { security_and_analysis: told } : orUntold(() => api.rest(repositoryRoute, parameters, analysisShape)),
      orUntold(() => askCodeScanning(api, parameters)),
    ]);
    return { dependencyAlerts, codeScanning, ...analysisFeatures(analysis) };
  });
}

export function analysisFeatures(answer: Told<Analysis>): Pick<Features, 'dependencyUpdates' | 'secretScanning' | 'pushProtection'> {
  if ('untold' in answer) return { dependencyUpdates: answer, secretScanning: answer, pushProtection: answer };
  const {
    dependabot_security_updates: updates,
    secret_scanning: secrets,
    secret_scanning_push_protection: push,
  } = answer.security_and_analysis ?? {};
  return { dependencyUpdates: switched(updates), secretScanning: switched(secrets), pushProtection: switched(push) };
}

function switched(one: z.infer<typeof status>): Told<boolean> {
  if (one?.status === undefined) return untold('GitHub tells this only to administrators of the repository. Give the token "Administration: read".');
  return one.status === 'enabled';
}

/** There are results of code scanning where it has run; GitHub says so in words where it never has, or is switched off. @throws VendorError */
async function askCodeScanning(api: GitHubApi, parameters: Record<string, unknown>): Promise<boolean> {
  try {
    await api.rest(codeScanningRoute, { ...parameters, per_page: 1 }, z.array(z.unknown()));
    return true;
  } catch (error) {
    if (isSwitchedOff(error)) return false;
    throw error;
  }
}

/** Does GitHub refuse because the feature is off, and not because the token may not ask? */
export function isSwitchedOff(error: unknown): boolean {
  return (
    error instanceof GitHubError &&
    (error.status === 403 || error.status === 404) &&
    /no analysis found|not enabled|must be enabled|is disabled|are disabled|disabled for this repository|not available/i.test(error.said)
  );
}

const notShown = 'GitHub does not tell whether dependency alerts are on.';
const notAllowed = 'GitHub does not tell this token whether dependency alerts are on. Give it "Administration: read" of the repository.';
const IDS_AT_ONCE = 100;

/** One request for the first hundred repositories, one for the next. */
async function askDependencyAlerts(api: GitHubApi, id: string): Promise<Told<boolean>> {
  const known = await once(api, 'dependency alerts', async () => {
    const ids = (await api.repositories()).map((one) => one.id);
    const answers = new Map<string, Told<boolean>>();
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) await readEnabled(api, ids.slice(from, from + IDS_AT_ONCE), answers);
    return answers;
  });
  if (!known.has(id)) await readEnabled(api, [id], known);
  return known.get(id) ?? untold(notShown);
}

async function readEnabled(api: GitHubApi, ids: readonly string[], answers: Map<string, Told<boolean>>): Promise<void> {
  const told = await orUntold(() => api.graphqlPartial(dependencyAlertsQuery, { ids }, dependencyAlertsShape));
  if ('untold' in told) {
    for (const id of ids) answers.set(id, told);
    return;
  }
  for (const [place, id] of ids.entries()) {
    const enabled = told.data.nodes[place]?.hasVulnerabilityAlertsEnabled;
    const problem = told.problems.find((one) => one.path[1] === place || one.path.length === 0);
    answers.set(id, enabled ?? untold(problem === undefined ? notShown : notAllowed));
  }
}

async function orUntold<T>(ask: () => Promise<T>): Promise<T | { untold: string }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VendorError && !endsLook(error)) return { untold: error.message };
    throw error;
  }
}
