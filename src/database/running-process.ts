import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** When a running process began, in the system's own words; null when no such process runs. Tells a process from a later one with the same id. */
export async function beginOfProcess(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ask(pid, 'lstart=');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not noticed.
  if (fields === undefined || fields[0] === 'Z') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${fields[19]}`;
}

/** The command line of a running process, arguments joined by spaces; null when no such process runs. */
export async function commandOfProcess(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return ask(pid, 'args=');
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return line ? line.replaceAll('\0', ' ').trim() : null;
}

/** Processes whose working folder this is. Empty where the system does not tell (elsewhere than on Linux). */
export async function processesWorkingIn(directory: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const folder = await readlink(`/proc/${name}/cwd`).catch(() => null);
    if (folder === directory) found.push(Number(name));
  }
  return found;
}

/** Waits until the process is gone. @returns whether it went within the time */
export async function processEnds(pid: number, withinMilliseconds: number): Promise<boolean> {
  const deadline = performance.now() + withinMilliseconds;
  while ((await beginOfProcess(pid)) !== null) {
    if (performance.now() > deadline) return false;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return true;
}

async function ask(pid: number, field: string): Promise<string | null> {
  const answer = await run('ps', ['-o', field, '-p', String(pid)]).catch(() => null);
  return answer?.stdout.trim() || null;
}
