import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { csvFiles } from '../audit/exports/csv.ts';
import { type ExportedFile, jsonFile } from '../audit/exports/exported-file.ts';
import { files as oscalNames } from '../audit/exports/oscal/from.ts';
import { oscalFiles } from '../audit/exports/oscal/oscal-files.ts';
import { sarifFile } from '../audit/exports/sarif.ts';
import type { ProgramReport } from '../audit/program-report.ts';
import { Refusal } from '../kernel/refusal.ts';
import { writeFolder } from './folder-out.ts';

interface Format {
  readonly files: (report: ProgramReport) => readonly ExportedFile[];
  /** Files that an earlier export may have left, and that this one may not write. */
  readonly leftOver: readonly string[];
}

const formats = {
  csv: { files: csvFiles, leftOver: [] },
  json: { files: (report) => [jsonFile('results.json', report)], leftOver: [] },
  sarif: { files: (report) => [sarifFile(report)], leftOver: [] },
  oscal: { files: (report) => oscalFiles(report), leftOver: Object.values(oscalNames) },
} satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

/** @throws Refusal `results/format` */
export function readFormat(text: string): FormatName {
  if (Object.hasOwn(formats, text)) return text as FormatName;
  throw new Refusal('results/format', `--format takes ${Object.keys(formats).join(', ')}, not "${text}".`);
}

export interface WriteOptions {
  readonly format: FormatName;
  /** Absolute. */
  readonly out: string;
  /** Whether files of an earlier export may be replaced. Others in the folder are never touched. */
  readonly replace: boolean;
}

export interface WrittenResult {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes the results into a folder; each file whole, and there after a power cut.
 * @returns what was written, in that order
 * @throws Refusal `out/not-empty`
 */
export async function writeResults(report: ProgramReport, { format, out, replace }: WriteOptions): Promise<readonly WrittenResult[]> {
  const { files: filesOf, leftOver }: Format = formats[format];
  const files = filesOf(report).map(({ path, text }) => ({ path, content: text }));
  const written = new Set(await writeFolder(out, files, replace));
  for (const name of leftOver.filter((one) => !written.has(one))) await rm(join(out, name), { force: true });
  return files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) }));
}
