import { untold } from '../../facts/told.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { VendorError } from '../../kernel/refusal.ts';
import { BEGINNING, type Instant } from '../../kernel/time.ts';
import { heldCommits, heldSentence } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';
import type { DatedCommit } from '../kit/dating.ts';
import { readObjects } from '../kit/git-objects.ts';
import { readLanding, ticketsIn } from '../kit/message.ts';
import { escapeName } from '../kit/names.ts';
import type { Observation } from '../kit/observation.ts';
import { type Clone, repositoryScope } from './clone.ts';
import { type ParsedCommit, parseCommit } from './commit.ts';
import { type LandedGroup, landedGroups } from './graph.ts';
import type { BranchHistory, CloneHistory } from './history.ts';
import { type MergedTrees, mergedTrees } from './merged-trees.ts';

/** Commits listed for one change. Whoever judges sees how many more there were. */
const MOST_COMMITS = 250;
/** Of one commit's message, at most this much is read. */
const MOST_BYTES = 256 * 1024;

/** Every change that reached a production branch. After the first look, only those that are new are read. */
export async function* readChanges(history: CloneHistory, look: Look): AsyncGenerator<Observation> {
  const { clone } = history;
  const landedElsewhere = new Set<string>();
  for (const branch of history.branches) {
    const whole = !history.sameReading || !branch.continues;
    const after = whole ? null : (branch.before?.head ?? null);
    const groups =
      (await landedGroups(clone.git, branch.head.sha, after, MOST_COMMITS)) ??
      (await landedGroups(clone.git, branch.head.sha, null, MOST_COMMITS)) ??
      [];
    const own = groups.filter((one) => !landedElsewhere.has(one.landed));
    yield* readGroups({ clone, branch, look }, own);
    for (const one of branch.chain) landedElsewhere.add(one.sha);
    for (const held of heldCommits(branch.chain)) look.note(heldSentence(held));
  }
  yield* coverage(history, look.at);
}

/** Seen from the root on, so back to the beginning; except where a date cannot be believed, and on branches that are not there. */
function* coverage({ clone, branches }: CloneHistory, at: Instant): Generator<Observation> {
  const scope = repositoryScope(clone);
  for (const { chain } of branches) {
    for (const held of heldCommits(chain))
      yield { type: 'gap', scope, from: held.notBefore, until: held.from, reason: 'held', why: heldSentence(held) };
  }
  for (const seen of ['', scope]) yield { type: 'covered', scope: seen, from: BEGINNING, until: at };
  for (const name of clone.missing) {
    const why = `The clone of ${clone.name} has no branch "${name}". Check \`branches\` in the configuration, or run: git -C ${clone.git.path} fetch`;
    yield { type: 'gap', scope: `${scope}/branch:${escapeName(name)}`, from: BEGINNING, until: at, reason: 'lost-sight', why };
  }
}

interface Place {
  readonly clone: Clone;
  readonly branch: BranchHistory;
  readonly look: Look;
}

async function* readGroups({ clone, branch, look }: Place, groups: readonly LandedGroup[]): AsyncGenerator<Observation> {
  const dated = new Map(branch.chain.map((one) => [one.sha, one]));
  const trees = await mergedTrees(
    clone,
    groups.flatMap((one) => one.merges),
    look,
  );
  const objects = readObjects(clone.git, listed(groups), MOST_BYTES);
  let done = 0;
  try {
    for (const group of groups) {
      const commits = await readCommits(clone, objects, group);
      yield observe({ clone, branch, look }, { group, commits, trees }, dated.get(group.landed) as DatedCommit);
      if (++done % 500 === 0) look.progress(`changes of ${clone.name}`, done, groups.length);
    }
    // Read to its end, so that the sheet says how git ended, and not that we ended it.
    if (groups.length > 0) await objects.next();
  } finally {
    await objects.return(undefined);
  }
}

async function readCommits(clone: Clone, objects: ReturnType<typeof readObjects>, { commits }: LandedGroup): Promise<ParsedCommit[]> {
  const read: ParsedCommit[] = [];
  for (const sha of commits) {
    const { value } = await objects.next();
    if (value === undefined || !('content' in value) || value.type !== 'commit') throw missingCommit(clone, sha);
    read.push(parseCommit(sha, value.content));
  }
  return read;
}

function* listed(groups: readonly LandedGroup[]): Generator<string> {
  for (const group of groups) yield* group.commits;
}

function missingCommit({ git }: Clone, sha: string): VendorError {
  return new VendorError(
    'unexpected-shape',
    `${git.path} is damaged: the commit ${sha} cannot be read. Run: git -C ${git.path} fsck --full, or clone it again.`,
  );
}

/** A change as it was read. */
interface Landed {
  readonly group: LandedGroup;
  readonly commits: readonly ParsedCommit[];
  readonly trees: MergedTrees;
}

function observe({ clone, branch }: Place, { group, commits, trees }: Landed, dated: DatedCommit): Observation {
  const landed = commits[commits.length - 1] as ParsedCommit;
  const state = changeState(commits, trees, dated.held ? dated.from : (landed.committedAt ?? dated.from));
  return {
    type: 'version',
    kind: 'change',
    vendorId: group.landed,
    scope: repositoryScope(clone),
    state: { repository: clone.name, branch: branch.head.branch, furtherCommits: group.further, ...state },
    validFrom: dated.from,
    notBefore: dated.notBefore,
    basis: dated.basis,
  };
}

function changeState(commits: readonly ParsedCommit[], trees: MergedTrees, landedAt: Instant): { [key: string]: Json } {
  const landed = commits[commits.length - 1] as ParsedCommit;
  const landing = readLanding(landed.message, landed.parents.length);
  const texts = [...commits.map((one) => one.message), landing.source ?? ''];
  const author = authorOf(landed, commits);
  const people = commits.flatMap((one) => [...(one === landed && landing.method === 'merge' ? [] : [one.author]), ...one.coAuthors]);
  return {
    landed: landed.sha,
    landedAt,
    method: landing.method,
    title: landing.title,
    pullRequest: landing.pullRequest,
    tickets: unique(texts.flatMap(ticketsIn)),
    author,
    coAuthors: unique(people).filter((one) => one !== author && one !== ''),
    committer: landed.committer,
    commits: commits.map((one) => {
      const { sha, parents, author: by, coAuthors, authoredAt } = one;
      return { sha, parents, author: by, coAuthors, authoredAt: authoredAt ?? landedAt, cleanMerge: cleanMerge(one, trees) };
    }),
    signature: landed.signed ? 'present' : 'absent',
    approvals: { ...untold('A clone does not hold reviews.') },
  };
}

/** Is a merge what git makes of its parents? Null for what is no merge, or was not tried. */
function cleanMerge({ sha, tree }: ParsedCommit, trees: MergedTrees): boolean | null {
  const merged = trees.get(sha);
  return merged === undefined ? null : merged === tree;
}

/** Of a merge, whoever made the newest commit of the work that was merged. */
function authorOf(landed: ParsedCommit, commits: readonly ParsedCommit[]): string {
  if (landed.parents.length < 2) return landed.author;
  return commits.findLast((one) => one !== landed && one.parents.length < 2)?.author ?? landed.author;
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
