import { z } from 'zod';
import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { GitHubApi } from '../api.ts';
import { missingFrom } from './completeness.ts';
import { analysisShape, askFeatures, type Features } from './features.ts';
import { askCounted } from './organization-answer.ts';
import { instantText } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { type Word, wordsOf } from './telling.ts';

export const repositoriesRoute = 'GET /orgs/{org}/repos';

export const repositoryShape = analysisShape.extend({
  id: z.int(),
  node_id: z.string(),
  name: z.string(),
  default_branch: z.string().nullish(),
  visibility: z.enum(['public', 'internal', 'private']).optional(),
  private: z.boolean(),
  archived: z.boolean(),
  fork: z.boolean(),
  created_at: instantText,
});
type Repository = z.infer<typeof repositoryShape>;

/** A repository may be deleted, transferred, or hidden from the token: GitHub answers alike. */
const whereverItWent = { absent: 'lost-sight' } as const;

/** Every repository of the organization that the token may see, whichever of them the configuration names. */
export const repositoriesFeed = stateFeed(
  'repositories',
  'hosted-repository',
  async function* (api): AsyncGenerator<Word> {
    const listed: string[] = [];
    const words = await wordsOf('', async function* () {
      const empty = new Map((await api.repositories()).map((one) => [one.id, one.empty]));
      for await (const page of api.pages(
        repositoriesRoute,
        { org: api.organization.login, type: 'all', sort: 'created', direction: 'asc' },
        repositoryShape,
      )) {
        const features = await Promise.all(page.map((one) => askFeatures(api, one)));
        for (const [place, one] of page.entries()) {
          listed.push(one.node_id);
          const state = repositoryState(one, features[place] as Features, empty.get(one.node_id) ?? false);
          yield { kind: 'hosted-repository', vendorId: one.node_id, scope: '', state };
        }
      }
    });
    const missing = await whyPartial(api, new Set(listed).size);
    const last = words.at(-1);
    if (missing === null || (last !== undefined && 'unread' in last)) yield* words;
    else yield* [...words.slice(0, -1), { unread: '', reason: 'denied' as const, why: missing }];
  },
  whereverItWent,
);

async function whyPartial(api: GitHubApi, listed: number): Promise<string | null> {
  return missingFrom(await askCounted(api), listed, api);
}

export function repositoryState(repository: Repository, features: Features, empty: boolean): Json {
  const { name, default_branch: branch, visibility, archived, fork, created_at: createdAt } = repository;
  return {
    name,
    defaultBranch: empty ? null : (branch ?? null),
    visibility: visibility ?? (repository.private ? 'private' : 'public'),
    archived,
    empty,
    fork,
    createdAt,
    ...(Object.fromEntries(Object.entries(features).map(([of, value]) => [of, spread(value)])) as { [key: string]: Json }),
  };
}

function spread(value: Told<boolean>): Json {
  return typeof value === 'boolean' ? value : { ...untold(value.untold) };
}
