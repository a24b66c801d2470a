import type { Json } from '../../src/kernel/canonical-json.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import type { FileMap } from '../package/memory-sink.ts';
import { entryEdited, type Members, resealed, resigned, rowsEdited, summaryEdited } from './remade.ts';
import { ENTRIES, FINDINGS, type Mutation, POPULATION } from './signed.ts';

/** What somebody with the log's key could make of a log, and what nevertheless gives it away. */

interface Summary {
  treeSize: number;
  checks: Members[];
  controls: Members[];
  populations: Members[];
  exclusions: Members[];
  files: Members[];
  coverage: Members[];
  program: Members | null;
  period: Members;
}
const summary = (edit: (summary: Summary) => void, body?: Members) => (files: FileMap) => summaryEdited<Summary>(files, edit, body);
const rows = (path: string, edit: (rows: Members[]) => void) => (files: FileMap) => rowsEdited(files, path, edit);
const first = (list: Members[]) => list[0] as Members;

const CHECK = 'change/ticket-reference';
const withFact = (edit: (body: Members) => Members) => (files: FileMap) =>
  resealed(entryEdited(files, 4, (line) => Object.assign(line, { body: edit(line.body), contents: {} })));
const COVERAGE_LEAF = 13;
const withCommitments = (commitments: Json) => (files: FileMap) =>
  resealed(entryEdited(files, COVERAGE_LEAF, ({ body }) => Object.assign(body, { commitments })));

/** A control of one check, which it names twice and counts twice. */
function twice(control: Members): Members {
  return { ...control, checks: [...(control['checks'] as string[]), ...(control['checks'] as string[])], ...doubledCounts(control) };
}
const doubledCounts = (control: Members) =>
  Object.fromEntries(['items', 'pass', 'fail', 'unknown', 'notOwed', 'excluded'].map((name) => [name, 2 * (control[name] as number)]));

/** Rows that the summary and the manifest name, and no check. */
function withStrangeRows(files: FileMap): FileMap {
  const name = 'findings/change--none.ndjson';
  const after = new Map(files).set(name, Buffer.from('{}\n'));
  return summaryEdited<Summary>(after, (it) => it.files.push({ name, bytes: 3, rows: 1, sha256: sha256Hex('{}\n') }));
}

/** A package of this log that says it is of somebody else, in the manifest and in what was sealed. */
function anotherOrganization(files: FileMap): FileMap {
  const organization = { id: '00000000-0000-4000-8000-000000000001', name: 'Harbourlight (demo)' };
  return resigned(
    summaryEdited<Summary>(files, (it) => Object.assign(it, { organization })),
    'ours',
    { organization },
  );
}

const missingMembers = [
  ['checks', 'title asks mend settings'],
  ['controls', 'title promise criteria'],
  ['populations', 'title definition mode unseen reconciliations looks'],
  ['exclusions', 'items reason requestedBy approvedBy approvedAt until remark'],
  ['coverage', 'from until gaps'],
] as const;

