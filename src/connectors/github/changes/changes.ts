import { BEGINNING } from '../../../kernel/time.ts';
import { escapeName } from '../../kit/names.ts';
import type { Observation } from '../../kit/observation.ts';
import type { GitHubApi } from '../api.ts';
import { failureGap, listCoverage, repositoryScope, unlistedRepositories } from './coverage.ts';
import { changesHistory, type RepositoryHistory } from './history.ts';

/** Every change that reached a production branch. After the first look, those that are new, and those of which something changed. */
export async function* readChanges(api: GitHubApi): AsyncGenerator<Observation> {
  const history = await changesHistory(api);
  const { at } = api;
  for (const one of history.repositories) {
    const scope = repositoryScope(one.reading.ref);
    yield* failureGap(history, one, at);
    if (one.told === null) continue;
    for (const { landed, state, validFrom, notBefore, basis } of one.told.changes)
      yield { type: 'version', kind: 'change', vendorId: `${one.reading.ref.id}/${landed}`, scope, state, validFrom, notBefore, basis };
    for (const hidden of one.told.hidden) {
      yield { type: 'gap', scope, ...hidden };
      api.look.note(hidden.why);
    }
    yield { type: 'covered', scope, from: history.since, until: at };
    yield* missingBranches(one, at);
  }
  yield* unlistedRepositories(history, at);
  yield* await listCoverage(api, history.since);
}

function* missingBranches({ reading: { ref, branches } }: RepositoryHistory, at: GitHubApi['at']): Generator<Observation> {
  if (ref.empty) return;
  for (const { name } of branches.filter((one) => one.head === null)) {
    const why = `${ref.name} has no branch "${name}" on GitHub. Check \`branches\` in the configuration.`;
    yield { type: 'gap', scope: `${repositoryScope(ref)}/branch:${escapeName(name)}`, from: BEGINNING, until: at, reason: 'lost-sight', why };
  }
}
