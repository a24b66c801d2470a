import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { GitHubApi } from '../api.ts';
import { stateFeed } from './state-feed.ts';
import { eachRepository, type Found, repositoryScope, wordsOf } from './telling.ts';

export const organizationHooksRoute = 'GET /orgs/{org}/hooks';
export const repositoryHooksRoute = 'GET /repos/{owner}/{repo}/hooks';

export const hookShape = z.object({
  id: z.int(),
  active: z.boolean(),
  events: z.array(z.string()),
  config: z.object({
    url: z.string().optional(),
    insecure_ssl: z.union([z.string(), z.number()]).optional(),
    /** Stars in place of the secret, where there is one. */
    secret: z.string().optional(),
  }),
});
type Hook = z.infer<typeof hookShape>;

/** Where events are sent to: of the organization, and of each repository. */
export const webhooksFeed = stateFeed('webhooks', 'webhook', async function* (api) {
  yield* await wordsOf('organization', () =>
    readHooks(api, { route: organizationHooksRoute, parameters: { org: api.organization.login }, ...whole }),
  );
  yield* eachRepository(api, (repository) => {
    const parameters = { owner: api.organization.login, repo: repository.name };
    return readHooks(api, { route: repositoryHooksRoute, parameters, scope: repositoryScope(repository), repository: repository.name });
  });
});

const whole = { scope: 'organization', repository: null };

interface Hooks {
  readonly route: string;
  readonly parameters: Record<string, unknown>;
  readonly scope: string;
  readonly repository: string | null;
}

async function* readHooks(api: GitHubApi, { route, parameters, scope, repository }: Hooks): AsyncGenerator<Found> {
  for await (const page of api.pages(route, parameters, hookShape))
    for (const one of page) yield { kind: 'webhook', vendorId: String(one.id), scope, state: hookState(repository, one) };
}

/** Of the address only scheme and host: the rest may hold a secret. */
export function hookState(repository: string | null, { active, events, config }: Hook): Json {
  const url = config.url !== undefined && URL.canParse(config.url) ? new URL(config.url) : null;
  const { insecure_ssl: insecure } = config;
  return {
    repository,
    host: url?.host ?? '',
    scheme: url?.protocol.replace(':', '') ?? '',
    active,
    certificateVerified: insecure === undefined ? { ...untold('GitHub does not tell whether certificates are verified.') } : String(insecure) === '0',
    signed: config.secret !== undefined && config.secret !== '',
    events: [...events].sort(),
  };
}
