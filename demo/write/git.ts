import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastImportStream } from './fast-import-stream.ts';

/** Shas by the keys under which commits were written. */
export type Shas = ReadonlyMap<string, string>;

/** Runs git in a folder and returns what it prints. @throws Error with what git said, where it fails. */
export type RunGit = (folder: string, args: readonly string[], input?: string) => Promise<string>;

const USUAL_PLACES = '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin';

/** Git without the machine's own settings, and without those of a repository in whose hook we may run. @param path where programs are looked for */
export function gitOn(path: string = USUAL_PLACES): RunGit {
  const env = {
    PATH: path,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  return (folder, args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn('git', args, { cwd: folder, env, stdio: 'pipe' });
      const out: Buffer[] = [];
      const complaints: Buffer[] = [];
      child.stdout.on('data', (part: Buffer) => out.push(part));
      child.stderr.on('data', (part: Buffer) => complaints.push(part));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(Buffer.concat(out).toString());
        else reject(new Error(`git ${args[0]} in ${folder} ended with ${code}: ${Buffer.concat(complaints).toString().trim()}`));
      });
      // A git that stops early closes its input; what it said then matters more than the broken pipe.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
}

/** Makes a repository with a checked-out `main` out of a stream. The folder must be new. */
export async function writeRepository(git: RunGit, folder: string, stream: FastImportStream): Promise<Shas> {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--template=', '--initial-branch=main']);
  const marksFile = join(folder, '.git', 'demo-marks');
  await git(folder, ['fast-import', '--quiet', '--date-format=raw', `--export-marks=${marksFile}`], stream.text());
  const marks = new Map((await readFile(marksFile, 'utf8')).split('\n').map((line) => line.split(' ') as [string, string]));
  await rm(marksFile);
  await git(folder, ['reset', '--quiet', '--hard', 'main']);
  return new Map([...stream.keys].map(([key, mark]) => [key, marks.get(`:${mark}`) as string]));
}

/** Makes a shallow clone of a whole repository, which it then removes. */
export async function makeShallow(git: RunGit, whole: string, folder: string, depth: number): Promise<void> {
  await git('/', ['clone', '--quiet', '--template=', '--no-tags', `--depth=${depth}`, pathToFileURL(whole).href, folder]);
  await git(folder, ['remote', 'remove', 'origin']);
  await rm(whole, { recursive: true });
}
