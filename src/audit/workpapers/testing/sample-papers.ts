import { parseInstant } from '../../../kernel/time.ts';
import type { EngagementEvent, EventOf } from '../../../workflows/engagements/engagement-events.ts';
import { type Engagement, type EngagementState, evolveEngagement } from '../../../workflows/engagements/engagement-state.ts';
import type { CheckResult, CompletenessSheet, WrittenFinding, WrittenGap, WrittenItem } from '../../assessment.ts';
import { sampleControl, samplePeriod } from '../../exports/testing/sample-parts.ts';
import type { ProgramReport } from '../../program-report.ts';
import { drawMore, drawSample } from '../../sampling/draw.ts';
import { populationSha256 } from '../rederive.ts';
import type { SealedRows, WorkpapersInput } from '../sealed-rows.ts';

export const engagementId = 'engagement-1';
export const control = 'change-approval';
export const population = 'changes';
export const check = 'change/approved-by-another';
const { from, until, first, last, zone } = samplePeriod;
export const period = { type: 2 as const, first, last, zone, from, until };

/** An item with how each check judged it; left out: passed. */
export interface GivenItem {
  readonly item: string;
  readonly title?: string;
  readonly from?: string;
  readonly because?: string;
  readonly outcomes?: Readonly<Record<string, WrittenFinding['outcome']>>;
  readonly excludedBy?: string;
}

export interface GivenPopulation {
  readonly id?: string;
  readonly items: readonly GivenItem[];
  readonly checks?: readonly string[];
  readonly unseen?: readonly WrittenGap[];
  readonly looks?: CompletenessSheet['looks'];
  readonly reconciliations?: CompletenessSheet['reconciliations'];
}

export function numbered(count: number, more: (at: number) => Omit<GivenItem, 'item'> = () => ({})): readonly GivenItem[] {
  return Array.from({ length: count }, (_, at) => ({ item: `api@${String(at + 1).padStart(3, '0')}`, ...more(at + 1) }));
}

/** A sealed assessment of one control, whose checks ask these populations. */
export function sealed(...given: readonly GivenPopulation[]): SealedRows {
  const rows = given.map((one) => ({
    ...one,
    id: one.id ?? population,
    checks: one.checks ?? [check],
    items: one.items.map(rowOf),
    given: one.items,
  }));
  const findings = rows.flatMap((one) => one.checks.flatMap((id) => one.given.map((item) => findingOf(id, item))));
  const checks = rows.flatMap((one) => one.checks.map((id) => checkResult(id, one.id, findings)));
  return {
    summary: {
      format: 'tickmark-assessment/1',
      tickmark: '0.4.0',
      organization: { id: '00000000-0000-4000-8000-000000000000', name: 'Example' },
      program: { id: 'program', title: 'Program', categories: ['security'] },
      period: { ...samplePeriod, horizon: until },
      treeSize: 1000,
      controls: [
        { ...counts(findings), id: control, title: control, promise: '', checks: checks.map((one) => one.id), criteria: [], outcome: 'pass' },
      ],
      checks,
      populations: rows.map(({ id, items, unseen = [], looks = [], reconciliations = [] }) => ({
        population: id,
        title: `Title of ${id}`,
        definition: `What belongs in ${id}.`,
        mode: 'events',
        items: items.length,
        sha256: populationSha256(items),
        unseen,
        reconciliations,
        looks,
      })),
      exclusions: [],
      coverage: [],
      files: [],
    },
    findings,
    items: new Map(rows.map((one) => [one.id, one.items])),
  };
}

function rowOf({ item, title = `Change ${item}`, because = 'merged', from: at = '2025-03-01T09:30:00.000Z' }: GivenItem): WrittenItem {
  return { item, title, because, from: at, until: new Date(Date.parse(at) + 1).toISOString(), leaves: [7] };
}

function findingOf(id: string, { item, title = `Change ${item}`, outcomes = {}, excludedBy }: GivenItem): WrittenFinding {
  const outcome = outcomes[id] ?? 'pass';
  const at = '2025-03-01T09:30:00.000Z';
  const spans: WrittenFinding['spans'] =
    outcome === 'fail' ? [{ from: at, until: null, outcome }] : outcome === 'unknown' ? [{ from: at, until: null, outcome, reason: 'not-told' }] : [];
  const rest = { due: null, recordedLate: 0, claimed: false, excludedBy: excludedBy ?? null, leaves: [7, 9] };
  return { check: id, version: 1, item, title, outcome, because: `It is ${outcome}.`, spans, ...rest };
}

