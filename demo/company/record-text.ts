/** What the company's controls promise to record: how often, by whom, and how its notes read. `{18-30}` is a number that differs from record to record. */
export interface RecordText {
  readonly record: string;
  readonly control: string;
  /** The cadence in months, as the policies or the defaults have it. */
  readonly months: 3 | 6 | 12;
  readonly lead: string;
  /** Who may help, while they work here. */
  readonly helpers: 'engineers' | 'leads';
  /** Taken in turn, window by window. */
  readonly notes: readonly string[];
}

export const CTO = 'p-001';
export const SECURITY = 'p-002';
export const OPERATIONS = 'p-003';
export const ENGINEER = 'p-004';
export const PEOPLE = 'p-005';

type Row = readonly [record: string, control: string, lead: string, ...notes: string[]];
/** A table of such texts: record, control, who leads, and the notes. */
export const rows =
  (months: RecordText['months'], helpers: RecordText['helpers']) =>
  (...list: readonly Row[]): RecordText[] =>
    list.map(([record, control, lead, ...notes]) => ({ record, control, months, lead, helpers, notes }));
