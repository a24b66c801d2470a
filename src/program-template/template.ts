import { readdirSync, readFileSync } from 'node:fs';
import { calendarDate, daysSpan, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { yamlList, yamlText } from './yaml-text.ts';

/** What a new program is told about itself. Dates are `2025-12-31`; both days of the period belong to it; `zone` is an IANA name. */
export interface StarterValues {
  readonly title: string;
  readonly zone: string;
  /** The first day of the program. */
  readonly since: string;
  readonly periodFrom: string;
  readonly periodUntil: string;
  /** `id` is the name under which the clone is connected. */
  readonly repositories: readonly { readonly id: string; readonly branches: readonly string[] }[];
  /** The first person of the program. An empty `email` leaves the list of addresses empty. */
  readonly person: { readonly name: string; readonly email: string };
}

/** A file of the program; `path` is relative to the program's folder and has forward slashes. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a program to start from: fourteen draft policies, the records (empty but for scope and one person, with
 * examples in comments), and a README that says how to adopt them. Sorted by path.
 * @throws Refusal for a value that is not a date, not a zone, empty, given twice, or for a period that ends before it begins.
 */
export function starterProgram(values: StarterValues): ProgramFile[] {
  const replacements = replacementsFor(values);
  return templatePaths().map((path) => ({ path, text: fillIn(templateText(path), replacements) }));
}

function templatePaths(): string[] {
  const within = (folder: string, ending: string) =>
    readdirSync(new URL(`./${folder}/`, import.meta.url))
      .filter((name) => name.endsWith(ending))
      .map((name) => `${folder}/${name}`);
  return ['README.md', ...within('policies', '.md'), ...within('records', '.yaml')].sort();
}

function templateText(path: string): string {
  return readFileSync(new URL(`./${path}`, import.meta.url), 'utf8');
}

/** In one pass, so that a value which looks like a placeholder stays what it is. A block of lines begins on a line of its own. */
function fillIn(text: string, replacements: ReadonlyMap<string, string>): string {
  return text.replace(/( ?)__([a-zA-Z]+)__/g, (placeholder, space: string, name: string) => {
    const value = replacements.get(name);
    if (value === undefined) throw new Error(`The template names ${placeholder}, which nobody fills in.`);
    return value.startsWith('\n') ? value : space + value;
  });
}

function replacementsFor(values: StarterValues): ReadonlyMap<string, string> {
  checkValues(values);
  const since = calendarDate(values.since);
  return new Map([
    ['programId', yamlText(programId(values.title))],
    ['title', yamlText(values.title)],
    ['titleText', markdownText(values.title)],
    ['zone', yamlText(values.zone)],
    ['since', since],
    ['periodFrom', values.periodFrom],
    ['periodUntil', values.periodUntil],
    ['repositories', repositoryLines(values.repositories, since)],
    ['personName', yamlText(values.person.name)],
    ['personEmails', yamlList(values.person.email === '' ? [] : [values.person.email])],
  ]);
}

function checkValues({ title, person, repositories, ...dates }: StarterValues): void {
  daysSpan(calendarDate(dates.periodFrom), calendarDate(dates.periodUntil), zone(dates.zone));
  mustHold(title, 'the title of the program');
  mustHold(person.name, 'the name of the first person');
  for (const { id, branches } of repositories) {
    mustHold(id, 'the id of a repository');
    if (branches.length === 0) throw new Refusal('program-template/no-branch', `Name at least one production branch of the repository "${id}".`);
    for (const branch of branches) mustHold(branch, `a branch of the repository "${id}"`);
  }
  const twice = repositories.find(({ id }, index) => repositories.findIndex((other) => other.id === id) < index);
  if (twice) throw new Refusal('program-template/repository-twice', `The repository "${twice.id}" is named twice. Give each its own id.`);
}

function mustHold(text: string, what: string): void {
  if (text.trim() === '') throw new Refusal('program-template/empty', `Say ${what}: it is empty.`);
}

/** `Harbourlight (demo)` becomes `harbourlight-demo`. */
function programId(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words ? words.join('-').slice(0, 60) : 'program';
}

/** As plain words on one line of markdown. */
function markdownText(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&]/g, '\\$&');
}

function repositoryLines(repositories: StarterValues['repositories'], since: string): string {
  if (repositories.length === 0) return '[]';
  return repositories
    .map(
      ({ id, branches }) => `
  - id: ${yamlText(id)}
    branches: ${yamlList(branches)}
    since: ${since}
    decided-by: p-001
    why: Named when this program was started
    approvals: none`,
    )
    .join('');
}
