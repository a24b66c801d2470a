import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import { DAY, type Instant, isoInstant, plus } from '../../../kernel/time.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { eventsFeed } from './events-feed.ts';
import { newestFirst } from './newest-first.ts';
import { accountRef, instantText, userShape } from './shapes.ts';
import { eachRepository, repositoryScope, type Unread } from './telling.ts';

export const runsRoute = 'GET /repos/{owner}/{repo}/actions/runs';

export const runShape = z.object({
  id: z.int(),
  name: z.string().nullish(),
  path: z.string(),
  event: z.string(),
  head_branch: z.string().nullable(),
  head_sha: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  created_at: instantText,
  run_started_at: instantText.nullish(),
  updated_at: instantText,
  actor: userShape.nullish(),
  triggering_actor: userShape.nullish(),
});
type Run = z.infer<typeof runShape>;

/** GitHub keeps runs this long. */
const REMEMBERED = 400 * DAY;
/** A run may wait or be repeated for a while: those begun shortly before the last look are looked at again. */
const STILL_MOVES = 7 * DAY;

/** A run comes with its whole repository, twice: after the first look, a few are enough to find what is new. */
const MANY = 100;
const FEW = 25;

/** Runs of workflows, whatever set them off. */
export const pipelinesFeed = eventsFeed('pipelines', 'pipeline-run', { remembers: REMEMBERED }, (api, { after, since }) =>
  eachRepository(api, async function* (repository) {
    const scope = repositoryScope(repository);
    const last = after(scope);
    const parameters = { owner: api.organization.login, repo: repository.name };
    const isFirst = last === since;
    const rows = newestFirst(api, {
      route: runsRoute,
      parameters: { ...parameters, per_page: isFirst ? MANY : FEW },
      shape: runShape,
      sortedBy: (one) => one.created_at,
      after: plus(last, -STILL_MOVES),
    });
    let read = 0;
    for await (const one of rows) {
      read++;
      if (one.updated_at < plus(last, -DAY)) continue;
      yield { kind: 'pipeline-run', vendorId: String(one.id), scope, state: runState(repository, one), happenedAt: one.created_at };
    }
    if (!isFirst) return;
    yield* whatIsMissing(api, repository, { parameters, last, read });
    // So that the next look can ask whether this page has changed.
    await api.rest(runsRoute, { per_page: FEW, ...parameters }, z.unknown());
  }),
);

/** GitHub counts no further than this. */
const COUNTED = 1_000;

interface FirstReading {
  readonly parameters: Record<string, unknown>;
  readonly last: Instant;
  /** Runs read, since shortly before `last`. */
  readonly read: number;
}

/** A list that ended before its end, or lost a page, is shorter than GitHub counts it. */
async function* whatIsMissing(api: GitHubApi, repository: RepositoryRef, { parameters, last, read }: FirstReading): AsyncGenerator<Unread> {
  const created = `>=${isoInstant(last).slice(0, 10)}`;
  const { total_count: total } = await api.rest(runsRoute, { per_page: 1, ...parameters, created }, z.object({ total_count: z.int() }));
  if (read >= Math.min(total, COUNTED)) return;
  const why = `GitHub counts ${total} runs of ${repository.name} and shows ${read}. Collect again.`;
  yield { unread: repositoryScope(repository), reason: 'lost-sight', why };
}

export function runState({ name: repository }: Pick<RepositoryRef, 'name'>, run: Run): Json {
  return {
    repository,
    pipeline: run.name ?? run.path,
    event: run.event,
    branch: run.head_branch,
    commit: run.head_sha,
    startedAt: run.run_started_at ?? run.created_at,
    endedAt: endOf(run),
    conclusion: run.conclusion,
    by: accountRef(run.triggering_actor ?? run.actor),
  };
}

/** A run that is over was last touched when it ended. */
function endOf({ status, updated_at }: Run): Instant | null {
  return status === 'completed' ? updated_at : null;
}
