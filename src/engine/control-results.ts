import type { CheckResult, ControlResult, Counts } from '../audit/assessment.ts';
import type { Control } from '../controls/control.ts';
import { allControls } from '../controls/index.ts';
import type { StandingControl } from '../controls/standing.ts';

/** The controls that the program keeps, and those that nobody took up but of which something is asked all the same. */
export function controlResults(checks: readonly CheckResult[], standing: readonly StandingControl[]): readonly ControlResult[] {
  const kept = new Set(standing.map((one) => one.control));
  return allControls.map((control) => controlResult(control, checks)).filter((one) => one.checks.length > 0 || kept.has(one.id));
}

function controlResult(control: Control, checks: readonly CheckResult[]): ControlResult {
  const its = checks.filter((one) => control.checks.includes(one.id) || control.records.some((record) => one.id === `record/${record}`));
  const sum = (field: keyof Counts) => its.reduce((total, one) => total + one[field], 0);
  const counts = {
    items: sum('items'),
    pass: sum('pass'),
    fail: sum('fail'),
    unknown: sum('unknown'),
    notOwed: sum('notOwed'),
    excluded: sum('excluded'),
  };
  const { id, version, title, promise, criteria } = control;
  const unknown = its.some((one) => one.outcome === 'unknown');
  return { id, version, title, promise, checks: its.map((one) => one.id), criteria, ...counts, outcome: rolledUp(counts, unknown) };
}

/** Fail if any item fails; else unknown if an item or the list itself is; else no items; else pass. */
export function rolledUp(counts: Counts, unseen: boolean): CheckResult['outcome'] {
  if (counts.fail > 0) return 'fail';
  if (counts.unknown > 0 || unseen) return 'unknown';
  return counts.items === 0 ? 'no-items' : 'pass';
}
