import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a script of this folder under the Node that runs the tests. */
export function startScript(name: string, ...args: string[]): ChildProcess {
  const path = fileURLToPath(new URL(name, import.meta.url));
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves with the first line that begins so. @throws when the process ends before */
export async function lineOf(child: ChildProcess, beginning: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += data;
      const line = text
        .split('\n')
        .slice(0, -1)
        .find((one) => one.startsWith(beginning));
      if (line !== undefined) resolve(line);
    });
    child.once('exit', (code, signal) => reject(new Error(`It ended (${code ?? signal}) before it said "${beginning}": ${text}`)));
  });
}

/** SIGKILL: no chance to tidy up. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It had ended by itself (${child.exitCode ?? child.signalCode})`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
