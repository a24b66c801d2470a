import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '../src/kernel/canonical-json.ts';
import { DAY, type Instant, isoInstant, plus } from '../src/kernel/time.ts';
import { beganAt, begunOn, DAYS, type Question, stateOf } from './as-of-world.ts';
import { YEAR } from './made-changes.ts';

/** Answers at which instant the version began that was in force. */
export type AsOf = (question: Question) => Promise<number> | number;

/** A bare repository with a file for each account, and a commit for each day of the year with what changed on it. */
export async function accountsInGit(folder: string, accounts: number): Promise<string> {
  const repository = join(folder, 'accounts.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  const importing = spawn('git', ['fast-import', '--quiet'], { cwd: repository, stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(importing, 'close');
  await pipeline(Readable.from(commits(accounts)), importing.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error('git fast-import failed.');
  execFileSync('git', ['commit-graph', 'write', '--reachable'], { cwd: repository, stdio: 'ignore' });
  return repository;
}

function* commits(accounts: number): Generator<string> {
  for (let day = 0; day < DAYS; day++) {
    yield `commit refs/heads/main\ncommitter Bench <bench@story.example> ${plus(YEAR, day * DAY) / 1000} +0000\ndata 3\nday\n`;
    for (const [account, version] of begunOn(day, accounts)) {
      const text = textOf(account, version);
      yield `M 100644 inline ${pathOf(account)}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    }
  }
}

function textOf(account: number, version: number): string {
  return canonicalJson({ from: beganAt(account, version), state: stateOf(account, version) });
}

function pathOf(account: number): string {
  return `${(account % 256).toString(16)}/${account}.json`;
}

function fromIn(text: string): number {
  return (JSON.parse(text) as { from: number }).from;
}

/** As evidence lockers on git do: git is started for each item. */
export function gitForEach(repository: string): AsOf {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
  return ({ account, at }) => {
    const commit = git('rev-list', '-1', `--before=${isoInstant(at)}`, 'main').trim();
    return fromIn(git('show', `${commit}:${pathOf(account)}`));
  };
}

/** Git at its best: one process that is kept, and every commit known beforehand. */
export function gitKept(repository: string): { readonly asOf: AsOf; stop(): void } {
  const listed = execFileSync('git', ['rev-list', '--timestamp', '--reverse', 'main'], { cwd: repository, encoding: 'utf8' });
  const known = listed
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([seconds, commit]) => ({ at: Number(seconds) * 1000, commit }));
  const kept = spawn('git', ['cat-file', '--batch'], { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] });
  const answer = answersOf(kept);
  const commitAt = (at: Instant) => known.findLast((one) => one.at <= at)?.commit;
  return {
    async asOf({ account, at }) {
      kept.stdin.write(`${commitAt(at)}:${pathOf(account)}\n`);
      return fromIn(await answer());
    },
    stop: () => void kept.stdin.end(),
  };
}

/** The next object that `git cat-file --batch` writes: a line with its size, and as many bytes. All of ours are plain ASCII. */
function answersOf(kept: ChildProcess): () => Promise<string> {
  let text = '';
  let wake: () => void = () => undefined;
  kept.stdout?.setEncoding('latin1').on('data', (part: string) => {
    text += part;
    wake();
  });
  return async () => {
    for (;;) {
      const end = text.indexOf('\n');
      const size = Number(text.slice(0, Math.max(0, end)).split(' ')[2]);
      if (end >= 0 && text.length >= end + size + 2) {
        const object = text.slice(end + 1, end + 1 + size);
        text = text.slice(end + size + 2);
        return object;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}
