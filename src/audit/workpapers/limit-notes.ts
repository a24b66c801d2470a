import { counted, figure } from '../report/wording.ts';
import { LARGEST_POPULATION } from '../sampling/whole.ts';
import type { Tested } from './item-papers.ts';
import { percent } from './wording.ts';
import type { CellPaper, UpperLimit } from './workpapers.ts';

/** What a reader of a limit must know: what it supposes, and what it leaves out. */
export function limitNotes(attribute: string, cells: readonly CellPaper[], limit: UpperLimit, test: Tested): readonly string[] {
  const notes = [
    ...basisNotes(limit, test),
    ...cellNotes(cells),
    ...untestedNotes(limit),
    ...sampleNotes(limit, test),
    ...knownRateNotes(attribute, limit, test),
  ];
  return notes.filter((one) => one !== null);
}

type Notes = readonly (string | null)[];

function basisNotes({ population }: UpperLimit, test: Tested): Notes {
  const { sheet, items } = test.source;
  const notOwed = items.length - population;
  return [
    test.isOfPopulation ? null : 'No limit: the sample was drawn from another population than the one that counts.',
    population === 0 ? 'No limit: there is no item to which the question applies.' : null,
    population > 0 && notOwed > 0 ? `${counted(notOwed, 'item')} to which the question does not apply ${isOrAre(notOwed)} left out.` : null,
    sheet.unseen.length > 0 ? 'The limit says nothing of items that nobody saw.' : null,
    population > LARGEST_POPULATION ? `Above ${figure(LARGEST_POPULATION)} items the limit is that of a population without end.` : null,
  ];
}

function cellNotes(cells: readonly CellPaper[]): Notes {
  const count = (holds: (cell: CellPaper) => boolean) => cells.filter(holds).length;
  const unmarked = count((one) => one.mark === null);
  const excluded = count((one) => one.mark === null && one.machine?.outcome === 'fail' && one.machine.excludedBy !== null);
  const accepted = count((one) => one.mark?.mark === 'accept' && one.machine?.outcome === 'fail');
  const otherwise = count((one) => one.mark !== null && one.machine !== null && one.mark.outcome !== one.machine.outcome);
  return [
    unmarked > 0
      ? `${figure(unmarked)} of ${counted(cells.length, 'item')} ${hasOrHave(unmarked)} no mark; there, what Tickmark judged counts.`
      : null,
    excluded > 0 ? `${counted(excluded, 'item')} would fail and ${isOrAre(excluded)} excluded; without a mark, that counts as a deviation.` : null,
    accepted > 0
      ? `${counted(accepted, 'item')} that ${accepted === 1 ? 'fails' : 'fail'} by what Tickmark judged ${isOrAre(accepted)} marked as accepted.`
      : null,
    otherwise > 0 ? `${counted(otherwise, 'mark')} ${otherwise === 1 ? 'was' : 'were'} made when Tickmark judged the item otherwise.` : null,
  ];
}

function untestedNotes({ untested, at95, untestedAsDeviations }: UpperLimit): Notes {
  if (untested === 0) return [];
  const said = `${counted(untested, 'item')} ${isOrAre(untested)} not tested: unknown, or marked as not tested.`;
  if (at95 === null || untestedAsDeviations === null) return [said];
  return [
    `${said} The limit supposes that such items are like the others; with each of them a deviation it is ${percent(untestedAsDeviations.at95)} at 95 %.`,
  ];
}

function sampleNotes({ at95 }: UpperLimit, { sample }: Tested): Notes {
  if (sample === null || at95 === null) return [];
  const supposes = 'the limit supposes a simple random sample whose size was settled before anybody looked.';
  const added = sample.extensions.flatMap((one) => one.items).length;
  return [
    sample.strata > 1 ? `The sample was drawn in ${figure(sample.strata)} strata; ${supposes}` : null,
    added > 0 ? `${counted(added, 'item')} ${added === 1 ? 'was' : 'were'} added later; ${supposes}` : null,
  ];
}

/** Tickmark judged every item: where more of all of them fail than the sample allows for, the limit must not stand alone. */
function knownRateNotes(attribute: string, { population, at95 }: UpperLimit, { source, sample }: Tested): Notes {
  if (sample === null || at95 === null) return [];
  const failing = source.items.filter(({ item }) => source.finding(attribute, item)?.outcome === 'fail').length;
  if (failing / population <= at95) return [];
  return [`Of all ${counted(population, 'item')}, ${figure(failing)} fail by what Tickmark judged: more than the limit that the sample gives.`];
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function hasOrHave(count: number): string {
  return count === 1 ? 'has' : 'have';
}
