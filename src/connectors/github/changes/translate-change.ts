import { type Told, untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { Instant } from '../../../kernel/time.ts';
import { cleanString } from '../../kit/clean.ts';
import { ticketsIn } from '../../kit/message.ts';
import { instantOf } from './instants.ts';
import type { Brought } from './landed.ts';
import type { Landing } from './landing.ts';
import { newPeople, type People } from './people.ts';
import { isQueued, type Pull } from './pull.ts';
import type { Author, LandedCommit, Written } from './shapes.ts';
import { statusChecksOf } from './translate-checks.ts';
import { approvalsOf, forcePushesOf, labelsOf } from './translate-review.ts';

/** Where and when something landed. */
export interface Place {
  readonly repository: string;
  /** `owner/name`, as issues of it are named. */
  readonly fullName: string;
  readonly branch: string;
  readonly landedAt: Instant;
  readonly seenAt: Instant;
}

/** Of commits with several authors, all of them, the first one first. */
export type Authors = ReadonlyMap<string, readonly Author[]>;

type State = { [key: string]: Json };

/** Of a message, at most this much is searched for tickets. */
const MOST_TEXT = 256 * 1024;

/** A pull request that landed. */
export function changeOfPull(place: Place, landing: Landing, authors: Authors): State {
  const { pull, landed, method, chain } = landing;
  const { node } = pull;
  const people = newPeople();
  const openedBy = people.who(node.author);
  const mergedBy = people.who(node.mergedBy);
  const ownShas = new Set(chain.map((one) => one.oid));
  const work = pull.commits.rows.filter((one) => !ownShas.has(one.oid));
  const commits = [...work, ...chain.toReversed()].map((one) => ({
    ...commitOf(one, authors, place, people),
    ...(one === landed && isGitHubsMerge(landed) && { cleanMerge: true }),
  }));
  const texts = [node.title, node.body ?? '', node.headRefName, landed.message, ...work.map((one) => one.message)];
  const linked = linkedIssues(pull, place);
  return {
    ...common(place, landed, people),
    method,
    title: cleanString(node.title),
    pullRequest: node.number,
    tickets: unique([...texts.flatMap(ticketsOf), ...('untold' in linked ? [] : linked)]),
    linkedIssues: linked as Json,
    ...authorship(commits, { landed: landed.oid, merged: method === 'merge', openedBy }),
    commits,
    furtherCommits: pull.unlisted,
    approvals: approvalsOf(pull, people) as Json,
    openedAt: instantOf(node.createdAt) ?? place.landedAt,
    head: node.headRefOid,
    mergedBy,
    byQueue: isQueued(pull),
    statusChecks: statusChecksOf(pull) as Json,
    labels: labelsOf(pull, people) as Json,
    forcePushes: forcePushesOf(pull) as Json,
    participants: people.all().map((one) => ({ ...one })),
  };
}

/** Something that landed without a pull request, with the commits that it brought, oldest first, itself last. */
export function changeOfPush(place: Place, landed: LandedCommit, { commits: brought, open }: Brought, authors: Authors): State {
  const people = newPeople();
  const commits = brought.map((one) => commitOf(one, authors, place, people));
  const merged = landed.parents.totalCount > 1;
  const pusher = people.author(landed.committer);
  return {
    ...common(place, landed, people),
    method: merged ? 'merge' : 'direct',
    title: cleanString((landed.message.split('\n', 1)[0] ?? '').trim()),
    pullRequest: null,
    tickets: unique(brought.flatMap((one) => ticketsOf(one.message))),
    ...authorship(commits, { landed: landed.oid, merged, openedBy: '' }),
    committer: pusher,
    commits,
    furtherCommits: open,
    approvals: [],
    participants: people.all().map((one) => ({ ...one })),
  };
}

function common({ repository, branch, landedAt, seenAt }: Place, landed: LandedCommit, people: People): State {
  return {
    repository,
    branch,
    landed: landed.oid,
    landedAt,
    committer: people.author(landed.committer),
    signature: landed.signature === null ? 'absent' : 'present',
    seenAt,
  };
}

interface CommitState {
  readonly [key: string]: Json;
  readonly sha: string;
  readonly author: string;
  readonly coAuthors: string[];
}

function commitOf(commit: Written | LandedCommit, more: Authors, { landedAt }: Place, people: People): CommitState {
  const { oid, parents, authoredDate } = commit;
  const wrote = (more.get(oid) ?? [commit.author]).map((one) => people.author(one));
  const [author = '', ...others] = wrote;
  return {
    sha: oid,
    parents: parents.nodes.flatMap((one) => (one === null ? [] : [one.oid])),
    author,
    coAuthors: unique(others).filter((one) => one !== '' && one !== author),
    authoredAt: instantOf(authoredDate) ?? landedAt,
    cleanMerge: null,
  };
}

/** GitHub lands by itself only what does not conflict, and signs what it makes. Of other merges nobody here can tell whether they are clean. */
function isGitHubsMerge({ parents, signature }: LandedCommit): boolean {
  return parents.totalCount === 2 && signature?.wasSignedByGitHub === true && signature.isValid;
}

interface Merging {
  readonly landed: string;
  readonly merged: boolean;
  readonly openedBy: string;
}

/** Whoever merged wrote nothing by it: of a merge, the author is whoever made the newest commit of the work. */
function authorship(commits: readonly CommitState[], { landed, merged, openedBy }: Merging): { author: string; coAuthors: string[] } {
  const work = merged ? commits.filter((one) => one.sha !== landed) : commits;
  const isMerge = (one: CommitState) => (one['parents'] as readonly string[]).length > 1;
  const last = merged ? (work.findLast((one) => !isMerge(one)) ?? work.at(-1)) : commits.find((one) => one.sha === landed);
  const author = last?.author ?? openedBy;
  const wrote = work.flatMap((one) => [one.author, ...one.coAuthors]);
  return { author, coAuthors: unique(wrote).filter((one) => one !== author && one !== '') };
}

/** Issues that it closes, by words or linked by hand: `#12`, or `owner/name#12` of another repository. */
function linkedIssues({ issues }: Pick<Pull, 'issues'>, { fullName }: Place): Told<string[]> {
  if (issues.missing !== null) return { ...untold(issues.missing) };
  return issues.rows.map(({ number, repository }) =>
    repository.nameWithOwner === fullName ? `#${number}` : `${cleanString(repository.nameWithOwner)}#${number}`,
  );
}

function ticketsOf(text: string): string[] {
  return ticketsIn(text.slice(0, MOST_TEXT));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
