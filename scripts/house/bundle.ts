import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Verdict, verdict } from './gate.ts';

/** One file that was made of modules, as the bundler's manifest lists it. */
interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  /** What a browser fetches with it, before anything of it runs. */
  readonly imports?: readonly string[];
}

/** Weighs the script that a browser must have before it can draw any page: the entries and all that they import, each compressed. */
export function checkBundle(pages: string, limit: { firstLoad: number }): Verdict {
  const manifest = JSON.parse(readFileSync(join(pages, 'assets', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = firstLoad(manifest).map((file) => ({ file, bytes: gzipSync(readFileSync(join(pages, file)), { level: 9 }).length }));
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  const said = `${kilobytes(bytes)} of script before the first page, of ${kilobytes(limit.firstLoad)}`;
  const failures = bytes > limit.firstLoad ? [`${said}: ${files.map((one) => `${one.file} ${kilobytes(one.bytes)}`).join(', ')}`] : [];
  return { ...verdict(files.length, 'files of script', { failures }), saw: said };
}

/** The scripts of the entries and of everything imported from there, without what is loaded later. */
export function firstLoad(manifest: Readonly<Record<string, Chunk>>): string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(name);
  return [...new Set([...seen].map((name) => manifest[name]?.file ?? ''))].filter((file) => file.endsWith('.js'));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
