import type { KindId } from '../facts/kinds/index.ts';
import type { Json } from '../kernel/canonical-json.ts';

/** A kind of record that a program keeps: in its files, or by decisions that were made here. */
export interface RecordKind {
  readonly kind: KindId;
  readonly title: string;
  /** The file of the program in which it is written down. */
  readonly file: string;
  readonly says: string;
  /** The fields that tell one from another in a list, in this order; the others stand under each. */
  readonly fields: readonly string[];
  /** What a state is called; null where its subject's id is all there is. */
  name(state: State): string | null;
}

export type State = Readonly<Record<string, Json>>;

const text = (field: string) => (state: State) => (typeof state[field] === 'string' && state[field] !== '' ? state[field] : null);
const textOf = (state: State, field: string) => text(field)(state) ?? '';

/** In the order in which they are shown. */
export const recordKinds: readonly RecordKind[] = [
  {
    kind: 'access-review',
    title: 'Access reviews',
    file: 'records/access-reviews.yaml',
    says: 'Who looked at which accounts, what was decided of each, and who signed it.',
    fields: ['due', 'listedAt', 'signed'],
    name: (state) => `Review due ${textOf(state, 'due')}`,
  },
  {
    kind: 'restore-drill',
    title: 'Restore drills',
    file: 'records/restore-drills.yaml',
    says: 'A backup was restored to see that it can be, and what came of it.',
    fields: ['due', 'backup', 'doneAt', 'result', 'by'],
    name: (state) => `${textOf(state, 'backup')}, due ${textOf(state, 'due')}`,
  },
  {
    kind: 'tabletop-exercise',
    title: 'Tabletop exercises',
    file: 'records/tabletop-exercises.yaml',
    says: 'An incident was played through, with whom, and what was learnt.',
    fields: ['due', 'heldAt', 'documentedAt', 'participants'],
    name: text('scenario'),
  },
  {
    kind: 'control-record',
    title: 'Records of controls',
    file: 'records/control-records.yaml',
    says: 'What controls promise to make at a cadence: minutes of meetings, results of reviews.',
    fields: ['record', 'due', 'doneAt', 'by'],
    name: (state) => `${textOf(state, 'record')}, due ${textOf(state, 'due')}`,
  },
  {
    kind: 'incident',
    title: 'Incidents',
    file: 'records/incidents.yaml',
    says: 'What went wrong, how bad it was, from when to when, and who led.',
    fields: ['severity', 'beganAt', 'endedAt', 'lead', 'review'],
    name: text('title'),
  },
  {
    kind: 'vendor',
    title: 'Vendors',
    file: 'records/vendors.yaml',
    says: 'Who the company relies on, for what, and when that was looked at last.',
    fields: ['service', 'tier', 'owner', 'reviewed', 'until'],
    name: text('name'),
  },
  {
    kind: 'exclusion',
    title: 'Exclusions',
    file: 'records/exclusions.yaml',
    says: 'Findings that were accepted until a day, by whom and why; those decided here stand among them.',
    fields: ['check', 'approvedBy', 'approvedAt', 'untilAt'],
    name: text('reason'),
  },
  {
    kind: 'person',
    title: 'People',
    file: 'records/people.yaml',
    says: 'Who works here since when, in which role, and what each may approve.',
    fields: ['role', 'authority', 'employment'],
    name: text('name'),
  },
  {
    kind: 'account',
    title: 'Accounts',
    file: 'records/accounts.yaml',
    says: 'Accounts of systems that are not connected, and whose they are.',
    fields: ['system', 'login', 'person', 'privileged', 'openedAt', 'closedAt'],
    name: (state) => `${textOf(state, 'login')} in ${textOf(state, 'system')}`,
  },
  {
    kind: 'vulnerability',
    title: 'Vulnerabilities',
    file: 'records/vulnerabilities.yaml',
    says: 'Vulnerabilities that a person wrote down, beside those that scanners found.',
    fields: ['severity', 'where', 'foundAt', 'fixedAt', 'dismissed'],
    name: text('identifier'),
  },
  {
    kind: 'acceptance',
    title: 'Acceptances of vulnerabilities',
    file: 'records/vulnerabilities.yaml',
    says: 'Vulnerabilities that are not mended for now, by whose word and until when.',
    fields: ['vulnerability', 'approvedBy', 'approvedAt', 'untilAt'],
    name: text('reason'),
  },
  {
    kind: 'change-approval',
    title: 'Approvals of changes',
    file: 'records/approvals.yaml',
    says: 'Who approved which change, where the code host does not tell.',
    fields: ['by', 'at', 'commit', 'withdrawnAt'],
    name: (state) =>
      typeof state['pullRequest'] === 'number' ? `${textOf(state, 'repository')}#${state['pullRequest']}` : text('repository')(state),
  },
  {
    kind: 'scope',
    title: 'Scope',
    file: 'records/scope.yaml',
    says: 'Which repositories, systems and backups count, since when, who decided and why.',
    fields: ['what', 'since', 'until', 'decidedBy', 'why'],
    name: (state) => text('title')(state) ?? text('id')(state),
  },
  {
    kind: 'audit',
    title: 'Audits',
    file: 'records/scope.yaml',
    says: 'The dates and periods that are examined.',
    fields: ['type', 'date', 'from', 'until'],
    name: text('id'),
  },
  {
    kind: 'program',
    title: 'Program',
    file: 'records/scope.yaml',
    says: 'The categories that the company commits to, and the zone in which its days are counted.',
    fields: ['categories', 'zone', 'since'],
    name: text('title'),
  },
  {
    kind: 'control',
    title: 'Controls kept',
    file: 'records/controls.yaml',
    says: 'Which controls the program keeps, since when, in which version and by whom.',
    fields: ['version', 'since', 'until', 'owner', 'variant'],
    name: text('control'),
  },
  {
    kind: 'system-description',
    title: 'Description of the system',
    file: 'records/description.yaml',
    says: 'What the company says of its system in its own words.',
    fields: ['services', 'subservice', 'notRelevant'],
    name: () => 'The description',
  },
];

export function recordKind(kind: string): RecordKind | undefined {
  return recordKinds.find((one) => one.kind === kind);
}
