import type { CalendarDate } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';

/** One version of a control that the company keeps. Whatever ends it is written down at `ended.recorded`; until then the entry names no end. */
export interface KeptControl {
  readonly control: string;
  readonly version: number;
  readonly since: CalendarDate;
  readonly variant: 'one-person' | 'platform-only' | 'no-office' | null;
  readonly owner: string;
  /** In the company's own words; null: as the catalogue says it. */
  readonly promise: string | null;
  readonly why: string;
  readonly recorded: Instant;
  readonly ended: { readonly until: CalendarDate; readonly why: string; readonly recorded: Instant } | null;
}

/** Something that a control promises to be made at a cadence, made. */
export interface ControlRecord {
  readonly id: string;
  readonly record: string;
  readonly due: CalendarDate;
  readonly done: Instant;
  readonly by: readonly string[];
  readonly notes: string | null;
  readonly evidence: readonly string[];
  readonly recorded: Instant;
  /** The commit that took the entry out again. */
  readonly removed: Instant | null;
}

/** What the company says of its system, from `recorded` on. */
export interface SystemDescription {
  readonly recorded: Instant;
  readonly services: string;
  /** By part, DC1 to DC9. */
  readonly sections: Readonly<Record<string, string>>;
  readonly subservice: readonly { readonly vendor: string; readonly method: 'carved-out' | 'inclusive' }[];
  readonly customerControls: readonly Complementary[];
  readonly vendorControls: readonly (Complementary & { readonly vendor: string })[];
}

/** A control that the system counts on and that somebody else keeps. */
export interface Complementary {
  readonly id: string;
  readonly text: string;
  readonly criteria: readonly string[];
}
