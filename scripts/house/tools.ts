import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Verdict } from './gate.ts';

/** Runs a tool of node_modules on this Node; what it prints is shown when it fails. */
export async function runTool(root: string, file: string, args: string[]): Promise<Verdict> {
  const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { saw: '', failures: code === 0 ? [] : [said.trim() || `${file} ended with ${code}`], warnings: [] };
}