function checkResult(id: string, of: string, findings: readonly WrittenFinding[]): CheckResult {
  const own = findings.filter((one) => one.check === id);
  const rest = { mend: '', population: of, outcome: 'pass' as const, unseen: [], settings: [] };
  return { ...counts(own), id, version: 1, title: `Title of ${id}`, asks: `Was it as ${id} wants it?`, ...rest };
}

function counts(findings: readonly WrittenFinding[]) {
  const open = findings.filter((one) => one.excludedBy === null);
  const count = (outcome: string) => open.filter((one) => one.outcome === outcome).length;
  const excluded = findings.length - open.length;
  return { items: findings.length, pass: count('pass'), fail: count('fail'), unknown: count('unknown'), notOwed: count('not-owed'), excluded };
}

export const opened: EventOf<'opened'> = {
  type: 'opened',
  audit: '2025',
  firm: 'A firm',
  auditors: [
    { id: 'auditor-1', name: 'First auditor' },
    { id: 'auditor-2', name: 'Second auditor' },
  ],
  period,
  categories: ['security'],
  pins: { tickmark: '0.4.0', checks: { [check]: 1 }, controls: { [control]: 1 } },
};

export function frozenAs(rows: SealedRows, entry: string, more: Partial<EventOf<'population-frozen'>> = {}): EventOf<'population-frozen'> {
  const id = more.population ?? population;
  const sheet = rows.summary.populations.find((one) => one.population === id);
  if (sheet === undefined) throw new Error(`No population ${id}`);
  const { sha256, items } = sheet;
  return {
    type: 'population-frozen',
    population: id,
    sha256,
    items,
    phase: 'final',
    assessment: { entry, leaf: 999, treeSize: 1000, horizon: until },
    ...more,
  };
}

/** The sample that the engagement draws from the population of an assessment, and what is added to it. */
export function drawn(
  rows: SealedRows,
  size: number,
  { more = 0, strata = 1 } = {},
): readonly [EventOf<'sample-drawn'>, ...EventOf<'sample-extended'>[]] {
  const items = rows.items.get(population) ?? [];
  const source = { engagement: engagementId, control, populationSha256: populationSha256(items), items, strata, period: { from, until } };
  const first = drawSample({ ...source, size });
  const method = { by: 'judgement' as const, why: 'A firm’s usual size.' };
  const sample = { control, population, sha256: source.populationSha256, method, size, strata, seed: first.seed, items: [...first.items] };
  const added = more === 0 ? [] : [...drawMore(source, first, more).items];
  const extended = { type: 'sample-extended' as const, control, population, reason: 'An item could not be explained.', items: added };
  return more === 0 ? [{ type: 'sample-drawn', ...sample }] : [{ type: 'sample-drawn', ...sample }, extended];
}

export function marked(item: string, mark: EventOf<'marked'>['mark'], more: Partial<EventOf<'marked'>> = {}): EventOf<'marked'> {
  return { type: 'marked', control, population, item, attribute: check, mark, note: '', outcome: 'pass', ...more };
}

/** The engagement after these events, an hour apart; by the first auditor, or whoever is named beside the event. */
export function engagementAfter(...events: readonly (EngagementEvent | readonly [EngagementEvent, by: string])[]): Engagement {
  const start = parseInstant('2026-01-10T09:00:00.000Z');
  const history = [opened, ...events].map((one, at) => {
    const [event, by] = 'type' in one ? [one, 'auditor-1'] : one;
    return { event, by, at: (start + at * 3_600_000) as typeof start };
  });
  const state = history.reduce<EngagementState>(evolveEngagement, null);
  if (state === null) throw new Error('It was not opened.');
  return state;
}

/** What workpapers are written from, where everything was frozen from one assessment under the entry `sealed-1`. */
export function inputOf(engagement: Engagement, rows: SealedRows, more: Partial<WorkpapersInput> = {}): WorkpapersInput {
  return { id: engagementId, engagement, assessments: new Map([['sealed-1', rows]]), current: rows, report: reportOf(rows), ...more };
}

export function reportOf({ summary }: SealedRows, more: Partial<ProgramReport> = {}): ProgramReport {
  const { tickmark, organization, program, period: judged, treeSize } = summary;
  const controls = [sampleControl(control, { title: 'Changes are approved by another person' })];
  return {
    format: 'tickmark-results/1',
    tickmark,
    organization,
    program,
    period: judged,
    treeSize,
    controls,
    criteria: [],
    exclusions: [],
    coverage: [],
    ...more,
  };
}
