import type { ProgramReport } from '../program-report.ts';
import { figure } from '../report/wording.ts';
import type { CompanyText } from './company-texts.ts';
import { touches } from './dates.ts';
import type { DraftFacts } from './draft-facts.ts';

interface Counted {
  readonly words: string;
  readonly where: string;
  readonly count: (report: ProgramReport, facts: DraftFacts) => number;
}

const countable: readonly Counted[] = [
  {
    words: 'employees|staff|team members',
    where: 'the list of people',
    count: (_, { people }) => people.reduce((sum, one) => sum + one.count, 0),
  },
  { words: 'repositories', where: 'the scope', count: ({ period }, { inventory }) => inScope(inventory.repositories, period) },
  { words: 'systems', where: 'the scope', count: ({ period }, { inventory }) => inScope(inventory.systems, period) },
  { words: 'backups', where: 'the scope', count: ({ period }, { inventory }) => inScope(inventory.backups, period) },
  {
    words: 'vendors|suppliers|providers',
    where: 'the list of vendors',
    count: ({ period }, { vendors }) => inScope(vendors, period),
  },
  {
    words: 'subservice organi[sz]ations',
    where: 'the list of vendors',
    count: ({ period }, { vendors }) =>
      inScope(
        vendors.filter((one) => one.method !== null),
        period,
      ),
  },
  { words: 'incidents', where: 'the list of incidents', count: (_, { incidents }) => incidents.length },
  {
    words: 'policies',
    where: 'the list of adopted policies',
    count: (_, { policies }) => policies.filter((one) => one.status === 'adopted').length,
  },
];

const numerals = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Adjectives that leave what is counted the same. */
const plainAdjectives = '(?:(?:full-time|active|production|code|source|different|separate|external|security|third-party)\\s+)*';

/** A number that is only said to be near another is not held against it. */
const roughly = /\b(?:about|around|roughly|nearly|almost|over|under|more than|fewer than|less than|at least|at most|up to|every|each|any)\s+$/i;

/** Where a number in a text is another than the inventory's. */
export function countFlags({ part, text }: CompanyText, report: ProgramReport, facts: DraftFacts): readonly string[] {
  return countable.flatMap(({ words, where, count }) => {
    const known = count(report, facts);
    return [
      ...text.matchAll(new RegExp(`(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d{1,3}|${numerals.join('|')})\\s+${plainAdjectives}(?:${words})\\b`, 'gi')),
    ]
      .filter(({ index }) => !roughly.test(text.slice(Math.max(0, index - 20), index)))
      .filter(([, said = '']) => numberOf(said) !== known)
      .map(([phrase]) => `The text of ${part} says “${phrase}”; ${where} has ${figure(known)}. One of them is wrong.`);
  });
}

function numberOf(text: string): number {
  const at = numerals.indexOf(text.toLowerCase());
  return at >= 0 ? at : Number(text.replaceAll(',', ''));
}

function inScope(things: readonly { readonly since: string; readonly until: string | null }[], period: ProgramReport['period']): number {
  return things.filter((one) => touches(one, period)).length;
}
