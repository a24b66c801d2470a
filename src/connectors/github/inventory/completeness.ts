import type { GitHubApi } from '../api.ts';
import { once } from './once.ts';
import { askCounted } from './organization-answer.ts';

/** Why the list of repositories that this look goes by is not complete; empty when it is, or when the configuration names the repositories. */
export async function unlistedRepositories(api: GitHubApi): Promise<readonly string[]> {
  return once(api, 'unlisted', async () => {
    const told = await api.unlisted();
    if (api.settings.repositories !== undefined) return told;
    const missing = missingFrom(await askCounted(api), (await api.repositories()).length, api);
    return missing === null ? told : [...told, missing];
  });
}

/** A sentence when fewer are listed than exist, or when nobody tells how many exist and only some were shown; null when all are. */
export function missingFrom(
  counted: number | null,
  listed: number,
  { organization, credential }: Pick<GitHubApi, 'organization' | 'credential'>,
): string | null {
  if (counted !== null) {
    if (listed >= counted) return null;
    return `${organization.login} has ${counted} repositories, and ${listed} are shown. Let the ${credential.kind} see all of them.`;
  }
  if (credential.scopes !== null && !credential.scopes.includes('repo'))
    return `Without the scope "repo" the ${credential.kind} is shown public repositories of ${organization.login} only. Give it the scope.`;
  if (credential.repositories !== 'selected') return null;
  return `The App was let into selected repositories of ${organization.login} only. Let it into all of them.`;
}
