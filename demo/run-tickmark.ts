import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Runs commands of Tickmark as a person would, one after another. Each throws Stopped where a command could not do what it was asked. */
export interface Tickmark {
  /** What it prints is shown. */
  shown(...args: readonly string[]): Promise<Ran>;
  /** Only the beginning of what it prints is shown. */
  begun(...args: readonly string[]): Promise<Ran>;
  /** Only the command is shown; what it prints with `--json` is read. */
  asked(...args: readonly string[]): Promise<unknown>;
  /** The command is not shown either: nobody would type it. */
  read(...args: readonly string[]): Promise<unknown>;
  /** Shows a line of its own. */
  tell(line: string): void;
}

/** A command could not do what it was asked, and has said why. */
export class Stopped extends Error {}

export interface Surroundings {
  /** Where commands are run, and where `tickmark.yaml` stands. */
  readonly company: string;
  /** Paths are shown without it. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Neither commands nor what they print are shown. */
  readonly quiet: boolean;
}

const program = join(fileURLToPath(new URL('..', import.meta.url)), 'src', 'main.ts');

export function tickmarkIn(place: Surroundings): Tickmark {
  const named = (args: readonly string[]): void => {
    if (!place.quiet) process.stdout.write(`\n$ tickmark ${args.map((one) => typed(one.replace(`${place.folder}/`, ''))).join(' ')}\n`);
  };
  return {
    async shown(...args) {
      named(args);
      return run(place, args, !place.quiet);
    },
    async begun(...args) {
      named(args);
      const ran = await run(place, args, false);
      if (!place.quiet) process.stdout.write(beginningOf(ran.out));
      return ran;
    },
    async asked(...args) {
      named(args);
      return readJson(place, args);
    },
    read: (...args) => readJson(place, args),
    tell: (line) => void (place.quiet || process.stdout.write(`${line}\n`)),
  };
}

async function readJson(place: Surroundings, args: readonly string[]): Promise<unknown> {
  return JSON.parse((await run(place, [...args, '--json'], false)).out) as unknown;
}

/** As it would be typed into a shell. */
function typed(argument: string): string {
  return /^[\w@%+=:,./#-]+$/.test(argument) ? argument : `'${argument}'`;
}

const FEW = 3;
const NOTE = 'Simulated clock:';

/** The first lines of a text, without the note on the clock. */
function beginningOf(text: string): string {
  const paragraphs = text.split('\n\n').filter((one) => !one.startsWith(NOTE));
  const lines = (paragraphs[0] ?? '').trimEnd().split('\n');
  const more = lines.length > FEW || paragraphs.length > 1 ? '  …\n' : '';
  return `${lines.slice(0, FEW).join('\n')}\n${more}`;
}

/** Commands whose exit code tells what they found; any other that does not end with 0 broke. */
const FIND = new Set(['assess', 'results', 'export', 'verify']);

async function run({ company, environment }: Surroundings, args: readonly string[], isShown: boolean): Promise<Ran> {
  const ran = await new Promise<Ran>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: company,
      env: environment,
      stdio: ['ignore', isShown ? 'inherit' : 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 2, out }));
  });
  if (ran.code === 2 || (ran.code !== 0 && !FIND.has(args[0] ?? ''))) throw new Stopped(`tickmark ${args.join(' ')}`);
  return ran;
}
