import type { KindId } from '../../facts/kinds/index.ts';
import { accessReviews } from './files/access-reviews.ts';
import { accounts } from './files/accounts.ts';
import { approvals } from './files/approvals.ts';
import { controlRecords } from './files/control-records.ts';
import { controls } from './files/controls.ts';
import { descriptionFile } from './files/description.ts';
import { exclusions } from './files/exclusions.ts';
import { incidents } from './files/incidents.ts';
import { people } from './files/people.ts';
import { policies } from './files/policies.ts';
import { restoreDrills } from './files/restore-drills.ts';
import { scope } from './files/scope.ts';
import { tabletopExercises } from './files/tabletop-exercises.ts';
import { vendors } from './files/vendors.ts';
import { vulnerabilities } from './files/vulnerabilities.ts';
import type { RecordFile } from './record-file.ts';

/** Every file that a program may hold, by name; each is a feed of its own. */
export const programFiles: Readonly<Record<string, RecordFile>> = Object.fromEntries(
  [
    scope,
    people,
    accounts,
    accessReviews,
    restoreDrills,
    tabletopExercises,
    incidents,
    vendors,
    vulnerabilities,
    approvals,
    exclusions,
    controls,
    controlRecords,
    descriptionFile,
    policies,
  ].map((file) => [file.name, file]),
);

export function kindsOf(name: string): readonly KindId[] {
  return (programFiles[name] as RecordFile).kinds;
}

/** Where the program stands in its repository. */
export const programFolders = ['policies', 'records'] as const;

/** The kind of file that stands at a path; null for one that is no part of the program; undefined for one that looks like a misspelt part. */
export function fileAt(path: string): RecordFile | null | undefined {
  const parts = path.split('/');
  const [folder, first = '', second] = parts;
  const last = parts[parts.length - 1] as string;
  if (folder === 'policies')
    return parts.length === 2 && last.endsWith('.md') && last !== 'README.md' ? (programFiles['policies'] as RecordFile) : null;
  if (folder !== 'records' || !/\.ya?ml$/.test(last)) return null;
  const name = second === undefined ? first.slice(0, first.lastIndexOf('.')) : first;
  const file = name === 'policies' || parts.length > 3 || !last.endsWith('.yaml') ? undefined : programFiles[name];
  return file ?? undefined;
}

/** The scope of one file: the part that its own faults make unknown. A name that the ledger could not hold is written out in hex. */
export function scopeOf(path: string): string {
  return `file:${path.replace(/[^A-Za-z0-9._/-]/gu, (mark) => `%${Buffer.from(mark).toString('hex')}`)}`;
}
