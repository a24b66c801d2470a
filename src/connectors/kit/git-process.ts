import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { VendorError } from '../../kernel/refusal.ts';
import { gitFailure } from './git-failure.ts';
import type { RequestLog } from './request-log.ts';

export interface GitPlace {
  /** The folder in which git is run. */
  readonly path: string;
  /** Folders above which git does not look for a repository. */
  readonly ceilings: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: RequestLog;
  readonly signal: AbortSignal;
}

export interface GitAnswer {
  readonly status: number;
  readonly output: string;
  readonly complaint: string;
}

/** The git command on one repository, read-only: nothing that the repository configures is run, and the network is not used. */
export interface Git {
  readonly path: string;
  /** The answer, whatever its status. For short answers. */
  ask(args: readonly string[]): Promise<GitAnswer>;
  /** The trimmed output. @throws VendorError */
  text(args: readonly string[]): Promise<string>;
  /** The output as it comes, in memory that does not grow with it. @throws VendorError once the output has ended, if git failed */
  stream(args: readonly string[], input?: Iterable<string>): AsyncGenerator<Buffer>;
}

/** Every setting by which a repository could make git run something, or show something else than what it holds. */
const guards = [
  'core.quotePath=off',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.sshCommand=false',
  'core.pager=cat',
  'core.commitGraph=false',
  'core.attributesFile=/dev/null',
  'diff.external=',
  'gpg.program=false',
  'log.showSignature=false',
  'log.mailmap=false',
  'credential.helper=',
  'protocol.allow=never',
  'safe.directory=*',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

function scrubbed({ environment, ceilings }: GitPlace): Record<string, string> {
  return {
    PATH: environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_ASKPASS: 'false',
    GIT_SSH_COMMAND: 'false',
    GIT_CEILING_DIRECTORIES: ceilings.join(':'),
  };
}

export function openGit(place: GitPlace): Git {
  const ask = async (args: readonly string[]): Promise<GitAnswer> => {
    const chunks: Buffer[] = [];
    const { status, complaint } = await run(place, args, undefined, (chunk) => chunks.push(chunk));
    return { status, complaint, output: Buffer.concat(chunks).toString('utf8').trim() };
  };
  return {
    path: place.path,
    ask,
    async text(args) {
      const { status, complaint, output } = await ask(args);
      if (status !== 0) throw gitFailure(place.path, args, complaint);
      return output;
    },
    stream: (args, input) => stream(place, args, input),
  };
}

async function run(
  place: GitPlace,
  args: readonly string[],
  input: Iterable<string> | undefined,
  take: (chunk: Buffer) => void,
): Promise<{ status: number; complaint: string }> {
  const running = start(place, args, input);
  for await (const chunk of running.output) take(chunk);
  return running.ended;
}

async function* stream(place: GitPlace, args: readonly string[], input: Iterable<string> | undefined): AsyncGenerator<Buffer> {
  const running = start(place, args, input);
  try {
    yield* running.output;
    const { status, complaint } = await running.ended;
    if (status !== 0) throw gitFailure(place.path, args, complaint);
  } finally {
    running.stop();
  }
}

interface Running {
  readonly output: AsyncGenerator<Buffer>;
  readonly ended: Promise<{ status: number; complaint: string }>;
  stop(): void;
}

const LONGEST_COMPLAINT = 4_000;

function start(place: GitPlace, args: readonly string[], input: Iterable<string> | undefined): Running {
  const { path, log, signal } = place;
  signal.throwIfAborted();
  const request = log.begin(`git ${args.join(' ')}`);
  const child = spawn('git', ['--no-pager', ...guards, ...args], { cwd: path, env: scrubbed(place), stdio: ['pipe', 'pipe', 'pipe'], signal });
  let complaint = '';
  let rows = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString('utf8');
  });
  // Git may end before it has read all of its input; its status then says why.
  child.stdin.on('error', () => undefined);
  Readable.from(input ?? []).pipe(child.stdin);
  const ended = new Promise<{ status: number; complaint: string }>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(spawnFailure(error, path)));
    child.on('close', (code) => {
      // Ctrl-C reaches git too: that it ended says nothing of the repository.
      if (signal.aborted) return reject(signal.reason);
      const status = code ?? 128;
      request.done(status, rows);
      resolve({ status, complaint });
    });
  });
  ended.catch(() => undefined);
  async function* output(): AsyncGenerator<Buffer> {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      request.read(chunk);
      rows += countRows(chunk);
      yield chunk;
    }
    await ended;
  }
  return { output: output(), ended, stop: () => child.kill() };
}

const NEWLINE = 0x0a;

function countRows(chunk: Buffer): number {
  let rows = 0;
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) rows++;
  return rows;
}

function spawnFailure(error: NodeJS.ErrnoException, path: string): Error {
  if (error.name === 'AbortError') return error;
  if (error.code === 'ENOENT')
    return new VendorError(
      'unreachable',
      `The git command was not found, or the folder ${path} is gone. Install git and make sure that it is on the PATH.`,
    );
  if (error.code === 'EACCES') return new VendorError('forbidden', `The folder ${path} cannot be entered. Give this user permission to read it.`);
  return error;
}
