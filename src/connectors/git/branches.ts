import { BEGINNING, DAY, type Instant } from '../../kernel/time.ts';
import type { Look } from '../kit/connector.ts';
import { escapeName } from '../kit/names.ts';
import type { Observation } from '../kit/observation.ts';
import { repositoryScope } from './clone.ts';
import type { CloneHistory } from './history.ts';

/** A state that nobody confirmed for longer than this is stale in between. */
const FRESH_FOR = 31 * DAY;

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

/** A feed of state is covered from one look to the next, if they are not too far apart. */
export function* sinceLastLook(scope: string, from: Instant, at: Instant): Generator<Observation> {
  if (from >= at) return;
  const why = `Nobody looked for more than ${FRESH_FOR / DAY} days. Collect more often.`;
  for (const seen of ['', scope]) {
    if (at - from <= FRESH_FOR) yield { type: 'covered', scope: seen, from, until: at };
    else yield { type: 'gap', scope: seen, from, until: at, reason: 'stale', why };
  }
}
