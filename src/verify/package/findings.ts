import { canonicalText } from '../core/canonical.ts';
import { type Context, hasBit, isPresent } from './context.ts';
import type { Place } from './failure.ts';
import { type FindingRow, readFindings, readItems } from './rows.ts';
import { findingsFile, populationFile, type Summary, type SummaryCheck, type SummaryCounts } from './summary.ts';

/** Findings answer for every item of their population once, rest on facts that the package carries, and add up to what was sealed. */
export async function verifyFindings(context: Context): Promise<void> {
  const { summary } = context;
  if (summary === null) return;
  context.onProgress('Verifying findings');
  for (const population of new Set([...summary.populations.map((one) => one.population), ...summary.checks.map((one) => one.population)])) {
    await verifyPopulation(context, summary, population);
  }
  summary.controls.forEach((control) => {
    const its = summary.checks.filter(({ id }) => control.checks.includes(id));
    const counts = addUp(its);
    const outcome = rolledUp(
      counts,
      its.some((one) => one.outcome === 'unknown'),
    );
    requireCounts(context, `The control ${control.id}`, control, counts, outcome);
  });
}

async function verifyPopulation(context: Context, summary: Summary, population: string): Promise<void> {
  const items = await itemsOf(context, population);
  if (items === null) return;
  const sealed = summary.populations.find((one) => one.population === population);
  const file = populationFile(population);
  if (sealed?.items !== items.size || sealed.sha256 !== context.listed.get(file)?.sha256) {
    context.failures.add('counts-differ', 'The completeness sheet speaks of other items than these.', { file });
  }
  for (const check of summary.checks.filter((one) => one.population === population)) await verifyCheck(context, summary, check, items);
}

/** The items of a population and their number; null when there is no such file. */
async function itemsOf(context: Context, population: string): Promise<Map<string, number> | null> {
  const path = populationFile(population);
  if (!isPresent(context, path)) {
    context.failures.add('sealed-file', 'The items of this population are not in the package.', { file: path });
    return null;
  }
  const items = new Map<string, number>();
  let lines = 0;
  for await (const { row, line } of readItems(context.files, path, context.failures)) {
    if (items.has(row.item)) context.failures.add('items-differ', `The item ${row.item} stands twice.`, { file: path, line });
    items.set(row.item, items.size);
    lines += 1;
    requireLeaves(context, row.leaves, { file: path, line });
  }
  requireRows(context, path, lines);
  return items;
}

async function verifyCheck(context: Context, summary: Summary, check: SummaryCheck, items: ReadonlyMap<string, number>): Promise<void> {
  const { failures } = context;
  const file = findingsFile(check.id);
  if (!isPresent(context, file)) {
    failures.add('sealed-file', 'The findings of this check are not in the package.', { file });
    return;
  }
  const answered = new Set<string>();
  const counts = { items: 0, pass: 0, fail: 0, unknown: 0, notOwed: 0, excluded: 0 };
  for await (const { row, line } of readFindings(context.files, file, failures)) {
    const place = { file, line };
    if (!items.has(row.item) || answered.has(row.item))
      failures.add('items-differ', `The item ${row.item} is not one of the population, or is answered twice.`, place);
    answered.add(row.item);
    requireOwnCheck(context, summary, check, row, place);
    requireLeaves(context, row.leaves, place);
    count(counts, row);
  }
  if (answered.size !== items.size) failures.add('items-differ', `${answered.size} of ${items.size} items are answered.`, { file });
  requireRows(context, file, counts.items);
  requireCounts(context, `The check ${check.id}`, check, counts, rolledUp(counts, check.unseen.length > 0));
}

/** The summary says how many rows the file has. Lines that are no rows were reported. */
function requireRows({ summary, failures }: Context, file: string, rows: number): void {
  const sealed = summary?.files.get(file)?.rows;
  if (sealed !== rows) failures.add('counts-differ', `The assessment sealed ${sealed} rows, and there are ${rows}.`, { file });
}

function requireOwnCheck({ failures }: Context, summary: Summary, check: SummaryCheck, row: FindingRow, place: Place): void {
  if (row.check !== check.id || row.version !== check.version)
    failures.add('finding-malformed', 'The row is of another check, or of another version of it.', place);
  if (row.excludedBy === null) return;
  const exclusion = summary.exclusions.find(({ id }) => id === row.excludedBy);
  if (exclusion?.inForce !== true || exclusion.check !== check.id)
    failures.add('exclusion-unknown', `No exclusion ${row.excludedBy} is in force for this check.`, place);
}

/** A finding may rest on anything the assessment knew: facts below its tree size, carried with the package. */
function requireLeaves({ summary, factLeaves, treeProven, failures }: Context, leaves: readonly number[], place: Place): void {
  if (!treeProven) return;
  for (const leaf of leaves) {
    if (leaf >= (summary as Summary).treeSize || !hasBit(factLeaves, leaf)) {
      failures.add('leaf-not-carried', `It rests on entry ${leaf}, which is no fact that the assessment knew.`, { ...place, leaf });
    }
  }
}

type Tally = { -readonly [N in keyof SummaryCounts]: number };

function count(counts: Tally, { outcome, excludedBy }: FindingRow): void {
  counts.items += 1;
  if (excludedBy !== null) counts.excluded += 1;
  else if (outcome === 'not-owed') counts.notOwed += 1;
  else counts[outcome] += 1;
}

function addUp(checks: readonly SummaryCounts[]): SummaryCounts {
  const sum = (name: keyof SummaryCounts) => checks.reduce((total, one) => total + one[name], 0);
  return { items: sum('items'), pass: sum('pass'), fail: sum('fail'), unknown: sum('unknown'), notOwed: sum('notOwed'), excluded: sum('excluded') };
}

/** Fail if any item fails; else unknown if any item or the list itself is; else no items; else pass. Excluded items do not count. */
export function rolledUp(counts: SummaryCounts, unseen: boolean): string {
  if (counts.fail > 0) return 'fail';
  if (counts.unknown > 0 || unseen) return 'unknown';
  return counts.items === 0 ? 'no-items' : 'pass';
}

function requireCounts(
  { failures }: Context,
  what: string,
  sealed: SummaryCounts & { readonly outcome: string },
  counts: SummaryCounts,
  outcome: string,
): void {
  const { items, pass, fail, unknown, notOwed, excluded } = sealed;
  const same = canonicalText({ items, pass, fail, unknown, notOwed, excluded }) === canonicalText(counts);
  if (!same || sealed.outcome !== outcome)
    failures.add('counts-differ', `${what} was sealed with other figures than its findings add up to.`, { file: 'assessment.json' });
}
