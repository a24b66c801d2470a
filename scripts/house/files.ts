import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a clone that Git keeps or would keep, relative to `root`, with forward slashes. */
export function projectFiles(root: string): string[] {
  const said = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return [...new Set(said.split('\0'))].filter((file) => file !== '' && existsSync(join(root, file))).sort();
}

export function isCode(file: string): boolean {
  return /\.(ts|tsx|mts|mjs|cjs|js)$/.test(file);
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.startsWith('test/');
}
