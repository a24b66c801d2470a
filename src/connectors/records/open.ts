import { realpath } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { VendorError } from '../../kernel/refusal.ts';
import { BEGINNING, type Instant } from '../../kernel/time.ts';
import type { Look } from '../kit/connector.ts';
import { defaultBranch, findHead, refuseShallow } from '../kit/git-branches.ts';
import { type Git, openGit } from '../kit/git-process.ts';
import type { Observation } from '../kit/observation.ts';
import { type FeedHistory, newProgramHistory } from './history.ts';
import { problemText } from './parse.ts';
import { claimedId, programId } from './program-id.ts';
import { type ProgramClone, type ReadProgram, readGitProgram } from './read-git.ts';
import { readFolder } from './walk.ts';

export interface RecordsSettings {
  readonly path: string;
  readonly branch?: string | undefined;
}

/** A program, read. */
export interface Program {
  /** The program's own id, from `records/scope.yaml`. */
  readonly id: string;
  readonly identity: string;
  readonly inGit: boolean;
  observations(feed: string): readonly Observation[];
}

/**
 * Reads the whole program: from the history of a Git repository, or, in a folder that Git does not know, as it is now.
 * @throws VendorError when there is no program, or it cannot be told which
 */
export async function openProgram(settings: RecordsSettings, look: Look): Promise<Program> {
  const path = await existingFolder(settings.path);
  const git = openGit({ path, ceilings: [], environment: look.environment, log: look.log, signal: look.signal });
  const clone = await findClone(git, settings);
  const read = clone === null ? await readPlainFolder(path, look) : await readGitProgram(clone, look);
  const { feeds, problems } = read.history.finish(look.at);
  for (const problem of problems) look.note(problemText(problem));
  if (read.since === null)
    throw new VendorError(
      'unreachable',
      `${path} holds neither policies/*.md nor records/*.yaml. Run \`tickmark init\` there, or give the folder of the program.`,
    );
  const id = programId(feeds.get('scope') as FeedHistory, read.scopeText, problems, path);
  return {
    id,
    identity: `${userInfo().username}, ${read.version}`,
    inGit: clone !== null,
    observations: (name) => observationsOf(feeds.get(name) as FeedHistory, { id, read, at: look.at, inGit: clone !== null }),
  };
}

async function existingFolder(path: string): Promise<string> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES') throw new VendorError('forbidden', `The folder ${path} cannot be entered. Give this user permission to read it.`);
    throw new VendorError('unreachable', `The folder ${path} does not exist. Check \`path\` in the configuration.`);
  });
}

/** Null where the folder is in no repository, or in one that has never held its files. */
async function findClone(git: Git, settings: RecordsSettings): Promise<ProgramClone | null> {
  const inside = await git.ask(['rev-parse', '--show-prefix']);
  if (inside.status !== 0 && /not a git repository/i.test(inside.complaint)) return null;
  const prefix = inside.status === 0 ? inside.output : '';
  await git.text(['rev-parse', '--git-dir']);
  await refuseShallow(git);
  const branch = settings.branch ?? (await defaultBranch(git));
  const head = await findHead(git, branch, 'take');
  if (head === null) throw new VendorError('unreachable', `${git.path} has no branch "${branch}". Check \`branch\` in the configuration.`);
  const bare = (await git.text(['rev-parse', '--is-bare-repository'])) === 'true';
  const clone = { git, workTree: bare ? null : git.path, prefix, head: head.sha, branch };
  return prefix !== '' && !(await holdsProgram(clone)) ? null : clone;
}

async function holdsProgram({ git, head, prefix }: ProgramClone): Promise<boolean> {
  return (await git.text(['log', '-1', '--format=%H', head, '--', `:(top,literal)${prefix}policies`, `:(top,literal)${prefix}records`])) !== '';
}

async function readPlainFolder(path: string, look: Look): Promise<ReadProgram> {
  const files = await readFolder(path);
  const scope = files.find((one) => one.path === 'records/scope.yaml')?.content;
  const scopeText = scope && 'bytes' in scope ? Buffer.from(scope.bytes).toString('utf8') : null;
  const lastLook = await lastLookOf(look, claimedId(scopeText));
  const history = newProgramHistory();
  history.take(files, { from: look.at, notBefore: lastLook ?? BEGINNING, basis: 'look' });
  const request = look.log.begin(`read ${path}`);
  for (const { path: name, content } of files) {
    if (content === null || !('bytes' in content)) continue;
    request.read(content.bytes);
    await look.keep({ name, version: 'folder', bytes: content.bytes });
  }
  request.done(0, files.length);
  look.remember({ at: look.at });
  look.note(`${path} is not kept in Git: nothing tells when its records were written, so they count from the first look that saw them.`);
  return { history, since: files.length > 0 ? look.at : null, lastLook, held: [], scopeText, version: 'a folder without Git' };
}

async function lastLookOf(look: Look, id: string | null): Promise<Instant | null> {
  const memory = id === null ? undefined : await look.recall(id);
  return typeof memory === 'object' && memory !== null && 'at' in memory && typeof memory.at === 'number' ? (memory.at as Instant) : null;
}

interface Telling {
  readonly id: string;
  readonly read: ReadProgram;
  readonly at: Instant;
  readonly inGit: boolean;
}

function observationsOf(feed: FeedHistory, { id, read, at, inGit }: Telling): Observation[] {
  const { lastLook } = read;
  const versions = feed.versions.map((one): Observation => ({ ...one, vendorId: `${id}/${one.vendorId}` }));
  const from = inGit ? (read.since as Instant) : lastLook;
  const blind = feed.blind.map(
    ({ scope, why }): Observation => ({ type: 'gap', scope, from: lastLook ?? BEGINNING, until: at, reason: 'lost-sight', why }),
  );
  const gaps = inGit ? feed.gaps : blind;
  const held = read.held.flatMap(({ scopes, from: since, until, why }) =>
    [...scopes]
      .filter((scope) => feed.scopes.has(scope))
      .map((scope): Observation => ({ type: 'gap', scope, from: since, until, reason: 'held', why })),
  );
  const scopes = ['', ...feed.scopes.keys()];
  const covered = from === null || from >= at ? [] : scopes.map((scope): Observation => ({ type: 'covered', scope, from, until: at }));
  return [...versions, ...gaps, ...held, ...covered];
}
