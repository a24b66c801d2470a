import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ControlReport, ProgramReport } from '../audit/program-report.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type ReportHere, withReport } from './assessed.ts';
import { controlNamed } from './controls.ts';
import { exitCodeOf, failOn } from './exit-codes.ts';
import type { Io } from './io.ts';
import { withAssessmentChoice, withData, withResult } from './options.ts';
import { clockNote, counted, pageFor } from './page.ts';
import { controlResultPage } from './results-control-text.ts';
import { type FormatName, readFormat, writeResults } from './results-files.ts';
import { resultsPage } from './results-text.ts';
import type { Session } from './session.ts';

interface ResultsOptions {
  readonly audit?: string;
  readonly period?: string;
  readonly format?: string;
  readonly out?: string;
  readonly replace?: boolean;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
  readonly failOn: string;
}

export function registerResults(program: Command, session: Session): void {
  const command = program
    .command('results')
    .description(
      'How each control stood over the period, from the newest sealed assessment: rates, exceptions with what management says to them, what falls due next.',
    )
    .argument('[control]', 'the id of one, to read all of it')
    .option('--format <name>', 'write files instead, with --out: csv, json, sarif or oscal')
    .option('--out <folder>', 'where to write them')
    .option('--replace', 'replace the files of an earlier export that stand there');
  withResult(withAssessmentChoice(withData(command))).action((control: string | undefined, options: ResultsOptions) =>
    results(session, control, options),
  );
}

async function results({ io, exit }: Session, id: string | undefined, options: ResultsOptions): Promise<void> {
  const on = failOn(options.failOn);
  const format = formatIn(id, options);
  if (id !== undefined) controlNamed(id);
  await withReport(io, options, async (reported) => {
    const { report } = reported;
    const control = id === undefined ? undefined : controlIn(report, id);
    if (format !== null) await write(io, report, format, options);
    else io.out(options.json ? json(report, control) : text(io, reported, control));
    exit(exitCodeOf({ checks: control === undefined ? report.controls : [control] }, on));
  });
}

interface Wanted {
  readonly name: FormatName;
  readonly out: string;
}

/** @throws Refusal where what was given does not fit together */
function formatIn(id: string | undefined, { format, out }: ResultsOptions): Wanted | null {
  if (format === undefined && out === undefined) return null;
  if (format === undefined) throw new Refusal('results/format', 'Say with --format what to write into the folder: csv, json, sarif or oscal.');
  const name = readFormat(format);
  if (out === undefined) throw new Refusal('results/out', `Name the folder to write ${name} into: --out FOLDER`);
  if (id !== undefined) throw new Refusal('results/one-control', `Files hold the results of all controls. Leave out "${id}".`);
  return { name, out };
}

/** @throws Refusal `results/not-in-scope` */
function controlIn({ controls }: ProgramReport, id: string): ControlReport {
  const found = controls.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Refusal(
    'results/not-in-scope',
    `The control "${id}" bears on no criterion of a category that the program commits to, so it has no results. What it promises: tickmark controls ${id}`,
  );
}

function json(report: ProgramReport, control: ControlReport | undefined): string {
  return `${JSON.stringify(control === undefined ? report : { ...report, controls: [control] }, null, 2)}\n`;
}

function text(io: Io, { report, sealed }: ReportHere, control: ControlReport | undefined): string {
  const page = pageFor(io, report.period.zone);
  return control === undefined ? resultsPage(report, page) : controlResultPage(control, report, sealed.summary, page);
}

async function write(io: Io, report: ProgramReport, { name, out }: Wanted, { replace, json: asJson }: ResultsOptions): Promise<void> {
  const folder = resolve(io.folder, out);
  const files = await writeResults(report, { format: name, out: folder, replace: replace === true });
  const simulated = report.simulated === true;
  if (asJson) return io.out(`${JSON.stringify({ ...(simulated && { simulated }), out: folder, files }, null, 2)}\n`);
  const width = Math.max(...files.map((one) => one.path.length));
  const rows = files.map(({ path, bytes }) => `  ${path.padEnd(width)}  ${bytes.toLocaleString('en-US')} bytes\n`);
  io.out(`${clockNote(pageFor(io, report.period.zone), simulated)}Wrote ${counted(files.length, 'file')} to ${folder}:\n${rows.join('')}`);
}
