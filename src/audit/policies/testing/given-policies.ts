import { calendarDate, daysSpan, zone } from '../../../kernel/calendar.ts';
import { BEGINNING, FOREVER, type Instant, isoInstant, parseInstant, plus } from '../../../kernel/time.ts';
import { type SettingName, type Settings, settingDefinitions } from '../../../populations/settings.ts';
import type { AssessmentSummary, CheckResult, Counts, Iso, WrittenFinding, WrittenGap, WrittenItem } from '../../assessment.ts';
import type { GivenAdoption, GivenPolicy, PolicyReportInput } from '../policy-facts.ts';

/** An item with its finding; what is left out is well. Instants as `2025-03-01T10:00:00Z`. */
export interface GivenRow {
  readonly item: string;
  readonly from: string;
  /** Left out: the end of time. */
  readonly until?: string;
  readonly due?: string;
  readonly fails?: readonly (readonly [from: string, until: string | null])[];
  readonly outcome?: WrittenFinding['outcome'];
  readonly excludedBy?: string;
}

export interface GivenCheck {
  readonly id: string;
  readonly population: string;
  readonly settings: readonly SettingName[];
  readonly rows: readonly GivenRow[];
  readonly unseen?: readonly WrittenGap[];
}

/** A policy by the versions that were adopted, each with its parameters from a day on (UTC); the last one stands. */
export function policy(
  id: string,
  versions: readonly { readonly from: string; readonly until?: string; readonly parameters: Readonly<Record<string, string>> }[],
  more: Partial<GivenPolicy> = {},
): GivenPolicy {
  const adoptions = versions.map(({ from, until, parameters }, place): GivenAdoption => {
    const next = versions[place + 1]?.from;
    const ends = until ?? next;
    return {
      from: parseInstant(from),
      until: ends === undefined ? FOREVER : parseInstant(ends),
      version: place + 1,
      effective: from.slice(0, 10),
      parameters: Object.entries(parameters).map(([name, written]) => ({ name, written })),
    };
  });
  const last = adoptions.at(-1);
  const standing = { version: last?.version ?? 1, effective: last?.effective ?? null, parameters: last?.parameters ?? [], adoptions };
  return { id, title: `Title of ${id}`, status: 'adopted', owner: 'p-002', ...standing, ...more };
}

/** The settings that policies make, as the engine reads them: of several, the one that came into force last. */
export function settingsOf(policies: readonly GivenPolicy[]): Settings {
  const all = policies.flatMap(({ id, adoptions }) =>
    adoptions.flatMap((one) =>
      one.parameters.map((parameter) => ({ ...parameter, policy: { id, version: one.version }, from: one.from, until: one.until })),
    ),
  );
  return {
    at(name, at) {
      const found = all
        .filter((one) => one.name === name && one.from <= at && at < one.until)
        .sort((a, b) => b.from - a.from || (a.policy.id < b.policy.id ? -1 : 1))[0];
      const { fallback, read } = settingDefinitions[name];
      const raw = found?.written ?? fallback;
      const value = read(raw as never) as never;
      return { value, written: String(raw), policy: found?.policy ?? null, since: found?.from ?? BEGINNING };
    },
    changes: (name) => [...new Set(all.flatMap((one) => (one.name === name ? [one.from, one.until] : [])))].sort((a, b) => a - b),
  };
}

interface Given {
  readonly checks?: readonly GivenCheck[];
  readonly policies?: readonly GivenPolicy[];
  /** Left out: the end of the period, which is the year 2025 in UTC. */
  readonly horizon?: string;
}

/** A sealed assessment of the year 2025 with the policies that stood then. */
export function given({ checks = [], policies = [], horizon }: Given): PolicyReportInput {
  const span = daysSpan(calendarDate('2025-01-01'), calendarDate('2025-12-31'), zone('UTC'));
  const settings = settingsOf(policies);
  const end = horizon === undefined ? span.until : parseInstant(horizon);
  const bounds = { from: isoInstant(span.from), until: isoInstant(span.until), horizon: isoInstant(end) };
  const populations = [...Map.groupBy(checks, (one) => one.population)];
  const summary: AssessmentSummary = {
    format: 'tickmark-assessment/1',
    tickmark: '0.0.0',
    organization: { id: '00000000-0000-4000-8000-000000000000', name: 'Example' },
    program: { id: 'program', title: 'Program', categories: ['security'] },
    period: { audit: 'year', type: 2, first: '2025-01-01', last: '2025-12-31', zone: 'UTC', ...bounds },
    treeSize: 10,
    controls: [],
    checks: checks.map((one) => resultOf(one, settings, plus(end, -1))),
    populations: [],
    exclusions: [],
    coverage: [],
    files: [],
  };
  return {
    summary,
    findings: checks.flatMap(({ id, rows }) => rows.map((one) => findingOf(id, one))),
    items: new Map(populations.map(([population, its]) => [population, (its[0]?.rows ?? []).map(itemOf)])),
    policies,
    settings,
  };
}

function resultOf({ id, population, settings: names, rows, unseen = [] }: GivenCheck, settings: Settings, at: Instant): CheckResult {
  const counts: Counts = { items: rows.length, pass: 0, fail: 0, unknown: 0, notOwed: 0, excluded: 0 };
  const told = names.map((name) => {
    const { written, policy: from, since } = settings.at(name, at);
    return { name, written, policy: from, since: isoInstant(since) };
  });
  return { id, version: 1, title: id, asks: '', mend: '', population, ...counts, outcome: 'pass', unseen, settings: told };
}

function findingOf(check: string, { item, due, fails = [], outcome, excludedBy }: GivenRow): WrittenFinding {
  const spans = fails.map(([from, until]) => ({ from: iso(from), until: until === null ? null : iso(until), outcome: 'fail' as const }));
  const found = outcome ?? (fails.length > 0 ? 'fail' : 'pass');
  const rest = { because: '', recordedLate: 0, claimed: false, leaves: [] };
  return {
    check,
    version: 1,
    item,
    title: item,
    outcome: found,
    spans,
    due: due === undefined ? null : iso(due),
    excludedBy: excludedBy ?? null,
    ...rest,
  };
}

function itemOf({ item, from, until }: GivenRow): WrittenItem {
  return { item, title: item, because: '', from: iso(from), until: until === undefined ? isoInstant(FOREVER) : iso(until), leaves: [] };
}

function iso(text: string): Iso {
  return isoInstant(parseInstant(text));
}
