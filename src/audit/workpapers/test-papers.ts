import { type DrawnSample, type Engagement, sampleOf } from '../../workflows/engagements/engagement-state.ts';
import type { CheckResult } from '../assessment.ts';
import { samplePaper } from './engagement-papers.ts';
import { itemPapers, type Tested } from './item-papers.ts';
import type { Source } from './sealed-rows.ts';
import { sumOf, tally } from './tally.ts';
import { testNotes } from './test-notes.ts';
import { upperLimit } from './upper-limit.ts';
import type { AttributePaper, ItemPaper, TestPaper } from './workpapers.ts';

/** What is tested of one population for one control: method, items, marks, and what they amount to. */
export function testPaper(
  control: string,
  source: Source,
  asked: readonly CheckResult[],
  engagement: Engagement,
  response: Tested['response'],
): TestPaper {
  const sample = sampleOf(engagement, control, source.sheet.population) ?? null;
  const test: Tested = { control, source, attributes: asked, sample, isOfPopulation: isDrawnFrom(source, sample), engagement, response };
  const { items, outsideSample } = itemPapers(test);
  const attributes = asked.map((check) => attributePaper(check, items, test));
  return {
    population: source.sheet.population,
    method: sample === null ? 'census' : 'sample',
    sample: sample && samplePaper(sample),
    attributes,
    counts: sumOf(attributes.map((one) => one.counts)),
    items,
    outsideSample,
    notes: testNotes(test, items, outsideSample),
  };
}

function isDrawnFrom({ sheet, items }: Source, sample: DrawnSample | null): boolean {
  if (sample === null) return true;
  const members = new Set(items.map((one) => one.item));
  const drawn = [sample, ...sample.extensions].flatMap((one) => one.items);
  return sample.sha256 === sheet.sha256 && drawn.every((one) => members.has(one.item));
}

function attributePaper(check: CheckResult, items: readonly ItemPaper[], test: Tested): AttributePaper {
  const { id, version, title, asks } = check;
  const cells = items.flatMap((one) => one.cells.filter((cell) => cell.attribute === id));
  return {
    attribute: id,
    version,
    pinned: test.engagement.pins.checks[id] ?? null,
    title,
    asks,
    judged: judgedCounts(check),
    counts: tally(cells),
    upperLimit: upperLimit(id, cells, test),
  };
}

function judgedCounts({ items, pass, fail, unknown, notOwed, excluded }: CheckResult): AttributePaper['judged'] {
  return { items, pass, fail, unknown, notOwed, excluded };
}
