import { z } from 'zod';
import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { whatIsNotListed } from './counts.ts';
import { accountsByLogin } from './logins.ts';
import { instantText } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { eachRepository, repositoryScope } from './telling.ts';

export const keysRoute = 'GET /repos/{owner}/{repo}/keys';

export const keyShape = z.object({
  id: z.int(),
  title: z.string(),
  read_only: z.boolean(),
  created_at: instantText,
  last_used: instantText.nullish(),
  added_by: z.string().nullish(),
});
type Key = z.infer<typeof keyShape>;

/** Keys with which a machine reads or writes one repository. */
export const deployKeysFeed = stateFeed('deploy-keys', 'deploy-key', (api: GitHubApi) =>
  eachRepository(api, async function* (repository) {
    const parameters = { owner: api.organization.login, repo: repository.name };
    let read = 0;
    for await (const page of api.pages(keysRoute, parameters, keyShape)) {
      read += page.length;
      const accounts = page.some((one) => one.added_by) ? await accountsByLogin(api) : new Map<string, string>();
      for (const one of page)
        yield { kind: 'deploy-key', vendorId: String(one.id), scope: repositoryScope(repository), state: keyState(repository, one, accounts) };
    }
    yield* whatIsNotListed(api, { list: 'deployKeys', repository, read, what: 'deploy keys' });
  }),
);

export function keyState({ name }: Pick<RepositoryRef, 'name'>, key: Key, accounts: ReadonlyMap<string, string>): Json {
  return {
    repository: name,
    title: key.title,
    readOnly: key.read_only,
    createdAt: key.created_at,
    lastUsedAt: key.last_used === undefined ? { ...untold('This GitHub does not tell when a deploy key was last used.') } : key.last_used,
    addedBy: addedBy(key.added_by, accounts) as Json,
  };
}

/** GitHub names the login only. */
function addedBy(login: string | null | undefined, accounts: ReadonlyMap<string, string>): Told<string | null> {
  if (login === undefined) return untold('This GitHub does not tell who added a deploy key.');
  if (login === null) return null;
  const id = accounts.get(login.toLowerCase());
  return id === undefined ? untold(`It was added by ${login}, whose account is not shown to this token, or not listed any more.`) : `account:${id}`;
}
