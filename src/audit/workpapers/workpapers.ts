import type { EngagementPeriod, FrozenAssessment, Mark, Method, RequestState } from '../../workflows/engagements/engagement-events.ts';
import type { Engagement } from '../../workflows/engagements/engagement-state.ts';
import type { CompletenessSheet, Counts, Iso, WrittenFinding, WrittenGap, WrittenItem } from '../assessment.ts';
import type { ManagementResponse } from '../program-report.ts';
import type { DrawnItem } from '../sampling/draw.ts';

/** Everything that an auditor's engagement holds: what was frozen, drawn, judged by Tickmark and marked by the auditor, item by item. */
export interface Workpapers {
  readonly format: 'tickmark-workpapers/1';
  readonly engagement: EngagementPaper;
  readonly settings: readonly SettingsPaper[];
  /** Those that were frozen, and those that a pinned control's checks ask. */
  readonly populations: readonly PopulationPaper[];
  /** Those that the engagement pins, by id. */
  readonly controls: readonly ControlPaper[];
  readonly requests: readonly RequestPaper[];
  readonly voided: readonly VoidedPaper[];
  /** Work that belongs to no test of a pinned control; kept, so that nothing is hidden. */
  readonly unplaced: { readonly marks: readonly UnplacedMark[]; readonly samples: readonly (SamplePaper & InTest)[] };
  readonly notes: readonly string[];
}

export interface By {
  readonly by: string;
  readonly at: Iso;
}

export interface EngagementPaper {
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly simulated: boolean;
  readonly audit: string;
  readonly firm: string;
  readonly auditors: Engagement['auditors'];
  readonly period: EngagementPeriod;
  readonly categories: readonly string[];
  readonly pins: Engagement['pins'];
  readonly opened: By;
  readonly closed: (By & { readonly reason: string }) | null;
  /** Where the newest assessment stands, against which frozen populations are held. */
  readonly newest: { readonly tickmark: string; readonly treeSize: number; readonly horizon: Iso };
}

export interface SettingsPaper extends By {
  readonly assessment: FrozenAssessment;
  readonly timing: 'early' | 'inside' | 'late';
  readonly settings: Engagement['settings'][number]['settings'];
}

export interface FrozenPaper extends By {
  readonly sha256: string;
  readonly items: number;
  readonly phase: 'interim' | 'final';
  readonly assessment: FrozenAssessment;
}

export interface PopulationPaper {
  readonly population: string;
  readonly title: string;
  readonly definition: string;
  readonly mode: CompletenessSheet['mode'];
  readonly items: number;
  readonly sha256: string;
  /** null: not frozen; what stands here is of the newest assessment. */
  readonly frozen: FrozenPaper | null;
  /** Earlier freezings of it, which no longer count. */
  readonly earlier: readonly FrozenPaper[];
  readonly occurrence: Occurrence;
  readonly completeness: Completeness;
  /** How the newest assessment's population differs from the frozen one; null where it does not. */
  readonly changedSince: ChangedSince | null;
}

/** Whether anything occurred. `not-known`: no item was seen, and nobody was looking all the time. */
export interface Occurrence {
  readonly state: 'occurred' | 'did-not-occur' | 'not-known';
  readonly sentence: string;
}

export interface Completeness {
  readonly looks: number;
  /** The looks by connection; the package's completeness sheet lists each. */
  readonly sources: readonly LookSource[];
  readonly unseen: readonly WrittenGap[];
  readonly reconciliations: CompletenessSheet['reconciliations'];
  /** What the company says to differences between the sources; the last word on each. */
  readonly explanations: readonly (By & { readonly difference: string; readonly explanation: string })[];
}

export interface LookSource {
  readonly connection: string;
  readonly connector: string;
  /** As whom it was looked. */
  readonly identities: readonly string[];
  readonly looks: number;
  readonly first: Iso;
  readonly last: Iso;
  readonly rows: number;
  readonly requests: number;
}

