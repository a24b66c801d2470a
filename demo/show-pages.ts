import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PagesPlace {
  /** The data directory. */
  readonly data: string;
  /** Where `tickmark.yaml` stands. */
  readonly company: string;
  readonly environment: NodeJS.ProcessEnv;
}

const program = join(fileURLToPath(new URL('..', import.meta.url)), 'src', 'main.ts');

/** Each signal that is meant for the demo, as the pages are told of it. A second one reaches them, too, and stops them at once. */
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Serves the pages of the lived year and opens them, until Ctrl-C; what they say is said here. @returns the exit code of `tickmark serve`, 0 for Ctrl-C */
export async function showPages({ data, company, environment }: PagesPlace): Promise<number> {
  const child = spawn(process.execPath, [program, 'serve', '--data', data, '--config', join(company, 'tickmark.yaml'), '--open'], {
    cwd: company,
    env: environment,
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to all of its processes, so the pages have it already.
  const pass = (signal: NodeJS.Signals): void =>
    void ((signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? codeOf(signal)));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

/** Ctrl-C is how the pages end. */
function codeOf(signal: NodeJS.Signals | null): number {
  return signal === null || signal === 'SIGINT' ? 0 : 128 + constants.signals[signal];
}
