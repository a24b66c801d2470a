import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type SimulatedReport, simulate } from '../engine/simulate.ts';
import { parseDuration } from '../kernel/duration.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { collectText } from './collected.ts';
import { configured } from './configured.ts';
import type { Io } from './io.ts';
import { withInstallation } from './open.ts';
import { withData } from './options.ts';
import { clockNote, counted, pageFor, paragraph } from './page.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';
import { readInstant } from './state.ts';

interface SimulateOptions {
  readonly host: string;
  readonly begins: string;
  readonly until: string;
  readonly every: string;
  readonly also?: string;
  readonly config: string;
  readonly data?: string;
  readonly json?: boolean;
}

export function registerSimulate(program: Command, session: Session): void {
  const command = program
    .command('simulate')
    .description(
      'Live through a pretend year on a simulated clock, one look a day unless told otherwise. The data directory says so for ever, and looks at this machine only.',
    )
    .requiredOption('--host <address>', 'where the pretend systems answer: http://127.0.0.1:PORT')
    .requiredOption('--begins <instant>', 'the first look of a new directory; one that is there goes on from where its clock stands')
    .requiredOption('--until <instant>', 'the last look')
    .option('--every <length>', 'the time between looks', '1 day')
    .option('--also <file>', 'look at further instants as well: a file with one a line')
    .option('--json', 'print what was seen as JSON');
  withData(command).action((options: SimulateOptions) => simulateCommand(session, options));
}

async function simulateCommand({ io }: Session, options: SimulateOptions): Promise<void> {
  const [begins, until, every] = [readInstant(options.begins), readInstant(options.until), parseDuration(options.every)];
  if (until < begins) throw new Refusal('cli/instant', `--until ${options.until} lies before --begins ${options.begins}.`);
  const also = options.also === undefined ? [] : await readInstants(resolve(io.folder, options.also));
  const { configuration, organizationName, witnesses } = await configured(io, { ...options, required: true });
  const simulated = { host: options.host, begins };
  await withInstallation(io, { data: options.data, organizationName, witnesses, simulated }, async (installation) => {
    const progress = progressOn(io, options.json === true || !io.errTerminal);
    const report = await simulate(installation, {
      ...{ connections: configuration?.connections ?? [], environment: io.settings.environment, signal: io.signal },
      ...{ host: options.host, until, every, also },
      onLook: (at, done, of) => progress(`Looking at ${isoInstant(at).slice(0, 10)}`, done, of),
    });
    progress.end();
    io.out(options.json ? `${JSON.stringify(jsonOf(report), null, 2)}\n` : text(report, io, [begins, until]));
  });
}

/** @throws Refusal `cli/instants`, `cli/instant` */
async function readInstants(path: string): Promise<readonly Instant[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('cli/instants', `--also ${path} cannot be read (${error.code}). Name a file with one instant a line.`);
  });
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map(readInstant);
}

const FEW = 8;

/** Sentences that differ only in a vendor's id are one: a year has hundreds of them. */
function withoutIds(errors: SimulatedReport['errors']): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  for (const [sentence, looks] of errors) {
    const plain = sentence.replaceAll(/\b[A-Z]+_k[A-Za-z0-9_-]+(\/[A-Z]+_k[A-Za-z0-9_-]+)?/g, '…');
    merged.set(plain, (merged.get(plain) ?? 0) + looks);
  }
  return merged;
}

function jsonOf({ errors, ...rest }: SimulatedReport) {
  return { simulated: true, ...rest, errors: Object.fromEntries(errors) };
}

function text(report: SimulatedReport, io: Io, [begins, until]: readonly [Instant, Instant]): string {
  const page = pageFor(io, 'UTC');
  const figures = `${counted(report.looks, 'look')} from ${isoInstant(begins).slice(0, 10)} to ${isoInstant(until).slice(0, 10)}: ${counted(report.requests, 'request')}, ${counted(report.facts, 'new fact')}.`;
  const told = [...withoutIds(report.errors)].toSorted((a, b) => b[1] - a[1]);
  const errors = told.slice(0, FEW).map(([sentence, looks]) => `${paragraph(page, 4, `${counted(looks, 'time', 'times')}: ${sentence}`)}\n`);
  if (told.length > FEW) errors.push(`    … and ${counted(told.length - FEW, 'more sentence')} of looks; --json lists all\n`);
  const last = `\nThe last look\n${collectText({ connections: report.last, treeSize: report.treeSize }, io)}`;
  return `${clockNote(page, true)}${figures}\n${errors.join('')}${last}\n${counted(report.treeSize, 'entry', 'entries')} in the ledger.\n`;
}
