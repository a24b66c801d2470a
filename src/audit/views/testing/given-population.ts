import type { CompletenessSheet, SheetLook, WrittenFinding, WrittenItem } from '../../assessment.ts';
import { assessed } from '../../results/testing/assessed.ts';
import type { View } from '../view.ts';
import { givenView } from './given-view.ts';

/** An item with a letter for each check, as the matrix writes them: `pfu`, a capital where an exclusion lies over it. */
export interface GivenRow {
  readonly item: string;
  readonly title?: string;
  /** `2025-03-01` */
  readonly day?: string;
  readonly cells: string;
}

const outcomes: Readonly<Record<string, WrittenFinding['outcome']>> = { p: 'pass', f: 'fail', u: 'unknown', n: 'not-owed' };

/** A view of one population, `things`, of which several checks are asked: `thing/a`, `thing/b` and on. */
export function givenPopulation(
  rows: readonly GivenRow[],
  sheet: Partial<CompletenessSheet> = {},
  order: 'as given' | 'turned round' = 'as given',
): View {
  const count = rows[0]?.cells.length ?? 2;
  const letters = Array.from({ length: count }, (_, at) => String.fromCharCode(97 + at));
  const input = assessed({ checks: letters.map((one) => ({ id: `thing/${one}-is-done`, mode: 'events' as const, items: [] })) });
  const view = givenView(input);
  const items = rows.map(itemOf);
  const checks = view.summary.checks.map((one, at) => ({ ...one, population: 'things', ...countsOf(rows, at) }));
  const [first] = view.summary.populations;
  const whole: CompletenessSheet = {
    ...(first as CompletenessSheet),
    population: 'things',
    title: 'Things',
    looks: [lookAt('2025-12-31T03:00:00.000Z')],
    ...sheet,
    items: rows.length,
  };
  const findings = new Map(
    checks.map((check, at) => {
      const all = rows.map((row): WrittenFinding => findingOf(row, check.id, row.cells[at] ?? 'p'));
      return [check.id, order === 'as given' ? all : all.toReversed()];
    }),
  );
  return {
    ...view,
    summary: { ...view.summary, checks, populations: [whole] },
    findings: (check) => findings.get(check) ?? [],
    items: (population) => (population === 'things' ? items : []),
  };
}

export function lookAt(startedAt: string, more: Partial<SheetLook> = {}): SheetLook {
  return {
    look: `look ${startedAt}`,
    connection: 'host',
    connector: 'github',
    startedAt,
    identity: 'an app',
    feeds: ['things'],
    scopes: 1,
    rows: 2,
    requests: 3,
    leaf: 7,
    ...more,
  };
}

function itemOf({ item, title = item, day = '2025-03-01' }: GivenRow): WrittenItem {
  return { item, title, because: `It is ${item}.`, from: `${day}T10:00:00.000Z`, until: `${day}T10:00:00.001Z`, leaves: [1] };
}

function findingOf({ item, title = item }: GivenRow, check: string, letter: string): WrittenFinding {
  return {
    ...{ check, version: 1, item, title, because: `Because of ${item}.`, spans: [], due: null, recordedLate: 0, claimed: false, leaves: [1] },
    outcome: outcomes[letter.toLowerCase()] ?? 'pass',
    excludedBy: letter === letter.toLowerCase() ? null : 'ex-1',
  };
}

function countsOf(rows: readonly GivenRow[], at: number) {
  const count = (letter: string) => rows.filter((one) => one.cells[at] === letter).length;
  return {
    items: rows.length,
    pass: count('p'),
    fail: count('f'),
    unknown: count('u'),
    notOwed: count('n'),
    excluded: rows.filter((one) => /[PFUN]/.test(one.cells[at] ?? '')).length,
  };
}
