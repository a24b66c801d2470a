import { cellKey, type DrawnSample, type Engagement, itemsToTest } from '../../workflows/engagements/engagement-state.ts';
import type { CheckResult, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { ManagementResponse } from '../program-report.ts';
import { markPapers } from './engagement-papers.ts';
import type { Source } from './sealed-rows.ts';
import type { CellPaper, ItemPaper } from './workpapers.ts';

/** One test: a control's checks of one population. */
export interface Tested {
  readonly control: string;
  readonly source: Source;
  readonly attributes: readonly CheckResult[];
  readonly sample: DrawnSample | null;
  /** Whether what is tested comes from the population that counts; a sample of another one says nothing of it. */
  readonly isOfPopulation: boolean;
  readonly engagement: Engagement;
  readonly response: (check: string, item: string) => ManagementResponse | null;
}

/** The items to be tested, in the population's order, and those outside the sample that fail an attribute or bear a mark. */
export function itemPapers(test: Tested): { readonly items: readonly ItemPaper[]; readonly outsideSample: readonly ItemPaper[] } {
  const { source, engagement, control } = test;
  const wanted = itemsToTest(engagement, control, source.sheet.population);
  const members = new Map(source.items.map((one) => [one.item, one]));
  const added = new Set(test.sample?.extensions.flatMap((one) => one.items).map((one) => one.item));
  const standing = (item: string): ItemPaper['standing'] => {
    if (wanted === null) return members.has(item) ? 'census' : 'outside';
    if (!wanted.has(item)) return 'outside';
    return added.has(item) ? 'added' : 'drawn';
  };
  const keys = new Set([...members.keys(), ...(wanted ?? []), ...markedItems(test)]);
  const papers = [...keys]
    .filter((item) => standing(item) !== 'outside' || isTelling(item, test))
    .map((item) => itemPaper(item, members.get(item), standing(item), test));
  return { items: papers.filter((one) => one.standing !== 'outside'), outsideSample: papers.filter((one) => one.standing === 'outside') };
}

/** Does an item that was not drawn fail an attribute, or bear a mark? */
function isTelling(item: string, test: Tested): boolean {
  const { control, source, engagement } = test;
  return test.attributes.some(
    ({ id }) => source.finding(id, item)?.outcome === 'fail' || engagement.cells.has(cellKey(control, source.sheet.population, item, id)),
  );
}

function* markedItems({ control, source, engagement }: Tested): Generator<string> {
  for (const cell of engagement.cells.values()) if (cell.control === control && cell.population === source.sheet.population) yield cell.item;
}

function itemPaper(item: string, member: WrittenItem | undefined, standing: ItemPaper['standing'], test: Tested): ItemPaper {
  return { item, member: member === undefined ? null : saidOf(member), standing, cells: test.attributes.map(({ id }) => cellPaper(item, id, test)) };
}

function saidOf({ title, because, from, until, leaves }: WrittenItem): ItemPaper['member'] {
  return { title, because, from, until, leaves };
}

function cellPaper(item: string, attribute: string, { control, source, engagement, response }: Tested): CellPaper {
  const marks = markPapers(engagement.cells.get(cellKey(control, source.sheet.population, item, attribute)));
  const finding = source.finding(attribute, item);
  return {
    attribute,
    machine: finding === undefined ? null : judged(finding),
    response: response(attribute, item),
    mark: marks.at(-1) ?? null,
    earlier: marks.slice(0, -1),
  };
}

function judged({ outcome, because, spans, due, recordedLate, claimed, excludedBy, leaves }: WrittenFinding): CellPaper['machine'] {
  return { outcome, because, spans, due, recordedLate, claimed, excludedBy, leaves };
}
