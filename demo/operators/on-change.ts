import { momentSpan } from '../../src/kernel/time.ts';
import { isAudited } from '../company/changes.ts';
import type { Approval, Change, ChangeCommit, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { type Check, claim, type ExpectedException, isFree, type Operator, type Outcome, pickFree, replaced } from './operator.ts';

export const TICKET: Check = 'change/ticket-reference';
export const APPROVAL: Check = 'change/approved-by-another';

export const changeItem = ({ id }: Change): string => `change:${id}`;
export const repositoryItem = (repository: string): string => `repository:${repository}`;

/** A pull request that landed in the audited year, in a repository that no defect has made invisible, with its one approval. */
export interface Place {
  readonly world: World;
  readonly change: Change;
  readonly approval: Approval;
}

/** An operator on one change. `suits` narrows the choice to changes on which it can be laid. */
export function onChange(
  id: string,
  tells: string,
  lay: (place: Place, random: Random) => Outcome | null,
  suits = (_: Place): boolean => true,
): Operator {
  return {
    id: `change/${id}`,
    tells,
    apply: (world, random) => {
      const approvals = new Map(world.approvals.map((approval) => [approval.change, approval]));
      const places = world.changes.flatMap((change) => {
        const approval = approvals.get(change.id);
        const isPlace = isFree(world, repositoryItem(change.repository)) && isAudited(change, world.repositories);
        return isPlace && approval !== undefined && suits({ world, change, approval }) ? [{ world, change, approval }] : [];
      });
      const place = pickFree(world, random, places, ({ change }) => changeItem(change));
      return place === null ? null : lay(place, random);
    },
  };
}

/** The world in which this change and its approval read otherwise; null takes the approval away. */
export function withChange({ world, change, approval }: Place, fresh: Change, approved: Approval | null): World {
  return claim(world, [changeItem(change)], {
    changes: replaced(world.changes, change, fresh),
    approvals: replaced(world.approvals, approval, ...(approved === null ? [] : [approved])),
  });
}

/** A change fails in the millisecond in which it landed. */
export function atLanding(check: Check, change: Change): ExpectedException {
  return { check, item: change.id, ...momentSpan(change.landedAt) };
}

/** The change with its ticket named nowhere, or with another one in its place. */
export function withTicket(change: Change, ticket: string | null): Change {
  const put = (text: string): string =>
    text.replace(/\b(HL|OPS)-\d+(: |-)/g, (_whole, _key, after: string) => (ticket === null ? '' : `${ticket}${after}`));
  const branch = put(change.branch);
  const message = (commit: ChangeCommit): string => (commit.kind === 'base-merge' ? `Merge branch 'main' into ${branch}` : put(commit.message));
  return { ...change, branch, commits: change.commits.map((commit) => ({ ...commit, message: message(commit) })) };
}
