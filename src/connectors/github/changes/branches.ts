import { BEGINNING } from '../../../kernel/time.ts';
import { sinceLook } from '../../kit/fresh.ts';
import { escapeName } from '../../kit/names.ts';
import type { Observation } from '../../kit/observation.ts';
import type { GitHubApi } from '../api.ts';
import { failureGap, listCoverage, repositoryScope, unlistedRepositories, unseenSince } from './coverage.ts';
import { type ChangesHistory, changesHistory, type RepositoryHistory } from './history.ts';

/** The head of each production branch, what it has lost, and how many commits GitHub counts on it. */
export async function* readBranches(api: GitHubApi): AsyncGenerator<Observation> {
  const history = await changesHistory(api);
  const { at } = api;
  for (const one of history.repositories) {
    if (one.branches === null) {
      yield* failureGap(history, one, at);
      continue;
    }
    yield* headsOf(one, api);
    const from = unseenSince(history, one.reading.ref.id);
    if (from > BEGINNING) yield* sinceLook(repositoryScope(one.reading.ref), from, at);
  }
  yield* unlistedRepositories(history, at);
  const last = lastLook(history);
  for (const one of await listCoverage(api, last ?? at)) {
    if (one.type === 'gap') yield one;
    else if (last !== null) yield* sinceLook('', last, at);
  }
}

function* headsOf({ reading, branches }: RepositoryHistory, { at }: GitHubApi): Generator<Observation> {
  const { ref, before } = reading;
  for (const { name, memory, reachable } of branches ?? []) {
    const state = {
      repository: ref.name,
      name,
      head: memory.head,
      lostHeads: [...memory.lostHeads],
      lostCommits: [...memory.lostCommits],
      firstParentCommits: memory.changes,
      reachableCommits: reachable,
    };
    const notBefore = before && Object.hasOwn(before.branches, name) ? before.at : BEGINNING;
    const vendorId = `${ref.id}:${escapeName(name)}`;
    yield { type: 'version', kind: 'branch', vendorId, scope: repositoryScope(ref), state, validFrom: at, notBefore, basis: 'look' };
  }
}

/** When the list was last seen: at the newest look that any repository remembers. */
function lastLook({ before }: ChangesHistory): GitHubApi['at'] | null {
  const looks = Object.values(before.repositories).map((one) => one.at);
  return looks.length === 0 ? null : looks.reduce((last, one) => (one > last ? one : last));
}
