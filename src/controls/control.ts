import type { RecordId } from '../populations/control-records.ts';
import type { SettingName } from '../populations/settings.ts';
import type { CriterionId } from './criteria.ts';

/** Why a control bears on a criterion: what in the control meets it. */
export interface Mapping {
  readonly criterion: CriterionId;
  readonly reason: string;
}

/** How often a control operates, as an auditor's sampling tables ask. `continuous`: a setting that holds all the time; `each-time`: whenever it happens. */
export type Frequency = 'continuous' | 'each-time' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly';

/** Companies for which a control cannot be kept as it is written. */
export const variantIds = ['one-person', 'platform-only', 'no-office'] as const;
export type VariantId = (typeof variantIds)[number];

/** How a control is kept in a company that is not as the control supposes. */
export interface Variant {
  readonly for: VariantId;
  /** What is done instead. */
  readonly instead: string;
  /** The compensating control, and why the risk stays covered; null where what is done instead meets the criteria by itself. */
  readonly compensating: string | null;
}

/** What a company promises to do, and how it is seen whether it did. */
export interface Control {
  readonly id: string;
  /** Goes up when the promise changes. */
  readonly version: number;
  readonly title: string;
  /** The promise, as the company makes it. */
  readonly promise: string;
  /** How it is done: the steps, in the order in which they are taken. */
  readonly how: string;
  /** Who answers for it, as a role. */
  readonly owner: string;
  readonly frequency: Frequency;
  /** The parameters that say how often, or within what time; none: each time it happens. */
  readonly cadence: readonly SettingName[];
  /** Ids of the checks that ask whether it operated, besides those of its records. */
  readonly checks: readonly string[];
  /** Ids of the records that are to be made, each at its own cadence. */
  readonly records: readonly RecordId[];
  /** Ids of the policies that state it. */
  readonly documents: readonly string[];
  readonly variants: readonly Variant[];
  readonly criteria: readonly Mapping[];
}

export function defineControl(control: Control): Control {
  return control;
}
