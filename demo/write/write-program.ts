import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Instant, isoInstant } from '../../src/kernel/time.ts';
import type { World } from '../company/world.ts';
import { githubLogin } from '../github/make-accounts.ts';
import type { GithubWorld } from '../github/world.ts';
import { gitOn, writeRepository } from './git.ts';
import { programFiles } from './program-files.ts';
import { programHistory } from './program-history.ts';
import { shaIn } from './write-company.ts';

export interface ProgramPlace {
  /** New or empty. */
  readonly folder: string;
  /** Where the pretend GitHub answers. */
  readonly url: string;
  /** The variable that holds the token. */
  readonly tokenIn: string;
  /** Where git is looked for, as in the environment's PATH; the usual places where it is left out. */
  readonly path?: string | undefined;
}

/**
 * Writes the program of a company whose changes are told by a code host: `program` for policies and records, without approvals, and `tickmark.yaml`
 * naming it and the code host.
 */
export async function writeProgram(company: World, github: GithubWorld, { folder, url, tokenIn, path }: ProgramPlace): Promise<void> {
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  const hosted = onCodeHost(company);
  const git = gitOn(path);
  await writeRepository(git, join(root, 'program'), programHistory(hosted, programFiles(hosted, shaIn(landedShas(github)))));
  await git(join(root, 'program'), ['update-ref', WHOLE, 'HEAD']);
  const connection = { connector: 'github', id: 'github', organization: github.organization.login, url, token: { env: tokenIn } };
  const connections = [connection, { connector: 'records', id: 'program', path: './program' }];
  await writeFile(join(root, 'tickmark.yaml'), stringify({ organization: { name: 'Harbourlight (demo)' }, connections }));
}

/** Holds what the program's repository says in the end, while it stands as it did earlier. */
const WHOLE = 'refs/demo/whole';

/** Lets the program's repository stand as it did at an instant: whatever was committed later is not there yet. */
export async function programAsOf(at: Instant, { folder, path }: Pick<ProgramPlace, 'folder' | 'path'>): Promise<void> {
  const program = join(resolve(folder), 'program');
  const git = gitOn(path);
  const newest = await git(program, ['rev-list', '-1', '--first-parent', `--before=${isoInstant(at)}`, WHOLE]);
  await git(program, ['reset', '--quiet', '--hard', newest.trim()]);
}

/** Nobody writes approvals down, and accounts of the code host carry the logins that it allows. */
function onCodeHost(company: World): World {
  return {
    ...company,
    approvals: [],
    repositories: company.repositories.map((one) => ({ ...one, approvals: 'none' })),
    accounts: company.accounts.map((one) => (one.system === 'code-host' ? { ...one, login: githubLogin(one.login) } : one)),
  };
}

/** The sha that landed, by repository and pull request: `api#12`. */
function landedShas({ repositories }: GithubWorld): ReadonlyMap<string, string> {
  return new Map(
    repositories.flatMap(({ place, pulls }) =>
      pulls.flatMap(({ number, merged }) => (merged ? [[`${place[0]?.value.name}#${number}`, merged.landed.at(-1) as string] as const] : [])),
    ),
  );
}
