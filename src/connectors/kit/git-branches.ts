import { VendorError } from '../../kernel/refusal.ts';
import { instant } from '../../kernel/time.ts';
import type { Claim } from './dating.ts';
import type { Git } from './git-process.ts';

/** The head of a branch as this look sees it. */
export interface Head {
  readonly branch: string;
  readonly ref: string;
  readonly sha: string;
}

/**
 * What to do with commits of a local branch that its remote does not have.
 * `leave`: what was not pushed has not reached anybody. `take`: the local branch counts when it is ahead.
 */
export type Unpushed = 'leave' | 'take';

/**
 * The branch to read when none was named: the remote's default, else `main` or `master`, else the one that is checked out.
 * @throws VendorError for a repository without commits
 */
export async function defaultBranch(git: Git): Promise<string> {
  const remote = await git.ask(['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD']);
  if (remote.status === 0) return remote.output.replace(/^refs\/remotes\/origin\//, '');
  for (const name of ['main', 'master']) {
    if ((await findRefs(git, name)).length > 0) return name;
  }
  const checkedOut = await git.ask(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  if (checkedOut.status === 0 && (await findRefs(git, checkedOut.output)).length > 0) return checkedOut.output;
  const any = await git.text(['for-each-ref', '--count=1', '--format=%(refname)']);
  if (any === '') throw new VendorError('truncated', `${git.path} has no commits yet. Connect it once it has some.`);
  throw new VendorError(
    'truncated',
    `${git.path} has no branch main or master, and none is checked out. Name its production branches under \`branches\`.`,
  );
}

/**
 * The head of a branch. Where the remote's copy and the local one differ, the remote's counts, since others see only what was pushed;
 * with `take`, a local branch that contains the remote's does.
 * @returns null when there is no such branch
 */
export async function findHead(git: Git, branch: string, unpushed: Unpushed): Promise<Head | null> {
  const refs = await findRefs(git, branch);
  const remote = refs.find((one) => one.ref.startsWith('refs/remotes/'));
  const local = refs.find((one) => one.ref.startsWith('refs/heads/'));
  if (remote === undefined || local === undefined) return remote ?? local ?? null;
  if (unpushed === 'leave') return remote;
  return (await isAncestor(git, remote.sha, local.sha)) ? local : remote;
}

async function findRefs(git: Git, branch: string): Promise<Head[]> {
  const names = [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`];
  const output = await git.text(['for-each-ref', '--format=%(objectname) %(refname)', ...names]);
  return output
    .split('\n')
    .map((line) => ({ branch, sha: line.slice(0, line.indexOf(' ')), ref: line.slice(line.indexOf(' ') + 1) }))
    .filter((one) => names.includes(one.ref));
}

/** Whether `sha` is `of` or one of its ancestors. False when the repository does not hold it any more. */
export async function isAncestor(git: Git, sha: string, of: string): Promise<boolean> {
  return (await git.ask(['merge-base', '--is-ancestor', sha, of])).status === 0;
}

/** @throws VendorError for a shallow clone: what lies beyond its edge would look as if it had never been */
export async function refuseShallow(git: Git): Promise<void> {
  if ((await git.text(['rev-parse', '--is-shallow-repository'])) !== 'true') return;
  throw new VendorError('truncated', `${git.path} is a shallow clone: its history is cut off. Run: git -C ${git.path} fetch --unshallow`);
}

/** The first-parent chain of a head, oldest first, with the committer dates that the commits claim. */
export async function firstParentChain(git: Git, head: string): Promise<Claim[]> {
  const chain: Claim[] = [];
  let rest = '';
  for await (const chunk of git.stream(['log', '--first-parent', '--no-decorate', '--format=%H %ct', head, '--'])) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) chain.push(readClaim(line));
  }
  return chain.reverse();
}

function readClaim(line: string): Claim {
  const [sha = '', seconds = ''] = line.split(' ');
  return { sha, claimed: claimedInstant(seconds) };
}

/** Seconds as git writes them; null when they are no instant. */
export function claimedInstant(seconds: string): Claim['claimed'] {
  if (!/^-?\d{1,12}$/.test(seconds)) return null;
  try {
    return instant(Number(seconds) * 1000);
  } catch {
    return null;
  }
}
