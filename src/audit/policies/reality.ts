import { parseInstant } from '../../kernel/time.ts';
import type { Settings } from '../../populations/settings.ts';
import type { AssessmentSummary, Counts, WrittenFinding } from '../assessment.ts';
import { type CheckReality, measureOf } from './check-reality.ts';
import { delaysOf, limitThatApplied, timesTaken } from './durations.ts';
import { realitySentence } from './reality-words.ts';
import type { Row, RowsOf } from './rows.ts';
import type { SettingUse } from './setting-uses.ts';

interface Around {
  readonly summary: AssessmentSummary;
  readonly settings: Settings;
  readonly rows: RowsOf;
}

/** How what a check found compares with one of its settings. */
export function realityOf(use: SettingUse, setting: string, { summary, settings, rows }: Around): CheckReality {
  const { check, title, result, control } = use;
  const measure = measureOf(setting);
  const none = { check, title, measure, counts: null, notToldApart: 0, late: null, slowest: null, median: null };
  if (result === null) return { ...none, says: notAsked(control) };
  const all = rows.get(check) ?? [];
  const { own, notToldApart } = ownRows(all, setting, use, settings);
  const ends = { from: parseInstant(summary.period.from), horizon: parseInstant(summary.period.horizon) };
  const late = measure === 'other' ? null : delaysOf(own, measure, ends);
  const taken = measure === 'limit' ? timesTaken(own, { setting, settings, ends, population: result.population }) : null;
  const told = {
    check,
    title,
    measure,
    counts: countsOf(own),
    notToldApart,
    late,
    slowest: taken?.slowest ?? null,
    median: taken?.median ?? null,
  };
  return { ...told, says: realitySentence(told, result.unseen.length > 0) };
}

function notAsked(control: string | null): string {
  return control === null ? 'Not asked in this assessment.' : `Not asked: the program does not keep the control ${control}.`;
}

/** The rows that one limit applied to: all of them, unless the check is judged by several, as critical and high vulnerabilities are. */
function ownRows(all: readonly Row[], setting: string, { settings: names }: SettingUse, settings: Settings) {
  const limits = names.filter((one) => measureOf(one) === 'limit');
  if (limits.length < 2 || !limits.includes(setting)) return { own: all, notToldApart: 0 };
  const applied = all.map((row) => ({ row, limit: limitThatApplied(row, limits, settings) }));
  return {
    own: applied.filter(({ limit }) => limit === setting).map(({ row }) => row),
    notToldApart: applied.filter(({ limit }) => limit === null).length,
  };
}

function countsOf(rows: readonly Row[]): Counts {
  const open = rows.filter(({ finding }) => finding.excludedBy === null);
  const count = (outcome: WrittenFinding['outcome']) => open.filter(({ finding }) => finding.outcome === outcome).length;
  return {
    items: rows.length,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    notOwed: count('not-owed'),
    excluded: rows.length - open.length,
  };
}
