import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import type { CellLetter } from './matrix.ts';
import { attributeName, letterAt } from './matrix.ts';
import { type GivenSample, populationItem, populationRows } from './population.ts';
import { populationPart } from './population-export.ts';
import { type GivenRow, givenPopulation } from './testing/given-population.ts';

const rows: readonly GivenRow[] = [
  { item: 'api@1', title: 'Begin', day: '2025-01-05', cells: 'pp' },
  { item: 'api@2', title: 'Alarm', day: '2025-02-05', cells: 'fp' },
  { item: 'web@3', title: 'Cache', day: '2025-03-05', cells: 'pu' },
  { item: 'web@4', title: 'Drop it', day: '2025-04-05', cells: 'Fn' },
  { item: 'web@5', title: 'everything', day: '2025-05-05', cells: 'fu' },
];
const view = givenPopulation(rows);

type Wanted = Parameters<typeof populationRows>[1];
function asked(wanted: Partial<Wanted> = {}, of = view) {
  return populationRows(of, { population: 'things', samples: [], limit: 100, ...wanted });
}
const items = (wanted: Partial<Wanted> = {}, of = view) => asked(wanted, of).rows.map((one) => one.item);

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

describe('rows of a matrix', () => {
  it('hold a letter for each attribute, a capital where an exclusion lies over what stays beneath', () => {
    expect(asked({ order: 'asc' }).rows.map((one) => one.cells)).toEqual(['pp', 'fp', 'pu', 'Fn', 'fu'] satisfies `${CellLetter}${CellLetter}`[]);
  });

  it('find the finding of each item, even where findings come in another order than the items', () => {
    const turned = givenPopulation(rows, {}, 'turned round');
    expect(asked({ order: 'asc' }, turned).rows.map((one) => one.cells)).toEqual(['pp', 'fp', 'pu', 'Fn', 'fu']);
    expect(populationItem(turned, { population: 'things', item: 'web@4', samples: [] }).attributes[0]).toMatchObject({
      outcome: 'fail',
      excludedBy: 'ex-1',
      because: 'Because of web@4.',
    });
  });

  it('an excluded failure is no failure, and no pass either', () => {
    expect(items({ outcome: 'fail', order: 'asc' })).toEqual(['api@2', 'web@5']);
    expect(items({ outcome: 'excluded' })).toEqual(['web@4']);
    expect(items({ outcome: 'unknown', order: 'asc' })).toEqual(['web@3', 'web@5']);
    expect(items({ outcome: 'pass', order: 'asc' })).toEqual(['api@1']);
    expect(items({ outcome: 'not-owed' })).toEqual(['web@4']);
  });

  it('one attribute is asked alone', () => {
    expect(items({ outcome: 'pass', check: 'thing/a-is-done', order: 'asc' })).toEqual(['api@1', 'web@3']);
    expect(items({ outcome: 'unknown', check: 'thing/a-is-done' })).toEqual([]);
    expect(codeOf(() => asked({ check: 'other/check' }))).toBe('populations/attribute');
  });

  it('are sorted by when, by title in any case, and by what is worst', () => {
    expect(items()).toEqual(['web@5', 'web@4', 'web@3', 'api@2', 'api@1']);
    expect(items({ sort: 'title' })).toEqual(['api@2', 'api@1', 'web@3', 'web@4', 'web@5']);
    expect(items({ sort: 'title', order: 'desc' })).toEqual(['web@5', 'web@4', 'web@3', 'api@1', 'api@2']);
    expect(items({ sort: 'outcome' })).toEqual(['web@5', 'api@2', 'web@3', 'web@4', 'api@1']);
  });

  it('are found by words of the title or the id, all of them, in any case', () => {
    expect(items({ q: 'WEB it' })).toEqual(['web@4']);
    expect(items({ q: '  ' })).toHaveLength(5);
    expect(items({ q: 'begin\nAPI' })).toEqual(['api@1']);
    expect(items({ q: '.*' })).toEqual([]);
  });

  it('any page is what walking there gives, and a cursor of another list is refused', () => {
    const walked: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { rows: part, next } = asked({ limit: 2, cursor });
      walked.push(...part.map((one) => one.item));
      if (next === null) break;
      cursor = next;
    }
    expect(walked).toEqual(items());
    expect(items({ offset: 3, limit: 2 })).toEqual(items().slice(3));
    expect(items({ offset: 99 })).toEqual([]);
    const { next } = asked({ limit: 1 });
    expect(codeOf(() => asked({ limit: 1, cursor: next as string, outcome: 'fail' }))).toBe('page/cursor');
    expect(codeOf(() => asked({ limit: 1, cursor: 'nonsense' }))).toBe('page/cursor');
  });

  it('of a population that is not there are refused', () => {
    expect(codeOf(() => asked({ population: 'nothing' }))).toBe('populations/unknown');
    expect(codeOf(() => asked({ population: 'constructor' }))).toBe('populations/unknown');
  });
});

it('what was there before anything was known has no beginning, and what goes on no end', () => {
  const lasting = givenPopulation([{ item: 'a', cells: 'p' }]);
  const eternal = {
    ...lasting,
    items: () => lasting.items('things').map((one) => ({ ...one, from: '0001-01-01T00:00:00.000Z', until: '9999-12-31T00:00:00.000Z' })),
  };
  expect(asked({}, eternal).rows[0]).toMatchObject({ from: null, until: null });
  expect(populationItem(eternal, { population: 'things', item: 'a', samples: [] })).toMatchObject({ from: null, until: null });
});

