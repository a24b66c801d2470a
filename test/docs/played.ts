import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tickmark } from '../support/cli.ts';
import { type Block, blocks, type Document } from './documents.ts';
import { type Line, toTickmark, typedLines } from './typed.ts';

/** Where a guide is gone through, word by word. */
export interface Stage {
  folder: string;
  /** Of the next command; each takes a minute. */
  at: Date;
  readonly databaseUrl: string;
}

export interface Printed {
  readonly typed: string;
  readonly wanted: number;
  readonly code: number;
  readonly text: string;
}

/** What a guide says of itself that was not so. */
export interface Played {
  readonly printed: readonly Printed[];
  readonly wrong: readonly string[];
}

/**
 * Types what stands in blocks marked `sh run`, writes the files of blocks such as `yaml records/people.yaml`, and holds what is printed against
 * the `text` that follows. `# exit code 3` behind a command says how it ends; else it ends with 0.
 */
export async function play(document: Document, stage: Stage): Promise<Played> {
  const printed: Printed[] = [];
  const wrong: string[] = [];
  let last: readonly Printed[] = [];
  for (const block of blocks(document)) {
    const [language = '', what] = block.words;
    if (language === 'sh') {
      last = what === 'run' ? await typeAll(block, stage) : [];
      printed.push(...last);
      wrong.push(...last.filter(({ code, wanted }) => code !== wanted).map(endsOtherwise));
    } else if (language === 'text') wrong.push(...printsOtherwise(block, last));
    else if (what !== undefined) writeAt(join(stage.folder, what), block.text);
  }
  return { printed, wrong };
}

function printsOtherwise({ text: shown }: Block, last: readonly Printed[]): string[] {
  const text = last.map((one) => one.text).join('');
  if (last.length === 0 || printsAs(shown, text)) return [];
  return [`${last.map(({ typed }) => typed).join('; ')} does not print\n${shown}\nbut\n${text}`];
}

function endsOtherwise({ typed, code, wanted, text }: Printed): string {
  return `${typed} ends with ${code}, not ${wanted}:\n${text}`;
}

async function typeAll({ text }: Block, stage: Stage): Promise<Printed[]> {
  const all: Printed[] = [];
  for (const line of typedLines(text)) {
    const wanted = Number(/exit code (\d)/.exec(line.remark)?.[1] ?? 0);
    all.push({ typed: line.text, wanted, ...(await type(line, stage)) });
    stage.at = new Date(stage.at.getTime() + 60_000);
  }
  return all;
}

async function type(line: Line, stage: Stage): Promise<{ code: number; text: string }> {
  const [program, where] = line.words;
  if (program === 'cd' && where !== undefined) {
    stage.folder = resolve(stage.folder, where);
    return { code: 0, text: '' };
  }
  const args = toTickmark(line);
  if (args === null) return inShell(line.text, stage);
  const { code, out, err } = await tickmark(args, { folder: stage.folder, at: stage.at.toISOString(), databaseUrl: stage.databaseUrl });
  return { code, text: code === 2 ? out + err : out };
}

/** With a Git that knows only what it is told, at the instant of the stage. */
function inShell(text: string, { folder, at }: Stage): Promise<{ code: number; text: string }> {
  const git = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_DATE: at.toISOString(), GIT_COMMITTER_DATE: at.toISOString() };
  const person = {
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@x.example',
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@x.example',
  };
  const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, ...git, ...person };
  return new Promise((done) => {
    execFile('sh', ['-c', text], { cwd: folder, env }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code ?? 1), text: out + err }),
    );
  });
}

function writeAt(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

/** Whether something was printed as it is shown: `…` alone stands for any lines, inside a line for any part of it. */
export function printsAs(shown: string, printed: string): boolean {
  const lines = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '…' ? null : literal(line.trimEnd()).replaceAll('…', '[^\\n]*')));
  const pattern = lines.map((line) => (line === null ? '(?:[^\\n]*\\n)*?' : `${line}[ ]*\\n`)).join('');
  return new RegExp(`^${pattern}$`).test(`${printed.trimEnd()}\n`);
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
