import { BEGINNING, type Instant } from '../../kernel/time.ts';
import type { Look } from '../kit/connector.ts';
import { sinceLook } from '../kit/fresh.ts';
import { escapeName } from '../kit/names.ts';
import type { Observation } from '../kit/observation.ts';
import { repositoryScope } from './clone.ts';
import type { CloneHistory } from './history.ts';

/** The head of each production branch, as this look sees it, and what it has lost. */
export async function* readBranches({ clone, branches }: CloneHistory, look: Look): AsyncGenerator<Observation> {
  const scope = repositoryScope(clone);
  for (const { head, chain, before, lostHeads, lostCommits } of branches) {
    const state = {
      repository: clone.name,
      name: head.branch,
      head: head.sha,
      lostHeads: [...lostHeads],
      lostCommits: [...lostCommits],
      firstParentCommits: chain.length,
      reachableCommits: Number(await clone.git.text(['rev-list', '--count', head.sha, '--'])),
    };
    const notBefore = before?.chain.at ?? BEGINNING;
    yield {
      type: 'version',
      kind: 'branch',
      vendorId: `${clone.root}:${escapeName(head.branch)}`,
      scope,
      state,
      validFrom: look.at,
      notBefore,
      basis: 'look',
    };
  }
  const last = branches.find((one) => one.before !== null)?.before?.chain.at;
  if (last !== undefined) yield* sinceLastLook(scope, last, look.at);
}

/** The list, and the repository, from one look to the next. */
export function* sinceLastLook(scope: string, from: Instant, at: Instant): Generator<Observation> {
  for (const seen of ['', scope]) yield* sinceLook(seen, from, at);
}
