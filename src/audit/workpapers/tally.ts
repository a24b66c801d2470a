import type { CellPaper, Tally } from './workpapers.ts';

/** What became of cells, by the auditor's marks. */
export function tally(cells: readonly CellPaper[]): Tally {
  const marked = (mark: string) => cells.filter((one) => one.mark?.mark === mark).length;
  const unmarked = cells.filter((one) => one.mark === null);
  const accepted = marked('accept');
  const exceptions = marked('exception');
  return {
    items: cells.length,
    tested: accepted + exceptions,
    accepted,
    exceptions,
    notTested: marked('not-tested'),
    unmarked: unmarked.length,
    unmarkedFails: unmarked.filter((one) => one.machine?.outcome === 'fail').length,
  };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (part: keyof Tally) => tallies.reduce((total, one) => total + one[part], 0);
  return {
    items: sum('items'),
    tested: sum('tested'),
    accepted: sum('accepted'),
    exceptions: sum('exceptions'),
    notTested: sum('notTested'),
    unmarked: sum('unmarked'),
    unmarkedFails: sum('unmarkedFails'),
  };
}

/** How a cell counts for the rate of deviations. */
export type Stand = 'deviation' | 'kept' | 'untested' | 'not-owed';

/**
 * The auditor's mark decides; without one, what Tickmark judged does. An exclusion changes nothing beneath it: what would fail deviates. Where the
 * question does not apply, only the auditor's exception counts.
 */
export function standOf({ machine, mark }: CellPaper): Stand {
  if (mark?.mark === 'exception') return 'deviation';
  if (machine?.outcome === 'not-owed') return 'not-owed';
  if (mark?.mark === 'not-tested') return 'untested';
  if (mark?.mark === 'accept') return 'kept';
  return judgedStands[machine?.outcome ?? 'unknown'];
}

const judgedStands = { pass: 'kept', fail: 'deviation', unknown: 'untested', 'not-owed': 'not-owed' } as const satisfies Record<string, Stand>;
