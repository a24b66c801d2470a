import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Where Python 3.9 or later is: past whatever `python3` in the search path may be wrapped in. */
const { status, stdout } = spawnSync('python3', ['-c', 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 9))'], {
  encoding: 'utf8',
});
const python = status === 0 ? stdout.trim() : undefined;

/** Whether Python is here. Where it is not, that is said aloud. */
export function hasPython(what: string): boolean {
  if (python !== undefined) return true;
  process.stderr.write(`\npython3 (3.9 or later) was not found: ${what} is left out.\n`);
  return false;
}

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end. Output is at most what fits in memory: the callers ask for little. */
export function run(program: string, args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    const pieces: Record<'output' | 'errors', string> = { output: '', errors: '' };
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      pieces.output += piece;
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      pieces.errors += piece;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...pieces }));
    child.stdin.end(input);
  });
}

/** Runs a Python program of this folder, with nothing but what Python itself brings. */
export function runPython(name: string, args: readonly string[], input?: string): Promise<Ran> {
  if (python === undefined) throw new Error('Python was not found.');
  return run(python, ['-B', '-E', '-S', script(name), ...args], input);
}
