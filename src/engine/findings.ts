import type { WrittenExclusion, WrittenFinding, WrittenSpan } from '../audit/assessment.ts';
import type { Check } from '../checks/check.ts';
import type { Finding, FindingSpan } from '../checks/evaluate.ts';
import { withRemarks } from '../controls/exclusion-remarks.ts';
import { type JudgedExclusion, judgeExclusions, liesOver } from '../controls/exclusions.ts';
import type { Timeline } from '../facts/timeline.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { type Judged, timelineOf } from './judge.ts';
import type { World } from './world.ts';

export interface FindingsOfCheck {
  readonly check: Check;
  readonly findings: readonly WrittenFinding[];
}

export interface WrittenFindings {
  readonly perCheck: readonly FindingsOfCheck[];
  readonly exclusions: readonly WrittenExclusion[];
}

/** Findings as rows, with the exclusions that lie over them; nothing beneath is changed. */
export function writtenFindings(judged: Judged): WrittenFindings {
  const claimed = claimedLeaves(judged.world);
  const exclusions = exclusionsOf(judged);
  const perCheck = judged.checks.map(({ check, findings }) => ({
    check,
    findings: findings.map((finding) => written(finding, { claimed, excludedBy: excluder(finding, exclusions, judged.horizon) })),
  }));
  return { perCheck, exclusions: exclusions.map(writtenExclusion) };
}

function exclusionsOf({ world, checks, context: { period }, horizon, zone }: Judged): readonly JudgedExclusion[] {
  const facts = { exclusion: timelineOf(world, 'exclusion'), person: timelineOf(world, 'person') };
  const findings = new Map(checks.map((one) => [one.check.id, one.findings]));
  return withRemarks(judgeExclusions(facts, { zone, horizon, context: { period } }), { findings, period, horizon });
}

function claimedLeaves(world: World): ReadonlySet<number> {
  const leaves = new Set<number>();
  for (const timeline of Object.values(world) as Timeline<never>[]) {
    for (const subject of timeline.subjects) for (const version of subject.versions) if (version.basis === 'claimed') leaves.add(version.leaf);
  }
  return leaves;
}

function excluder(finding: Finding, exclusions: readonly JudgedExclusion[], horizon: Instant): string | null {
  return exclusions.find((one) => liesOver(one, finding, horizon))?.id ?? null;
}

function written(finding: Finding, { claimed, excludedBy }: { claimed: ReadonlySet<number>; excludedBy: string | null }): WrittenFinding {
  const { check, version, item, title, outcome, because, due, recordedLate, leaves } = finding;
  return {
    check,
    version,
    item,
    title,
    outcome,
    because,
    spans: finding.spans.map(writtenSpan),
    due: due === undefined ? null : isoInstant(due),
    recordedLate: recordedLate ?? 0,
    claimed: leaves.some((leaf) => claimed.has(leaf)),
    excludedBy,
    leaves,
  };
}

function writtenSpan({ from, until, outcome, reason }: FindingSpan): WrittenSpan {
  return { from: isoInstant(from), until: until === null ? null : isoInstant(until), outcome, ...(reason && { reason }) };
}

function writtenExclusion(one: JudgedExclusion): WrittenExclusion {
  const { id, check, items, reason, requestedBy, approvedBy, approvedAt, until, inForce, remark } = one;
  return {
    id,
    check,
    items,
    reason,
    requestedBy,
    approvedBy,
    approvedAt: approvedAt === null ? null : isoInstant(approvedAt),
    until: isoInstant(until),
    inForce,
    remark,
  };
}
