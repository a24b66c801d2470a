import { Refusal } from '../../kernel/refusal.ts';
import type { CheckResult, CompletenessSheet } from '../assessment.ts';
import type { CheckReport, ControlPart, StateRun } from '../program-report.ts';
import { controlPart } from '../results/control-part.ts';
import { instantOf, type JudgedDays, judgedDays } from '../results/judged-days.ts';
import { type CheckRows, readChecks } from '../results/members.ts';
import type { View } from './view.ts';

/** A check as the whole period has it, by whatever control it is asked. */
export interface CheckOverPeriod {
  readonly result: CheckResult;
  readonly report: CheckReport;
  readonly states: readonly StateRun[];
  /** From 0 to 1. */
  readonly known: number;
}

export function daysOf(view: View): JudgedDays {
  return view.once('judged-days', () => judgedDays(view.summary.period));
}

/** @throws Refusal `checks/unknown` */
export function checkNamed({ summary }: View, id: string): CheckResult {
  const found = summary.checks.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Refusal('checks/unknown', `There is no check "${id}" that was asked of this period. All of them stand in the list of checks.`);
}

export function sheetOf({ summary }: View, population: string): CompletenessSheet {
  const found = summary.populations.find((one) => one.population === population);
  if (found === undefined) throw new Error(`The assessment has no population ${population}, which one of its checks asks.`);
  return found;
}

/** Every item of a check with its spans. */
export function rowsOfCheck(view: View, result: CheckResult): CheckRows {
  return view.once(`check-rows ${result.id}`, () => {
    const { summary } = view;
    const input = {
      summary: { ...summary, checks: [result], populations: [sheetOf(view, result.population)] },
      findings: view.findings(result.id),
      items: new Map([[result.population, view.items(result.population)]]),
      automated: new Set(summary.automated ?? []),
      ...{ controls: [], standing: [], documents: [], earlier: [], responses: [] },
    };
    const rows = readChecks(input, daysOf(view)).get(result.id);
    if (rows === undefined) throw new Error(`No rows were read for ${result.id}.`);
    return rows;
  });
}

/** Over the whole period, and on each day of it, as a control that is this check alone would stand. */
export function overPeriod(view: View, result: CheckResult): CheckOverPeriod {
  return view.once(`check-over-period ${result.id}`, () => {
    const { from, until } = view.summary.period;
    const part = partOf(view, result, { version: result.version, promise: '', from, until });
    const [report] = part.checks;
    if (report === undefined) throw new Error(`Nothing was worked out for ${result.id}.`);
    return { result, report, states: part.states, known: part.known };
  });
}

/** The states of one check on each judged day of a part of a control. */
export function statesInPart(view: View, check: string, part: Pick<ControlPart, 'version' | 'promise' | 'from' | 'until'>): StateRun[] {
  const result = view.summary.checks.find((one) => one.id === check);
  return result === undefined ? [] : [...partOf(view, result, part).states];
}

function partOf(view: View, result: CheckResult, { version, promise, from, until }: Pick<ControlPart, 'version' | 'promise' | 'from' | 'until'>) {
  return controlPart({ version, promise, from: instantOf(from), until: instantOf(until) }, [rowsOfCheck(view, result)], daysOf(view));
}
