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
  /** `id` is the name under which the clone is connected: letters, digits and . _ - : / # +, at most 100. */
  readonly repositories: readonly { readonly id: string; readonly branches: readonly string[] }[];
  /** The first person of the program. An `email` that is no address people could be written to (`root@localhost`) is left out. */
  readonly person: { readonly name: string; readonly email: string };
}

/** What the records take as an id. */
const idShape = /^[\p{L}\p{N}][\p{L}\p{N}._:/#+-]*$/u;

/** What the records take as an e-mail address, less a few rarities. */
const addressShape = /^[\w+'-]+(?:\.[\w+'-]+)*(?<!')@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/**
 * The text for each placeholder of the template, by its name.
 * @throws Refusal for a value that is not a date, not a zone, empty, given twice, or for a period that ends before it begins.
 */
export function replacementsFor(values: StarterValues): ReadonlyMap<string, string> {
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
    ['personEmails', yamlList([values.person.email].filter((email) => addressShape.test(email)))],
  ]);
}

function checkValues({ title, person, repositories, ...dates }: StarterValues): void {
  daysSpan(calendarDate(dates.periodFrom), calendarDate(dates.periodUntil), zone(dates.zone));
  mustHold(title, 'the title of the program');
  mustHold(person.name, 'the name of the first person');
  for (const { id, branches } of repositories) {
    if (!idShape.test(id) || id.length > 100) throw unfitId(id);
    if (branches.length === 0) throw new Refusal('program-template/no-branch', `Name at least one production branch of the repository "${id}".`);
    for (const branch of branches) mustHold(branch, `a branch of the repository "${id}"`);
  }
  const twice = repositories.find(({ id }, index) => repositories.findIndex((other) => other.id === id) < index);
  if (twice) throw new Refusal('program-template/repository-twice', `The repository "${twice.id}" is named twice. Give each its own id.`);
}

function unfitId(id: string): Refusal {
  const sentence = `"${id}" cannot be the id of a repository. Use letters, digits and . _ - : / # +, beginning with a letter or digit, at most 100.`;
  return new Refusal('program-template/repository-id', sentence);
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
