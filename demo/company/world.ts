import type { CalendarDate } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import type { ControlRecord, KeptControl, SystemDescription } from './world-program.ts';

/** Everything that happened at the demo company, as plain data. What follows from it (files, commits, shas) is written by demo/write/write-company.ts. */
export interface World {
  readonly seed: string;
  readonly people: readonly Person[];
  readonly accounts: readonly Account[];
  readonly repositories: readonly Repository[];
  readonly changes: readonly Change[];
  readonly approvals: readonly Approval[];
  readonly policies: readonly Policy[];
  readonly accessReviews: readonly AccessReview[];
  readonly restoreDrills: readonly RestoreDrill[];
  readonly tabletops: readonly Tabletop[];
  readonly incidents: readonly Incident[];
  readonly vendors: readonly Vendor[];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly acceptances: readonly Acceptance[];
  readonly exclusions: readonly Exclusion[];
  readonly controls: readonly KeptControl[];
  readonly controlRecords: readonly ControlRecord[];
  /** Its versions, oldest first. */
  readonly description: readonly SystemDescription[];
  /** Spans in which a file of the program could not be parsed, from the breaking commit to the mending one. */
  readonly malformed: readonly Malformed[];
  /** What defects were laid over, so that no two meet: see demo/operators/operator.ts. Empty in a clean world. */
  readonly touched: readonly string[];
}

export type PersonId = string;

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly emails: readonly string[];
  readonly role: string;
  readonly team: string;
  readonly engineer: boolean;
  readonly authority: readonly string[];
  readonly employment: readonly Employment[];
}

/** `recorded` and `endRecorded` are when people.yaml came to say so. */
export interface Employment {
  readonly from: CalendarDate;
  readonly recorded: Instant;
  readonly until: CalendarDate | null;
  readonly endRecorded: Instant | null;
}

export interface Account {
  readonly id: string;
  readonly system: string;
  readonly login: string;
  readonly holder: { readonly person: PersonId } | { readonly service: string; readonly owner: PersonId };
  readonly privileged: boolean;
  readonly opened: Instant;
  /** null while open. `unknown` says that nobody knows; it was written down at `closedRecorded`. */
  readonly closed: Instant | 'unknown' | null;
  readonly closedRecorded: Instant | null;
}

/** How many commits deep a clone is whose older history is cut off. */
export const SHALLOW_DEPTH = 12;

export interface Repository {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  readonly paths: readonly string[];
  readonly created: Instant;
  readonly createdBy: PersonId;
  readonly scope: {
    readonly since: CalendarDate;
    readonly recorded: Instant;
    readonly until: CalendarDate | null;
    readonly endRecorded: Instant | null;
  };
  readonly approvals: 'records' | 'none';
  /** What can be looked at: all of it, a clone with the older history cut off, or nothing. */
  readonly clone: 'full' | 'shallow' | 'never-connected';
}

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** A merged pull request, or a direct push where `pullRequest` is null (then it has one commit, which is itself what landed). */
export interface Change {
  /** `api#123` for a pull request, `api!7` for a direct push. */
  readonly id: string;
  readonly repository: string;
  readonly pullRequest: number | null;
  readonly author: PersonId | null;
  readonly branch: string;
  readonly title: string;
  readonly branchedAt: Instant;
  readonly commits: readonly ChangeCommit[];
  readonly landedAt: Instant;
  readonly mergedBy: Identity;
}

export interface ChangeCommit {
  /** Unique within the change. */
  readonly key: string;
  readonly kind: 'work' | 'base-merge';
  readonly author: Identity;
  readonly coAuthors: readonly Identity[];
  readonly at: Instant;
  readonly message: string;
  /** Files whose content this commit itself changes. A clean merge from the base changes none. */
  readonly touches: readonly string[];
}

export interface Approval {
  readonly id: string;
  readonly repository: string;
  readonly pullRequest: number;
  /** The change and the key of the last commit the approver saw. */
  readonly change: string;
  readonly commit: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly withdrawn: Instant | null;
}

export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly owner: PersonId;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly paragraphs: readonly string[];
  readonly versions: readonly PolicyVersion[];
}

export interface PolicyVersion {
  /** The commit that brought it. */
  readonly recorded: Instant;
  readonly status: 'draft' | 'adopted';
  readonly version: number;
  readonly author: PersonId;
  readonly approvedBy: PersonId | null;
  readonly approvedOn: CalendarDate | null;
  readonly reviewedOn: CalendarDate | null;
  readonly effective: CalendarDate | null;
}

export interface Decision {
  readonly account: string;
  readonly decision: 'keep' | 'change' | 'remove';
  readonly by: PersonId;
}

export interface AccessReview {
  readonly id: string;
  readonly due: CalendarDate;
  readonly listed: Instant;
  readonly decided: Instant;
  readonly decisions: readonly Decision[];
  readonly signed: { readonly by: PersonId; readonly at: Instant } | null;
}

export interface RestoreDrill {
  readonly id: string;
  readonly due: CalendarDate;
  readonly backup: string;
  readonly done: Instant;
  readonly by: PersonId;
  readonly result: 'restored' | 'failed';
  readonly notes: string | null;
  /** The commit that took the entry out again. */
  readonly removed: Instant | null;
}

export interface Tabletop {
  readonly id: string;
  readonly due: CalendarDate;
  readonly held: Instant;
  readonly scenario: string;
  readonly participants: readonly PersonId[];
  readonly notes: string | null;
  readonly documented: CalendarDate;
  readonly removed: Instant | null;
}

export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly began: Instant;
  readonly ended: Instant;
  readonly lead: PersonId;
  readonly review: CalendarDate;
  readonly notes: string;
}

export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly tier: 'critical' | 'important' | 'minor';
  readonly owner: PersonId;
  readonly since: CalendarDate;
  readonly reviewed: CalendarDate;
  readonly report: string;
}

export interface Vulnerability {
  readonly id: string;
  readonly identifier: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly where: string;
  readonly found: Instant;
  /** null while open. `unknown` says that nobody knows when; it was written down at `fixedRecorded`. */
  readonly fixed: Instant | 'unknown' | null;
  readonly fixedRecorded: Instant | null;
  readonly source: string;
}

export interface Acceptance {
  readonly id: string;
  readonly vulnerability: string;
  readonly reason: string;
  readonly requestedBy: PersonId;
  readonly approvedBy: PersonId;
  readonly approvedAt: Instant;
  readonly until: CalendarDate;
}

export interface Exclusion {
  readonly id: string;
  readonly check: string;
  /** The change that is excluded. */
  readonly change: string;
  readonly reason: string;
  readonly requestedBy: PersonId;
  readonly approvedBy: PersonId;
  readonly approvedAt: Instant;
  readonly until: CalendarDate;
}

export interface Malformed {
  readonly path: string;
  readonly from: Instant;
  readonly until: Instant;
}
