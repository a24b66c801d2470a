import type { Category } from '../../controls/criteria.ts';
import type { Iso, WrittenSetting } from '../assessment.ts';
import type { Document } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';

/** A calendar day in the program's zone: `2025-12-31`. */
export type Day = string;

/** Something that the program has in scope. */
export interface HeldThing {
  readonly id: string;
  readonly title: string;
  readonly since: Day;
  /** The last day; null while it is in scope. */
  readonly until: Day | null;
  readonly why: string;
}

/** `carved-out`: the vendor's controls are left out of the description. `inclusive`: they are part of it. null: nobody has decided. */
export type VendorMethod = 'carved-out' | 'inclusive' | null;

export interface VendorFacts {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly tier: 'critical' | 'important' | 'minor';
  readonly since: Day;
  /** The last day of use; null while in use. */
  readonly until: Day | null;
  readonly reviewed: Day | null;
  /** The report or the answers that the last review rested on. */
  readonly report: string | null;
  readonly method: VendorMethod;
}

/** A control that somebody else must keep for ours to work. */
export interface ComplementaryControl {
  readonly id: string;
  readonly text: string;
  readonly criteria: readonly string[];
}

export interface SubserviceControl extends ComplementaryControl {
  /** The id of the vendor it is expected of. */
  readonly vendor: string;
}

export interface IncidentFacts {
  readonly id: string;
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly beganAt: Iso;
  /** null while it lasts. */
  readonly endedAt: Iso | null;
  /** The day on which it was gone through afterwards. */
  readonly review: Day | null;
  readonly notes: string;
}

export interface PolicyFacts {
  readonly id: string;
  readonly title: string;
  readonly status: 'draft' | 'adopted';
  readonly version: number;
  readonly owner: string;
  readonly approvedOn: Day | null;
  readonly reviewedOn: Day | null;
  readonly effective: Day | null;
}

/** A change of what the program promises. */
export interface ProgramChange {
  readonly on: Day;
  readonly what: 'control-adopted' | 'control-version' | 'control-retired' | 'policy-version' | 'setting';
  /** The id of the control, policy or setting. */
  readonly id: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The nine parts of a description, in our own numbering, which follows the order of the description criteria. */
export const descriptionIds = ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9'] as const;
export type DescriptionId = (typeof descriptionIds)[number];

/** What is known of the days between the end of the period and the day up to which a bridge letter speaks. */
export interface BridgeFacts {
  readonly to: Day;
  /** The results over exactly those days; null where nothing was judged. */
  readonly report: ProgramReport | null;
  readonly incidents: readonly IncidentFacts[];
  readonly changes: readonly ProgramChange[];
  /** What was seen of the kind `incident` in those days. */
  readonly coverage: ProgramReport['coverage'];
}

/** What drafts are made from besides the results. Lists hold what was seen; `coverage` tells what was not. */
export interface DraftFacts {
  readonly organization: string;
  readonly program: string;
  readonly categories: readonly Category[];
  readonly zone: string;
  /** What was seen in the period of the kinds that the lists come from: `scope`, `person`, `policy`, `vendor`, `incident`. One that is missing was not seen. */
  readonly coverage: ProgramReport['coverage'];
  readonly inventory: {
    readonly repositories: readonly HeldThing[];
    readonly systems: readonly HeldThing[];
    readonly backups: readonly HeldThing[];
  };
  /** How many people were employed at the end of the period, by role. */
  readonly people: readonly { readonly role: string; readonly count: number }[];
  readonly vendors: readonly VendorFacts[];
  /** What the company provides, in its own words (Markdown). */
  readonly services: string | null;
  /** What we expect of customers. */
  readonly userEntityControls: readonly ComplementaryControl[];
  /** What we expect of vendors. */
  readonly subserviceControls: readonly SubserviceControl[];
  /** Criteria that the company says do not apply to it. */
  readonly notRelevant: readonly { readonly criterion: string; readonly reason: string }[];
  /** Incidents that touched the period. */
  readonly incidents: readonly IncidentFacts[];
  readonly policies: readonly PolicyFacts[];
  /** The parameters in force at the end of the period. */
  readonly settings: readonly WrittenSetting[];
  /** Changes inside the period, oldest first. */
  readonly changes: readonly ProgramChange[];
  /** null: no auditor is engaged, or nobody wrote down who. */
  readonly engagement: { readonly firm: string } | null;
  /** Sections that the company wrote itself (Markdown), by the part of the description they belong to. */
  readonly texts: Partial<Readonly<Record<DescriptionId, string>>>;
  /** null where no bridge letter is asked for. */
  readonly bridge: BridgeFacts | null;
}

export type Draft = (report: ProgramReport, facts: DraftFacts) => Document;
