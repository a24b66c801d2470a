import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { addCadence, addDays, calendarDate, dateAt, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { starterProgram, writeProgram } from '../program-template/template.ts';
import { baseFolder, folderAt, type SetUpPlace, textOf, writtenPath } from './connection-setup.ts';
import { configurationFrom } from './connections.ts';
import { UNNAMED } from './installation.ts';

export interface ProgramWanted {
  /** Where it is written; relative to the folder of tickmark.yaml. */
  readonly folder?: string | undefined;
  /** The company's name. */
  readonly title?: string | undefined;
  readonly zone?: string | undefined;
  /** Its first day; the first of this month when left out. */
  readonly since?: string | undefined;
}

/** A program to start from, as it would stand in a folder. */
export interface DraftedProgram {
  readonly folder: string;
  /** As a connection names it. */
  readonly path: string;
  readonly title: string;
  readonly zone: string;
  readonly since: string;
  readonly files: readonly { readonly path: string; readonly text: string; readonly state: 'new' | 'same' | 'other' }[];
}

/**
 * The files of a program to start from, beside what stands in the folder already; nothing is written.
 * @throws Refusal `connect/path`, and those of the values
 */
export async function draftProgram(place: SetUpPlace, wanted: ProgramWanted, now: Instant): Promise<DraftedProgram> {
  const folder = folderAt(place, wanted.folder ?? 'program');
  refuseDataDirectory(place, folder);
  const inZone = zone(wanted.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const since = calendarDate(wanted.since ?? `${dateAt(now, inZone).slice(0, 7)}-01`);
  const { organization } = place.installation;
  const title = wanted.title?.trim() || (organization.name === UNNAMED ? basename(baseFolder(place)) : organization.name);
  const files = starterProgram({
    title,
    zone: inZone,
    since,
    periodFrom: since,
    periodUntil: addDays(addCadence(since, { every: 1, unit: 'year' }), -1),
    repositories: await clonesOf(place),
    person: await gitPerson(baseFolder(place)),
  });
  const states = await Promise.all(files.map(({ path, text }) => stateOf(join(folder, path), text)));
  const path = writtenPath(place, folder);
  return { folder, path, title, zone: inZone, since, files: files.map((file, index) => ({ ...file, state: states[index] ?? 'new' })) };
}

/** Writes them; nothing that stands there is overwritten. @returns the paths that were written. @throws Refusal `program-template/…` */
export async function writeDrafted({ folder, files }: DraftedProgram): Promise<readonly string[]> {
  const { written } = await writeProgram(folder, files, { overwrite: false });
  return written;
}

async function stateOf(path: string, text: string): Promise<'new' | 'same' | 'other'> {
  const standing = await readFile(path, 'utf8').catch(() => null);
  if (standing === null) return 'new';
  return standing === text ? 'same' : 'other';
}

function refuseDataDirectory({ installation }: SetUpPlace, folder: string): void {
  const within = relative(resolve(installation.dataDirectory), folder);
  if (within.startsWith('..') || resolve(within) === within) return;
  throw new Refusal('connect/path', 'The data directory is for Tickmark alone. Choose a folder outside of it, which you can keep in Git.');
}

/** The clones that are connected already, each with its production branches, so that the scope can name them. */
async function clonesOf({ configurationPath }: SetUpPlace): Promise<readonly { readonly id: string; readonly branches: readonly string[] }[]> {
  const text = await textOf(configurationPath);
  if (text === null) return [];
  const clones = configurationFrom(configurationPath, text).connections.filter(({ connector }) => connector.id === 'git');
  const named = await Promise.all(
    clones.map(async ({ id, settings }) => {
      const { path, branches } = settings as { readonly path: string; readonly branches?: readonly string[] };
      const head = branches === undefined ? await git(path, ['symbolic-ref', '--short', 'HEAD']) : '';
      return { id, branches: branches ?? (head === '' ? [] : [head]) };
    }),
  );
  return named.filter(({ branches }) => branches.length > 0);
}

/** Whoever Git says is working here stands in the records as their first person. */
async function gitPerson(folder: string): Promise<{ name: string; email: string }> {
  const [name, email] = await Promise.all([git(folder, ['config', 'user.name']), git(folder, ['config', 'user.email'])]);
  return { name: name || 'Your name', email };
}

const run = promisify(execFile);

/** What git answers; empty where it cannot. */
async function git(folder: string, args: readonly string[]): Promise<string> {
  return run('git', ['-C', folder, ...args]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
