import type { ControlReport } from '../program-report.ts';
import type { CheckStates } from '../results/check-states.ts';
import type { Site } from './page.ts';
import type { CheckTally } from './tally.ts';

/** What the page of one control is drawn from. */
export interface ControlInput {
  readonly site: Site;
  readonly path: string;
  readonly control: ControlReport;
  readonly tallies: ReadonlyMap<string, CheckTally>;
  readonly checkStates: CheckStates;
}
