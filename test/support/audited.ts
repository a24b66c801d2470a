import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Ran, tickmark } from './cli.ts';
import { type TestRepository, temporaryFolder, testRepository } from './git.ts';
import { startTestServer } from './server.ts';

/** A program in a repository of its own, and the command line on it. Its server stays up between the commands, which are many. */
export interface Audited {
  /** Holds the program's folder, and what is written beside it. */
  readonly folder: string;
  readonly program: string;
  readonly data: string;
  readonly records: TestRepository;
  readonly superuserUrl: string;
  readonly databaseUrl: string;
  /** A command as it is typed in the program's folder at an instant, a minute later for each one before it. */
  run(at: string, args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ran>;
  remove(): Promise<void>;
}

/** @param files of the program's first commit, at the beginning of 2025 */
export async function audited(files: Readonly<Record<string, string>>): Promise<Audited> {
  const folder = temporaryFolder();
  const program = join(folder.path, 'program');
  mkdirSync(program);
  const records = testRepository(program);
  records.commit({ at: '2025-01-01T10:00:00Z', files: { '.gitignore': '.tickmark\n', ...files } });
  const server = await startTestServer({});
  const database = 'tickmark_template';
  let minutes = 0;
  return {
    folder: folder.path,
    program,
    data: join(program, '.tickmark'),
    records,
    superuserUrl: server.superuserUrl(database),
    databaseUrl: server.appUrl(database),
    run(from, args, environment = {}) {
      const at = new Date(Date.parse(from) + 60_000 * minutes++).toISOString();
      return tickmark(args, { folder: program, at, environment, databaseUrl: server.appUrl(database) });
    },
    async remove() {
      await server.stop();
      folder.remove();
    },
  };
}

/** `tickmark.yaml` of a program that is all there is to look at. */
export const recordsOnly = 'organization: { name: Example Ltd }\nconnections:\n  - { connector: records, id: program, path: . }\n';

/** A year, the year after it, and one day; the year may end on another day. */
export function scopeText(lastDay = '2025-12-31', repositories: readonly string[] = []): string {
  const audits = [
    `{ id: year, type: 2, from: 2025-01-01, until: ${lastDay} }`,
    '{ id: next, type: 2, from: 2026-01-01, until: 2026-12-31 }',
    '{ id: day, type: 1, date: 2025-06-30 }',
  ];
  const decided = 'branches: [main], since: 2025-01-01, decided-by: p-001, why: Serves customers, approvals: none';
  return [
    'program: { id: example, title: Example Ltd, categories: [security], zone: Europe/Vienna, since: 2025-01-01 }',
    `audits:\n${listed(audits)}`,
    ...(repositories.length > 0 ? [`repositories:\n${listed(repositories.map((one) => `{ id: ${one}, ${decided} }`))}`] : []),
  ].join('\n');
}

/** p-001 and p-002 may approve exclusions, p-003 may not, and p-004 left in June. */
export const peopleText = `people:\n${listed([
  '{ id: p-001, name: Ada Example, emails: [ada@x.example], role: Head of engineering, authority: [policies, exclusions], employment: [{ from: 2024-01-01 }] }',
  '{ id: p-002, name: Ben Example, emails: [ben@x.example], role: Managing director, authority: [exclusions], employment: [{ from: 2024-01-01 }] }',
  '{ id: p-003, name: Cam Example, emails: [cam@x.example], role: Engineer, employment: [{ from: 2024-01-01 }] }',
  '{ id: p-004, name: Dee Example, emails: [dee@x.example], role: Engineer, employment: [{ from: 2024-01-01, until: 2025-06-30 }] }',
])}`;

/** Meetings are given up in the middle of the year. */
export const controlsText = `controls:\n${listed([
  '{ id: control-reviews, since: 2025-01-01, owner: p-001 }',
  '{ id: vulnerability-repair, since: 2025-01-01, owner: p-003 }',
  '{ id: oversight-meetings, since: 2025-01-01, until: 2025-06-30, owner: p-002, why: There is no board any more }',
])}`;

/** The third review came late, and the fourth never; a meeting was held once. */
export const controlRecordsText = `control-records:\n${listed([
  '{ id: cr-1, record: control-review, due: 2025-03-31, done: 2025-03-20, by: [p-001], notes: Gone through }',
  '{ id: cr-2, record: control-review, due: 2025-06-30, done: 2025-06-20, by: [p-001], notes: Gone through }',
  '{ id: cr-3, record: control-review, due: 2025-09-30, done: 2025-10-05, by: [p-001], notes: Gone through at last }',
  '{ id: om-1, record: oversight-meeting, due: 2025-03-31, done: 2025-03-21, by: [p-001, p-002], notes: Minutes }',
])}`;

/** High vulnerabilities, one a week from the beginning of the year on; every tenth, from the third on, was never fixed. */
export function vulnerabilitiesText(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const [day] = new Date(Date.UTC(2025, 0, 4 + 7 * index)).toISOString().split('T');
    const fixed = index % 10 === 2 ? '' : `, fixed: ${day}T18:00:00Z`;
    return `{ id: ${vulnerability(index + 1)}, identifier: CVE-2025-${1001 + index}, severity: high, where: api, found: ${day}T08:00:00Z${fixed}, source: Scan }`;
  });
  return `vulnerabilities:\n${listed(rows)}`;
}

/** The id of the nth. */
export function vulnerability(number: number): string {
  return `v-${String(number).padStart(3, '0')}`;
}

function listed(rows: readonly string[]): string {
  return rows.map((one) => `  - ${one}\n`).join('');
}

/** What is kept, and what was recorded of it. */
export const controlFiles = { 'records/controls.yaml': controlsText, 'records/control-records.yaml': controlRecordsText };
