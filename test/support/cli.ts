import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';
import { type Instant, instant } from '../../src/kernel/time.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** The folder in which the command is typed. */
  readonly folder: string;
  readonly at?: string;
  readonly width?: number;
  readonly color?: boolean;
  /** Whether standard error is a terminal. */
  readonly terminal?: boolean;
  /** What stands on standard input. */
  readonly input?: string;
  /** Variables beside PATH. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A server that stays up between commands; without one, each command starts its own. */
  readonly databaseUrl?: string;
}

/** Runs one command line in this process, as `main.ts` does in its own. */
export async function tickmark(
  args: readonly string[],
  { folder, at, width = 80, color = false, terminal = false, input = '', environment = {}, databaseUrl }: RunOptions,
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    outColor: color,
    errTerminal: terminal,
    inTerminal: false,
    readSecret: async () => input,
    width,
    folder,
    version: '0.0.0-test',
    clock: clockAt(at),
    settings: {
      dataDirectory: undefined,
      databaseUrl,
      databaseAdminUrl: undefined,
      port: undefined,
      environment: { PATH: process.env['PATH'], ...environment },
    },
    signal: new AbortController().signal,
  };
  const code = await run(args, io);
  return { code, out: out.join(''), err: err.join('') };
}

/** The real time, or one that begins at an instant and goes on from there. */
function clockAt(at: string | undefined): () => Instant {
  const ahead = at === undefined ? 0 : Date.parse(at) - Date.now();
  return () => instant(Date.now() + ahead);
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts the program in a process group of its own, as a terminal would. */
export function startTickmark(
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  uid?: number,
): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

/** Waits until a started program has ended. */
export async function ended(child: ChildProcess): Promise<Ran & { readonly signal: NodeJS.Signals | null }> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? -1, signal, out, err }));
  });
}

/** A `tickmark.yaml` that names clones beside it. */
export function configurationFor(...clones: readonly string[]): string {
  const connections = clones.map((name) => `  - { connector: git, id: ${name}, path: ${name} }\n`).join('');
  return `organization: { name: Example }\nconnections:\n${connections}`;
}

/** Lines that would not fit a terminal of 80 columns. */
export function tooWide(text: string): string[] {
  return text.split('\n').filter((line) => [...line].length > 80);
}
