import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { instantText } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { wordsOf } from './telling.ts';

export const installationsRoute = 'GET /orgs/{org}/installations';

export const installationShape = z.object({
  id: z.int(),
  app_slug: z.string(),
  permissions: z.record(z.string(), z.string()),
  repository_selection: z.enum(['all', 'selected']),
  events: z.array(z.string()),
  created_at: instantText,
  suspended_at: instantText.nullish(),
});

/** Programs that were let into the organization. */
export const appInstallationsFeed = stateFeed('app-installations', 'app-installation', async function* (api) {
  yield* await wordsOf('', async function* () {
    for await (const page of api.pages(installationsRoute, { org: api.organization.login }, installationShape))
      for (const one of page) yield { kind: 'app-installation', vendorId: String(one.id), scope: '', state: installationState(one) };
  });
});

export function installationState(installation: z.infer<typeof installationShape>): Json {
  const { app_slug, permissions, repository_selection, events, created_at, suspended_at } = installation;
  return {
    app: app_slug,
    permissions,
    repositories: repository_selection,
    events: [...events].sort(),
    installedAt: created_at,
    suspendedAt: suspended_at ?? null,
  };
}
