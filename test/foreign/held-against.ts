import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileMap } from '../package/memory-sink.ts';
import { type Ran, run, runPython } from './python.ts';

const OURS = fileURLToPath(new URL('../../src/verify/verify.mjs', import.meta.url));

/** What one verifier says: its exit code, and the files that it finds fault with. */
export interface Said {
  readonly code: number | null;
  readonly files: readonly string[];
}

export interface Both {
  readonly ours: Said;
  readonly python: Said;
}

/** What both verifiers say about the package in a folder. @throws when one of them does not answer in JSON */
export async function heldAgainst(folder: string, args: readonly string[] = []): Promise<Both> {
  const given = [folder, ...args, '--json'];
  const [ours, python] = await Promise.all([run(process.execPath, [OURS, ...given]), runPython('verify.py', given)]);
  return { ours: said(ours, 'failures'), python: said(python, 'faults') };
}

function said({ code, output, errors }: Ran, list: string): Said {
  let found: readonly { readonly file?: string | null }[];
  try {
    found = JSON.parse(output)[list];
  } catch {
    throw new Error(`Not JSON, exit code ${code}: ${output}${errors}`);
  }
  return { code, files: [...new Set(found.flatMap(({ file }) => file ?? []))].sort() };
}

/** The same for a package in memory. `link`: a path at which a symbolic link is put. */
export async function heldInMemory(files: FileMap, args: readonly string[] = [], link?: string): Promise<Both> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-foreign-'));
  try {
    for (const [path, bytes] of files) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    if (link !== undefined) symlinkSync(join(folder, 'README.txt'), join(folder, link));
    return await heldAgainst(folder, args);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
