import { upperDeviationLimit } from '../sampling/exact.ts';
import { LARGEST_POPULATION } from '../sampling/whole.ts';
import type { Tested } from './item-papers.ts';
import { limitNotes } from './limit-notes.ts';
import { type Stand, standOf } from './tally.ts';
import type { CellPaper, UpperLimit } from './workpapers.ts';

/** What a limit is reckoned from. */
interface Reckoned extends Pick<UpperLimit, 'population' | 'tested' | 'deviations' | 'untested'> {}

/** The upper limit of the deviation rate that the cells of one attribute lead to. */
export function upperLimit(attribute: string, cells: readonly CellPaper[], test: Tested): UpperLimit {
  const stands = cells.map(standOf);
  const count = (stand: Stand) => stands.filter((one) => one === stand).length;
  const deviations = count('deviation');
  const reckoned = { population: owedItems(attribute, cells, test), tested: deviations + count('kept'), deviations, untested: count('untested') };
  const limits = isReckonable(reckoned, test) ? limitsOf(reckoned) : null;
  const whole: UpperLimit = {
    ...reckoned,
    at90: limits?.at90 ?? null,
    at95: limits?.at95 ?? null,
    untestedAsDeviations: limits === null || reckoned.untested === 0 ? null : limitsOf(asDeviations(reckoned)),
    notes: [],
  };
  return { ...whole, notes: limitNotes(attribute, cells, whole, test) };
}

/** Items of the population to which the question applies. A mark as an exception says that it does. */
function owedItems(attribute: string, cells: readonly CellPaper[], { source }: Tested): number {
  const owed = source.items.filter(({ item }) => source.finding(attribute, item)?.outcome !== 'not-owed').length;
  return owed + cells.filter((one) => one.machine?.outcome === 'not-owed' && standOf(one) === 'deviation').length;
}

function isReckonable({ population }: Reckoned, test: Tested): boolean {
  return population > 0 && test.isOfPopulation;
}

function asDeviations({ population, tested, deviations, untested }: Reckoned): Reckoned {
  return { population, tested: tested + untested, deviations: deviations + untested, untested: 0 };
}

function limitsOf(reckoned: Reckoned): { readonly at90: number; readonly at95: number } {
  return { at90: limitAt(0.9, reckoned), at95: limitAt(0.95, reckoned) };
}

/** Beyond the largest population that is reckoned exactly, the limit without end stands in: it is never lower. */
function limitAt(confidence: number, { population, tested, deviations }: Reckoned): number {
  if (tested === population) return deviations / population;
  return upperDeviationLimit({ population: population > LARGEST_POPULATION ? null : population, sampleSize: tested, deviations, confidence });
}
