import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly out: string;
}

export interface ProgramPlace {
  readonly cwd: string;
  /** A file that becomes its standard input. */
  readonly input?: string;
  /** A file that takes its standard output. */
  readonly output?: string;
}

/** Runs a program to its end. @throws Error when it could not be started */
export function runProgram(command: string, args: readonly string[], { cwd, input, output }: ProgramPlace): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'] });
    if (input !== undefined && child.stdin) createReadStream(input).pipe(child.stdin);
    let out = '';
    if (output === undefined)
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
    else child.stdout?.pipe(createWriteStream(output));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 2, out }));
  });
}

export interface FolderSize {
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Every file below a folder, relative to it, with the bytes of all. */
export async function folderSize(folder: string): Promise<FolderSize> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  return { files: paths.map((path) => relative(folder, path)).sort(), bytes };
}

/** 1,234.5 MB */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}