/** The log itself was written otherwise: tree, checkpoint and manifest fit, and only the rules of the specification are broken. */
export const resealedOnes: readonly Mutation[] = [
  ['a check that counts one more', summary(({ checks }) => Object.assign(first(checks), { pass: 99 })), 'assessment.json'],
  ['a check said to pass', summary(({ checks }) => Object.assign(first(checks), { outcome: 'pass' })), 'assessment.json'],
  ['a control said to pass', summary(({ controls }) => Object.assign(first(controls), { outcome: 'pass' })), 'assessment.json'],
  ['a control without checks', summary(({ controls }) => Object.assign(first(controls), { checks: [] })), 'assessment.json'],
  ['a tree size of the body alone', summary(() => undefined, { treeSize: 3 }), 'assessment.json'],
  ['a horizon of the body alone', summary(() => undefined, { horizon: '2025-06-30T22:00:00.000Z' }), 'assessment.json'],
  ['judged from what came after', summary((it) => Object.assign(it, { treeSize: 19 }), { treeSize: 19 }), 'assessment.json'],
  ['facts that were not there yet', summary((it) => Object.assign(it, { treeSize: 3 }), { treeSize: 3 }), FINDINGS],
  ['an exclusion no longer in force', summary(({ exclusions }) => Object.assign(first(exclusions), { inForce: false })), FINDINGS],
  ['a day that does not exist', summary(({ period }) => Object.assign(period, { first: '2025-02-30' })), 'assessment.json'],
  ['a sheet that counts one more', summary(({ populations }) => Object.assign(first(populations), { items: 13 })), POPULATION],
  ['an item answered twice', rows(FINDINGS, (list) => list.push(first(list))), FINDINGS],
  ['an item not answered', rows(FINDINGS, (list) => list.shift()), FINDINGS],
  ['an item twice in its population', rows(POPULATION, (list) => list.push(first(list))), POPULATION],
  ['a row of another check', rows(FINDINGS, (list) => Object.assign(first(list), { check: 'change/ticket-reference' })), FINDINGS],
  ['a row of another version', rows(FINDINGS, (list) => Object.assign(first(list), { version: 2 })), FINDINGS],
  ['a row that fails without a span', rows(FINDINGS, (list) => Object.assign(first(list), { outcome: 'fail' })), FINDINGS],
  ['a leaf that is no fact', rows(FINDINGS, (list) => Object.assign(first(list), { leaves: [13] })), FINDINGS],
  ['a leaf beyond the tree', rows(POPULATION, (list) => Object.assign(first(list), { leaves: [4000] })), POPULATION],
  ['an unknown exclusion', rows(FINDINGS, (list) => Object.assign(first(list), { excludedBy: 'x-999' })), FINDINGS],
  ['time running backwards', (files) => resealed(recordedAt(files, 5, '2025-01-01T00:00:00.000Z')), ENTRIES],
  ['a fact without an id', (files) => resealed(entryEdited(files, 4, ({ body }) => Object.assign(body, { id: 'four' }))), ENTRIES],
  ['another commitment', (files) => resealed(entryEdited(files, 4, ({ body }) => Object.assign(body, { state: '0'.repeat(64) }))), ENTRIES],
  ['a checkpoint before its last entry', (files) => resealed(files, 'ours', '2025-02-01T08:17:59.999Z'), 'checkpoint.txt'],
  ['a fact without a state', withFact(({ state, ...body }) => body), ENTRIES],
  ['a fact whose state is a number', withFact((body) => ({ ...body, state: 4 })), ENTRIES],
  ['commitments that are null', withCommitments(null), ENTRIES],
  ['commitments in an array', withCommitments([]), ENTRIES],
  ['a file said to have more rows', summary(({ files }) => Object.assign(first(files), { rows: 99 })), FINDINGS],
  ['a check that a control names twice', summary(({ controls }) => (first(controls)['checks'] as string[]).push(CHECK)), 'assessment.json'],
  ['the same, counted twice', summary(({ controls }) => Object.assign(first(controls), twice(first(controls)))), 'assessment.json'],
  ['a check that nobody knows', summary(({ controls }) => (first(controls)['checks'] as string[]).push('change/none')), 'assessment.json'],
  ['a file of rows that is of no check', withStrangeRows, 'assessment.json'],
  ...(['checks', 'controls', 'populations', 'exclusions', 'files'] as const).map(
    (list): Mutation => [`one of ${list} that stands twice`, summary((it) => it[list].push({ ...first(it[list]) })), 'assessment.json'],
  ),
  ...missingMembers.flatMap(([list, names]) =>
    names.split(' ').map((name): Mutation => [`no ${name} in one of ${list}`, summary((it) => delete first(it[list])[name]), 'assessment.json']),
  ),
  ['no program', summary((it) => delete (it as Partial<Summary>).program), 'assessment.json'],
  ['a program that is false', summary((it) => Object.assign(it, { program: false })), 'assessment.json'],
  ['another organization', anotherOrganization, 'manifest.json'],
];
const recordedAt = (files: FileMap, leaf: number, recorded: string) => entryEdited(files, leaf, (line) => Object.assign(line, { recorded }));
