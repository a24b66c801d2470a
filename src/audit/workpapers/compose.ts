import { cellKey, type DrawnSample, type Engagement, sampleOf } from '../../workflows/engagements/engagement-state.ts';
import { controlPapers } from './control-papers.ts';
import { engagementPaper, markPapers, namedSample, requestPapers, settingsPapers, voidedPapers } from './engagement-papers.ts';
import { populationPaper } from './population-papers.ts';
import { sourcesOf, type WorkpapersInput } from './sealed-rows.ts';
import type { ControlPaper, Workpapers } from './workpapers.ts';

/**
 * The workpapers of an engagement. Marks are the auditor's own: where there is none, none is filled in.
 * @throws Refusal `workpapers/…` where what was frozen is not there, or is not what was frozen.
 */
export function workpapers(input: WorkpapersInput): Workpapers {
  const { engagement, current } = input;
  const sources = sourcesOf(input);
  const controls = controlPapers(input, sources);
  const tested = new Set(controls.flatMap((one) => one.tests).map((one) => one.population));
  const shown = sources.filter(({ frozen, sheet }) => frozen !== null || tested.has(sheet.population));
  return {
    format: 'tickmark-workpapers/1',
    engagement: engagementPaper(input),
    settings: settingsPapers(engagement),
    populations: shown.map((source) => populationPaper(source, engagement, current)),
    controls,
    requests: requestPapers(engagement),
    voided: voidedPapers(engagement),
    unplaced: unplaced(engagement, controls),
    notes: periodNotes(input),
  };
}

/** Samples and marks that no test of a pinned control holds. */
function unplaced(engagement: Engagement, controls: readonly ControlPaper[]): Workpapers['unplaced'] {
  const { cells, samples } = engagement;
  const placed = new Set(controls.flatMap(placedCells));
  const tests = new Set(controls.flatMap(({ control, tests: own }) => own.map((one) => JSON.stringify([control, one.population]))));
  const counts = (one: DrawnSample) => sampleOf(engagement, one.control, one.population) === one;
  return {
    marks: [...cells]
      .filter(([key]) => !placed.has(key))
      .map(([, cell]) => ({
        control: cell.control,
        population: cell.population,
        item: cell.item,
        attribute: cell.attribute,
        marks: markPapers(cell),
      })),
    samples: samples.filter((one) => !counts(one) || !tests.has(JSON.stringify([one.control, one.population]))).map(namedSample),
  };
}

function placedCells({ control, tests }: ControlPaper): readonly string[] {
  return tests.flatMap(({ population, items, outsideSample }) =>
    [...items, ...outsideSample].flatMap(({ item, cells }) =>
      cells.filter((one) => one.mark !== null).map((one) => cellKey(control, population, item, one.attribute)),
    ),
  );
}

function periodNotes({ engagement, current }: WorkpapersInput): readonly string[] {
  const { first, last, zone } = current.summary.period;
  const { period } = engagement;
  if (first === period.first && last === period.last && zone === period.zone) return [];
  return [`The newest assessment judges ${first} to ${last} (${zone}), the engagement ${period.first} to ${period.last} (${period.zone}).`];
}