export interface ChangedSince {
  /** null: the newest assessment has no such population. */
  readonly sha256: string | null;
  readonly items: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export interface ControlPaper {
  readonly control: string;
  /** As pinned. */
  readonly version: number;
  readonly title: string;
  readonly promise: string;
  /** One for each population that its checks ask. */
  readonly tests: readonly TestPaper[];
  readonly requests: readonly string[];
  readonly notes: readonly string[];
}

export interface TestPaper {
  readonly population: string;
  readonly method: 'census' | 'sample';
  /** null for a census. */
  readonly sample: SamplePaper | null;
  readonly attributes: readonly AttributePaper[];
  /** Of cells: items by attributes. */
  readonly counts: Tally;
  /** Those to be tested, in the population's order. */
  readonly items: readonly ItemPaper[];
  /** Those not drawn that fail an attribute or bear a mark. */
  readonly outsideSample: readonly ItemPaper[];
  readonly notes: readonly string[];
}

export interface InTest {
  readonly control: string;
  readonly population: string;
}

export interface SamplePaper extends By {
  /** Hash of the population that it was drawn from. */
  readonly sha256: string;
  readonly method: Method;
  readonly size: number;
  readonly strata: number;
  readonly seed: string;
  readonly items: readonly DrawnItem[];
  readonly extensions: readonly (By & { readonly reason: string; readonly items: readonly DrawnItem[] })[];
}

export interface AttributePaper {
  /** The check. */
  readonly attribute: string;
  readonly version: number;
  /** null: the engagement pins no version of it. */
  readonly pinned: number | null;
  readonly title: string;
  readonly asks: string;
  /** What Tickmark judged of the whole population; excluded items stand apart. */
  readonly judged: Counts;
  readonly counts: Tally;
  readonly upperLimit: UpperLimit;
}

/** What became of what is to be tested, by the auditor's marks: `items` is `tested`, `notTested` and `unmarked` together. */
export interface Tally {
  readonly items: number;
  readonly tested: number;
  readonly accepted: number;
  readonly exceptions: number;
  readonly notTested: number;
  readonly unmarked: number;
  /** Of the unmarked, those that fail by what Tickmark judged. */
  readonly unmarkedFails: number;
}

/** How high the rate of deviations in the population may be, one-sided. Rates are parts of 1. */
export interface UpperLimit {
  /** Items that the question applies to. */
  readonly population: number;
  readonly tested: number;
  readonly deviations: number;
  /** To be tested, and of which it is not known how they stand. */
  readonly untested: number;
  /** null where there is nothing to reckon from; the notes say why. */
  readonly at90: number | null;
  readonly at95: number | null;
  /** The same with each untested item taken as a deviation; null where none is untested. */
  readonly untestedAsDeviations: { readonly at90: number; readonly at95: number } | null;
  readonly notes: readonly string[];
}

export interface ItemPaper {
  readonly item: string;
  /** null, as the rest of what the population says: the item is not in the population that counts. */
  readonly member: Omit<WrittenItem, 'item'> | null;
  readonly standing: 'census' | 'drawn' | 'added' | 'outside';
  /** One for each attribute, in their order. */
  readonly cells: readonly CellPaper[];
}

export interface CellPaper {
  readonly attribute: string;
  /** What Tickmark judged; null where it judged no such item. */
  readonly machine: Pick<WrittenFinding, 'outcome' | 'because' | 'spans' | 'due' | 'recordedLate' | 'claimed' | 'excludedBy' | 'leaves'> | null;
  readonly response: ManagementResponse | null;
  /** The auditor's own, the last of them; null: nobody has marked it. */
  readonly mark: MarkPaper | null;
  /** Those before it, oldest first. */
  readonly earlier: readonly MarkPaper[];
}

export interface MarkPaper extends By {
  readonly mark: Mark;
  readonly note: string;
  /** What Tickmark said when it was marked. */
  readonly outcome: string;
}

export interface UnplacedMark extends InTest {
  readonly item: string;
  readonly attribute: string;
  /** Oldest first; the last counts. */
  readonly marks: readonly MarkPaper[];
}

export interface RequestPaper extends By {
  readonly request: string;
  readonly title: string;
  readonly control: string | null;
  readonly due: string | null;
  readonly state: RequestState;
  /** State null: a comment alone. */
  readonly history: readonly (By & { readonly state: RequestState | null; readonly comment: string; readonly evidence: readonly string[] })[];
}

/** Work that a moved period made void. */
export interface VoidedPaper {
  readonly reason: string;
  /** The period that no longer counts. */
  readonly period: EngagementPeriod;
  readonly frozen: readonly (FrozenPaper & { readonly population: string })[];
  readonly samples: readonly (SamplePaper & InTest)[];
}
