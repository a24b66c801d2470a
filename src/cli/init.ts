import { execFile } from 'node:child_process';
import { basename, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { addCadence, addDays, calendarDate, dateAt, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { starterProgram, writeProgram } from '../program-template/template.ts';
import type { Io } from './io.ts';
import { collectValues } from './options.ts';
import { pageFor, paragraph } from './page.ts';
import type { Session } from './session.ts';

interface InitOptions {
  readonly title?: string;
  readonly zone?: string;
  readonly since?: string;
  readonly repository?: readonly string[];
}

export function registerInit(program: Command, { io }: Session): void {
  program
    .command('init')
    .description('Write a program to start from: fourteen draft policies, example records, and tickmark.yaml. Nothing in it is adopted yet.')
    .argument('[folder]', 'where to write it; existing files are never overwritten', '.')
    .option('--title <name>', 'the company’s name (default: the folder’s)')
    .option('--zone <name>', 'the time zone in which days begin and end, such as Europe/Vienna (default: this machine’s)')
    .option('--since <date>', 'the first day of the program (default: the first of this month)')
    .option('--repository <path>', 'a clone to look at; repeat for more', collectValues)
    .action((folder: string, options: InitOptions) => init(io, folder, options));
}

async function init(io: Io, given: string, options: InitOptions): Promise<void> {
  const folder = resolve(io.folder, given);
  const inZone = zone(options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const since = calendarDate(options.since ?? `${dateAt(io.clock(), inZone).slice(0, 7)}-01`);
  const repositories = await Promise.all((options.repository ?? []).map((path) => repositoryAt(resolve(io.folder, path))));
  const values = {
    title: options.title ?? basename(folder),
    zone: inZone,
    since,
    periodFrom: since,
    periodUntil: addDays(addCadence(since, { every: 1, unit: 'year' }), -1),
    repositories,
    person: await gitPerson(io.folder),
  };
  const files = starterProgram(values);
  await writeProgram(folder, [...files, configuration(folder, values.title, repositories)], { overwrite: false });
  const page = pageFor(io, inZone);
  const wrote = paragraph(page, 0, `Wrote ${files.length + 1} files to ${folder}. Nothing in them is adopted yet.`);
  io.out(
    `${wrote}\n\nNext:\n${nextSteps(folder === io.folder ? '.' : given)
      .map((step) => `${paragraph(page, 5, step).replace('     ', '  ')}\n`)
      .join('')}`,
  );
}

function nextSteps(folder: string): readonly string[] {
  const place = folder === '.' ? '' : `cd ${folder}, then `;
  return [
    '1. Read policies/*.md. Change the numbers in the front matter to what you will keep, and the text with them.',
    '2. Have somebody other than the author approve each: set approved-by, approved-on, reviewed-on and effective, and status: adopted.',
    '3. Fill in records/scope.yaml and records/people.yaml.',
    `4. ${place}git init, git add and git commit: the history says who wrote what, and when.`,
    '5. tickmark collect, then tickmark assess.',
  ];
}

interface Repository {
  readonly id: string;
  readonly path: string;
  readonly branches: readonly string[];
}

/** tickmark.yaml: what `collect` looks at. Paths are relative to it. */
function configuration(folder: string, title: string, repositories: readonly Repository[]): { path: string; text: string } {
  const connections = [
    { connector: 'records', id: 'program', path: '.' },
    ...repositories.map(({ id, path }) => ({ connector: 'git', id, path: relative(folder, path) || '.' })),
  ];
  return { path: 'tickmark.yaml', text: stringify({ organization: { name: title }, connections }) };
}

async function repositoryAt(path: string): Promise<Repository> {
  const branch = await git(path, ['symbolic-ref', '--short', 'HEAD']);
  if (branch === null) throw new Refusal('init/not-a-repository', `${path} is not a Git repository. Give the folder of a clone.`);
  return { id: basename(path), path, branches: [branch] };
}

async function gitPerson(folder: string): Promise<{ name: string; email: string }> {
  const [name, email] = await Promise.all([git(folder, ['config', 'user.name']), git(folder, ['config', 'user.email'])]);
  return { name: name ?? 'Your name', email: email ?? '' };
}

const run = promisify(execFile);

async function git(folder: string, args: readonly string[]): Promise<string | null> {
  return run('git', ['-C', folder, ...args]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}
