import type { Line } from '../documents/document.ts';
import type { CheckReport, Rate, SeenBy } from '../program-report.ts';
import { counted } from '../report/wording.ts';
import { amount } from './wording.ts';

const units: Readonly<Record<Rate['measure'], readonly [one: string, many: string]>> = {
  items: ['item', 'items'],
  'item-days': ['item-day', 'item-days'],
  due: ['occurrence', 'occurrences'],
};

function manyWords(of: number, measure: Rate['measure']): string {
  const [one, many] = units[measure];
  return `${amount(of)} ${of === 1 ? one : many}`;
}

/** Item-days have three decimals, and so has their sum. */
function sum(a: number, b: number): number {
  return Math.round((a + b) * 1000) / 1000;
}

/** `2,014 items`, `4,015 item-days`, `4 occurrences`. */
export function testedWords({ measure, tested }: Rate): string {
  return manyWords(tested, measure);
}

/** What a check found, in words that stop at the facts: `without exceptions`, `3 of 2,014 items failed`, `not known for 5 of 2,019 items`. */
export function resultWords(check: CheckReport): Line {
  switch (check.outcome) {
    case 'no-items':
      return 'Did not occur';
    case 'pass':
      return 'Without exceptions';
    case 'fail':
      return { tone: 'fail', text: `${failedWords(check.rate)}${alsoUnknown(check.rate)}${accepted(check)}` };
    case 'unknown':
      return { tone: 'unknown', text: unknownWords(check.rate) };
  }
}

function failedWords({ measure, failed, tested }: Rate): string {
  return `${amount(failed)} of ${manyWords(tested, measure)} failed`;
}

function alsoUnknown({ measure, unknown }: Rate): string {
  return unknown > 0 ? `; not known for ${manyWords(unknown, measure)} more` : '';
}

function accepted({ excluded }: CheckReport): string {
  return excluded > 0 ? `; ${counted(excluded, 'item')} accepted by an exclusion` : '';
}

function unknownWords({ measure, tested, unknown }: Rate): string {
  const others = tested > 0 ? `; the other ${amount(tested)} without exceptions` : '';
  if (unknown > 0) return `Not known for ${amount(unknown)} of ${manyWords(sum(tested, unknown), measure)}${others}`;
  if (tested > 0) return `${manyWords(tested, measure)} without exceptions; not known whether there were more`;
  return 'Not known: items may have stood unseen';
}

/** What to say of a control that no check asks about. */
export function unaskedWords(by: SeenBy): string {
  return by === 'document'
    ? 'A document states this control. Whether it operated is not known from facts: no check asks.'
    : 'Whether this control operated is not known from facts: no check asks and no record is kept.';
}

/** Under one another: what was asked of how many, for a cell of a table. */
export function testedLines(check: CheckReport): readonly Line[] {
  const aside = [
    check.notOwed > 0 && `${amount(check.notOwed)} not owed`,
    check.rate.unknown > 0 && { tone: 'unknown' as const, text: `${amount(check.rate.unknown)} not known` },
  ];
  return [testedWords(check.rate), ...aside.filter((one) => one !== false)];
}
