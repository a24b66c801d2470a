import { type ExecFileException, execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { VendorError } from '../../kernel/refusal.ts';

export interface GitAnswer {
  readonly code: number;
  readonly output: string;
  readonly complaint: string;
}

/** A bare repository of our own, spoken to through the git command. */
export interface GitRepository {
  /** Runs git and gives its answer, whatever its exit code. */
  ask(args: readonly string[], input?: string): Promise<GitAnswer>;
  /** Runs git and gives its trimmed output. @throws VendorError `unreachable` when git says no */
  run(args: readonly string[], input?: string): Promise<string>;
}

const TIMEOUT_MS = 60_000;

/** Never asks a person, never signs, runs no hooks, and uses no repository but its own. */
const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', '-c', 'protocol.ext.allow=never'];

/** The variables of the process, from which git takes its PATH, its HOME and the way to its credentials. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the repository in a folder, making it when it is not there. */
export async function openGitRepository(folder: string, inherited: Environment): Promise<GitRepository> {
  const env = ownEnvironment(inherited);
  const ask = (args: readonly string[], input = '') => git(['--git-dir', folder, ...settings, ...args], input, env);
  const run = async (args: readonly string[], input = '') => {
    const { code, output, complaint } = await ask(args, input);
    if (code !== 0) throw new VendorError('unreachable', `git ${args[0]} failed: ${withoutCredentials(complaint)}`);
    return output;
  };
  await mkdir(folder, { recursive: true });
  await run(['init', '--quiet', '--bare']);
  return { ask, run };
}

function git(args: readonly string[], input: string, env: Environment): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { env, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') return reject(new VendorError('unreachable', 'The git command was not found. Install git.'));
      const complaint = error?.killed ? `no answer within ${TIMEOUT_MS / 1000} seconds` : stderr.trim();
      resolve({ code: exitCode(error), output: stdout.trim(), complaint });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function exitCode(error: ExecFileException | null): number {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}

/** Variables that would lead git to another repository, or to another configuration, than the one it is given. */
const misleading = /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|CONFIG.*)$/;

function ownEnvironment(inherited: Environment): Environment {
  const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !misleading.test(name)));
  return {
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    ...kept,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Tickmark',
    GIT_AUTHOR_EMAIL: 'witness@localhost',
    GIT_COMMITTER_NAME: 'Tickmark',
    GIT_COMMITTER_EMAIL: 'witness@localhost',
    LC_ALL: 'C',
  };
}

/** `https://name:token@host` becomes `https://…@host`. */
export function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^\s/@]+@/g, '//…@');
}
