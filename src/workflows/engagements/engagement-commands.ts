import type { EngagementPeriod, EventOf, FrozenAssessment, Mark, Method, RequestState } from './engagement-events.ts';

/** What is known of a sealed assessment when something of it is frozen. */
export interface AssessmentToFreeze {
  readonly assessment: FrozenAssessment;
  /** As the records say today, for this audit. */
  readonly period: EngagementPeriod | null;
  /** The period that was judged. */
  readonly judged: EngagementPeriod;
  readonly tickmark: string;
  readonly checks: Readonly<Record<string, number>>;
  /** Of the catalogue, as they were when it was judged. */
  readonly controls: Readonly<Record<string, number>>;
}

export interface DrawnItems {
  readonly seed: string;
  readonly size: number;
  readonly items: EventOf<'sample-drawn'>['items'];
}

/** Everything that can be asked of an engagement. What must be known of the world comes with the command. */
export type EngagementCommand =
  | {
      readonly type: 'open';
      readonly audit: string;
      readonly firm: string;
      readonly auditors: EventOf<'opened'>['auditors'];
      readonly period: EngagementPeriod | null;
      readonly categories: readonly string[];
      /** Those that the program commits to. */
      readonly committed: readonly string[];
      readonly pins: EventOf<'opened'>['pins'];
    }
  | { readonly type: 'add-auditor'; readonly auditor: { readonly id: string; readonly name: string } }
  | { readonly type: 'move-period'; readonly period: EngagementPeriod | null; readonly reason: string }
  | { readonly type: 'pin-again'; readonly pins: EventOf<'opened'>['pins']; readonly reason: string }
  | {
      readonly type: 'capture-settings';
      readonly from: AssessmentToFreeze;
      readonly settings: EventOf<'settings-captured'>['settings'];
      readonly anyway: boolean;
    }
  | {
      readonly type: 'freeze';
      readonly from: AssessmentToFreeze;
      readonly populations: readonly { readonly population: string; readonly sha256: string; readonly items: number }[];
      /** Freeze before the period closed, marked as interim. */
      readonly interim: boolean;
    }
  | {
      readonly type: 'draw';
      readonly control: string;
      readonly population: string;
      readonly method: Method;
      readonly strata: number;
      /** Drawn from the frozen rows. */
      readonly drawn: DrawnItems;
      /** Of the rows that it was drawn from. */
      readonly sha256: string;
    }
  | {
      readonly type: 'extend';
      readonly control: string;
      readonly population: string;
      readonly reason: string;
      readonly items: EventOf<'sample-drawn'>['items'];
    }
  | {
      readonly type: 'mark';
      readonly control: string;
      readonly population: string;
      readonly item: string;
      readonly attribute: string;
      readonly mark: Mark;
      readonly note: string;
      /** What the machine says of this cell in the frozen assessment; null: there is no such item or attribute. */
      readonly outcome: EventOf<'marked'>['outcome'] | null;
    }
  | { readonly type: 'request'; readonly title: string; readonly control: string | null; readonly due: string | null }
  | {
      readonly type: 'move-request';
      readonly request: string;
      readonly state: RequestState;
      readonly comment: string;
      readonly evidence: readonly string[];
    }
  | { readonly type: 'comment'; readonly request: string; readonly comment: string }
  | {
      readonly type: 'explain';
      readonly population: string;
      readonly difference: string;
      readonly explanation: string;
      /** The differences between the sources of the frozen population. */
      readonly known: readonly string[];
    }
  | { readonly type: 'close'; readonly reason: string };

export type CommandOf<T extends EngagementCommand['type']> = Extract<EngagementCommand, { type: T }>;
