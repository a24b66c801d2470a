import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { RepositoryRef } from '../api.ts';
import { permissionOfRole } from './permission-words.ts';
import { userShape } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { eachRepository, repositoryScope } from './telling.ts';

export const accessRoute = 'GET /repos/{owner}/{repo}/collaborators';

export const collaboratorShape = userShape.extend({ role_name: z.string(), permissions: z.record(z.string(), z.boolean()).optional() });
type Collaborator = z.infer<typeof collaboratorShape>;

/** Everybody who may do something with each repository, however they were let in. */
export const accessFeed = stateFeed('access', 'repository-access', (api) =>
  eachRepository(api, async function* (repository) {
    const parameters = { owner: api.organization.login, repo: repository.name, affiliation: 'all' };
    for await (const page of api.pages(accessRoute, parameters, collaboratorShape)) {
      for (const one of page) {
        const vendorId = `${repository.id}/${one.node_id}`;
        yield { kind: 'repository-access', vendorId, scope: repositoryScope(repository), state: accessState(repository, one) };
      }
    }
  }),
);

export function accessState({ name }: Pick<RepositoryRef, 'name'>, { node_id, login, role_name, permissions }: Collaborator): Json {
  return { repository: name, account: node_id, login, permission: permissionOfRole(role_name, permissions) };
}
