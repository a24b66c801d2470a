import type { Control } from '../../../controls/control.ts';
import type { StandingControl } from '../../../controls/standing.ts';
import { calendarDate, daysSpan, zone } from '../../../kernel/calendar.ts';
import { type Instant, isoInstant } from '../../../kernel/time.ts';
import type { Mode } from '../../../populations/population.ts';
import type { AssessmentSummary, AuditedPeriod, CheckResult, Counts, Iso, WrittenFinding, WrittenItem, WrittenSpan } from '../../assessment.ts';
import type { ReportInput } from '../report-input.ts';

/** One item of a hand-made check, with its finding; what is left out is well. Instants as `2025-03-01T10:00:00Z`. */
export interface GivenItem {
  readonly item: string;
  readonly from: string;
  /** Left out: the millisecond after it began. */
  readonly until?: string;
  readonly fails?: readonly (readonly [from: string, until: string | null])[];
  readonly unknown?: readonly (readonly [from: string, until: string | null])[];
  readonly notOwed?: boolean;
  readonly due?: string;
  readonly excludedBy?: string;
}

export interface GivenCheck {
  readonly id: string;
  readonly mode: Mode;
  readonly items: readonly GivenItem[];
  readonly unseen?: readonly (readonly [from: string, until: string])[];
  readonly every?: string;
}

interface GivenAssessment {
  readonly zone?: string;
  readonly first?: string;
  readonly last?: string;
  /** Left out: the end of the period. */
  readonly horizon?: string;
  /** null: no program is known. */
  readonly categories?: readonly string[] | null;
  readonly checks: readonly GivenCheck[];
}

export type GivenStanding = Partial<Omit<StandingControl, 'control' | 'why'>> & { readonly retiredWhy?: string };

/** Everything that results are computed from, with nothing adopted; each check asks a population of its own. */
export function assessed(given: GivenAssessment, rest: Partial<Omit<ReportInput, 'summary' | 'findings' | 'items'>> = {}): ReportInput {
  return {
    summary: summaryOf(given),
    findings: given.checks.flatMap((check) => check.items.map((one) => findingOf(check.id, one))),
    items: new Map(given.checks.map(({ id, items }) => [populationOf(id), items.map(itemOf)])),
    controls: [control('only', { checks: given.checks.map((one) => one.id) })],
    standing: [],
    documents: [],
    earlier: [],
    responses: [],
    automated: new Set(),
    ...rest,
  };
}

/** A control that bears on CC8.1. */
export function control(id: string, more: Partial<Control> = {}): Control {
  return {
    id,
    version: 1,
    title: `Title of ${id}`,
    promise: `Promise of ${id}`,
    how: `How ${id} is done`,
    owner: 'Head of engineering',
    frequency: 'each-time',
    cadence: [],
    checks: [],
    records: [],
    documents: [],
    variants: [],
    criteria: [{ criterion: 'CC8.1', reason: `Reason of ${id}` }],
    ...more,
  };
}

/** An entry of the program: version 1, kept since 2024, as the catalogue has it. */
export function standing(of: string, { retiredWhy = '', ...more }: GivenStanding = {}): StandingControl {
  return {
    control: of,
    version: 1,
    since: '2024-01-01',
    until: null,
    variant: null,
    owner: null,
    promise: null,
    compensating: null,
    why: retiredWhy,
    ...more,
  };
}

function summaryOf(given: GivenAssessment): AssessmentSummary {
  const { categories = ['security'], checks } = given;
  return {
    format: 'tickmark-assessment/1',
    tickmark: '0.0.0',
    organization: { id: '00000000-0000-4000-8000-000000000000', name: 'Example' },
    program: categories && { id: 'program', title: 'Program', categories },
    period: periodOf(given),
    treeSize: 10,
    controls: [],
    checks: checks.map(checkOf),
    populations: checks.map(({ id, mode, items }) => ({
      population: populationOf(id),
      title: id,
      definition: id,
      mode,
      items: items.length,
      sha256: '',
      unseen: [],
      reconciliations: [],
      looks: [],
    })),
    exclusions: [],
    coverage: [],
    files: [],
  };
}

function periodOf({ zone: name = 'UTC', first = '2025-01-01', last = '2025-12-31', horizon }: GivenAssessment): AuditedPeriod {
  const span = daysSpan(calendarDate(first), calendarDate(last), zone(name));
  const until = isoInstant(span.until);
  const end = horizon === undefined ? until : iso(horizon);
  return { audit: 'audit', type: 2, first, last, zone: name, from: isoInstant(span.from), until, horizon: end };
}

function checkOf({ id, items, unseen = [], every }: GivenCheck): CheckResult {
  const counts = countOf(items.map((one) => findingOf(id, one)));
  const gaps = unseen.map(([from, until]) => ({ from: iso(from), until: iso(until), reason: 'denied' as const, why: 'Denied.' }));
  return {
    id,
    version: 1,
    title: `Title of ${id}`,
    asks: `What ${id} asks`,
    mend: '',
    population: populationOf(id),
    ...counts,
    outcome: counts.fail > 0 ? 'fail' : counts.unknown + gaps.length > 0 ? 'unknown' : counts.items === 0 ? 'no-items' : 'pass',
    unseen: gaps,
    settings: every === undefined ? [] : [{ name: 'a-cadence.every', written: every, policy: null, since: iso('2000-01-01T00:00:00Z') }],
  };
}

function countOf(findings: readonly WrittenFinding[]): Counts {
  const open = findings.filter((one) => one.excludedBy === null);
  const count = (outcome: WrittenFinding['outcome']) => open.filter((one) => one.outcome === outcome).length;
  return {
    items: findings.length,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    notOwed: count('not-owed'),
    excluded: findings.length - open.length,
  };
}

function findingOf(check: string, { item, fails = [], unknown = [], notOwed = false, due, excludedBy }: GivenItem): WrittenFinding {
  const spans = [...fails.map((one) => spanOf(one, 'fail')), ...unknown.map((one) => spanOf(one, 'unknown'))];
  return {
    check,
    version: 1,
    item,
    title: item,
    outcome: fails.length > 0 ? 'fail' : unknown.length > 0 ? 'unknown' : notOwed ? 'not-owed' : 'pass',
    because: `Because of ${item}.`,
    spans: spans.sort((a, b) => (a.from < b.from ? -1 : 1)),
    due: due === undefined ? null : iso(due),
    recordedLate: 0,
    claimed: false,
    excludedBy: excludedBy ?? null,
    leaves: [],
  };
}

function spanOf([from, until]: readonly [string, string | null], outcome: WrittenSpan['outcome']): WrittenSpan {
  const reason = outcome === 'unknown' ? { reason: 'denied' as const } : {};
  return { from: iso(from), until: until === null ? null : iso(until), outcome, ...reason };
}

function itemOf({ item, from, until }: GivenItem): WrittenItem {
  const end = until === undefined ? isoInstant((Date.parse(from) + 1) as Instant) : iso(until);
  return { item, title: item, because: '', from: iso(from), until: end, leaves: [] };
}

function populationOf(check: string): string {
  return `population of ${check}`;
}

function iso(text: string): Iso {
  return new Date(text).toISOString();
}
