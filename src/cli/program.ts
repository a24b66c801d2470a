import { Command, CommanderError } from 'commander';
import { Refusal, VendorError } from '../kernel/refusal.ts';
import { registerAssess } from './assess.ts';
import { registerCheck } from './check.ts';
import { registerCollect } from './collect.ts';
import { registerConnect } from './connect.ts';
import { registerControls } from './controls.ts';
import { registerCriteria } from './criteria.ts';
import { registerDoctor } from './doctor.ts';
import { registerDraft } from './draft.ts';
import { registerEngagement } from './engagement/engagement.ts';
import { registerExclusion } from './exclusion.ts';
import { exitCodes } from './exit-codes.ts';
import { registerExport } from './export.ts';
import { registerInit } from './init.ts';
import type { Io } from './io.ts';
import { registerMigrate } from './migrate.ts';
import { registerOpen } from './open-link.ts';
import { printable, printableLines } from './paint.ts';
import { registerPolicies } from './policies.ts';
import { clearLine } from './progress.ts';
import { registerRespond } from './respond.ts';
import { registerResults } from './results.ts';
import { registerSecrets } from './secrets.ts';
import { registerServe } from './serve.ts';
import type { Session } from './session.ts';
import { registerSimulate } from './simulate.ts';
import { registerState } from './state.ts';
import { registerVerify } from './verify.ts';

const guide = `
On a repository of your own (nothing is kept, nothing is sent anywhere):
  tickmark check --git PATH         which findings are yours, twelve months back
  tickmark check --github ORG       the same of an organization (GITHUB_TOKEN)

With a program of your own:
  tickmark init program             draft policies, records, tickmark.yaml
  tickmark controls                 the catalogue: what each control promises
  tickmark connect github           how to let it look at GitHub
  tickmark collect                  look at everything tickmark.yaml names
  tickmark assess                   judge the audit's whole period, and seal it
  tickmark state --at 2025-06-30    what each check said on a day
  tickmark results                  how each control stood, and what is due next
  tickmark criteria                 which criterion is covered by what
  tickmark policies                 what policies promise, and what happened
  tickmark draft --out drafts       the description and other documents
  tickmark export --out package     the audit package
  tickmark verify package --key KEY check it anywhere, offline
  tickmark serve                    the pages and the API, on this machine

In a clone of Tickmark, write: npm run -s tickmark -- check --git PATH

Exit codes:
  0  no exceptions
  1  exceptions
  2  could not look: the sentence says what to do
  3  no exceptions, but something is unknown
  4  the package is self-consistent, but its signer is not pinned

Tickmark prepares SOC 2 examinations. Only a CPA firm gives an opinion.`;

/** Runs one command line. @returns the exit code */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.clear;
  const exit = (next: number) => {
    code = next;
  };
  try {
    await build({ io, exit }).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (io.errTerminal) io.err(clearLine);
    return explain(error, io);
  }
}

function build(session: Session): Command {
  const { io } = session;
  const program = new Command('tickmark')
    .description('Judges a whole SOC 2 period from what really happened, says what nobody can know, and hands over evidence that verifies offline.')
    .version(io.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width })
    .configureHelp({ subcommandTerm: shortTerm })
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)')
    .addHelpText('after', guide);
  const registrations = [
    registerCheck,
    registerInit,
    registerConnect,
    registerCollect,
    registerAssess,
    registerState,
    registerResults,
    registerCriteria,
    registerControls,
    registerPolicies,
    registerDraft,
    registerExport,
    registerExclusion,
    registerRespond,
    registerEngagement,
    registerVerify,
    registerServe,
    registerOpen,
    registerDoctor,
    registerMigrate,
    registerSecrets,
    registerSimulate,
  ];
  for (const register of registrations) register(program, session);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** A command's name and what it cannot do without: the list stays narrow enough to be read. */
function shortTerm(command: Command): string {
  const needed = command.registeredArguments.filter((one) => one.required).map((one) => `<${one.name()}>`);
  return [command.name(), ...needed].join(' ');
}

/** Rules of the domain and of the world are said plainly; anything else is a bug, and says so. */
function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clear : exitCodes.couldNotLook;
  if (io.signal.aborted) {
    io.err('tickmark: interrupted. What was written is whole; the next run continues.\n');
    return exitCodes.couldNotLook;
  }
  if (error instanceof Refusal) {
    io.err(`tickmark: ${printableLines(error.message)}  [${error.code}]\n`);
    return exitCodes.couldNotLook;
  }
  if (error instanceof VendorError) {
    io.err(`tickmark: ${printableLines(error.message)}  [${error.kind}]\n`);
    return exitCodes.couldNotLook;
  }
  return explainUnexpected(error, io);
}

const diskFull = 'The disk is full. Make room and run the same command again: what was written before is whole.';

const diskBroken =
  'The disk could not be written or read (input/output error). What was acknowledged before is whole. Look at the disk, then run the same command again.';

/** Errors of the operating system and of PostgreSQL that are no bug. */
const worldErrors: Readonly<Record<string, string>> = {
  ENOSPC: diskFull,
  '53100': diskFull,
  EIO: diskBroken,
  '58030': diskBroken,
  EACCES: 'A file or folder may not be read or written',
  EROFS: 'The file system is read-only',
};

function explainUnexpected(error: unknown, io: Io): number {
  const { code, path } = error as NodeJS.ErrnoException;
  const sentence = code === undefined ? undefined : worldErrors[code];
  if (sentence !== undefined) {
    io.err(`tickmark: ${sentence}${path === undefined ? '' : `: ${printable(path)}`}\n`);
    return exitCodes.couldNotLook;
  }
  io.err(
    `tickmark: this is a bug in Tickmark ${io.version}. What was written before is whole.\n${printableLines(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return exitCodes.couldNotLook;
}
