import { dataRecords } from './control-records/data.ts';
import { governanceRecords } from './control-records/governance.ts';
import { operationsRecords } from './control-records/operations.ts';
import type { CadenceName } from './settings.ts';

/** A record that a control promises to make at a cadence: the minutes of a meeting, the result of a review. */
export interface RecordDefinition {
  readonly id: string;
  /** The control that promises it. */
  readonly control: string;
  readonly title: string;
  /** What the record must show, so that somebody who was not there can tell that it was done. */
  readonly shows: string;
  /** The parameter that says how often. */
  readonly cadence: CadenceName;
}

/** Every record that a control of the catalogue promises at a cadence. */
export const controlRecords = [...governanceRecords, ...operationsRecords, ...dataRecords] as const satisfies readonly RecordDefinition[];

export type RecordId = (typeof controlRecords)[number]['id'];
