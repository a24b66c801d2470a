import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Repository, SHALLOW_DEPTH, type World } from '../company/world.ts';
import { gitOn, makeShallow, type RunGit, type Shas, writeRepository } from './git.ts';
import { programFiles } from './program-files.ts';
import { programHistory } from './program-history.ts';
import { repositoryHistory } from './repository-history.ts';

/**
 * Writes the company as Git repositories: one folder for each repository, `program` for policies and records, and `tickmark.yaml` naming them.
 * @param folder must be new or empty
 * @param path where git is looked for, as in the environment's PATH; the usual places where it is left out
 * @returns the sha of every change (`api#12`, `api!1`) and of every commit in it (`api#12/c2`)
 */
export async function writeCompany(world: World, folder: string, path?: string): Promise<Shas> {
  const git = gitOn(path);
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  const connected = world.repositories.filter(({ clone }) => clone !== 'never-connected');
  const shas = new Map<string, string>();
  for (let next = 0; next < connected.length; next += 2) {
    const written = await Promise.all(connected.slice(next, next + 2).map((repository) => writeCode(git, world, repository, root)));
    for (const [key, sha] of written.flatMap((some) => [...some])) shas.set(key, sha);
  }
  await writeRepository(git, join(root, 'program'), programHistory(world, programFiles(world, shaIn(shas))));
  await writeFile(join(root, 'tickmark.yaml'), settings(connected));
  return shas;
}

async function writeCode(git: RunGit, world: World, repository: Repository, root: string): Promise<Shas> {
  const changes = world.changes.filter((change) => change.repository === repository.id);
  const folder = join(root, repository.id);
  const shas = await writeRepository(git, folder, repositoryHistory(repository, changes, world.people));
  if (repository.clone === 'shallow') {
    await rename(folder, `${folder}.whole`);
    await makeShallow(git, `${folder}.whole`, folder, SHALLOW_DEPTH);
  }
  return shas;
}

/** @throws RangeError where nothing was written under a key */
export function shaIn(shas: Shas): (key: string) => string {
  return (key) => {
    const sha = shas.get(key);
    if (sha === undefined) throw new RangeError(`Nothing was written for ${key}`);
    return sha;
  };
}

function settings(repositories: readonly Repository[]): string {
  return stringify({
    organization: { name: 'Harbourlight (demo)' },
    connections: [
      ...repositories.map(({ id }) => ({ connector: 'git', id, path: `./${id}` })),
      { connector: 'records', id: 'program', path: './program' },
    ],
  });
}
