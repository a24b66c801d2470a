import type { CheckReport, ControlReport, Rate, State } from '../program-report.ts';
import { figure } from '../report/wording.ts';

const measured: Readonly<Record<Rate['measure'], readonly [one: string, many: string]>> = {
  items: ['item', 'items'],
  'item-days': ['item-day', 'item-days'],
  due: ['due occurrence', 'due occurrences'],
};

/** `3 of 2,014 items failed`, with what nobody knows beside it. */
export function rateSentence({ measure, failed, tested, unknown }: Rate): string {
  const [one, many] = measured[measure];
  const ofThem = (amount: number) => `${amountText(amount)} ${amount === 1 ? one : many}`;
  if (tested === 0) return unknown === 0 ? `no ${many}` : `${ofThem(unknown)} unknown, none tested`;
  return `${amountText(failed)} of ${ofThem(tested)} failed${unknown === 0 ? '' : `, ${amountText(unknown)} unknown`}`;
}

/** `4,015`, `1,204.125` */
function amountText(amount: number): string {
  const [whole, decimals] = String(amount).split('.');
  return figure(Number(whole)) + (decimals === undefined ? '' : `.${decimals}`);
}

/** `Approved by another: 3 of 2,014 items failed` */
export function checkSentence({ title, rate, outcome, excluded }: CheckReport): string {
  const said = `${title}: ${rateSentence(rate)}${excluded === 0 ? '' : `; ${figure(excluded)} excluded`}`;
  return outcome === 'unknown' && rate.unknown === 0 ? `${said}; whether there were more is unknown` : said;
}

const stateSentences: Readonly<Record<State, string>> = {
  pass: 'Without exceptions.',
  fail: 'There are exceptions.',
  unknown: 'Unknown: what was seen does not tell whether there were exceptions.',
  'no-items': 'Did not occur: there were no items to test.',
};

/** Whether anything was tested and passed; a control of which nothing was owed yet, or all is excluded, has no exceptions and shows nothing. */
export function anythingPassed({ parts }: Pick<ControlReport, 'parts'>): boolean {
  return parts.some(({ checks }) => checks.some((one) => one.pass > 0));
}

/** What a control says over the period, as a sentence of its own. */
export function controlSentence({ outcome, parts }: ControlReport): string {
  if (outcome === 'pass' && !anythingPassed({ parts })) return 'Nothing was owed yet, or all of it is excluded.';
  if (outcome !== 'no-items') return stateSentences[outcome];
  if (parts.length === 0) return 'Not tested: it was not in force in the period.';
  return parts.some(({ checks }) => checks.length > 0) ? stateSentences['no-items'] : 'Not tested: no check asks whether it operated.';
}
