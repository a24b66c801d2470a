import { Refusal, VendorError } from '../../kernel/refusal.ts';
import { type Checkpoint, readCheckpoint } from '../../verify/core/checkpoint.ts';
import { type Environment, type GitRepository, openGitRepository, withoutCredentials } from './git-repository.ts';
import { checkpointPath, largestSize, originFolder, requireGrowth, requireSameTree, type Witness } from './witness.ts';

export interface GitWitnessSettings {
  /** Anything git can push to. */
  readonly remote: string;
  readonly branch?: string;
  /** A folder of our own, kept between runs: it remembers the newest commit seen, so that a rewritten branch is noticed. */
  readonly workFolder: string;
  /** The variables of the process. */
  readonly environment: Environment;
}

const SEEN = 'refs/witness/seen';
const ATTEMPTS = 5;

/** Keeps checkpoints on a branch of a Git remote: one commit for each checkpoint, and never a forced push. */
export function gitWitness(settings: GitWitnessSettings): Witness {
  const branch = `refs/heads/${settings.branch ?? 'tickmark-checkpoints'}`;
  const title = `git ${withoutCredentials(settings.remote)}`;
  let opened: Promise<GitRepository> | null = null;
  const repository = () => (opened ??= openGitRepository(settings.workFolder, settings.environment));
  const fetch = async (git: GitRepository) => fetchBranch(git, { remote: settings.remote, branch, title });
  return {
    title,
    async latest(origin) {
      const git = await repository();
      return readLatest(git, await fetch(git), origin);
    },
    async put(note) {
      const git = await repository();
      const checkpoint = readCheckpoint(note);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const head = await fetch(git);
        if (await isKept(git, head, checkpoint, title)) return;
        const commit = await commitFile(git, head, checkpoint, note);
        if (await push(git, settings.remote, commit, branch)) return;
      }
      throw new VendorError(
        'unreachable',
        `The witness (${title}) did not take the checkpoint in ${ATTEMPTS} attempts. Others may be pushing to its branch.`,
      );
    },
  };
}

interface RemoteBranch {
  readonly remote: string;
  readonly branch: string;
  readonly title: string;
}

/** The remote branch's commit, or null while there is no such branch. @throws Refusal `witness/rewritten` */
async function fetchBranch(git: GitRepository, { remote, branch, title }: RemoteBranch): Promise<string | null> {
  const [head = ''] = (await git.run(['ls-remote', '--', remote, branch])).split(/\s/);
  const seen = (await git.ask(['rev-parse', '--verify', '--quiet', SEEN])).output;
  if (head === seen) return head === '' ? null : head;
  if (head !== '') await git.run(['fetch', '--quiet', '--no-tags', '--', remote, branch]);
  if (!(await continues(git, seen, head))) {
    throw new Refusal(
      'witness/rewritten',
      `The branch ${branch} of the witness (${title}) no longer holds what was seen there before. Somebody rewrote or removed it.`,
    );
  }
  await git.run(['update-ref', SEEN, head]);
  return head;
}

/** Whether the branch at `head` still holds everything it held at `seen`; empty is no commit. */
async function continues(git: GitRepository, seen: string, head: string): Promise<boolean> {
  if (seen === '' || head === '') return seen === '';
  return (await git.ask(['merge-base', '--is-ancestor', seen, head])).code === 0;
}

async function readLatest(git: GitRepository, head: string | null, origin: string): Promise<string | null> {
  const size = await largestKept(git, head, origin);
  return size === null ? null : readKept(git, head, { origin, size });
}

async function largestKept(git: GitRepository, head: string | null, origin: string): Promise<number | null> {
  if (head === null) return null;
  const { code, output } = await git.ask(['ls-tree', '--name-only', `${head}:${originFolder(origin)}`]);
  return code === 0 ? largestSize(output.split('\n')) : null;
}

/** The note kept at a size, or null. */
async function readKept(git: GitRepository, head: string | null, at: Pick<Checkpoint, 'origin' | 'size'>): Promise<string | null> {
  if (head === null) return null;
  const { code, output } = await git.ask(['cat-file', 'blob', `${head}:${checkpointPath(at)}`]);
  return code === 0 ? `${output}\n` : null;
}

async function isKept(git: GitRepository, head: string | null, checkpoint: Checkpoint, title: string): Promise<boolean> {
  const kept = await readKept(git, head, checkpoint);
  if (kept === null) {
    requireGrowth(await largestKept(git, head, checkpoint.origin), checkpoint, title);
    return false;
  }
  requireSameTree(kept, checkpoint, title);
  return true;
}

/** A commit that adds the file to what the branch holds, made without a working tree. */
async function commitFile(git: GitRepository, head: string | null, checkpoint: Checkpoint, note: string): Promise<string> {
  const blob = await git.run(['hash-object', '-w', '--stdin'], note);
  await git.run(['read-tree', ...(head === null ? ['--empty'] : [head])]);
  await git.run(['update-index', '--add', '--cacheinfo', `100644,${blob},${checkpointPath(checkpoint)}`]);
  const tree = await git.run(['write-tree']);
  const parents = head === null ? [] : ['-p', head];
  return git.run(['commit-tree', tree, ...parents, '-m', `${checkpoint.origin} at size ${checkpoint.size}`]);
}

/** False when somebody else was faster. @throws VendorError when the remote cannot be reached or does not allow it */
async function push(git: GitRepository, remote: string, commit: string, branch: string): Promise<boolean> {
  const { code, complaint, output } = await git.ask(['push', '--quiet', '--porcelain', '--', remote, `${commit}:${branch}`]);
  if (code === 0) {
    await git.run(['update-ref', SEEN, commit]);
    return true;
  }
  if (
    /\[(remote )?rejected\].*(fetch first|non-fast-forward|failed to update ref|cannot lock ref|reference already exists)/i.test(
      `${output}\n${complaint}`,
    )
  )
    return false;
  throw new VendorError('unreachable', `The witness could not be written: ${withoutCredentials(complaint || output)}`);
}
