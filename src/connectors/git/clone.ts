import { realpath } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { VendorError } from '../../kernel/refusal.ts';
import type { Look } from '../kit/connector.ts';
import { defaultBranch, findHead, type Head, refuseShallow } from '../kit/git-branches.ts';
import { type Git, openGit } from '../kit/git-process.ts';

export const cloneSettings = z.strictObject({
  name: z.string().min(1),
  path: z.string().min(1),
  /** Its production branches; the default branch when not given. */
  branches: z.array(z.string().min(1)).min(1).optional(),
});

/** A clone, opened: which repository it is, and the heads of its production branches. */
export interface Clone {
  readonly git: Git;
  /** By which the program calls it. */
  readonly name: string;
  /** The commit with which the first production branch begins: the same in every clone, however it is called or moved. */
  readonly root: string;
  readonly heads: readonly Head[];
  /** Branches that were asked for and are not there. */
  readonly missing: readonly string[];
  readonly identity: string;
  /** Whether the git at hand can merge anew without touching the clone. */
  readonly tellsMerges: boolean;
}

/** @throws VendorError for what is no repository, has no commits, or does not hold its whole history */
export async function openClone(settings: z.infer<typeof cloneSettings>, look: Look): Promise<Clone> {
  const path = await existingFolder(settings.path);
  const git = openGit({ path, ceilings: [dirname(path)], environment: look.environment, log: look.log, signal: look.signal });
  await git.text(['rev-parse', '--git-dir']);
  await refuseShallow(git);
  const wanted = settings.branches ?? [await defaultBranch(git)];
  const found = await Promise.all(wanted.map((branch) => findHead(git, branch, 'leave')));
  const heads = found.filter((one) => one !== null);
  const [first] = heads;
  if (first === undefined)
    throw new VendorError(
      'unreachable',
      `${path} has no branch ${wanted.join(', ')}. Check \`branches\` in the configuration, or run: git -C ${path} fetch`,
    );
  const version = await git.text(['version']);
  return {
    git,
    name: settings.name,
    root: await rootOf(git, first),
    heads,
    missing: wanted.filter((_, place) => found[place] === null),
    identity: `${userInfo().username}, ${version}`,
    tellsMerges: mergesAnew(version),
  };
}

/** Batches of merges came with git 2.39. */
function mergesAnew(version: string): boolean {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 39);
}

async function existingFolder(path: string): Promise<string> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES') throw new VendorError('forbidden', `The folder ${path} cannot be entered. Give this user permission to read it.`);
    throw new VendorError('unreachable', `The folder ${path} does not exist. Clone the repository there, or mend \`path\` in the configuration.`);
  });
}

async function rootOf(git: Git, head: Head): Promise<string> {
  return git.text(['rev-list', '--first-parent', '--max-parents=0', head.sha, '--']);
}

/** The scope of a whole repository. */
export function repositoryScope({ root }: Clone): string {
  return `repository:${root}`;
}
