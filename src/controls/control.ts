import type { SettingName } from '../populations/settings.ts';
import type { CriterionId } from './criteria.ts';

/** Why a control bears on a criterion: what in the control meets it. */
export interface Mapping {
  readonly criterion: CriterionId;
  readonly reason: string;
}

/** What a company promises to do, and how it is seen whether it did. */
export interface Control {
  readonly id: string;
  /** Goes up when the promise changes. */
  readonly version: number;
  readonly title: string;
  /** The promise, as the company makes it. */
  readonly promise: string;
  /** Who answers for it, as a role. */
  readonly owner: string;
  /** The parameters that say how often, or within what time; none: each time it happens. */
  readonly cadence: readonly SettingName[];
  /** Ids of the checks that ask whether it operated. */
  readonly checks: readonly string[];
  /** Ids of the policies that state it. */
  readonly documents: readonly string[];
  readonly criteria: readonly Mapping[];
}

export function defineControl(control: Control): Control {
  return control;
}