describe('a sample', () => {
  const samples: readonly GivenSample[] = [
    { engagement: 'e1', control: 'c1', items: ['web@5', 'api@1', 'gone@9'] },
    { engagement: 'e1', control: 'c2', items: ['web@4', 'web@5'] },
  ];

  it('numbers its items in the order in which they were drawn; the first sample names an item of two', () => {
    expect(asked({ samples, order: 'asc' }).rows.map((one) => one.sample)).toEqual(['S02', null, null, 'S01', 'S01']);
    expect(items({ samples, sampled: true })).toEqual(['web@5', 'web@4', 'api@1']);
    expect(populationItem(view, { population: 'things', item: 'web@5', samples }).samples).toEqual([
      { number: 'S01', engagement: 'e1', control: 'c1' },
      { number: 'S02', engagement: 'e1', control: 'c2' },
    ]);
  });

  it('a list of sampled items is another when another sample was drawn', () => {
    const { next } = asked({ samples, sampled: true, limit: 1 });
    expect(codeOf(() => asked({ samples: samples.slice(1), sampled: true, limit: 1, cursor: next as string }))).toBe('page/cursor');
    expect(items({ samples: samples.slice(1), sampled: true })).toEqual(['web@5', 'web@4']);
    expect(items({ samples: [], sampled: true })).toEqual([]);
  });
});

describe('one item', () => {
  it('knows its place among the rows as they are filtered, or that it is not among them', () => {
    const of = (wanted: Partial<Wanted>) => populationItem(view, { population: 'things', item: 'api@2', samples: [], ...wanted }).position;
    expect([of({}), of({ outcome: 'fail' }), of({ outcome: 'unknown' })]).toEqual([3, 1, null]);
    expect(codeOf(() => populationItem(view, { population: 'things', item: 'api@9', samples: [] }))).toBe('populations/item-unknown');
  });
});

describe('a download', () => {
  const part = (form: 'csv' | 'ndjson', of = view, more: object = {}) =>
    populationPart(of, { population: 'things', samples: [], form, offset: 0, limit: 100, order: 'asc', ...more });

  it('holds nothing that a spreadsheet takes for a formula, and no line that a title made', () => {
    const hostile = givenPopulation([{ item: '=1+1', title: '=cmd|\' /C calc\'!A0\r\n"x",+SUM(A1)', cells: 'p' }]);
    const { text } = part('csv', hostile);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text.split('\r\n')[1]).toMatch(/^"'=1\+1","'=cmd\|' \/C calc'!A0 {2}""x"",'\+SUM\(A1\)",/);
  });

  it('says every attribute of every item: outcome, what lies over it, and why', () => {
    const lines = part('csv').text.split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[4]).toBe(
      '"web@4","Drop it","2025-04-05T10:00:00.000Z","2025-04-05T10:00:00.001Z","It is web@4.","","fail, excluded by ex-1","Because of web@4.","not-owed","Because of web@4."',
    );
    const documents = part('ndjson')
      .text.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(documents).toHaveLength(5);
    expect(documents[2].attributes['thing/b-is-done']).toMatchObject({ outcome: 'unknown', because: 'Because of web@3.', excludedBy: null });
  });

  it('in parts is the same as whole, with one head', () => {
    const whole = part('csv').text;
    const parts = [0, 2, 4].map((offset) => part('csv', view, { offset, limit: 2 }));
    expect(parts.map((one) => one.text).join('')).toBe(whole);
    expect(parts.map((one) => one.total)).toEqual([5, 5, 5]);
  });
});

describe('of many items', () => {
  /** The same from findings, one by one. */
  it('filters and worst first agree with a look through everything', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed;
    };
    const many = Array.from(
      { length: 3_000 },
      (_, at): GivenRow => ({
        item: `i-${String(at).padStart(5, '0')}`,
        cells: Array.from({ length: 12 }, () => 'ppppppppppfunPFUN'[random() % 17]).join(''),
      }),
    );
    const big = givenPopulation(many);
    for (const [outcome, letter] of [
      ['fail', /f/],
      ['unknown', /u/],
      ['not-owed', /n/],
      ['excluded', /[PFUN]/],
    ] as const)
      expect(items({ outcome, order: 'asc', limit: 3_000 }, big)).toEqual(many.filter((one) => letter.test(one.cells)).map((one) => one.item));
    const worst = (cells: string) => [/p/, /[PFUN]/, /u/, /f/].findLastIndex((one) => one.test(cells));
    const expected = many.map((one, at) => ({ ...one, at })).sort((a, b) => worst(b.cells) - worst(a.cells) || b.at - a.at);
    expect(items({ sort: 'outcome', limit: 3_000 }, big)).toEqual(expected.map((one) => one.item));
    expect(items({ sort: 'outcome', offset: 1_234, limit: 5 }, big)).toEqual(expected.slice(1_234, 1_239).map((one) => one.item));
  });
});

it('attributes are lettered past Z, and named by their ids', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letterAt)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  expect(attributeName('change/approved-by-another')).toBe('Approved by another');
});
