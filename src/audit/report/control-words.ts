import { anythingPassed, rateSentence } from '../exports/sentences.ts';
import type { CheckReport, ControlReport, Rate, State } from '../program-report.ts';
import type { MarkName } from './marks.ts';
import { counted, figure } from './wording.ts';

/** How a control stood: its outcome; where nothing was owed yet, that rather than a pass, and where nothing asks, that. */
export type Stood = State | 'not-owed' | 'not-tested';

/** What the reader comes for first. */
export const stoodOrder: readonly Stood[] = ['fail', 'unknown', 'pass', 'not-owed', 'no-items', 'not-tested'];

/** How one control stood. */
export const stoodWords: Readonly<Record<Stood, string>> = {
  fail: 'exceptions',
  unknown: 'not known',
  pass: 'without exceptions',
  'not-owed': 'nothing owed',
  'no-items': 'did not occur',
  'not-tested': 'not tested',
};

/** The same as a heading over several. */
export const stoodTitles: Readonly<Record<Stood, string>> = {
  fail: 'With exceptions',
  unknown: 'Not known',
  pass: 'Without exceptions',
  'not-owed': 'Nothing owed yet, or all of it excluded',
  'no-items': 'Did not occur',
  'not-tested': 'Not tested',
};

export function stoodOf({ outcome, parts }: Pick<ControlReport, 'outcome' | 'parts'>): Stood {
  const checks = parts.flatMap((one) => one.checks);
  if (outcome === 'no-items' && checks.length === 0) return 'not-tested';
  return outcome === 'pass' && !anythingPassed({ parts }) ? 'not-owed' : outcome;
}

export function markOf(stood: Stood): MarkName {
  return stood === 'not-tested' ? 'no-items' : stood;
}

type Counted = Pick<CheckReport, 'outcome' | 'rate' | 'notOwed' | 'excluded'>;

/** `3 of 2,014 items failed`; where nothing was tested, why. */
export function rateWords({ outcome, rate, notOwed, excluded }: Counted): string {
  const { tested, unknown } = rate;
  if (outcome === 'unknown' && unknown === 0) return tested === 0 ? 'not all of it was seen' : `${rateSentence(rate)}; there may be more`;
  if (tested + unknown > 0) return rateSentence(rate);
  if (notOwed > 0) return `none of ${counted(notOwed, 'item')} owed${excluded > 0 ? `, ${figure(excluded)} excluded` : ''}`;
  return excluded > 0 ? `${counted(excluded, 'item')}, all excluded` : 'did not occur';
}

/** A check over all parts of a control. */
export interface CheckTotal extends Counted {
  readonly check: string;
  readonly title: string;
}

/** Each check of a control once, the worst first. */
export function checkTotals({ parts }: ControlReport): readonly CheckTotal[] {
  const byCheck = Map.groupBy(
    parts.flatMap((one) => one.checks),
    (one) => one.check,
  );
  return [...byCheck.values()]
    .flatMap(totalOf)
    .sort((a, b) => rankOf(a) - rankOf(b) || failedShare(b) - failedShare(a) || b.rate.tested - a.rate.tested);
}

function totalOf(inParts: readonly CheckReport[]): CheckTotal[] {
  const [first] = inParts;
  if (first === undefined) return [];
  const outcome = stoodOrder.find((one) => inParts.some((part) => part.outcome === one)) as State;
  const sum = (field: 'notOwed' | 'excluded') => inParts.reduce((total, one) => total + one[field], 0);
  const rate = inParts.map((one) => one.rate).reduce(together);
  return [{ check: first.check, title: first.title, outcome, rate, notOwed: sum('notOwed'), excluded: sum('excluded') }];
}

/** Item-days have three decimals, and their sum, too. */
function together(a: Rate, b: Rate): Rate {
  const add = (field: 'failed' | 'tested' | 'unknown') => Math.round((a[field] + b[field]) * 1_000) / 1_000;
  return { measure: a.measure, failed: add('failed'), tested: add('tested'), unknown: add('unknown') };
}

function rankOf({ outcome }: Counted): number {
  return stoodOrder.indexOf(outcome);
}

function failedShare({ rate: { failed, tested } }: Counted): number {
  return tested === 0 ? 0 : failed / tested;
}
