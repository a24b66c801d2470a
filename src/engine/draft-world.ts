import type { ProgramReport } from '../audit/program-report.ts';
import { mergeReads, type Reads } from '../facts/reads.ts';
import { type Zone, zone } from '../kernel/calendar.ts';
import { type Instant, parseInstant, type Span } from '../kernel/time.ts';
import { coverageByKind } from './coverage.ts';
import type { Installation } from './installation.ts';
import { readLooks, readSights, type SightedLook } from './sights.ts';
import { loadWorld, type World } from './world.ts';

/** What drafts read, besides the results. */
const reads: Reads = {
  scope: ['what', 'id', 'title', 'since', 'until', 'why'],
  person: ['id', 'role', 'employment'],
  vendor: ['id', 'name', 'service', 'tier', 'since', 'until', 'reviewed', 'report'],
  incident: ['id', 'title', 'severity', 'beganAt', 'endedAt', 'review', 'notes'],
  policy: ['id', 'title', 'status', 'version', 'owner', 'approvedOn', 'reviewedOn', 'effective', 'parameters', 'text'],
  control: ['control', 'version', 'since', 'until', 'variant', 'owner', 'promise', 'compensating', 'why'],
  'system-description': ['services', 'sections', 'subservice', 'customerControls', 'vendorControls', 'notRelevant'],
};

/** The facts of drafts below one place in the ledger, with the looks that told them. */
export interface DraftWorld {
  readonly world: World;
  readonly looks: readonly SightedLook[];
}

/** The judged part of a report's period, as instants. */
export interface DraftDays {
  readonly period: Span;
  readonly horizon: Instant;
  readonly zone: Zone;
}

export async function loadDraftWorld({ db, organization }: Pick<Installation, 'db' | 'organization'>, treeSize: number): Promise<DraftWorld> {
  const looks = await readLooks(db, organization.id, treeSize);
  const sights = await readSights(db, organization.id, treeSize, looks);
  const world = await loadWorld(db, { organization: organization.id, treeSize, reads: mergeReads([reads]), sights, looks });
  return { world, looks };
}

export function draftDays({ period: { from, until, horizon, zone: name } }: ProgramReport): DraftDays {
  return { period: { from: parseInstant(from), until: parseInstant(until) }, horizon: parseInstant(horizon), zone: zone(name) };
}

/** What was seen of each kind over days, so that an empty list is told from one that nobody saw. */
export function draftCoverage({ world, looks }: DraftWorld, { period, horizon }: Omit<DraftDays, 'zone'>): ProgramReport['coverage'] {
  return coverageByKind({ world, looks, horizon, context: { period } });
}
